// SPDX-License-Identifier: MIT
// The board in the situations a hall meets, on a virtual clock: drawn by the gallery, measured by the tests.
#pragma once

#include <string>
#include <vector>

#include "display/board/board.h"
#include "display/sight/sight.h"

namespace talon::board {

using sight::Layout;

struct Situation {
  std::string name;
  Board board;
  Ticks now;
};

[[nodiscard]] CallPicture call(const std::string& number, const std::string& room, std::int64_t seq);
/// An open hall at 10:42 with these calls, newest first.
[[nodiscard]] HallPicture hall(std::int64_t seq, std::vector<CallPicture> calls);
/// Every kind of panel has something to say.
[[nodiscard]] BoardPicture setup();
[[nodiscard]] std::vector<Situation> situations(const Layout& layout);

}  // namespace talon::board
