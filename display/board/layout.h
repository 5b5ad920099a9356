// SPDX-License-Identifier: MIT
// Where things stand on a board, computed from the screen's size and the farthest seat, never guessed.
#pragma once

#include <string>
#include <vector>

#include "display/canvas/canvas.h"

namespace talon::board {

/// The screen as hung: its picture in pixels, its diagonal, the eye farthest from it (GET /devices/self).
struct Screen {
  int width = 1920;
  int height = 1080;
  double diagonal_inch = 55;
  double distance_m = 6;
};

/// access.md 26: the called number is at least so high at the farthest seat (EN 301 549).
inline constexpr double goal_degrees = 0.7;

/// Rows of one size, column by column: left one from the top, then right. Pixels, as canvas::Canvas.
struct Grid {
  int columns = 2;
  double cap = 0;      ///< capital height of the numbers
  bool tight = false;  ///< the number takes more than half of its row: less room for the room's title
  std::vector<canvas::Rect> rows;
};

struct Layout {
  Screen screen;
  double margin = 0;
  double goal = 0;      ///< capital height that goal_degrees needs
  double band_cap = 0;  ///< capital height of the number in the band
  canvas::Rect band;
  canvas::Rect zone;  ///< all between band and foot
  Grid rows;          ///< room for the most calls
  Grid wide;          ///< one column, for as few calls as fit in it; empty when `rows` are not tight
  canvas::Rect foot;

  [[nodiscard]] bool upright() const { return screen.height > screen.width; }
  /// The grid for so many calls.
  [[nodiscard]] const Grid& grid(std::size_t calls) const {
    return !wide.rows.empty() && calls <= wide.rows.size() ? wide : rows;
  }
};

/// The largest rows the screen has room for: 8 calls in two columns on a usual hall screen; fewer and larger
/// when the seats are far.
[[nodiscard]] Layout lay_out(const Screen& screen);
/// Empty when every called number can be read from the farthest seat; else why not, and which screen would
/// do.
[[nodiscard]] std::string layout_check(const Layout& layout);
/// Degrees of visual angle of `pixels` on this screen from its farthest seat.
[[nodiscard]] double visual_angle(const Screen& screen, double pixels);

}  // namespace talon::board
