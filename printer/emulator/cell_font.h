// SPDX-License-Identifier: MIT
// The printer's built-in letters: Font A in cells of 12 x 24 dots, Font B in 9 x 17, drawn from our own
// fonts.
#pragma once

#include <cstdint>
#include <vector>

namespace talon::emulator {

struct Glyph {
  int width = 0, height = 0;
  std::vector<bool> dots;  ///< width * height, rows top to bottom
};

/// font 0: A, 1: B. Kept for the process.
[[nodiscard]] const Glyph& glyph(char32_t letter, int font, bool bold);
/// A byte of text mode under ESC t `code_page` (17: 866, 46: 1251, others: ASCII); unknown: U+FFFD.
[[nodiscard]] char32_t decode(std::uint8_t byte, int code_page);

}  // namespace talon::emulator
