// SPDX-License-Identifier: MIT
#include "printer/emulate.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <iostream>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pty.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace talon::printer {
namespace {

volatile std::sig_atomic_t interrupted = 0;

class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset(int fd = -1) {
    if (fd_ >= 0) close(fd_);
    fd_ = fd;
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

[[noreturn]] void fail(const std::string& what) {
  throw std::runtime_error(what + ": " + std::strerror(errno));
}

int listen_on(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  const std::string host = text.substr(4, colon - 4), port = text.substr(colon + 1);
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &found); error != 0)
    throw std::runtime_error(text + ": " + gai_strerror(error));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(found, &freeaddrinfo);
  const int fd = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  const int yes = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (fd < 0 || bind(fd, found->ai_addr, found->ai_addrlen) != 0 || listen(fd, 4) != 0) fail(text);
  sockaddr_storage name{};
  socklen_t size = sizeof name;
  getsockname(fd, reinterpret_cast<sockaddr*>(&name), &size);
  const auto actual = name.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6*>(&name)->sin6_port
                                                 : reinterpret_cast<const sockaddr_in*>(&name)->sin_port;
  std::cout << "listening tcp:" << host << ":" << ntohs(actual) << std::endl;
  return fd;
}

int open_terminal(Descriptor& other_side) {
  int master = -1, slave = -1;
  std::array<char, 128> name{};
  if (openpty(&master, &slave, name.data(), nullptr, nullptr) != 0) fail("openpty");
  termios raw{};
  tcgetattr(slave, &raw);
  cfmakeraw(&raw);
  tcsetattr(slave, TCSANOW, &raw);
  fcntl(master, F_SETFL, O_NONBLOCK);
  other_side.reset(slave);  // held open: a client that leaves must not hang the line up
  std::cout << "terminal " << name.data() << std::endl;
  return master;
}

/// Bytes between one client and the printer; false when the client has gone.
class Wire {
 public:
  explicit Wire(Bench& bench) : bench_(bench) {}
  bool carry(int fd) {
    if (waiting_.empty()) {
      std::array<std::uint8_t, 4096> bytes{};
      const ssize_t n = read(fd, bytes.data(), bytes.size());
      if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR)) return false;
      if (n > 0) waiting_.assign(bytes.begin(), bytes.begin() + n);
    }
    const std::size_t taken = bench_.receive(waiting_);
    waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(taken));
    return answer(fd);
  }
  bool answer(int fd) {
    const emulator::Bytes answers = bench_.printer().take_answers();
    if (answers.empty()) return true;
    return ::write(fd, answers.data(), answers.size()) >= 0 || errno == EAGAIN;
  }
  [[nodiscard]] bool full() const { return !waiting_.empty(); }
  void forget() { waiting_.clear(); }

 private:
  Bench& bench_;
  std::vector<std::uint8_t> waiting_;
};

Millis steady_now() {
  return std::chrono::duration_cast<Millis>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

int emulate(const EmulateOptions& options) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, [](int) { interrupted = 1; });
  std::signal(SIGTERM, [](int) { interrupted = 1; });
  Bench bench(options.bench);
  bool quit = false;
  bench.other = [&quit](const std::string& line) {
    quit = quit || line == "quit";
    return line == "quit";
  };
  Descriptor slave;
  const Descriptor listener(options.terminal ? -1 : listen_on(options.listen));
  Descriptor client(options.terminal ? open_terminal(slave) : -1);
  Wire wire(bench);
  std::string keyboard;
  bool keys = options.keyboard;
  while (!quit && interrupted == 0) {
    std::array<pollfd, 4> fds = {{{client.get() < 0 ? listener.get() : -1, POLLIN, 0},
                                  {wire.full() ? -1 : client.get(), POLLIN, 0},
                                  {keys ? STDIN_FILENO : -1, POLLIN, 0},
                                  {bench.control(), POLLIN, 0}}};
    const bool busy = client.get() >= 0;
    (void)poll(fds.data(), fds.size(), busy ? 10 : 200);
    if ((fds[0].revents & POLLIN) != 0)
      client.reset(accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (client.get() >= 0 && (fds[1].revents != 0 || wire.full()) && !wire.carry(client.get()) &&
        !options.terminal) {
      client.reset();
      wire.forget();
    }
    if ((fds[2].revents & (POLLIN | POLLHUP)) != 0) {
      std::array<char, 256> text{};
      const ssize_t n = read(STDIN_FILENO, text.data(), text.size());
      keys = n > 0;
      if (n > 0) keyboard.append(text.data(), static_cast<std::size_t>(n));
      for (std::size_t end = 0; (end = keyboard.find('\n')) != std::string::npos; keyboard.erase(0, end + 1))
        bench.command(keyboard.substr(0, end));
    }
    bench.tick(steady_now());
    if (client.get() >= 0) (void)wire.answer(client.get());
  }
  return 0;
}

}  // namespace talon::printer
