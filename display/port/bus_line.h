// SPDX-License-Identifier: MIT
// The port of a bus: one Modbus exchange after the other.
#pragma once

#include <memory>
#include <string>

#include "display/bus/station.h"

namespace talon::display {

class BusLine {
 public:
  virtual ~BusLine() = default;
  /// Blocks for the exchange and the silence behind it (some 10 ms); a port that is not there is silence, and
  /// is tried again by itself.
  [[nodiscard]] virtual bus::Reply exchange(const bus::Request& request) = 0;
  /// Why the port cannot be used; empty when it can.
  [[nodiscard]] virtual std::string problem() const = 0;
};

/// device: a serial port, "/dev/talon-bus1". Opened at the first exchange.
[[nodiscard]] std::unique_ptr<BusLine> make_modbus_line(const std::string& device, int baud);

}  // namespace talon::display
