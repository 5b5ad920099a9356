// SPDX-License-Identifier: MIT
#include "kiosk/jack.h"

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace talon::kiosk {

namespace {

constexpr int look_again_ms = 1'000;

/// What stands in the socket now; empty: it does not say.
std::optional<bool> state_of(int device) {
  std::array<std::uint8_t, SW_MAX / 8 + 1> switches{};
  if (::ioctl(device, EVIOCGSW(switches.size()), switches.data()) < 0) return std::nullopt;
  return (switches.at(SW_HEADPHONE_INSERT / 8) >> (SW_HEADPHONE_INSERT % 8) & 1) != 0;
}

}  // namespace

Jack::Jack(std::string device, std::function<void(bool)> heard)
    : device_(std::move(device)), heard_(std::move(heard)), end_(::eventfd(0, EFD_CLOEXEC)) {
  if (end_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
  thread_ = std::thread([this] { run(); });
}

Jack::~Jack() {
  const std::uint64_t one = 1;
  // A counter at nought takes one: nothing to be done if it did not.
  [[maybe_unused]] const ssize_t written = ::write(end_, &one, sizeof one);
  thread_.join();
  ::close(end_);
}

bool Jack::end_within(int milliseconds) const {
  pollfd wanted{end_, POLLIN, 0};
  return ::poll(&wanted, 1, milliseconds) > 0;
}

void Jack::tell(bool in) {
  if (std::exchange(in_, in) != in) heard_(in);
}

void Jack::run() {
  do {
    const int device = ::open(device_.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (device < 0) continue;
    if (const auto state = state_of(device)) tell(*state);
    const bool end = listen(device);
    ::close(device);
    if (end) return;
  } while (!end_within(look_again_ms));
}

bool Jack::listen(int device) {
  while (true) {
    std::array<pollfd, 2> wanted{{{device, POLLIN, 0}, {end_, POLLIN, 0}}};
    if (::poll(wanted.data(), wanted.size(), -1) < 0 && errno != EINTR) return false;
    if (wanted[1].revents != 0) return true;
    input_event event{};
    const ssize_t size = ::read(device, &event, sizeof event);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (size != static_cast<ssize_t>(sizeof event)) return false;
    if (event.type == EV_SW && event.code == SW_HEADPHONE_INSERT) tell(event.value != 0);
  }
}

}  // namespace talon::kiosk
