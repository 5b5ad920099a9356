// SPDX-License-Identifier: MIT
// Colours of the kiosk: one family with board, slip and pages. Whatever must be read has at least 10:1 on its
// ground (access.md 4A row 6); the layout check proves it for each text.
#pragma once

#include "display/canvas/canvas.h"

namespace talon::screens::palette {

inline constexpr canvas::Color ground = canvas::rgb(0xFAF8F4);
inline constexpr canvas::Color text = canvas::rgb(0x14181F);
inline constexpr canvas::Color panel = canvas::rgb(0xE7E2D8);
inline constexpr canvas::Color edge = canvas::rgb(0xC9C1B2);    ///< outline of cards: decoration only
inline constexpr canvas::Color accent = canvas::rgb(0x0A3D55);  ///< the one thing to do
inline constexpr canvas::Color white = canvas::rgb(0xFFFFFF);
inline constexpr canvas::Color pressed = canvas::rgb(0xFFD35A);
inline constexpr canvas::Color warning = canvas::rgb(0xFFE9B0);
inline constexpr canvas::Color alarm = canvas::rgb(0x7A1F14);
inline constexpr canvas::Color slot = canvas::rgb(0x14181F);

}  // namespace talon::screens::palette
