// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numbers>
#include <stdexcept>

#include "display/canvas/canvas.h"
#include "display/canvas/qr.h"
#include "display/canvas/surface_cairo.h"

namespace talon::canvas {
namespace {

void round_path(cairo_t* context, const Rect& box, double radius) {
  const double r = std::clamp(radius, 0.0, std::min(box.width, box.height) / 2);
  if (r <= 0) {
    cairo_rectangle(context, box.x, box.y, box.width, box.height);
    return;
  }
  constexpr double quarter = std::numbers::pi / 2;
  cairo_new_sub_path(context);
  cairo_arc(context, box.right() - r, box.y + r, r, -quarter, 0);
  cairo_arc(context, box.right() - r, box.bottom() - r, r, 0, quarter);
  cairo_arc(context, box.x + r, box.bottom() - r, r, quarter, 2 * quarter);
  cairo_arc(context, box.x + r, box.y + r, r, 2 * quarter, 3 * quarter);
  cairo_close_path(context);
}

void check(cairo_status_t status, const std::string& what) {
  if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(what + ": " + cairo_status_to_string(status));
}

}  // namespace

Canvas::Canvas(int width, int height) : surface_(std::make_unique<Surface>()) {
  surface_->surface.reset(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height));
  check(cairo_surface_status(surface_->surface.get()), "canvas");
  surface_->context.reset(cairo_create(surface_->surface.get()));
}

Canvas::Canvas(int width, int height, int stride, unsigned char* pixels)
    : surface_(std::make_unique<Surface>()) {
  surface_->surface.reset(
      cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_ARGB32, width, height, stride));
  check(cairo_surface_status(surface_->surface.get()), "canvas");
  surface_->context.reset(cairo_create(surface_->surface.get()));
}

Canvas::~Canvas() = default;
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;

int Canvas::width() const {
  return cairo_image_surface_get_width(surface_->surface.get());
}
int Canvas::height() const {
  return cairo_image_surface_get_height(surface_->surface.get());
}
int Canvas::stride() const {
  return cairo_image_surface_get_stride(surface_->surface.get());
}

std::span<const unsigned char> Canvas::pixels() const {
  cairo_surface_flush(surface_->surface.get());
  return {cairo_image_surface_get_data(surface_->surface.get()),
          static_cast<std::size_t>(stride()) * static_cast<std::size_t>(height())};
}

Color Canvas::pixel(int x, int y) const {
  if (x < 0 || y < 0 || x >= width() || y >= height()) return {0, 0, 0, 0};
  const auto at =
      static_cast<std::size_t>(y) * static_cast<std::size_t>(stride()) + static_cast<std::size_t>(x) * 4;
  const auto* p = pixels().data() + at;
  const unsigned alpha = p[3];
  if (alpha == 0) return {0, 0, 0, 0};
  const auto straight = [alpha](unsigned value) {
    return static_cast<std::uint8_t>(std::min(255U, (value * 255U + alpha / 2) / alpha));
  };
  return {straight(p[2]), straight(p[1]), straight(p[0]), static_cast<std::uint8_t>(alpha)};
}

void Canvas::fill(Color color) {
  cairo_t* context = surface_->context.get();
  cairo_save(context);
  cairo_set_operator(context, CAIRO_OPERATOR_SOURCE);
  set_color(context, color);
  cairo_paint(context);
  cairo_restore(context);
}

void Canvas::rectangle(const Rect& box, Color color, double radius) {
  cairo_t* context = surface_->context.get();
  set_color(context, color);
  round_path(context, box, radius);
  cairo_fill(context);
}

void Canvas::frame(const Rect& box, Color color, double thickness, double radius) {
  cairo_t* context = surface_->context.get();
  const double half = thickness / 2;
  set_color(context, color);
  cairo_set_line_width(context, thickness);
  round_path(context, {box.x + half, box.y + half, box.width - thickness, box.height - thickness},
             std::max(0.0, radius - half));
  cairo_stroke(context);
}

void Canvas::line(double x1, double y1, double x2, double y2, Color color, double thickness) {
  cairo_t* context = surface_->context.get();
  set_color(context, color);
  cairo_set_line_width(context, thickness);
  cairo_move_to(context, x1, y1);
  cairo_line_to(context, x2, y2);
  cairo_stroke(context);
}

