// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cctype>
#include <netdb.h>
#include <sstream>
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

Power power_of(std::string_view status) {
  std::istringstream words{std::string(status)};
  bool mains = false, battery = false, low = false, ordered = false;
  for (std::string word; words >> word;) {
    mains |= word == "OL";
    battery |= word == "OB";
    low |= word == "LB";
    ordered |= word == "FSD";
  }
  if (ordered || (battery && low)) return Power::ending;
  if (battery) return Power::battery;
  return mains ? Power::mains : Power::unheard;
}

Component component_of(Power power) {
  switch (power) {
    case Power::mains:
      return {"ups", Health::ok, ""};
    case Power::battery:
      return {"ups", Health::warning, "работает от батареи"};
    case Power::ending:
      return {"ups", Health::failed, "батарея кончается, терминал завершает работу"};
    case Power::unheard:
      break;
  }
  return {"ups", Health::warning, "источник питания не отвечает"};
}

std::optional<UpsAddress> ups_address(const std::string& text) {
  UpsAddress address;
  const std::size_t at = text.find('@');
  address.ups = text.substr(0, at);
  if (at != std::string::npos) {
    address.host = text.substr(at + 1);
    const std::size_t colon = address.host.rfind(':');
    if (colon != std::string::npos) {
      address.port = address.host.substr(colon + 1);
      address.host.resize(colon);
    }
  }
  const bool number = !address.port.empty() && address.port.size() <= 5 &&
                      std::all_of(address.port.begin(), address.port.end(),
                                  [](unsigned char each) { return std::isdigit(each) != 0; });
  // A blank or a line's end would be another word of the protocol.
  const bool word = !address.ups.empty() &&
                    std::none_of(address.ups.begin(), address.ups.end(),
                                 [](unsigned char each) { return std::isspace(each) != 0 || each == '"'; });
  if (!number || !word || address.host.empty()) return std::nullopt;
  return address;
}

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
  const std::string head = "VAR " + address_.ups + " ups.status \"";
  do {
    if (::send(connection, question.data(), question.size(), MSG_NOSIGNAL) !=
        static_cast<ssize_t>(question.size()))
      return;
    const auto line = read_line(connection);
    if (!line) return;
    // "ERR DATA-STALE": the driver has lost the device.
    if (!line->starts_with(head)) {
      if (told_ != Power::ending) tell(Power::unheard);
      continue;
    }
    tell(power_of(std::string_view(*line).substr(head.size(), line->find('"', head.size()) - head.size())));
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
