// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "display/canvas/canvas.h"

namespace talon::canvas {
namespace {

// WCAG 2.2, relative luminance.
double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}
double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

}  // namespace

double contrast(Color a, Color b) {
  const double one = luminance(a), other = luminance(b);
  const double darker = std::min(one, other), lighter = std::max(one, other);
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace talon::canvas
