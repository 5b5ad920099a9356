// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>

namespace talon::firmware {

/// A part of the flash that is erased as one.
struct Area {
  std::uint32_t offset;  // from the flash's first byte
  std::uint32_t size;
};

// The STM32F405's sectors: 0 boot loader, 1 and 2 settings, 5 and 6 firmware. 3 and 4 are free.
inline constexpr Area boot_area{0x00000, 0x4000};
inline constexpr Area settings_areas[2]{{0x04000, 0x4000}, {0x08000, 0x4000}};
inline constexpr Area slots[2]{{0x20000, 0x20000}, {0x40000, 0x20000}};
inline constexpr std::uint32_t flash_used = 0x60000;

/// Flash as a chip has it: erasing sets all bits of an area, programming clears bits. Both can be cut
/// anywhere by the loss of power.
class Flash {
 public:
  virtual void read(std::uint32_t offset, std::span<std::uint8_t> bytes) = 0;
  /// offset and length: multiples of 4. False: the flash does not hold the bytes afterwards.
  virtual bool program(std::uint32_t offset, std::span<const std::uint8_t> bytes) = 0;
  /// False: the area is not blank afterwards. May take 2 s, in which nothing else runs.
  virtual bool erase(const Area& area) = 0;

 protected:
  ~Flash() = default;
};

/// Little-endian fields of what is kept in flash.
constexpr void put_long(std::span<std::uint8_t> bytes, std::size_t at, std::uint32_t value) {
  for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<std::uint8_t>(value >> (8U * i));
}

constexpr std::uint32_t get_long(std::span<const std::uint8_t> bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8U | bytes[at + i];
  return value;
}

}  // namespace talon::firmware
