// SPDX-License-Identifier: MIT
// A HUB12 panel as its chips see the pins: the picture is rebuilt from edges alone, with the light each dot
// gave.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "firmware/app/picture.h"

namespace talon::firmware {

class PanelModel {
 public:
  explicit PanelModel(std::size_t columns) : chain_(columns * 4), latched_(columns * 4) {}

  void data(bool level) { data_ = level; }

  void clock(bool level) {
    if (level && !clock_) {  // the chain moves on by one at the rising edge
      chain_.erase(chain_.begin());
      chain_.push_back(data_);
      ++clocks_;
    }
    clock_ = level;
  }

  void latch(bool level) {
    if (level && !latch_) {
      if (percent_ != 0) ++latched_while_lit_;
      latched_ = chain_;
    }
    latch_ = level;
  }

  void group(unsigned number) {
    if (number != group_ && percent_ != 0) ++moved_while_lit_;
    group_ = number;
  }

  void light(unsigned percent) { percent_ = percent; }

  /// The time until the next edges: what is lit now gives light so long.
  void shine(double microseconds) {
    if (percent_ == 0) return;
    for (std::size_t i = 0; i < latched_.size(); ++i) {
      if (latched_[i]) continue;  // low-active
      const auto [x, y] = place(i);
      light_[y * most_columns + x] += microseconds * percent_ / 100.0;
    }
  }

  double light_of(std::size_t x, std::size_t y) const { return light_[y * most_columns + x]; }
  void darken() { light_.fill(0); }
  unsigned ghosts() const { return latched_while_lit_ + moved_while_lit_; }
  unsigned clocks() const { return clocks_; }

 private:
  struct Place {
    std::size_t x, y;
  };

  /// Where the dot at place i of the chain shines: the bit that came first has gone farthest, to the left
  /// end.
  Place place(std::size_t i) const {
    const std::size_t chip = i / 8;  // 0 is the farthest
    const std::size_t column_byte = chip / 4;
    const std::size_t quarter = 3 - chip % 4;
    return {column_byte * 8 + i % 8, quarter * 4 + group_};
  }

  std::vector<bool> chain_;
  std::vector<bool> latched_;
  std::array<double, most_columns * panel_rows> light_{};
  bool data_ = false;
  bool clock_ = false;
  bool latch_ = false;
  unsigned group_ = 0;
  unsigned percent_ = 0;
  unsigned clocks_ = 0;
  unsigned latched_while_lit_ = 0;
  unsigned moved_while_lit_ = 0;
};

}  // namespace talon::firmware
