// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace talon::firmware {

inline constexpr std::size_t glyph_rows = 14;

/// Rows from the top; the leftmost dot is the highest bit.
struct Glyph {
  std::uint8_t width = 0;
  std::array<std::uint16_t, glyph_rows> rows{};
};

/// The glyph of a Windows-1251 character; every character that link::drawable accepts has one. nullptr: none.
const Glyph* glyph_of(std::uint8_t code);

}  // namespace talon::firmware
