// SPDX-License-Identifier: MIT
// What can be read from where: how a board divides its screen, computed from the screen's size and the
// farthest seat, never guessed. Needs no font and no window, so that HALL.toml is checked by the same
// arithmetic that draws.
#pragma once

#include <string>
#include <vector>

#include "display/canvas/canvas.h"
#include "server/model/board.h"

namespace talon::sight {

/// The screen as hung.
struct Screen {
  int width = 1920;  ///< pixels of the picture; of a wall: of all panels together
  int height = 1080;
  double diagonal_inch = 55;  ///< of a wall: of one panel
  double distance_m = 6;      ///< of the eye farthest from it
  Wall wall{};
  bool operator==(const Screen&) const = default;
};

/// The called number is at least so high at the farthest seat (EN 301 549, 5.1.4).
inline constexpr double goal_degrees = 0.7;
/// What is not called is at least so high: the reading distance divided by this (PRM TSI).
inline constexpr double reading_divisor = 250;
/// Share of the height that the newest call has at least.
inline constexpr double least_band = 0.25;
/// Width of the widest ticket number of four characters in its capital heights (PT Sans Bold); a test
/// measures it.
inline constexpr double number_per_cap = 3.38;

/// Rows of one size, column by column: left one from the top, then right. Pixels, as canvas::Canvas.
struct Grid {
  int columns = 2;
  double cap = 0;      ///< capital height of the numbers
  bool tight = false;  ///< the number takes more than half of its row: less room for the room's title
  std::vector<canvas::Rect> rows;
  [[nodiscard]] std::size_t per_column() const {
    return columns == 0 ? 0 : rows.size() / static_cast<std::size_t>(columns);
  }
};

/// Places in the picture. On a wall the picture also has what the bezels hide: nothing to be read lies there.
struct Layout {
  Screen screen;
  double width = 0;  ///< of the picture
  double height = 0;
  std::vector<canvas::Rect> tiles;  ///< the glass of each panel, row by row; one without a wall
  double unit = 0;                  ///< the shorter side of a panel
  double margin = 0;
  double goal = 0;      ///< capital height that goal_degrees needs
  double reading = 0;   ///< capital height of all other text, at least
  double band_cap = 0;  ///< capital height of the number in the band
  canvas::Rect band;
  canvas::Rect zone;  ///< all between band and foot
  Grid rows;          ///< room for the most calls
  Grid wide;          ///< one column, for as few calls as fit in it; empty when `rows` are not tight
  canvas::Rect foot;

  [[nodiscard]] bool upright() const { return screen.wall.columns == 1 && height > width; }
  /// The grid for so many calls.
  [[nodiscard]] const Grid& grid(std::size_t calls) const {
    return !wide.rows.empty() && calls <= wide.rows.size() ? wide : rows;
  }
};

/// What the layout does not fix is chosen: the largest rows the screen has room for, 8 calls in two columns
/// on a usual hall screen; fewer and larger when the seats are far.
[[nodiscard]] Layout lay_out(const Screen& screen, const BoardLayout& wish = {});
/// Where panels may stand while so many earlier calls have rows: right to left, none lower than it is useful.
[[nodiscard]] std::vector<canvas::Rect> free_areas(const Layout& layout, std::size_t calls);
/// Empty when every called number can be read from the farthest seat; else why not, and which screen would
/// do.
[[nodiscard]] std::string why_unreadable(const Layout& layout);
/// Degrees of visual angle of `pixels` on this screen from its farthest seat.
[[nodiscard]] double visual_angle(const Screen& screen, double pixels);

/// A part of the picture and where it stands in the window: one, or one for each panel of a wall.
struct Piece {
  canvas::Rect picture;
  canvas::Rect window;
};
[[nodiscard]] std::vector<Piece> window_pieces(const Layout& layout);

}  // namespace talon::sight
