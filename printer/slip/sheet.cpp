// SPDX-License-Identifier: MIT
#include "printer/slip/sheet.h"

#include <cmath>

namespace talon::slip {
namespace {

using canvas::Canvas;
using canvas::Rect;
using canvas::TextStyle;

// A grey edge pixel becomes ink when less than this is white: a little more than half, because a thermal dot
// spreads less than the hair lines of small letters need.
constexpr int ink_below = 150;

}  // namespace

TextStyle Sheet::style(double mm, int weight, canvas::Face face) const {
  TextStyle style;
  style.face = face;
  style.weight = weight;
  style.size = canvas::size_for_cap_height(face, dots(mm));
  style.color = ink;
  style.line_spacing = 1.2;
  return style;
}

void Sheet::add(double height, std::function<void(Canvas&, double)> draw) {
  blocks_.push_back({std::round(y_), std::move(draw)});
  y_ += height;
}

void Sheet::text(std::string_view utf8, const TextStyle& style, double indent) {
  if (utf8.empty()) return;
  const Rect column{left() + indent, 0, width() - indent, 0};
  const double height = canvas::measure(utf8, style, column.width).height;
  add(height, [=, words = std::string(utf8)](Canvas& page, double top) {
    page.text({column.x, top, column.width, height}, words, style);
  });
}

void Sheet::rule(double thickness_mm) {
  const double thickness = std::round(dots(thickness_mm));
  add(thickness, [this, thickness](Canvas& page, double top) {
    page.rectangle({left(), top, width(), thickness}, ink);
  });
}

void Sheet::fact(std::string_view label, std::string_view value) {
  const TextStyle plain = style(3.2);
  const TextStyle heavy = style(3.6, 700);
  const std::string name = std::string(label) + ":";
  const double gap = dots(1.6);
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
