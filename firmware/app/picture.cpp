// SPDX-License-Identifier: MIT
#include "firmware/app/picture.h"

#include "firmware/app/font.h"
#include "firmware/link/crc.h"

namespace talon::firmware {
namespace {

constexpr std::size_t gap = 2;  // 14 % of the height; legible signs ask for 10 to 35 %
constexpr std::size_t top = (panel_rows - glyph_rows) / 2;
constexpr std::uint8_t arrow = '>';
constexpr std::uint8_t dash = 0x97;

std::span<const std::uint8_t> trimmed(const link::Text8& text) {
  return std::span(text).first(link::text_length(text).value_or(0));
}

std::size_t width_with(std::span<const std::uint8_t> text, std::size_t between) {
  std::size_t width = 0;
  for (const std::uint8_t code : text) {
    const Glyph* glyph = glyph_of(code);
    if (glyph != nullptr) width += glyph->width + (width == 0 ? 0 : between);
  }
  return width;
}

void draw_with(Picture& picture, std::size_t columns, std::size_t left, std::span<const std::uint8_t> text,
               std::size_t between) {
  for (const std::uint8_t code : text) {
    const Glyph* glyph = glyph_of(code);
    if (glyph == nullptr) continue;
    if (left + glyph->width > columns) return;
    for (std::size_t y = 0; y < glyph_rows; ++y)
      for (std::size_t x = 0; x < glyph->width; ++x)
        if ((glyph->rows[y] & 0x8000U >> x) != 0) picture.set(left + x, top + y);
    left += glyph->width + between;
  }
}

}  // namespace

void Picture::set(std::size_t x, std::size_t y) {
  std::uint8_t& byte = bytes[y * row_bytes + x / 8];
  byte = static_cast<std::uint8_t>(byte | 0x80U >> (x % 8));
}

bool Picture::lit(std::size_t x, std::size_t y) const {
  return (bytes[y * row_bytes + x / 8] & 0x80U >> (x % 8)) != 0;
}

std::uint16_t checksum(const Picture& picture) {
  return link::crc16(picture.bytes);
}

std::size_t text_width(std::span<const std::uint8_t> text) {
  return width_with(text, gap);
}

void draw_text(Picture& picture, std::size_t columns, std::size_t left, std::span<const std::uint8_t> text) {
  draw_with(picture, columns, left, text, gap);
}

Picture number_picture(const link::Text8& number, std::size_t columns) {
  Picture picture;
  const auto text = trimmed(number);
  const std::size_t between = width_with(text, gap) <= columns ? gap : 1;
  const std::size_t width = width_with(text, between);
  draw_with(picture, columns, width < columns ? (columns - width) / 2 : 0, text, between);
  return picture;
}

Picture line_picture(const link::Text8& number, const link::Text8& room, std::size_t columns) {
  const auto left = trimmed(number);
  const auto right = trimmed(room);
  if (right.empty() || left.empty()) return number_picture(number, columns);
  const std::span sign(&arrow, 1);
  const std::size_t arrow_width = glyph_of(arrow)->width;
  const auto needed = [&](std::size_t between) {
    return width_with(left, between) + width_with(right, between) + arrow_width + 2 * (between + 1);
  };
  const std::size_t between = needed(gap) <= columns ? gap : 1;
  if (needed(between) > columns) return number_picture(number, columns);  // whole number before half a room
  Picture picture;
  const std::size_t number_end = width_with(left, between);
  const std::size_t room_left = columns - width_with(right, between);
  draw_with(picture, columns, 0, left, between);
  draw_with(picture, columns, room_left, right, between);
  draw_with(picture, columns, number_end + (room_left - number_end - arrow_width) / 2, sign, between);
  return picture;
}

Picture dash_picture(std::size_t columns) {
  link::Text8 text{};
  text[0] = dash;
  return number_picture(text, columns);
}

Picture test_picture(unsigned phase, std::size_t columns) {
  Picture picture;
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < columns; ++x) {
      const bool edge = x == 0 || y == 0 || x + 1 == columns || y + 1 == panel_rows;
      const std::size_t slope = x * panel_rows / columns;
      const bool diagonal = slope == y || slope + y + 1 == panel_rows;
      const bool chess = (x + y + phase) % 2 == 0;
      if (phase == 0 || (phase == test_phases - 1 ? edge || diagonal : chess)) picture.set(x, y);
    }
  return picture;
}

}  // namespace talon::firmware
