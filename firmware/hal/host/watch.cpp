// SPDX-License-Identifier: MIT
#include "firmware/hal/host/watch.h"

#include "display/window/window.h"
#include "firmware/hal/host/emulator_posix.h"
#include "firmware/hal/host/panel_wall.h"

namespace talon::firmware {
namespace {

/// Often enough for a flash of half a second.
constexpr Millis look_every{150};

std::vector<HungBoard> hang(const std::vector<WatchedBoard>& boards, const std::vector<Emulator>& emulators) {
  std::vector<HungBoard> hung;
  for (std::size_t i = 0; i < boards.size(); ++i)
    hung.push_back({boards[i].title, emulators[i].columns(), boards[i].has_keys});
  return hung;
}

class Watch {
 public:
  Watch(const std::vector<WatchedBoard>& boards, std::vector<Emulator> emulators)
      : emulators_(std::move(emulators)),
        wall_(hang(boards, emulators_)),
        window_({"Талон: светодиодные табло", true, wall_.width(), wall_.height(), false}),
        seen_(emulators_.size()) {}

  void run(const std::atomic<bool>& stop) {
    while (!stop) {
      if (const auto event = window_.wait(look_every)) {
        if (std::holds_alternative<window::Quit>(*event)) return;
        if (std::holds_alternative<window::Exposed>(*event)) whole_ = true;
        if (const auto* press = std::get_if<window::Press>(&*event)) touch(*press);
      }
      draw();
    }
  }

 private:
  void touch(const window::Press& press) {
    if (press.kind == window::Press::Kind::down) hold(wall_.key_at(press.x, press.y));
    if (press.kind == window::Press::Kind::up) hold(std::nullopt);
  }

  void hold(const std::optional<WallKey>& key) {
    if (key == held_) return;
    if (held_) emulators_[held_->board].set_pins(0);
    if (key) emulators_[key->board].set_pins(static_cast<std::uint8_t>(1U << key->key));
    held_ = key;
    whole_ = true;
  }

  /// Only what has changed: a wall where nothing happens draws nothing.
  void draw() {
    std::vector<canvas::Rect> changed;
    if (whole_) {
      wall_.draw_frame(window_.canvas(), held_);
      changed.push_back({0, 0, static_cast<double>(window_.width()), static_cast<double>(window_.height())});
    }
    for (std::size_t i = 0; i < emulators_.size(); ++i) {
      const SeenPanel now = emulators_[i].look();
      if (!whole_ && now == seen_[i]) continue;
      seen_[i] = now;
      wall_.draw_board(window_.canvas(), i, now);
      if (!whole_) changed.push_back(wall_.panel_box(i));
    }
    whole_ = false;
    if (!changed.empty()) window_.show(changed);
  }

  std::vector<Emulator> emulators_;
  PanelWall wall_;
  window::Window window_;
  std::vector<SeenPanel> seen_;
  std::optional<WallKey> held_;
  bool whole_ = true;
};

}  // namespace

void watch(const std::vector<WatchedBoard>& boards, const std::atomic<bool>& stop) {
  std::vector<Emulator> emulators;
  for (const WatchedBoard& board : boards) emulators.emplace_back(board.folder);
  Watch(boards, std::move(emulators)).run(stop);
}

}  // namespace talon::firmware
