// SPDX-License-Identifier: MIT
#include "kiosk/screens/glass.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "display/canvas/canvas.h"

namespace talon::screens {

double Glass::px_per_mm() const {
  return std::hypot(width_px, height_px) / (diagonal_inch * 25.4);
}

double least_cap_mm(const Glass& glass, bool large) {
  const double degrees = large ? 1.1 : 0.7;
  const double by_angle = 2 * glass.distance_m * 1000 * std::tan(degrees / 2 * std::numbers::pi / 180);
  return std::max(large ? 12.0 : 7.5, by_angle);
}

Sizes sizes(const Glass& glass, bool large) {
  const double mm = glass.px_per_mm();
  // One hundredth more than the rule asks, so that rounding of glyphs never falls below it.
  const double cap = least_cap_mm(glass, large) * mm * 1.01;
  const auto em = [&](double factor) {
    return std::ceil(canvas::size_for_cap_height(canvas::Face::words, cap * factor));
  };
  Sizes result;
  result.note = em(1);
  result.choice = em(large ? 1.15 : 1.6);
  result.title = em(large ? 1.35 : 2.1);
  result.margin = std::round((large ? 10 : 14) * mm);
  result.gap = std::ceil(6 * mm);
  result.pad = std::round((large ? 5 : 7) * mm);
  result.target = std::ceil((large ? 24 : 25) * mm);
  return result;
}

}  // namespace talon::screens
