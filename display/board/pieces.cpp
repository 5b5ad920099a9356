// SPDX-License-Identifier: MIT
#include "display/board/pieces.h"

#include <cmath>

namespace talon::board {
namespace {

using canvas::Align;
using canvas::Color;
using canvas::Face;
using canvas::Rect;
using canvas::TextStyle;
using canvas::Vertical;

/// No word is wider than the box.
bool words_fit(std::string_view text, const TextStyle& style, double width) {
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (canvas::measure(text.substr(at, end - at), style).width > width) return false;
    at = end + 1;
  }
  return true;
}

bool fits(const std::string& text, const TextStyle& style, const Rect& box) {
  const auto block = canvas::measure(text, style, box.width);
  return block.height <= box.height && block.width <= box.width && words_fit(text, style, box.width);
}

/// The style with the largest size up to its own at which the text keeps inside the box.
TextStyle fitted(const std::string& text, TextStyle style, const Rect& box) {
  if (fits(text, style, box)) return style;
  double low = 1;
  double high = style.size;
  for (int i = 0; i < 10; ++i) {
    style.size = (low + high) / 2;
    (fits(text, style, box) ? low : high) = style.size;
  }
  style.size = low;
  return style;
}

}  // namespace

bool Piece::operator==(const Piece& other) const {
  return kind == other.kind && box == other.box && color == other.color && text == other.text &&
         style.size == other.style.size && style.color == other.style.color && direction == other.direction;
}

const text::Catalogue& words() {
  return text::Catalogue::of("ru");
}

Piece panel(const Rect& box, Color color, std::string role) {
  return {Piece::Kind::panel, box, color, {}, {}, color, std::move(role), Direction::right};
}

Rect inset(const Rect& box, double dx, double dy) {
  return {box.x + dx, box.y + dy, box.width - 2 * dx, box.height - 2 * dy};
}

TextStyle words_style(double cap, Color color, int weight, Vertical vertical) {
  return {Face::words, canvas::size_for_cap_height(Face::words, cap), weight, color, Align::left, vertical,
          1.15};
}

TextStyle number_style(double cap, Color color, Align align) {
  return {Face::numbers,
          canvas::size_for_cap_height(Face::numbers, cap),
          700,
          color,
          align,
          Vertical::middle,
          1.0};
}

double number_width(const std::string& number, double cap) {
  return std::ceil(canvas::measure(number, number_style(cap, white)).width) + 2;
}

double words_height(const std::string& text, const TextStyle& style, double width) {
  return words_fit(text, style, width) ? std::ceil(canvas::measure(text, style, width).height) : 0;
}

void Writer::text(const std::string& role, const Rect& box, const std::string& text,
                  const TextStyle& wanted) const {
  if (text.empty() || box.width < 1 || box.height < 1) return;
  pieces.push_back(
      {Piece::Kind::text, box, wanted.color, text, fitted(text, wanted, box), on, role, Direction::right});
}

/// Figures have neither ascenders nor descenders: their line box is higher than the ink and may leave the
/// row.
void Writer::number(const std::string& role, const Rect& box, const std::string& text,
                    const TextStyle& style) const {
  const double height = std::ceil(canvas::measure(text, style).height) + 2;
  const Rect line{box.x, box.y + (box.height - height) / 2, box.width, height};
  pieces.push_back({Piece::Kind::text, line, style.color, text, style, on, role, Direction::right});
}

void Writer::arrow(const Rect& box, Color color, Direction direction) const {
  pieces.push_back({Piece::Kind::arrow, box, color, {}, {}, on, "arrow", direction});
}

}  // namespace talon::board
