// SPDX-License-Identifier: MIT
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <utility>

#include "kiosk/service_manager.h"

namespace talon::kiosk {

namespace {

/// A whole positive number in the environment; 0: none.
long long number_of(const char* name) {
  const char* text = std::getenv(name);
  if (text == nullptr) return 0;
  long long value = 0;
  const char* end = text + std::strlen(text);
  const auto read = std::from_chars(text, end, value);
  return read.ec == std::errc{} && read.ptr == end && value > 0 ? value : 0;
}

}  // namespace

ServiceManager::ServiceManager(std::string socket, Millis patience)
    : socket_(std::move(socket)), patience_(patience) {}

ServiceManager ServiceManager::of_environment() {
  const char* socket = std::getenv("NOTIFY_SOCKET");
  const long long whose = number_of("WATCHDOG_PID");
  const bool ours = whose == 0 || whose == ::getpid();
  return {socket == nullptr ? "" : socket, Millis{ours ? number_of("WATCHDOG_USEC") / 1'000 : 0}};
}

Millis ServiceManager::beat() const {
  return socket_.empty() ? Millis{0} : patience_ / 2;
}

bool ServiceManager::tell(std::string_view words) const {
  sockaddr_un address{};
  if (socket_.empty() || socket_.size() >= sizeof address.sun_path) return false;
  address.sun_family = AF_UNIX;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  if (socket_.front() == '@') address.sun_path[0] = '\0';
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  const int out = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (out < 0) return false;
  const ssize_t sent = ::sendto(out, words.data(), words.size(), MSG_NOSIGNAL,
                                reinterpret_cast<const sockaddr*>(&address), size);
  ::close(out);
  return sent == static_cast<ssize_t>(words.size());
}

}  // namespace talon::kiosk
