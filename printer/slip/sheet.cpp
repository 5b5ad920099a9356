// SPDX-License-Identifier: MIT
#include "printer/slip/sheet.h"

#include <algorithm>
#include <cmath>

namespace talon::slip {
namespace {

using canvas::Canvas;
using canvas::Rect;
using canvas::TextStyle;

// A grey edge pixel becomes ink when less than this is white: a little more than half, because a thermal dot
// spreads less than the hair lines of small letters need.
constexpr int ink_below = 150;

constexpr double smallest_mm = 3.2;  ///< of letters on paper, access criterion 23
constexpr double large_mm = 5;       ///< of the same letters in large print

double scale_of(const SlipLayout& layout) {
  return std::max(layout.text_mm, layout.large_print ? large_mm : smallest_mm) / smallest_mm;
}

TextStyle style_of(canvas::Face face, double size, int weight) {
  TextStyle style;
  style.face = face;
  style.weight = weight;
  style.size = canvas::size_for_cap_height(face, size);
  style.color = ink;
  style.line_spacing = 1.2;
  return style;
}

double widest_word(std::string_view utf8, const TextStyle& style) {
  double widest = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t end = std::min(utf8.find(' ', at), utf8.size());
    widest = std::max(widest, canvas::measure(utf8.substr(at, end - at), style).width);
    at = end + 1;
  }
  return widest;
}

}  // namespace

Sheet::Sheet(const Paper& paper, const SlipLayout& layout)
    : paper_(paper), scale_(scale_of(layout)), heavy_(layout.high_contrast), margin_(dots(1)) {}

double Sheet::em(double mm) const {
  constexpr double most_narrow = 1.2;
  return dots(mm * (narrow() ? std::min(scale_, most_narrow) : scale_));
}

TextStyle Sheet::style(double mm, int weight) const {
  return style_of(canvas::Face::words, dots(mm * scale_), heavy_ ? std::min(700, weight + 200) : weight);
}

TextStyle Sheet::numerals(double mm) const {
  return style_of(canvas::Face::numbers, dots(mm), 700);
}

void Sheet::add(double height, std::function<void(Canvas&, double)> draw) {
  blocks_.push_back({std::round(y_), std::move(draw)});
  y_ += height;
}

void Sheet::text(std::string_view utf8, TextStyle style, double indent) {
  if (utf8.empty()) return;
  const Rect column{left() + indent, 0, width() - indent, 0};
  const double least = std::min(style.size, this->style(smallest_mm).size);
  const double widest = widest_word(utf8, style);
  if (widest > column.width) style.size = std::max(least, std::floor(style.size * column.width / widest));
  const double height = canvas::measure(utf8, style, column.width).height;
  add(height, [=, words = std::string(utf8)](Canvas& page, double top) {
    page.text({column.x, top, column.width, height}, words, style);
  });
}

void Sheet::rule() {
  const double thickness = std::round(dots(heavy_ ? 0.8 : 0.25));
  add(thickness, [this, thickness](Canvas& page, double top) {
    page.rectangle({left(), top, width(), thickness}, ink);
  });
}

void Sheet::fact(std::string_view label, std::string_view value) {
  const TextStyle plain = style(3.2);
  const TextStyle heavy = style(3.6, 700);
  const std::string name = std::string(label) + ":";
  const double gap = em(1.6);
  const double name_width = canvas::measure(name, plain).width;
  const auto one_line = canvas::measure(value, heavy);
  if (name_width + gap + one_line.width > width()) {
    text(name, plain);
    text(value, heavy);
    return;
  }
  const double drop =
      (one_line.height - canvas::measure(name, plain).height) * 0.78;  // on the same base line
  add(one_line.height, [=, this, words = std::string(value)](Canvas& page, double top) {
    page.text({left(), top + drop, 0, 0}, name, plain);
    page.text({left() + name_width + gap, top, 0, 0}, words, heavy);
  });
}

Canvas Sheet::finish() const {
  const int height = std::max(1, static_cast<int>(std::ceil(y_)));
  Canvas page(paper_.width_dots, height);
  page.fill(blank);
  for (const Block& block : blocks_) block.draw(page, block.top);
  std::vector<unsigned char> dots(page.pixels().begin(), page.pixels().end());
  for (std::size_t i = 0; i + 3 < dots.size(); i += 4) {
    const int light = (dots[i] + dots[i + 1] + dots[i + 2]) / 3;
    dots[i] = dots[i + 1] = dots[i + 2] = light < ink_below ? 0 : 255;
    dots[i + 3] = 255;
  }
  Canvas result(paper_.width_dots, height);
  result.draw(Canvas(paper_.width_dots, height, page.stride(), dots.data()), 0, 0);
  return result;
}

}  // namespace talon::slip
