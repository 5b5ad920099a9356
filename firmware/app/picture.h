// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "firmware/link/show.h"

namespace talon::firmware {

inline constexpr std::size_t panel_rows = 16;
inline constexpr std::size_t most_columns = 128;
inline constexpr std::size_t module_columns = 32;  // a HUB12 module is 32 x 16
inline constexpr std::size_t row_bytes = most_columns / 8;

/// The dots of a panel: rows from the top, 8 dots a byte, leftmost in the highest bit, 1 is lit.
/// This very memory is what the row scan reads and what register block `picture` gives back.
struct Picture {
  std::array<std::uint8_t, panel_rows * row_bytes> bytes{};

  void set(std::size_t x, std::size_t y);
  bool lit(std::size_t x, std::size_t y) const;
  bool operator==(const Picture&) const = default;
};

/// CRC-16 over the bytes: register shown[11].
std::uint16_t checksum(const Picture& picture);

/// Width of a text in dots, gaps between characters included.
std::size_t text_width(std::span<const std::uint8_t> text);

/// Draws `text` with its left edge at `left`, in the panel's middle; what does not fit is cut off whole by
/// glyph.
void draw_text(Picture& picture, std::size_t columns, std::size_t left, std::span<const std::uint8_t> text);

/// The number alone, centred; a long one in narrow gaps rather than cut.
Picture number_picture(const link::Text8& number, std::size_t columns);

/// A hall line: number at the left, arrow, room at the right. Without a room, the number alone.
Picture line_picture(const link::Text8& number, const link::Text8& room, std::size_t columns);

/// "—": nobody tells this board what to show.
Picture dash_picture(std::size_t columns);

/// Self-test: all dots (phase 0), then each colour of a chess board, then the frame with both diagonals.
Picture test_picture(unsigned phase, std::size_t columns);
inline constexpr unsigned test_phases = 4;

}  // namespace talon::firmware
