// SPDX-License-Identifier: MIT
#include "display/sight/sight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace talon::sight {
namespace {

using canvas::Rect;

constexpr double mm_per_inch = 25.4;
/// A row is this many capital heights high (ADA 703.5: lines at 135 to 170 %); figures have no descenders.
constexpr double row_per_cap = 1.5;
constexpr double band_per_cap = 1.65;
/// Share of a row's width that a number of four characters may take; the room needs the rest.
constexpr double number_share = 0.48;
constexpr double tight_share = 0.58;
/// On a wall the number has a panel of its own, up to the margin.
constexpr double panel_share = 0.94;
/// On an upright screen the room stands below the number.
constexpr double stacked_per_cap = 2.6;
constexpr double stacked_share = 0.7;
constexpr int most_rows = 4;
/// Of the screen's height.
constexpr std::array<double, 3> band_shares = {0.32, 0.28, least_band};
/// A line of text with the air it needs, in capital heights.
constexpr double line_per_cap = 2.2;

double panel_width(const Screen& screen) {
  return static_cast<double>(screen.width) / screen.wall.columns;
}

double panel_height(const Screen& screen) {
  return static_cast<double>(screen.height) / screen.wall.rows;
}

double millimetres_per_pixel(const Screen& screen) {
  return screen.diagonal_inch * mm_per_inch / std::hypot(panel_width(screen), panel_height(screen));
}

double degrees_of(double millimetres, double distance_m) {
  return 2 * std::atan(millimetres / 2 / (distance_m * 1000)) * 180 / std::numbers::pi;
}

double goal_millimetres(const Screen& screen) {
  return 2 * screen.distance_m * 1000 * std::tan(goal_degrees / 2 * std::numbers::pi / 180);
}

double cap_for_width(double width) {
  return width / number_per_cap;
}

void place_tiles(Layout& layout) {
  const Screen& screen = layout.screen;
  const double pitch = millimetres_per_pixel(screen);
  const double gap_x = std::round(screen.wall.gap_x_mm / pitch);
  const double gap_y = std::round(screen.wall.gap_y_mm / pitch);
  const double width = panel_width(screen);
  const double height = panel_height(screen);
  for (int row = 0; row < screen.wall.rows; ++row) {
    for (int column = 0; column < screen.wall.columns; ++column)
      layout.tiles.push_back({column * (width + gap_x), row * (height + gap_y), width, height});
  }
  layout.width = layout.tiles.back().right();
  layout.height = layout.tiles.back().bottom();
  layout.unit = std::min(width, height);
}

/// A stretch of the zone that no bezel crosses.
struct Stretch {
  double from = 0;
  double size = 0;
};

std::vector<Stretch> stretches_down(const Layout& layout) {
  if (layout.screen.wall.rows <= 2) return {{layout.zone.y, layout.zone.height}};
  std::vector<Stretch> all;
  for (int row = 1; row < layout.screen.wall.rows; ++row) {
    const Rect& tile =
        layout.tiles[static_cast<std::size_t>(row) * static_cast<std::size_t>(layout.screen.wall.columns)];
    all.push_back({tile.y, std::min(tile.bottom(), layout.zone.bottom()) - tile.y});
  }
  return all;
}

std::vector<Stretch> stretches_across(const Layout& layout, int columns) {
  std::vector<Stretch> all;
  if (layout.screen.wall.columns > 1) {
    for (int column = 0; column < columns; ++column) {
      const Rect& tile = layout.tiles[static_cast<std::size_t>(column)];
      all.push_back({tile.x + layout.margin, tile.width - 2 * layout.margin});
    }
    return all;
  }
  const double gap = layout.margin * 1.6;
  const double width = (layout.zone.width - gap * (columns - 1)) / columns;
  for (int column = 0; column < columns; ++column)
    all.push_back({layout.zone.x + column * (width + gap), width});
  return all;
}

Grid make_grid(const Layout& layout, int columns, int per_stretch, double share) {
  Grid grid;
  grid.columns = columns;
  grid.tight = share > number_share;
  const auto down = stretches_down(layout);
  const auto least = std::min_element(down.begin(), down.end(),
                                      [](const Stretch& a, const Stretch& b) { return a.size < b.size; });
  const double height = least->size / per_stretch;
  const auto across = stretches_across(layout, columns);
  for (const Stretch& column : across) {
    for (const Stretch& stretch : down) {
      for (int row = 0; row < per_stretch; ++row)
        grid.rows.push_back({column.from, stretch.from + row * height, column.size, height});
    }
  }
  grid.cap = std::min(height / row_per_cap, cap_for_width(across.front().size * share));
  return grid;
}

/// The band of a wall is its upper row of panels: a bezel through a number would hide what must be read.
double band_height(const Layout& layout, double share) {
  if (layout.screen.wall.rows > 1) return layout.tiles.front().height;
  const double height = std::round(std::max(layout.height * share, layout.goal * band_per_cap));
  return std::min(height, layout.foot.y / 2);
}

void place_band(Layout& layout, double share) {
  const Wall& wall = layout.screen.wall;
  const double inner = layout.width - 2 * layout.margin;
  layout.band = {0, 0, layout.width, band_height(layout, share)};
  const double number = wall.columns > 1 ? (layout.tiles.front().width - 2.5 * layout.margin) * panel_share
                                         : inner * (layout.upright() ? stacked_share : number_share);
  const double per_cap = layout.upright() ? stacked_per_cap : band_per_cap;
  layout.band_cap = std::min(layout.band.height / per_cap, cap_for_width(number));
  const double top =
      wall.rows > 1 ? layout.tiles[static_cast<std::size_t>(wall.columns)].y : layout.band.bottom();
  layout.zone = {layout.margin, top, inner, layout.foot.y - top};
}

/// Most rows first, with the highest band that leaves them room. False when no number would be high enough.
bool choose_rows(Layout& layout, const BoardLayout& wish, int columns, int most, double share) {
  const int first = wish.rows > 0 ? wish.rows : most;
  const int last = wish.rows > 0 ? wish.rows : 1;
  for (int per_stretch = first; per_stretch >= last; --per_stretch) {
    for (const double band_share : band_shares) {
      place_band(layout, wish.band > 0 ? wish.band : band_share);
      layout.rows = make_grid(layout, columns, per_stretch, share);
      if (layout.rows.cap >= layout.goal) return true;
    }
  }
  return false;
}

/// One column of the same band, where two columns leave little room for the room's title.
void choose_wide(Layout& layout) {
  for (int per_column = most_rows; per_column >= 1; --per_column) {
    Grid grid = make_grid(layout, 1, per_column, number_share);
    if (grid.cap < layout.goal) continue;
    layout.wide = std::move(grid);
    return;
  }
}

void choose_grids(Layout& layout, const BoardLayout& wish) {
  const int panels = layout.screen.wall.columns;
  if (panels > 1) {
    if (!choose_rows(layout, wish, panels, most_rows, number_share))
      choose_rows(layout, wish, panels, most_rows, tight_share);
    return;
  }
  if (layout.upright()) {
    choose_rows(layout, wish, std::max(1, wish.columns), 2 * most_rows, number_share);
    return;
  }
  const int columns = wish.columns > 0 ? wish.columns : 2;
  if (choose_rows(layout, wish, columns, most_rows, number_share)) return;
  if (columns > 1 && choose_rows(layout, wish, columns, most_rows, tight_share)) {
    if (wish.columns == 0) choose_wide(layout);
    return;
  }
  if (wish.columns == 0) choose_rows(layout, wish, 1, most_rows, number_share);
}

std::string number_text(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.0f", value);
  return buffer.data();
}

/// Columns of the grid that hold no call, right to left, each in its stretches.
void add_free_columns(std::vector<Rect>& areas, const Layout& layout, const Grid& grid, std::size_t calls) {
  const std::size_t per_column = grid.per_column();
  const std::size_t used = (calls + per_column - 1) / per_column;
  for (auto column = static_cast<std::size_t>(grid.columns); column-- > used;) {
    const Rect& first = grid.rows[column * per_column];
    for (const Stretch& stretch : stretches_down(layout))
      areas.push_back({first.x, stretch.from, first.width, stretch.size});
  }
}

}  // namespace

