// SPDX-License-Identifier: MIT
#include "firmware/hal/host/panel_canvas.h"

#include <cmath>

namespace talon::firmware {
namespace {

constexpr canvas::Color housing{0x0B, 0x0B, 0x0C};
constexpr canvas::Color dark_dot{0x23, 0x15, 0x14};
constexpr canvas::Color lit_dot{0xFF, 0x3B, 0x22};

/// Eyes are not linear: half the light is far more than half as bright.
canvas::Color lit(unsigned percent) {
  const double bright = std::sqrt(percent / 100.0);
  const auto between = [&](std::uint8_t dark, std::uint8_t light) {
    return static_cast<std::uint8_t>(dark + std::lround((light - dark) * bright));
  };
  return {between(dark_dot.red, lit_dot.red), between(dark_dot.green, lit_dot.green),
          between(dark_dot.blue, lit_dot.blue)};
}

}  // namespace

canvas::Canvas draw_panel(const SeenPanel& panel, std::size_t columns, int pitch) {
  canvas::Canvas canvas(static_cast<int>(columns) * pitch, static_cast<int>(panel_rows) * pitch);
  canvas.fill(housing);
  const canvas::Color light = lit(panel.percent);
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < columns; ++x)
      canvas.circle((static_cast<double>(x) + 0.5) * pitch, (static_cast<double>(y) + 0.5) * pitch,
                    pitch * 0.4, panel.picture.lit(x, y) ? light : dark_dot);
  return canvas;
}

}  // namespace talon::firmware
