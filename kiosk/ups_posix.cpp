// SPDX-License-Identifier: MIT
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "kiosk/ups.h"

namespace talon::kiosk {

namespace {

constexpr timeval patience{2, 0};
constexpr std::size_t longest_line = 1'024;

/// A socket whose every wait, that for the connection included, ends after `patience`; -1: none.
int connect_to(const UpsAddress& address) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &wanted, &found) != 0) return -1;
  int connection = -1;
  for (const addrinfo* each = found; each != nullptr && connection < 0; each = each->ai_next) {
    connection = ::socket(each->ai_family, each->ai_socktype | SOCK_CLOEXEC, each->ai_protocol);
    if (connection < 0) continue;
    ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (::connect(connection, each->ai_addr, each->ai_addrlen) == 0) break;
    ::close(std::exchange(connection, -1));
  }
  ::freeaddrinfo(found);
  return connection;
}

/// The next line without its end; none: upsd is gone or silent.
std::optional<std::string> read_line(int connection) {
  std::string line;
  for (char letter = 0; line.size() < longest_line; line += letter) {
    if (::recv(connection, &letter, 1, 0) != 1) return std::nullopt;
    if (letter == '\n') return line;
  }
  return std::nullopt;
}

}  // namespace

UpsWatch::UpsWatch(UpsAddress address, std::function<void(Power)> changed)
    : address_(std::move(address)),
      changed_(std::move(changed)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

UpsWatch::~UpsWatch() {
  thread_.request_stop();
  wake_.notify_all();
}

void UpsWatch::run(const std::stop_token& stop) {
  do {
    const int connection = connect_to(address_);
    if (connection >= 0) {
      ask(connection, stop);
      ::close(connection);
    }
    // What was told of a shutdown stays true: upsd itself ends before the machine does.
    if (!stop.stop_requested() && told_ != Power::ending) tell(Power::unheard);
  } while (pause(stop));
}

void UpsWatch::ask(int connection, const std::stop_token& stop) {
  const std::string question = "GET VAR " + address_.ups + " ups.status\n";
  do {
    if (::send(connection, question.data(), question.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(question.size()))
      return;
    const auto line = read_line(connection);
    if (!line) return;
    const auto power = power_in(*line, address_.ups);
    // Its driver has lost the device; what was told of a shutdown stays true.
    if (power || told_ != Power::ending) tell(power.value_or(Power::unheard));
  } while (pause(stop));
}

void UpsWatch::tell(Power power) {
  if (told_ == power) return;
  told_ = power;
  changed_(power);
}

bool UpsWatch::pause(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  wake_.wait_for(lock, stop, every, [] { return false; });
  return !stop.stop_requested();
}

}  // namespace talon::kiosk
