// SPDX-License-Identifier: MIT
// One renderer for screens, boards, slips and reports: Cairo and Pango behind a small drawing interface.
// Coordinates are pixels (dots on paper), origin top left. Fonts come from the project's own folder, system
// fonts are off.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace talon::canvas {

struct Color {
  std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
  bool operator==(const Color&) const = default;
};
/// "#RRGGBB" -> Color, at compile time.
consteval Color rgb(std::uint32_t hex) {
  return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8),
          static_cast<std::uint8_t>(hex), 255};
}
/// WCAG 2 contrast ratio, 1 to 21.
[[nodiscard]] double contrast(Color a, Color b);

struct Rect {
  double x = 0, y = 0, width = 0, height = 0;
  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] bool contains(double px, double py) const {
    return px >= x && px < right() && py >= y && py < bottom();
  }
  [[nodiscard]] bool contains(const Rect& inner) const {
    return inner.x >= x && inner.y >= y && inner.right() <= right() && inner.bottom() <= bottom();
  }
  [[nodiscard]] bool overlaps(const Rect& other) const {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }
  bool operator==(const Rect&) const = default;
};

enum class Face { words, numbers };  ///< Golos Text; PT Sans Bold with tabular digits
enum class Align { left, center, right };
enum class Vertical { top, middle, bottom };

struct TextStyle {
  Face face = Face::words;
  double size = 24;  ///< em in pixels; capital height is about 0.7 of it, see cap_height()
  int weight = 400;  ///< 400, 500, 600, 700
  Color color;
  Align align = Align::left;
  Vertical vertical = Vertical::top;
  double line_spacing = 1.25;
};

struct Measured {
  double width = 0, height = 0;
  int lines = 0;
};

/// A picture one can draw on; owns its pixels (premultiplied BGRA, 4 bytes each, rows of stride() bytes).
class Canvas {
 public:
  Canvas(int width, int height);
  /// Draws into memory owned by somebody else (an SDL window surface), format as above.
  Canvas(int width, int height, int stride, unsigned char* pixels);
  ~Canvas();
  Canvas(Canvas&&) noexcept;
  Canvas& operator=(Canvas&&) noexcept;

  [[nodiscard]] int width() const;
  [[nodiscard]] int height() const;
  [[nodiscard]] int stride() const;
  [[nodiscard]] std::span<const unsigned char> pixels() const;
  [[nodiscard]] Color pixel(int x, int y) const;

  void fill(Color color);
  void rectangle(const Rect& box, Color color, double radius = 0);
  void frame(const Rect& box, Color color, double thickness, double radius = 0);  ///< drawn inside the box
  void line(double x1, double y1, double x2, double y2, Color color, double thickness);
  void arrow(const Rect& box, Color color);  ///< pointing right, as a shape (PT Sans has no arrow glyph)
  void check_box(const Rect& box, Color color, double thickness);
  void polygon(std::span<const std::pair<double, double>> points, Color color);
  void circle(double x, double y, double radius, Color color);
  /// Wraps at words inside the box's width; returns what it took. Text is never cut: what does not fit runs
  /// over the box, and Measured says so (height > box.height).
  Measured text(const Rect& box, std::string_view utf8, const TextStyle& style);
  /// A QR code (level M) filling the largest square of whole modules in `box`, with its quiet zone.
  void qr(const Rect& box, std::string_view content, Color dark, Color light);
  void draw(const Canvas& other, double x, double y, double opacity = 1);
  void clip(const Rect& box);  ///< until unclip()
  void unclip();

  /// PNG file; throws std::runtime_error when it cannot be written.
  void write_png(const std::string& path) const;

 private:
  struct Surface;
  std::unique_ptr<Surface> surface_;
};

/// Space `utf8` needs when wrapped at `width` pixels (0: one line). Cached.
[[nodiscard]] Measured measure(std::string_view utf8, const TextStyle& style, double width = 0);
/// Height of a capital letter in pixels for a style; size_for_cap_height is its inverse.
[[nodiscard]] double cap_height(const TextStyle& style);
[[nodiscard]] double size_for_cap_height(Face face, double pixels);

/// Characters of `utf8` that no font of the project has (they would be drawn as boxes); for checks of texts.
[[nodiscard]] int missing_glyphs(std::string_view utf8, const TextStyle& style);
/// Names of the font families that draw `utf8`.
[[nodiscard]] std::vector<std::string> families_used(std::string_view utf8, const TextStyle& style);

/// Folder of the fonts; found beside the program or in the source tree unless TALON_FONTS says otherwise.
void use_fonts(const std::string& folder);

/// Reads a PNG; throws std::runtime_error when it is none.
[[nodiscard]] Canvas read_png(const std::string& path);

}  // namespace talon::canvas
