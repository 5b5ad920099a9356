// SPDX-License-Identifier: MIT
// Which pin is what. Wiring for technicians: firmware/README.md.
//
//   PA0 light sensor    PA5 panel clock   PA7 panel data    PA8 panel light (PWM)   PA9, PA10 RS-485   PA11
//   driver enable PB0, PB1 row group  PB2 panel latch   PC0..PC3 keys     PC4 service strap       PC5, PC6
//   role straps
//
// Keys and straps connect to 3.3 V and are pulled down: a broken wire is an open strap, never a service
// strap.
#pragma once

#include <cstdint>

#include "firmware/app/board.h"
#include "firmware/hal/stm32f4/chip.h"

namespace talon::firmware {

void start_pins(std::uint32_t clock_hz);

/// What app/scan.h needs.
struct PanelPins {
  void data(bool level) { chip::PortA::SetReset::write(level ? chip::bit(7) : chip::bit(23)); }
  void clock(bool level) { chip::PortA::SetReset::write(level ? chip::bit(5) : chip::bit(21)); }
  void latch(bool level) { chip::PortB::SetReset::write(level ? chip::bit(2) : chip::bit(18)); }
  void group(unsigned number) {
    chip::PortB::SetReset::write(((number & 1U) != 0 ? chip::bit(0) : chip::bit(16)) |
                                 ((number & 2U) != 0 ? chip::bit(1) : chip::bit(17)));
  }
  /// Percent of each 50 us period; a row is lit for five periods. Takes effect at once.
  void light(unsigned percent) { chip::timer1::Compare1::write(percent); }
};

inline void drive_line(bool on) {
  chip::PortA::SetReset::write(on ? chip::bit(11) : chip::bit(27));
}

std::uint8_t read_keys();
Straps read_straps();
/// The last conversion, 0..4095; starts the next one.
std::uint16_t read_light();
std::array<std::uint16_t, 6> read_unique_number();

}  // namespace talon::firmware
