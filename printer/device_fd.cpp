// SPDX-License-Identifier: MIT
#include "printer/device_fd.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <unistd.h>

#include "server/model/result.h"

namespace talon::printer {
namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds retry_after{500};

}  // namespace

FdDevice::FdDevice() : wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (wake_ < 0) throw std::runtime_error(std::string("eventfd: ") + std::strerror(errno));
}

FdDevice::~FdDevice() {
  if (fd_ >= 0) close(fd_);
  close(wake_);
}

void FdDevice::write(std::span<const std::uint8_t> bytes) {
  TALON_EXPECT(out_.empty());
  if (!up_) return;
  out_.assign(bytes.begin(), bytes.end());
  written_ = 0;
}

void FdDevice::abort() {
  const bool unfinished = written_ < out_.size();
  out_.clear();
  written_ = 0;
  if (!up_) return;
  if (unfinished && reconnect_on_abort()) {
    close(fd_);
    fd_ = -1;
    up_ = false;
    retry_at_ = {};
    return;
  }
  std::array<std::uint8_t, 256> old{};
  while (readable() && read(fd_, old.data(), old.size()) > 0) {
  }
}

void FdDevice::wake() {
  const std::uint64_t one = 1;
  // A full counter already wakes the reader, so the result says nothing new.
  [[maybe_unused]] const auto n = ::write(wake_, &one, sizeof one);
}

void FdDevice::leave(const std::string& reason, std::vector<DeviceEvent>& events) {
  close(fd_);
  fd_ = -1;
  out_.clear();
  written_ = 0;
  retry_at_ = Steady::now() + retry_after;
  if (std::exchange(up_, false)) events.emplace_back(DeviceLeft{reason});
}

void FdDevice::read_some(std::vector<DeviceEvent>& events) {
  std::vector<std::uint8_t> bytes(256);
  const ssize_t n = read(fd_, bytes.data(), bytes.size());
  if (n > 0) {
    bytes.resize(static_cast<std::size_t>(n));
    events.emplace_back(DeviceReceived{std::move(bytes)});
  } else if (n == 0) {
    leave("closed by the other side", events);
  } else if (errno != EAGAIN && errno != EINTR) {
    leave(std::strerror(errno), events);
  }
}

void FdDevice::write_some(std::vector<DeviceEvent>& events) {
  const ssize_t n = ::write(fd_, out_.data() + written_, out_.size() - written_);
  if (n < 0) {
    if (errno != EAGAIN && errno != EINTR) leave(std::strerror(errno), events);
    return;
  }
  written_ += static_cast<std::size_t>(n);
  if (written_ < out_.size()) return;
  out_.clear();
  written_ = 0;
  events.emplace_back(DeviceWritten{});
}

void FdDevice::poll_once(Millis timeout, std::vector<DeviceEvent>& events) {
  const bool wants_out = fd_ >= 0 && (!up_ || written_ < out_.size());
  const bool wants_in = up_ && readable();
  std::array<pollfd, 2> fds = {{{wake_, POLLIN, 0}, {-1, 0, 0}}};
  if (wants_in || wants_out)
    fds[1] = {fd_, static_cast<short>((wants_in ? POLLIN : 0) | (wants_out ? POLLOUT : 0)), 0};
  if (poll(fds.data(), fds.size(), static_cast<int>(timeout.count())) <= 0) return;
  if ((fds[0].revents & POLLIN) != 0) {
    std::uint64_t count = 0;
    [[maybe_unused]] const auto n = read(wake_, &count, sizeof count);
  }
  if (fds[1].revents == 0) return;
  if (!up_) {
    if (finish_connect(fd_)) {
      up_ = true;
      events.emplace_back(DeviceArrived{identity()});
    } else {
      leave("connection refused", events);
    }
    return;
  }
  if (wants_in && (fds[1].revents & (POLLIN | POLLHUP | POLLERR)) != 0) read_some(events);
  if (fd_ >= 0 && wants_out && (fds[1].revents & POLLOUT) != 0)
    write_some(events);
  else if (fd_ >= 0 && !wants_in && (fds[1].revents & (POLLERR | POLLHUP)) != 0)
    leave("closed by the other side", events);
}

std::vector<DeviceEvent> FdDevice::wait(Millis timeout) {
  std::vector<DeviceEvent> events;
  const auto now = Steady::now();
  if (fd_ < 0 && now >= retry_at_) {
    retry_at_ = now + retry_after;
    fd_ = connect();
  }
  if (fd_ < 0) timeout = std::clamp(std::chrono::duration_cast<Millis>(retry_at_ - now), Millis{0}, timeout);
  poll_once(timeout, events);
  return events;
}

}  // namespace talon::printer
