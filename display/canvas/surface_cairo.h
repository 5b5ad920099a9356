// SPDX-License-Identifier: MIT
// What a Canvas owns; only for the .cpp files of this folder.
#pragma once

#include <cairo.h>
#include <memory>

#include "display/canvas/canvas.h"

namespace talon::canvas {

struct SurfaceDeleter {
  void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct ContextDeleter {
  void operator()(cairo_t* context) const { cairo_destroy(context); }
};

struct Canvas::Surface {
  std::unique_ptr<cairo_surface_t, SurfaceDeleter> surface;
  std::unique_ptr<cairo_t, ContextDeleter> context;
};

inline void set_color(cairo_t* context, Color color) {
  cairo_set_source_rgba(context, color.red / 255.0, color.green / 255.0, color.blue / 255.0,
                        color.alpha / 255.0);
}

}  // namespace talon::canvas
