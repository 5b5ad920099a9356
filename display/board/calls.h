// SPDX-License-Identifier: MIT
// A called ticket on the board: number -> arrow -> room, in the band and in the rows. Internal to the folder.
#pragma once

#include "display/board/pieces.h"

namespace talon::board {

void add_band(Pieces& pieces, const Board& board, const Layout& layout, Ticks now);
void add_rows(Pieces& pieces, const Board& board, const Layout& layout, Ticks now);

}  // namespace talon::board
