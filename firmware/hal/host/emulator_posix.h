// SPDX-License-Identifier: MIT
// A board in QEMU as tools/board starts it: a folder with the emulator's monitor, its pins and its panel's
// width. All functions throw std::runtime_error when the emulator does not answer.
#pragma once

#include <cstdint>
#include <string>

#include "firmware/hal/host/line_posix.h"
#include "firmware/hal/host/pin_trace.h"

namespace talon::firmware {

class Emulator {
 public:
  /// folder: absolute or as seen from here; `columns`, `monitor` and `pins` lie in it.
  explicit Emulator(std::string folder);

  std::size_t columns() const { return columns_; }
  /// The memory that the row scan reads at this moment. Costs the board nothing.
  SeenPanel look() const;
  /// What the pins do, rebuilt from their edges. While its pins are being written down the board is some
  /// milliseconds late.
  SeenPanel look_at_pins() const;
  /// Either of them; in the dark half of a flash once more, at most for a second and a half.
  SeenPanel look_when_lit(bool at_pins) const;
  /// Keys in bits 0..3, service strap 4, role straps 5 and 6: they hold until others are set.
  void set_pins(std::uint8_t pins) const;

 private:
  class Monitor;
  std::string file(const std::string& name) const { return folder_ + "/" + name; }

  std::string folder_;
  std::size_t columns_ = 0;
};

}  // namespace talon::firmware