double visual_angle(const Screen& screen, double pixels) {
  return degrees_of(pixels * millimetres_per_pixel(screen), screen.distance_m);
}

Layout lay_out(const Screen& screen, const BoardLayout& wish) {
  Layout layout;
  layout.screen = screen;
  place_tiles(layout);
  layout.margin = std::round(layout.unit * 0.03);
  layout.goal = goal_millimetres(screen) / millimetres_per_pixel(screen);
  layout.reading = std::max(layout.unit * 0.022,
                            screen.distance_m * 1000 / reading_divisor / millimetres_per_pixel(screen));
  const double least_foot = layout.unit * (layout.upright() ? 0.13 : 0.085);
  const double lines = layout.upright() ? 2 * line_per_cap : line_per_cap;
  const double foot = std::round(std::min(std::max(least_foot, layout.reading * lines), layout.height / 5));
  layout.foot = {0, layout.height - foot, layout.width, foot};
  choose_grids(layout, wish);
  return layout;
}

std::vector<Rect> free_areas(const Layout& layout, std::size_t calls) {
  const Grid& grid = layout.grid(calls);
  std::vector<Rect> areas;
  if (grid.columns > 1) {
    add_free_columns(areas, layout, grid, calls);
    return areas;
  }
  // One column: panels keep their place below while the first calls come and go.
  const std::size_t first = std::max(calls, layout.upright() ? grid.rows.size() / 2 : std::size_t{1});
  if (first >= grid.rows.size()) return areas;
  for (const Stretch& stretch : stretches_down(layout)) {
    const Rect& row = grid.rows[first];
    const double top = std::max(row.y, stretch.from);
    const double height = stretch.from + stretch.size - top;
    if (height >= layout.unit * 0.2) areas.push_back({row.x, top, row.width, height});
  }
  return areas;
}

