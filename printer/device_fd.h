// SPDX-License-Identifier: MIT
// What file and TCP devices share: a file descriptor that may come and go.
#pragma once

#include <chrono>

#include "printer/device.h"

namespace talon::printer {

class FdDevice : public Device {
 public:
  FdDevice();
  ~FdDevice() override;
  FdDevice(const FdDevice&) = delete;
  FdDevice& operator=(const FdDevice&) = delete;

  void write(std::span<const std::uint8_t> bytes) override;
  void abort() override;
  [[nodiscard]] std::vector<DeviceEvent> wait(Millis timeout) override;
  [[nodiscard]] std::optional<std::uint8_t> port_status() override { return {}; }
  void wake() override;

 protected:
  /// A non-blocking descriptor, or -1 when there is none now.
  virtual int connect() = 0;
  /// The connection is not up yet when this is true; asked when the descriptor becomes writable.
  virtual bool finish_connect(int) { return true; }
  [[nodiscard]] virtual DeviceIdentity identity() const = 0;
  /// Bytes can come back from this descriptor.
  [[nodiscard]] virtual bool readable() const = 0;
  /// Forgetting a half-written job needs a new connection.
  [[nodiscard]] virtual bool reconnect_on_abort() const { return false; }

 private:
  void leave(const std::string& reason, std::vector<DeviceEvent>& events);
  void read_some(std::vector<DeviceEvent>& events);
  void write_some(std::vector<DeviceEvent>& events);
  void poll_once(Millis timeout, std::vector<DeviceEvent>& events);

  int fd_ = -1;
  int wake_ = -1;
  bool up_ = false;
  std::chrono::steady_clock::time_point retry_at_{};
  std::vector<std::uint8_t> out_;
  std::size_t written_ = 0;
};

}  // namespace talon::printer
