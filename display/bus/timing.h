// SPDX-License-Identifier: MIT
// How long things take on RS-485: from this the number of panels of a bus and its rounds are chosen, and
// tests assert latency on it. Modbus over Serial Line 1.02, 2.5.1.1; firmware/link/REGISTERS.md.
#pragma once

#include <chrono>
#include <cstddef>

namespace talon::bus {

using Micros = std::chrono::microseconds;

/// 8N1: ten bits a byte.
[[nodiscard]] constexpr Micros byte_time(std::size_t bytes, int baud = 115200) {
  return Micros{static_cast<long long>(bytes) * 10'000'000LL / baud};
}

/// A frame ends with so much silence: a board answers after it, the master leaves it behind an answer, else
/// the next board would hear two frames as one.
inline constexpr Micros frame_silence{2'000};
/// A board counts the silence in ticks of 250 us.
inline constexpr Micros board_tick{250};

/// Bytes of function 03 and 16, checksum included.
inline constexpr std::size_t read_request_bytes = 8;
inline constexpr std::size_t write_answer_bytes = 8;
[[nodiscard]] constexpr std::size_t read_answer_bytes(std::size_t registers) {
  return 5 + 2 * registers;
}
[[nodiscard]] constexpr std::size_t write_request_bytes(std::size_t registers) {
  return 9 + 2 * registers;
}

/// Request, the board's silence, answer, the master's silence; at worst.
[[nodiscard]] constexpr Micros exchange_time(std::size_t request_bytes, std::size_t answer_bytes) {
  return byte_time(request_bytes + answer_bytes) + 2 * frame_silence + board_tick;
}
[[nodiscard]] constexpr Micros read_time(std::size_t registers) {
  return exchange_time(read_request_bytes, read_answer_bytes(registers));
}
[[nodiscard]] constexpr Micros write_time(std::size_t registers) {
  return exchange_time(write_request_bytes(registers), write_answer_bytes);
}

}  // namespace talon::bus
