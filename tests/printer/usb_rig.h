// SPDX-License-Identifier: MIT
// A USB printer without hardware: umockdev's test bed answers the kernel's usbfs calls of an unchanged
// program from the emulated printer. The program runs as a child with libumockdev-preload; libusb, udev
// events and our device_usb.cpp are the real ones. What no kernel checks here: claiming twice, usblp bound,
// permissions.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "printer/bench.h"

namespace talon::rig {

struct UsbOptions {
  printer::BenchOptions bench;
  bool plugged = true;  ///< at the start
  bool quiet = false;   ///< says nothing of plugging
};

/// Commands beside the printer's own (Emulator::obey): "plug", "unplug", "power" (off and on), "quit" (ends
/// the child).
class UsbRig {
 public:
  /// Throws std::runtime_error; the process must run under umockdev-wrapper.
  explicit UsbRig(UsbOptions options);
  ~UsbRig();
  UsbRig(const UsbRig&) = delete;
  UsbRig& operator=(const UsbRig&) = delete;

  [[nodiscard]] printer::Bench& bench();
  void plug();
  void unplug();
  /// Runs `command` (program and arguments) under the test bed until it ends; its exit code, 128 + signal
  /// when it was killed.
  int run(const std::vector<std::string>& command);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talon::rig
