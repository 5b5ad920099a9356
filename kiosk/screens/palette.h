// SPDX-License-Identifier: MIT
// Colours of the kiosk: one family with board, slip and pages. Whatever must be read has at least 10:1 on its
// ground, in high contrast 15:1; outlines of what can be pressed, signs and the ring of the keypad 4.5:1
// (WCAG 2.2 1.4.11 asks 3:1). The layout check proves it from these numbers, a test on drawn pages.
#pragma once

#include "display/canvas/canvas.h"

namespace talon::screens {

struct Palette {
  canvas::Color ground, text;       ///< of the page
  canvas::Color card;               ///< a choice; its text is `text`
  canvas::Color edge;               ///< outline of cards
  canvas::Color closed;             ///< a choice that cannot be made; its text is `text`
  canvas::Color accent, on_accent;  ///< the one thing to do
  canvas::Color sign;               ///< icons on cards and on the page
  canvas::Color pressed, on_pressed;
  canvas::Color warning, on_warning;
  canvas::Color alarm, on_alarm;
  canvas::Color call, on_call;  ///< "Вас вызывают", as on the hall's board
  canvas::Color slot;           ///< the printer's mouth
  double least_contrast;
};

namespace palette {

inline constexpr canvas::Color paper = canvas::rgb(0xFFFFFF);
inline constexpr canvas::Color ink = canvas::rgb(0x14181F);

inline constexpr Palette calm{.ground = canvas::rgb(0xFAF8F4),
                              .text = ink,
                              .card = paper,
                              .edge = canvas::rgb(0x6B6353),
                              .closed = canvas::rgb(0xE7E2D8),
                              .accent = canvas::rgb(0x0A3D55),
                              .on_accent = paper,
                              .sign = canvas::rgb(0x0A3D55),
                              .pressed = canvas::rgb(0xFFD35A),
                              .on_pressed = ink,
                              .warning = canvas::rgb(0xFFE9B0),
                              .on_warning = ink,
                              .alarm = canvas::rgb(0x7A1F14),
                              .on_alarm = paper,
                              .call = canvas::rgb(0x0B1220),
                              .on_call = canvas::rgb(0xFFD35A),
                              .slot = ink,
                              .least_contrast = 10};

/// White and yellow on black: no colour tells anything that a word does not.
inline constexpr Palette high_contrast{.ground = canvas::rgb(0x000000),
                                       .text = canvas::rgb(0xFFFFFF),
                                       .card = canvas::rgb(0x000000),
                                       .edge = canvas::rgb(0xFFFFFF),
                                       .closed = canvas::rgb(0x000000),
                                       .accent = canvas::rgb(0xFFEB3B),
                                       .on_accent = canvas::rgb(0x000000),
                                       .sign = canvas::rgb(0xFFEB3B),
                                       .pressed = canvas::rgb(0xFFFFFF),
                                       .on_pressed = canvas::rgb(0x000000),
                                       .warning = canvas::rgb(0x000000),
                                       .on_warning = canvas::rgb(0xFFEB3B),
                                       .alarm = canvas::rgb(0x480000),
                                       .on_alarm = canvas::rgb(0xFFFFFF),
                                       .call = canvas::rgb(0xFFEB3B),
                                       .on_call = canvas::rgb(0x000000),
                                       .slot = canvas::rgb(0xFFFFFF),
                                       .least_contrast = 15};

}  // namespace palette
}  // namespace talon::screens
