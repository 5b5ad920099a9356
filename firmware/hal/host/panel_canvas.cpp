// SPDX-License-Identifier: MIT
#include "firmware/hal/host/panel_canvas.h"

namespace talon::firmware {
namespace {

constexpr canvas::Color housing{0x0B, 0x0B, 0x0C};
constexpr canvas::Color dark_dot{0x23, 0x15, 0x14};
constexpr canvas::Color lit_dot{0xFF, 0x3B, 0x22};

}  // namespace

canvas::Canvas draw_panel(const Picture& picture, std::size_t columns, int pitch) {
  canvas::Canvas canvas(static_cast<int>(columns) * pitch, static_cast<int>(panel_rows) * pitch);
  canvas.fill(housing);
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < columns; ++x)
      canvas.circle((static_cast<double>(x) + 0.5) * pitch, (static_cast<double>(y) + 0.5) * pitch,
                    pitch * 0.4, picture.lit(x, y) ? lit_dot : dark_dot);
  return canvas;
}

}  // namespace talon::firmware
