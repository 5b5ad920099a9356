// SPDX-License-Identifier: MIT
// How the board looks now: a list of placed pieces, then pixels. The list is what the tests measure: no text
// leaves its box, no box touches another.
#pragma once

#include <string>
#include <vector>

#include "display/board/board.h"
#include "display/board/layout.h"
#include "display/canvas/canvas.h"

namespace talon::board {

struct Piece {
  enum class Kind { panel, text, arrow };
  Kind kind = Kind::text;
  canvas::Rect box;
  canvas::Color color;  ///< panel, arrow; of a text: style.color
  std::string text;
  canvas::TextStyle style;
  canvas::Color ground;  ///< what the text stands on, for the contrast test
  std::string role;      ///< "number", "room", "way", "notice", "clock" ... for tests
};

[[nodiscard]] std::vector<Piece> compose(const Board& board, const Layout& layout, Ticks now);
void draw(canvas::Canvas& canvas, const Board& board, const Layout& layout, Ticks now);

}  // namespace talon::board
