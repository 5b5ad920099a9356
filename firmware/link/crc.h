// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace talon::link {

/// CRC-16 of Modbus RTU (polynomial 0xA001 reflected, initial value 0xFFFF). On the wire the low byte goes
/// first.
std::uint16_t crc16(std::span<const std::uint8_t> bytes);

}  // namespace talon::link
