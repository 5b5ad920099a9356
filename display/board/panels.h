// SPDX-License-Identifier: MIT
// Panels: what a board says while it does not call. Their entries flow into the space they are given at a
// size that can be read from the farthest seat; what has no room comes on the next page. Internal to the
// folder.
#pragma once

#include "display/board/pieces.h"

namespace talon::board {

/// One entry of a panel, never divided: words at the left, a value at the right, a quiet note below it.
struct Entry {
  std::string left;
  std::string right;
  std::string note;
};

struct Content {
  std::string title;
  std::vector<Entry> entries;
  bool figures = true;  ///< values stand at the right edge; else they are words and have the larger part
};

/// What a panel says now; without entries when it has nothing to say.
[[nodiscard]] Content content_of(const Panel& shown, const Board& board);
/// Reception hours and breaks, as the closed hall and a door plate show them too.
[[nodiscard]] Content hours_content(const BoardPicture& setup);
/// The door plate of the board's room: who receives what (S2-5.3.8).
[[nodiscard]] Content plate_content(const Board& board);

/// A page of one content: entries [first, last).
struct Page {
  const Content* content = nullptr;
  std::size_t first = 0;
  std::size_t last = 0;
  std::size_t number = 1;  ///< of the content's pages
  std::size_t count = 1;
};

/// The least height of an area of this width in which every entry keeps its size.
[[nodiscard]] double least_height(const Content& content, const Layout& layout, double width);
/// All pages of the contents in an area of this size, in order.
[[nodiscard]] std::vector<Page> pages_of(const std::vector<Content>& contents, const Layout& layout,
                                         const canvas::Rect& area);
void add_page(Pieces& pieces, const Layout& layout, const canvas::Rect& area, const Page& page);

}  // namespace talon::board
