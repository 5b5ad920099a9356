// SPDX-License-Identifier: MIT
// What the chip's pins did, out of an emulator's log. QEMU has no GPIO of the STM32F405, but it names every
// write to it in order (`-d unimp`), without times:
//
//   GPIOA: unimplemented device write (size 4, offset 0x018, value 0x00200000)     set (low half), reset
//   (high) timer[1]: unimplemented device write (size 4, offset 0x034, value 0x00000050)  the light, percent
#pragma once

#include <cstddef>
#include <string_view>

#include "firmware/hal/host/panel_model.h"

namespace talon::firmware {

/// What one sees of a panel: its dots, and how bright they are. percent 0: the dots are dark.
struct SeenPanel {
  Picture picture;
  unsigned percent = 0;

  bool operator==(const SeenPanel&) const = default;
};

/// The panel behind the pins of firmware/hal/stm32f4/pins.h, rebuilt from their edges alone.
class PinTrace {
 public:
  /// columns: 32, 64, 96 or 128.
  explicit PinTrace(std::size_t columns) : columns_(columns), panel_(columns) {}

  /// One line of the log; whatever is no write to these pins is passed over.
  void take(std::string_view line);
  /// All four groups of rows have been seen, each shifted in whole.
  bool whole() const { return groups_ == 0x0F; }
  /// Dots that gave light, and the last light.
  SeenPanel seen() const;

 private:
  void port_a(std::uint32_t value);
  void port_b(std::uint32_t value);
  void light(unsigned percent);

  std::size_t columns_;
  PanelModel panel_;
  unsigned latched_at_ = 0;  // clocks so far at the last latch
  bool whole_chain_ = false;
  bool latched_ = false;
  unsigned group_ = 0;
  unsigned groups_ = 0;
  unsigned percent_ = 0;
};

}  // namespace talon::firmware
