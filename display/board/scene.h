// SPDX-License-Identifier: MIT
// How the board looks now: a list of placed pieces, then pixels. The list is what the tests measure: no text
// leaves its box, no box touches another.
#pragma once

#include <string>
#include <vector>

#include "display/board/board.h"
#include "display/canvas/canvas.h"
#include "display/sight/sight.h"

namespace talon::board {

using sight::Layout;

/// Where the arrow beside a called number points.
enum class Direction { right, left, ahead };
/// By the words of the way ("1 этаж, налево"); right when they name no side.
[[nodiscard]] Direction direction_of(std::string_view way);

struct Piece {
  enum class Kind { panel, text, arrow };
  Kind kind = Kind::text;
  canvas::Rect box;
  canvas::Color color;  ///< panel, arrow; of a text: style.color
  std::string text;
  canvas::TextStyle style;
  canvas::Color ground;                    ///< what the text stands on, for the contrast test
  std::string role;                        ///< "number", "room", "way", "notice", "clock" ... for tests
  Direction direction = Direction::right;  ///< arrow
  /// Draws the same pixels.
  bool operator==(const Piece& other) const;
};

[[nodiscard]] std::vector<Piece> compose(const Board& board, const Layout& layout, Ticks now);
/// The whole picture, layout.width x layout.height.
void draw(canvas::Canvas& canvas, const std::vector<Piece>& pieces);
/// When the picture next differs without any input: the shell sleeps until then and draws nothing.
[[nodiscard]] std::optional<Ticks> next_change(const Board& board, const Layout& layout, Ticks now);

}  // namespace talon::board