std::string why_unreadable(const Layout& layout) {
  const Screen& screen = layout.screen;
  const double cap = std::min(layout.rows.cap, layout.band_cap);
  // A hundredth of a pixel is rounding, not a height.
  if (cap + 0.01 >= layout.goal) {
    const bool low = screen.wall.rows == 1 && layout.band.height < layout.height * least_band - 1;
    return low ? "Новому вызову осталось меньше четверти высоты экрана." : "";
  }
  const double shown = cap * millimetres_per_pixel(screen);
  const double needed = goal_millimetres(screen);
  return "Номер на табло был бы высотой " + number_text(std::floor(shown)) + " мм, а с " +
         number_text(std::ceil(screen.distance_m)) + " м нужно не меньше " + number_text(std::ceil(needed)) +
         " мм. Нужен экран от " + number_text(std::ceil(screen.diagonal_inch * needed / shown)) +
         " дюймов, меньше строк в раскладке или места не дальше " +
         number_text(std::floor(screen.distance_m * shown / needed)) + " м.";
}

std::vector<Piece> window_pieces(const Layout& layout) {
  std::vector<Piece> pieces;
  const int columns = layout.screen.wall.columns;
  for (std::size_t i = 0; i < layout.tiles.size(); ++i) {
    const Rect& tile = layout.tiles[i];
    const auto column = static_cast<double>(i % static_cast<std::size_t>(columns));
    const auto row = static_cast<double>(i / static_cast<std::size_t>(columns));
    pieces.push_back({tile, {column * tile.width, row * tile.height, tile.width, tile.height}});
  }
  return pieces;
}

}  // namespace talon::sight
