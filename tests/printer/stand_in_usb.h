// SPDX-License-Identifier: MIT
// libusb without libusb: its functions, as far as device_usb.cpp calls them, answered in this process by an
// emulated printer. For ThreadSanitizer, under which no program runs beneath umockdev; what the real libusb
// does with the same calls is usb_rig's.
#pragma once

#include <thread>

#include "printer/bench.h"

namespace talon::rig {

/// The bus and the printer on it, from construction to destruction; one at a time. Obeys its control file:
/// the printer's commands, "plug" and "unplug".
class StandInBus {
 public:
  explicit StandInBus(printer::BenchOptions options);
  ~StandInBus();
  StandInBus(const StandInBus&) = delete;
  StandInBus& operator=(const StandInBus&) = delete;

 private:
  bool ending_ = false;  ///< under the lock of the bus
  std::thread clock_;
};

}  // namespace talon::rig
