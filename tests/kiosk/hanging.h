// SPDX-License-Identifier: MIT
// Things of the terminal that never come back from a call until the test is over.
#pragma once

#include <condition_variable>
#include <mutex>
#include <netinet/in.h>
#include <span>
#include <stdexcept>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

#include "kiosk/offline/journal.h"
#include "printer/device.h"

namespace talon::kiosk {

/// The door that one named call does not get through before it is opened.
class Latch {
 public:
  explicit Latch(std::string call) : call_(std::move(call)) {}
  void pass(const std::string& call) {
    std::unique_lock lock(mutex_);
    if (call != call_ || open_) return;
    ++inside_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --inside_;
  }
  /// Somebody stands before it and cannot go on; false: nobody came within a minute.
  [[nodiscard]] bool somebody_hangs() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::minutes{1}, [this] { return inside_ > 0; });
  }
  [[nodiscard]] bool still_hangs() {
    const std::lock_guard lock(mutex_);
    return inside_ > 0 && !open_;
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  const std::string call_;
  std::mutex mutex_;
  std::condition_variable changed_;
  int inside_ = 0;
  bool open_ = false;
};

/// A printer that is attached, takes what is written and never answers; one of its calls hangs.
class HangingDevice : public printer::Device {
 public:
  explicit HangingDevice(Latch& latch) : latch_(latch) {}
  void write(std::span<const std::uint8_t> /*bytes*/) override {
    latch_.pass("write");
    const std::lock_guard lock(mutex_);
    written_ = true;
  }
  void abort() override { latch_.pass("abort"); }
  std::vector<printer::DeviceEvent> wait(Millis timeout) override {
    latch_.pass(arrived_ ? "read" : "open");
    if (!std::exchange(arrived_, true)) {
      printer::DeviceIdentity who;
      who.address = "usb:";
      return {printer::DeviceArrived{who}};
    }
    std::unique_lock lock(mutex_);
    woken_.wait_for(lock, timeout, [this] { return wake_; });
    wake_ = false;
    if (!std::exchange(written_, false)) return {};
    return {printer::DeviceWritten{}};
  }
  std::optional<std::uint8_t> port_status() override {
    latch_.pass("status");
    return 0x18;  // selected, no error
  }
  void wake() override {
    const std::lock_guard lock(mutex_);
    wake_ = true;
    woken_.notify_all();
  }

 private:
  Latch& latch_;
  std::mutex mutex_;
  std::condition_variable woken_;
  bool arrived_ = false, written_ = false, wake_ = false;
};

/// The journal on a disk that finishes no write.
class HangingLog : public offline::Log {
 public:
  HangingLog(Latch& latch, std::string text) : latch_(latch), text_(std::move(text)) {}
  std::string read() override { return text_; }
  void append(const std::string& /*line*/) override { latch_.pass("disk"); }
  void replace(const std::string& /*text*/) override {}

 private:
  Latch& latch_;
  std::string text_;
};

/// Takes connections and never says a word.
class HangingServer {
 public:
  HangingServer() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* raw = reinterpret_cast<sockaddr*>(&address);  // NOLINT(*-reinterpret-cast): the socket interface
    const bool listens = listener_ >= 0 && ::bind(listener_, raw, size) == 0 &&
                         ::listen(listener_, 64) == 0 && ::getsockname(listener_, raw, &size) == 0;
    if (!listens) throw std::runtime_error("no port to listen on");
    port_ = ntohs(address.sin_port);
  }
  ~HangingServer() { ::close(listener_); }
  HangingServer(const HangingServer&) = delete;
  HangingServer& operator=(const HangingServer&) = delete;
  [[nodiscard]] std::string address() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  int listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int port_ = 0;
};

}  // namespace talon::kiosk
