// SPDX-License-Identifier: MIT
// The way to a printer: USB, a file, a TCP port. One thread uses a device; nothing but wait() blocks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/model/time.h"

namespace talon::printer {

/// Who is attached.
struct DeviceIdentity {
  std::string address;    ///< "usb:04b8:0202:J3DF000001", as accepted by open_device()
  std::string model;      ///< for people: "EPSON TM-T20II"
  std::string device_id;  ///< IEEE 1284: "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;"; empty: none
  std::uint16_t usb_vendor = 0, usb_product = 0;
  bool answers = true;  ///< bytes can come back
};

struct DeviceArrived {
  DeviceIdentity identity;
};
struct DeviceLeft {
  std::string reason;  ///< for the log
};
struct DeviceReceived {
  std::vector<std::uint8_t> bytes;
};
/// The write that was started is with the device.
struct DeviceWritten {};
using DeviceEvent = std::variant<DeviceArrived, DeviceLeft, DeviceReceived, DeviceWritten>;

class Device {
 public:
  virtual ~Device() = default;
  /// Starts handing `bytes` over; DeviceWritten tells the end. At most one write at a time. Nothing happens
  /// while the device is away.
  virtual void write(std::span<const std::uint8_t> bytes) = 0;
  /// Gives up a write in progress (how much was taken is not known), clears the interface's buffers and
  /// forgets what was received.
  virtual void abort() = 0;
  /// What has happened; waits at most `timeout` for the first event. Arrivals and departures are found here.
  [[nodiscard]] virtual std::vector<DeviceEvent> wait(Millis timeout) = 0;
  /// The printer class's port status byte, when the transport has one.
  [[nodiscard]] virtual std::optional<std::uint8_t> port_status() = 0;
  /// Another thread wants wait() to return soon.
  virtual void wake() = 0;
};

/// "usb:", "usb:VID:PID[:SERIAL]" (hex), "file:PATH", "tcp:HOST:PORT". Throws std::invalid_argument with a
/// Russian sentence when the text is none of these.
[[nodiscard]] std::unique_ptr<Device> open_device(const std::string& text);
/// Checks the text only.
void check_device(const std::string& text);

[[nodiscard]] std::unique_ptr<Device> open_file_device(const std::string& path);
[[nodiscard]] std::unique_ptr<Device> open_tcp_device(const std::string& host, const std::string& port);
/// vendor and product 0: the first printer-class device. serial empty: any.
[[nodiscard]] std::unique_ptr<Device> open_usb_device(std::uint16_t vendor, std::uint16_t product,
                                                      const std::string& serial);
/// Printers attached by USB now.
[[nodiscard]] std::vector<DeviceIdentity> list_usb_devices();

}  // namespace talon::printer
