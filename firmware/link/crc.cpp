// SPDX-License-Identifier: MIT
#include "firmware/link/crc.h"

#include <array>

namespace talon::link {
namespace {

constexpr std::array<std::uint16_t, 256> make_table() {
  std::array<std::uint16_t, 256> table{};
  for (std::uint16_t byte = 0; byte < 256; ++byte) {
    std::uint16_t value = byte;
    for (int bit = 0; bit < 8; ++bit) {
      const bool carry = (value & 1U) != 0;
      value = static_cast<std::uint16_t>(value >> 1U);
      if (carry) value = static_cast<std::uint16_t>(value ^ 0xA001U);
    }
    table[byte] = value;
  }
  return table;
}

constexpr auto table = make_table();

}  // namespace

std::uint16_t crc16(std::span<const std::uint8_t> bytes) {
  std::uint16_t crc = 0xFFFF;
  for (const std::uint8_t byte : bytes)
    crc = static_cast<std::uint16_t>((crc >> 8U) ^ table[(crc ^ byte) & 0xFFU]);
  return crc;
}

}  // namespace talon::link
