// SPDX-License-Identifier: MIT
// The device's end of a USB cable, whatever carries it: descriptors and class requests of an Epson TM-T20II
// in front of an emulated printer.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "printer/bench.h"

namespace talon::printer {

using Bytes = std::vector<std::uint8_t>;
/// bmRequestType, bRequest, wValue, wIndex, wLength (USB 2.0, chapter 9.3).
using Setup = std::span<const std::uint8_t, 8>;

inline constexpr std::uint16_t usb_vendor = 0x04B8, usb_product = 0x0202;
inline constexpr std::uint8_t bulk_out_endpoint = 0x01, bulk_in_endpoint = 0x82;
inline constexpr std::uint8_t printer_class = 7, printer_subclass = 1, bidirectional = 2;
inline constexpr std::uint16_t packet_bytes = 64;  ///< full speed

[[nodiscard]] std::span<const std::uint8_t> device_descriptor();
/// One interface of the printer class, bidirectional, with both bulk endpoints.
[[nodiscard]] std::span<const std::uint8_t> configuration_descriptor();

class UsbFunction {
 public:
  explicit UsbFunction(Bench& bench) : bench_(bench) {}
  /// What a control request brings, at most its wLength bytes (empty for one that sends); nothing: STALL.
  [[nodiscard]] std::optional<Bytes> control(Setup setup);
  /// How many of `bytes` the printer has taken; the rest is to be offered again, as after a NAK.
  std::size_t out(std::span<const std::uint8_t> bytes) { return bench_.receive(bytes); }
  /// What the printer has to say, at most `most` bytes; empty: NAK.
  [[nodiscard]] Bytes in(std::size_t most);
  /// Another program or another cable: what was said before is gone.
  void forget_answers() { answers_.clear(); }

 private:
  [[nodiscard]] std::optional<Bytes> answer(Setup setup);

  Bench& bench_;
  Bytes answers_;
};

}  // namespace talon::printer
