// SPDX-License-Identifier: MIT
// A screen as a list of things to draw, each with its box: computed from measured text, never guessed. The
// same list says where a finger may press, what changed since the last one, and whether it keeps the numbers
// of accessibility.
#pragma once

#include <string>
#include <vector>

#include "display/canvas/canvas.h"
#include "kiosk/screens/glass.h"
#include "kiosk/screens/screen.h"

namespace talon::screens {

enum class Icon {
  none,
  right,
  left,
  down,
  home,
  people,
  bell,
  document,
  ticket,
  tear,
  warning,
  check,
  letter,
  search,
  calendar,
  smile,
  straight_face,
  frown
};

struct Item {
  enum class Kind { panel, frame, text, icon, qr, focus };
  Kind kind = Kind::panel;
  canvas::Rect box{};      ///< all ink lies within
  canvas::Color color{};   ///< of the shape or text
  canvas::Color ground{};  ///< text, icon, qr: what lies under it
  double size = 0;         ///< panel, frame: radius; icon: thickness of strokes
  Icon icon = Icon::none;
  canvas::TextStyle style{};  ///< text
  std::string text{};         ///< text, qr

  bool operator==(const Item& other) const;
};

struct Target {
  Action action;
  canvas::Rect box;
};

struct Layout {
  int width = 0, height = 0;
  canvas::Color ground = canvas::rgb(0xFAF8F4);  ///< below all items
  std::string title;                             ///< the page's question or message
  std::vector<Item> items;
  std::vector<Target> targets;
  int choices = 0;                   ///< cards to choose from on this sheet
  int sheets = 1;                    ///< how many sheets the choices or the list take
  std::vector<std::string> trouble;  ///< what had no room; check_layout repeats it
};

/// The glass at `now`. Works in every state; what has no room is named in `trouble`.
[[nodiscard]] Layout layout(const Screen& screen, Millis now);

/// Rules that `shown` breaks, each as a sentence; empty: none. Text inside its box and the glass and touching
/// no other, cap height by distance, contrast 10:1, targets at least 20 mm with 5 mm between them and at most
/// eight choices, back and home in the lower third, in the low layout all targets; in high contrast 15:1;
/// outlines of targets, signs and the ring 4.5:1. `screen`: the one that `shown` was laid out for.
[[nodiscard]] std::vector<std::string> check_layout(const Layout& shown, const Screen& screen);

/// Boxes whose pixels may differ between the two; empty when they are the same: an idle screen draws nothing.
[[nodiscard]] std::vector<canvas::Rect> difference(const Layout& before, const Layout& after);

/// Draws what touches `part` and nothing outside it.
void draw(canvas::Canvas& canvas, const Layout& shown, const canvas::Rect& part);
void draw(canvas::Canvas& canvas, const Layout& shown);

}  // namespace talon::screens
