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
  explicit Sheet(const Paper& paper) : paper_(paper), margin_(dots(1)) {}

  [[nodiscard]] double dots(double mm) const { return mm * paper_.dots_per_mm; }
  [[nodiscard]] double left() const { return margin_; }
  [[nodiscard]] double width() const { return paper_.width_dots - 2 * margin_; }
  [[nodiscard]] bool narrow() const { return paper_.width_dots < 500; }
  [[nodiscard]] double at() const { return y_; }

  /// Style of a text whose capitals are `mm` high.
  [[nodiscard]] canvas::TextStyle style(double mm, int weight = 400,
                                        canvas::Face face = canvas::Face::words) const;

  void space(double mm) { y_ += dots(mm); }
  /// A block of `height` dots; `draw` gets its top.
  void add(double height, std::function<void(canvas::Canvas&, double top)> draw);
  void text(std::string_view utf8, const canvas::TextStyle& style, double indent = 0);
  void rule(double thickness_mm);
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
  double margin_;
  double y_ = 0;
  std::vector<Block> blocks_;
};

}  // namespace talon::slip
