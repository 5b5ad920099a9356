// SPDX-License-Identifier: MIT
// What a board is drawn from: placed texts, panels and arrows, their colours and sizes. Internal to the
// folder; scene.h has what others need.
#pragma once

#include <string>
#include <vector>

#include "display/board/scene.h"
#include "display/text/text.h"

namespace talon::board {

using Pieces = std::vector<Piece>;

inline constexpr canvas::Color ground = canvas::rgb(0x0B1220);
inline constexpr canvas::Color rule_color = canvas::rgb(0x2B3A55);
inline constexpr canvas::Color white = canvas::rgb(0xFFFFFF);
inline constexpr canvas::Color quiet = canvas::rgb(0xB9C4D6);
inline constexpr canvas::Color call_color = canvas::rgb(0xFFD35A);
inline constexpr canvas::Color attention = canvas::rgb(0xFFE9B0);
inline constexpr canvas::Color alarm = canvas::rgb(0x7A1F14);

[[nodiscard]] const text::Catalogue& words();

[[nodiscard]] Piece panel(const canvas::Rect& box, canvas::Color color, std::string role = "panel");
[[nodiscard]] canvas::Rect inset(const canvas::Rect& box, double dx, double dy);

/// cap: capital height in pixels.
[[nodiscard]] canvas::TextStyle words_style(double cap, canvas::Color color, int weight,
                                            canvas::Vertical vertical = canvas::Vertical::middle);
[[nodiscard]] canvas::TextStyle number_style(double cap, canvas::Color color,
                                             canvas::Align align = canvas::Align::left);
/// Pixels that a number of this capital height needs.
[[nodiscard]] double number_width(const std::string& number, double cap);
/// Pixels that words need wrapped at `width`, without breaking inside a word; 0 when a word is wider.
[[nodiscard]] double words_height(const std::string& text, const canvas::TextStyle& style, double width);

/// Places texts; a text that does not fit its box is made smaller, never cut.
struct Writer {
  Pieces& pieces;
  canvas::Color on = ground;  ///< colour of the ground the texts stand on

  void text(const std::string& role, const canvas::Rect& box, const std::string& text,
            const canvas::TextStyle& wanted) const;
  void number(const std::string& role, const canvas::Rect& box, const std::string& text,
              const canvas::TextStyle& style) const;
  void arrow(const canvas::Rect& box, canvas::Color color, Direction direction) const;
};

}  // namespace talon::board
