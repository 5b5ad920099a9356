// SPDX-License-Identifier: MIT
#include "firmware/hal/host/panel_wall.h"

#include <algorithm>
#include <array>

namespace talon::firmware {
namespace {

constexpr int pitch = 7;
constexpr double margin = 24, gap = 12, title_height = 28, key_height = 44;
constexpr std::size_t key_count = 4;
constexpr std::array<const char*, key_count> key_titles{"Следующий", "Повторить", "Начать / закончить",
                                                        "Перерыв"};

constexpr canvas::Color wall = canvas::rgb(0x2B2F33);
constexpr canvas::Color words = canvas::rgb(0xE8EAEC);
constexpr canvas::Color key_color = canvas::rgb(0x4A5157);
constexpr canvas::Color pressed_color = canvas::rgb(0x8A949C);

double panel_width(const HungBoard& board) {
  return static_cast<double>(board.columns) * pitch;
}
constexpr double panel_height = static_cast<double>(panel_rows) * pitch;

canvas::TextStyle style(double size, canvas::Align align) {
  canvas::TextStyle style;
  style.size = size;
  style.color = words;
  style.align = align;
  style.vertical = canvas::Vertical::middle;
  return style;
}

}  // namespace

PanelWall::PanelWall(std::vector<HungBoard> boards) : boards_(std::move(boards)) {
  double top = margin, widest = 64 * pitch;
  for (const HungBoard& board : boards_) {
    tops_.push_back(top);
    top += title_height + panel_height + (board.has_keys ? gap + key_height : 0) + margin;
    widest = std::max(widest, panel_width(board));
  }
  width_ = static_cast<int>(widest + 2 * margin);
  height_ = static_cast<int>(top);
}

canvas::Rect PanelWall::panel_box(std::size_t board) const {
  return {margin, tops_[board] + title_height, panel_width(boards_[board]), panel_height};
}

canvas::Rect PanelWall::key_box(const WallKey& key) const {
  const canvas::Rect panel = panel_box(key.board);
  const double width = (std::max(panel.width, 64.0 * pitch) - (key_count - 1) * gap) / key_count;
  return {panel.x + key.key * (width + gap), panel.bottom() + gap, width, key_height};
}

std::optional<WallKey> PanelWall::key_at(double x, double y) const {
  for (std::size_t board = 0; board < boards_.size(); ++board) {
    for (unsigned key = 0; key < key_count && boards_[board].has_keys; ++key)
      if (key_box({board, key}).contains(x, y)) return WallKey{board, key};
  }
  return std::nullopt;
}

void PanelWall::draw_frame(canvas::Canvas& canvas, const std::optional<WallKey>& pressed) const {
  canvas.fill(wall);
  for (std::size_t board = 0; board < boards_.size(); ++board) {
    canvas.text({margin, tops_[board], width_ - 2 * margin, title_height}, boards_[board].title,
                style(17, canvas::Align::left));
    for (unsigned key = 0; key < key_count && boards_[board].has_keys; ++key) {
      const WallKey place{board, key};
      canvas.rectangle(key_box(place), pressed == place ? pressed_color : key_color, 6);
      canvas.text(key_box(place), key_titles[key], style(13, canvas::Align::center));
    }
  }
}

void PanelWall::draw_board(canvas::Canvas& canvas, std::size_t board, const SeenPanel& seen) const {
  const canvas::Rect box = panel_box(board);
  canvas.draw(draw_panel(seen, boards_[board].columns, pitch), box.x, box.y);
}

}  // namespace talon::firmware