void Canvas::arrow(const Rect& box, Color color) {
  // A shaft two fifths as thick as the head is tall keeps the shape clear on coarse screens and on paper.
  const double head = std::min(box.width * 0.6, box.height * 0.72);
  const double shaft = box.height * 0.19;
  const double middle = box.y + box.height / 2;
  const double neck = box.right() - head;
  const std::pair<double, double> points[] = {
      {box.x, middle - shaft}, {neck, middle - shaft}, {neck, box.y},           {box.right(), middle},
      {neck, box.bottom()},    {neck, middle + shaft}, {box.x, middle + shaft},
  };
  polygon(points, color);
}

void Canvas::check_box(const Rect& box, Color color, double thickness) {
  frame(box, color, thickness, thickness);
}

void Canvas::polygon(std::span<const std::pair<double, double>> points, Color color) {
  cairo_t* context = surface_->context.get();
  set_color(context, color);
  for (const auto& [x, y] : points) cairo_line_to(context, x, y);
  cairo_close_path(context);
  cairo_fill(context);
}

void Canvas::circle(double x, double y, double radius, Color color) {
  cairo_t* context = surface_->context.get();
  set_color(context, color);
  cairo_new_sub_path(context);
  cairo_arc(context, x, y, radius, 0, 2 * std::numbers::pi);
  cairo_fill(context);
}

void Canvas::qr(const Rect& box, std::string_view content, Color dark, Color light) {
  const QrModules modules = encode_qr(content);
  const int across = modules.size + 2 * qr_quiet_modules;
  const double module = std::max(1.0, std::floor(std::min(box.width, box.height) / across));
  const double side = module * across;
  const double left = std::round(box.x + (box.width - side) / 2);
  const double top = std::round(box.y + (box.height - side) / 2);
  cairo_t* context = surface_->context.get();
  cairo_save(context);
  cairo_set_antialias(context, CAIRO_ANTIALIAS_NONE);
  rectangle({left, top, side, side}, light);
  set_color(context, dark);
  for (int row = 0; row < modules.size; ++row) {
    for (int column = 0; column < modules.size; ++column) {
      if (!modules.dark[static_cast<std::size_t>(row * modules.size + column)]) continue;
      cairo_rectangle(context, left + (qr_quiet_modules + column) * module,
                      top + (qr_quiet_modules + row) * module, module, module);
    }
  }
  cairo_fill(context);
  cairo_restore(context);
}

void Canvas::draw(const Canvas& other, double x, double y, double opacity) {
  cairo_t* context = surface_->context.get();
  cairo_surface_flush(other.surface_->surface.get());
  cairo_save(context);
  cairo_set_source_surface(context, other.surface_->surface.get(), x, y);
  cairo_paint_with_alpha(context, opacity);
  cairo_restore(context);
}

void Canvas::clip(const Rect& box) {
  cairo_rectangle(surface_->context.get(), box.x, box.y, box.width, box.height);
  cairo_clip(surface_->context.get());
}
void Canvas::unclip() {
  cairo_reset_clip(surface_->context.get());
}

void Canvas::write_png(const std::string& path) const {
  check(cairo_surface_write_to_png(surface_->surface.get(), path.c_str()), path);
}

Canvas read_png(const std::string& path) {
  const std::unique_ptr<cairo_surface_t, SurfaceDeleter> picture(
      cairo_image_surface_create_from_png(path.c_str()));
  check(cairo_surface_status(picture.get()), path);
  const int width = cairo_image_surface_get_width(picture.get());
  const int height = cairo_image_surface_get_height(picture.get());
  Canvas canvas(width, height);
  // PNG may be RGB or grey: painting converts it to the one format we read.
  std::unique_ptr<cairo_surface_t, SurfaceDeleter> view(
      cairo_image_surface_create_for_data(const_cast<unsigned char*>(canvas.pixels().data()),
                                          CAIRO_FORMAT_ARGB32, width, height, canvas.stride()));
  const std::unique_ptr<cairo_t, ContextDeleter> context(cairo_create(view.get()));
  cairo_set_source_surface(context.get(), picture.get(), 0, 0);
  cairo_paint(context.get());
  cairo_surface_flush(view.get());
  return canvas;
}

}  // namespace talon::canvas
