// SPDX-License-Identifier: MIT
// Several boards under each other on one screen, each with its title and, when it has them, its four keys.
// Pure: what is drawn and which key lies under a finger.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "firmware/hal/host/panel_canvas.h"

namespace talon::firmware {

struct HungBoard {
  std::string title;
  std::size_t columns = 64;
  bool has_keys = false;
};

/// A key of one of the boards: 0 next, 1 repeat, 2 start/finish, 3 pause.
struct WallKey {
  std::size_t board = 0;
  unsigned key = 0;

  bool operator==(const WallKey&) const = default;
};

class PanelWall {
 public:
  explicit PanelWall(std::vector<HungBoard> boards);

  int width() const { return width_; }
  int height() const { return height_; }
  /// Everything but the panels' dots. `pressed`: the key that is held down.
  void draw_frame(canvas::Canvas& canvas, const std::optional<WallKey>& pressed) const;
  void draw_board(canvas::Canvas& canvas, std::size_t board, const SeenPanel& seen) const;
  canvas::Rect panel_box(std::size_t board) const;
  std::optional<WallKey> key_at(double x, double y) const;
  canvas::Rect key_box(const WallKey& key) const;

 private:
  std::vector<HungBoard> boards_;
  std::vector<double> tops_;
  int width_ = 0;
  int height_ = 0;
};

}  // namespace talon::firmware
