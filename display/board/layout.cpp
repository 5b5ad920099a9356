// SPDX-License-Identifier: MIT
#include "display/board/layout.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <numbers>

namespace talon::board {
namespace {

using canvas::Face;
using canvas::Rect;

constexpr double mm_per_inch = 25.4;
/// A row is this many capital heights high (ADA 703.5: lines at 135 to 170 %); figures have no descenders.
constexpr double row_per_cap = 1.5;
constexpr double band_per_cap = 1.65;
/// Share of a row's width that a number of four characters may take; the room needs the rest.
constexpr double number_share = 0.48;
constexpr double tight_share = 0.58;
/// On an upright screen the room stands below the number.
constexpr double stacked_per_cap = 2.6;
constexpr double stacked_share = 0.7;
constexpr int most_rows = 4;
/// Of the screen's height; access.md 27 asks for at least a quarter.
constexpr std::array<double, 3> band_shares = {0.32, 0.28, 0.25};

double millimetres_per_pixel(const Screen& screen) {
  return screen.diagonal_inch * mm_per_inch / std::hypot(screen.width, screen.height);
}

double degrees_of(double millimetres, double distance_m) {
  return 2 * std::atan(millimetres / 2 / (distance_m * 1000)) * 180 / std::numbers::pi;
}

double goal_millimetres(const Screen& screen) {
  return 2 * screen.distance_m * 1000 * std::tan(goal_degrees / 2 * std::numbers::pi / 180);
}

/// The largest capital height at which a number of four characters is at most `width` wide.
double cap_for_width(double width) {
  const canvas::TextStyle style{Face::numbers, 100, 700, {}};
  const double taken = canvas::measure("Н000", style).width;
  return taken <= 0 ? 0 : canvas::cap_height(style) * width / taken;
}

Grid make_grid(const Layout& layout, int columns, int per_column, double share) {
  Grid grid;
  grid.columns = columns;
  grid.tight = share > number_share;
  const double gap = layout.margin * 1.6;
  const double width = (layout.zone.width - gap * (columns - 1)) / columns;
  const double height = layout.zone.height / per_column;
  for (int column = 0; column < columns; ++column) {
    for (int row = 0; row < per_column; ++row) {
      grid.rows.push_back(
          {layout.zone.x + column * (width + gap), layout.zone.y + row * height, width, height});
    }
  }
  grid.cap = std::min(height / row_per_cap, cap_for_width(width * share));
  return grid;
}

void place_band(Layout& layout, double share) {
  const double height = std::round(std::max(layout.screen.height * share, layout.goal * band_per_cap));
  const double inner = layout.screen.width - 2 * layout.margin;
  layout.band = {0, 0, static_cast<double>(layout.screen.width), std::min(height, layout.foot.y / 2)};
  layout.band_cap = layout.upright()
                        ? std::min(layout.band.height / stacked_per_cap, cap_for_width(inner * stacked_share))
                        : std::min(layout.band.height / band_per_cap, cap_for_width(inner * number_share));
  layout.zone = {layout.margin, layout.band.bottom(), inner, layout.foot.y - layout.band.bottom()};
}

/// Most rows first, with the highest band that leaves them room. False when no number would be high enough.
bool choose_rows(Layout& layout, int columns, int most, double share) {
  for (int per_column = most; per_column >= 1; --per_column) {
    for (const double band_share : band_shares) {
      place_band(layout, band_share);
      layout.rows = make_grid(layout, columns, per_column, share);
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

void choose_grids(Layout& layout) {
  if (layout.upright()) {
    choose_rows(layout, 1, 2 * most_rows, number_share);
    return;
  }
  if (choose_rows(layout, 2, most_rows, number_share)) return;
  if (choose_rows(layout, 2, most_rows, tight_share)) return choose_wide(layout);
  choose_rows(layout, 1, most_rows, number_share);
}

std::string number_text(double value) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.0f", value);
  return buffer.data();
}

}  // namespace

double visual_angle(const Screen& screen, double pixels) {
  return degrees_of(pixels * millimetres_per_pixel(screen), screen.distance_m);
}

Layout lay_out(const Screen& screen) {
  Layout layout;
  layout.screen = screen;
  const double width = screen.width;
  const double height = screen.height;
  const double shorter = std::min(width, height);
  layout.margin = std::round(shorter * 0.03);
  layout.goal = goal_millimetres(screen) / millimetres_per_pixel(screen);
  const double foot = std::round(shorter * (width > height ? 0.085 : 0.13));
  layout.foot = {0, height - foot, width, foot};
  choose_grids(layout);
  return layout;
}

std::string layout_check(const Layout& layout) {
  const double cap = std::min(layout.rows.cap, layout.band_cap);
  // A hundredth of a pixel is rounding, not a height.
  if (cap + 0.01 >= layout.goal) return {};
  const Screen& screen = layout.screen;
  const double shown = cap * millimetres_per_pixel(screen);
  const double needed = goal_millimetres(screen);
  return "Номер на табло был бы высотой " + number_text(std::floor(shown)) + " мм, а с " +
         number_text(std::ceil(screen.distance_m)) + " м нужно не меньше " + number_text(std::ceil(needed)) +
         " мм. Нужен экран от " + number_text(std::ceil(screen.diagonal_inch * needed / shown)) +
         " дюймов или места не дальше " + number_text(std::floor(screen.distance_m * shown / needed)) + " м.";
}

}  // namespace talon::board
