// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace talon::firmware {

/// Starts the crystal and the PLL for 168 MHz, or the PLL on the inner oscillator when the crystal does not
/// come; every wait has an end. Returns the core's clock in Hz: 168 MHz, or 16 MHz when no PLL runs. Bus APB1
/// gets a quarter of it, APB2 a half (at 16 MHz: all of it).
std::uint32_t start_clock();

}  // namespace talon::firmware
