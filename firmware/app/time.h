// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace talon::firmware {

/// Ticks of the one time base, 4 kHz, since the start: 64 bits never come round.
using Ticks = std::uint64_t;

inline constexpr Ticks ticks_a_second = 4000;
inline constexpr Ticks ticks_a_millisecond = ticks_a_second / 1000;

constexpr Ticks milliseconds(std::uint32_t count) {
  return Ticks{count} * ticks_a_millisecond;
}

constexpr Ticks seconds(std::uint32_t count) {
  return Ticks{count} * ticks_a_second;
}

/// 3.5 characters above 19200 baud are 1.75 ms; 2 ms in ticks.
inline constexpr unsigned frame_gap_ticks = 8;

}  // namespace talon::firmware
