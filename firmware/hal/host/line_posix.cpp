// SPDX-License-Identifier: MIT
#include "firmware/hal/host/line_posix.h"

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/un.h>
#include <termios.h>
#include <unistd.h>

namespace talon::firmware {
namespace {

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

constexpr int look_every_ms = 100;

/// A station that does not take its bytes loses them, as on a real line: nobody else waits for it.
void say(int station, const char* bytes, std::size_t count) {
  while (count > 0) {
    const ssize_t written = write(station, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= static_cast<std::size_t>(written);
  }
}

}  // namespace

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept {
  std::swap(number_, other.number_);
  return *this;
}

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

PseudoTerminal open_terminal(const std::string& link) {
  PseudoTerminal terminal;
  terminal.master = Descriptor(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
  const int master = terminal.master.number();
  if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0) fail("no pseudo terminal");
  char name[128];
  if (ptsname_r(master, name, sizeof name) != 0) fail("no pseudo terminal");
  terminal.other = Descriptor(open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
  termios raw{};
  if (terminal.other.number() < 0 || tcgetattr(terminal.other.number(), &raw) != 0) fail(name);
  cfmakeraw(&raw);
  tcsetattr(terminal.other.number(), TCSANOW, &raw);
  fcntl(master, F_SETFL, O_NONBLOCK);
  unlink(link.c_str());
  if (symlink(name, link.c_str()) != 0) fail(link);
  return terminal;
}

Descriptor connect_local(const std::string& path, int seconds) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path)
    throw std::runtime_error(path + ": too long for a socket's name");
  path.copy(address.sun_path, path.size());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  for (;;) {
    Descriptor socket_end(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (socket_end.number() < 0) fail(path);
    if (connect(socket_end.number(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) {
      fcntl(socket_end.number(), F_SETFL, O_NONBLOCK);
      return socket_end;
    }
    if (std::chrono::steady_clock::now() >= end) fail(path);
    poll(nullptr, 0, 10);
  }
}

bool relay(const std::vector<int>& stations, const std::atomic<bool>& stop) {
  std::vector<pollfd> waiting;
  for (const int station : stations) waiting.push_back({station, POLLIN, 0});
  while (!stop) {
    if (poll(waiting.data(), waiting.size(), look_every_ms) < 0 && errno != EINTR) fail("poll");
    for (const pollfd& from : waiting) {
      if ((from.revents & (POLLIN | POLLHUP)) == 0) continue;
      char bytes[512];
      const ssize_t count = read(from.fd, bytes, sizeof bytes);
      if (count == 0) return false;
      if (count < 0) continue;
      for (const int to : stations)
        if (to != from.fd) say(to, bytes, static_cast<std::size_t>(count));
    }
  }
  return true;
}

}  // namespace talon::firmware
