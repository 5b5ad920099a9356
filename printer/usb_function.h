// SPDX-License-Identifier: MIT
// The device's end of a USB cable, whatever carries it: descriptors and class requests in front of an
// emulated printer, of the model it stands for.
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

inline constexpr std::uint8_t bulk_out_endpoint = 0x01, bulk_in_endpoint = 0x82;
inline constexpr std::uint8_t printer_class = 7, printer_subclass = 1;
inline constexpr std::uint8_t unidirectional = 1, bidirectional = 2;  ///< bInterfaceProtocol
inline constexpr std::uint16_t packet_bytes = 64;                     ///< full speed

class UsbFunction {
 public:
  explicit UsbFunction(Bench& bench) : bench_(bench) {}
  [[nodiscard]] const escpos::UsbIdentity& identity() const { return bench_.printer().model().usb; }
  /// A printer that says nothing has no bulk IN endpoint.
  [[nodiscard]] bool talks() const { return bench_.printer().model().answers != escpos::Answers::nothing; }
  [[nodiscard]] std::uint8_t protocol() const { return talks() ? bidirectional : unidirectional; }
  [[nodiscard]] Bytes device_descriptor() const;
  /// One interface of the printer class.
  [[nodiscard]] Bytes configuration_descriptor() const;
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
  [[nodiscard]] std::optional<Bytes> descriptor(std::uint8_t type, std::uint8_t index) const;

  Bench& bench_;
  Bytes answers_;
};

}  // namespace talon::printer
