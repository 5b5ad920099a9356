// SPDX-License-Identifier: MIT
// Paper that grows: blocks are measured as they are added and drawn once the length is known.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "display/canvas/canvas.h"
#include "printer/slip/slip.h"

namespace talon::slip {

inline constexpr canvas::Color ink = canvas::rgb(0x000000);
inline constexpr canvas::Color blank = canvas::rgb(0xFFFFFF);

class Sheet {
 public:
  /// The layout says how much larger letters are than the smallest allowed, and whether all is heavy.
  Sheet(const Paper& paper, const SlipLayout& layout);

  [[nodiscard]] double dots(double mm) const { return mm * paper_.dots_per_mm; }
  /// A length that belongs to letters (indents, check boxes) and grows with them; on narrow paper it leaves
  /// the width to the words.
  [[nodiscard]] double em(double mm) const;
  [[nodiscard]] bool heavy() const { return heavy_; }
  [[nodiscard]] double left() const { return margin_; }
  [[nodiscard]] double width() const { return paper_.width_dots - 2 * margin_; }
  [[nodiscard]] bool narrow() const { return paper_.width_dots < 500; }
  [[nodiscard]] double at() const { return y_; }

  /// Style of words whose capitals are `mm` high in the smallest layout.
  [[nodiscard]] canvas::TextStyle style(double mm, int weight = 400) const;
  /// Style of a number or code whose digits are `mm` high, in every layout.
  [[nodiscard]] canvas::TextStyle numerals(double mm) const;

  void space(double mm) { y_ += dots(mm); }
  /// A block of `height` dots; `draw` gets its top.
  void add(double height, std::function<void(canvas::Canvas&, double top)> draw);
  /// A heading of which one word is wider than the paper becomes smaller, down to the size of all letters.
  void text(std::string_view utf8, canvas::TextStyle style, double indent = 0);
  void rule();
  /// "label: value" on one line, the value heavier; on two lines where they do not fit beside each other.
  void fact(std::string_view label, std::string_view value);

  /// Everything drawn and thresholded to black and white.
  [[nodiscard]] canvas::Canvas finish() const;

 private:
  struct Block {
    double top;
    std::function<void(canvas::Canvas&, double top)> draw;
  };
  Paper paper_;
  double scale_;
  bool heavy_;
  double margin_;
  double y_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace talon::slip
