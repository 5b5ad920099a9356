// SPDX-License-Identifier: MIT
// The glass a visitor touches, in millimetres: every size of a screen is computed from its diagonal, its
// resolution and the distance of the eye, never given in pixels.
#pragma once

namespace talon::screens {

struct Glass {
  int width_px = 1080;
  int height_px = 1920;
  double diagonal_inch = 27;
  double distance_m = 0.6;  ///< eye to screen

  [[nodiscard]] double px_per_mm() const;
  [[nodiscard]] bool landscape() const { return width_px > height_px; }
  bool operator==(const Glass&) const = default;
};

/// Least height of a capital letter in millimetres: 7.5 mm and 0.7 degrees, in large mode 12 mm and 1.1.
[[nodiscard]] double least_cap_mm(const Glass& glass, bool large);

inline constexpr double least_target_mm = 20;
inline constexpr double least_gap_mm = 5;
/// Outline or ground of what can be pressed, signs, the keypad's ring: against what they stand on.
inline constexpr double least_sign_contrast = 4.5;
inline constexpr int most_choices = 8;
/// In the low layout nothing to press stands above this part of an upright glass's height: the lower third is
/// to press, with large text the lower half. A lying glass has no low layout: all of it is in reach of a
/// seated person.
[[nodiscard]] constexpr double low_layout_top(bool large) {
  return large ? 1.0 / 2 : 2.0 / 3;
}

/// Sizes of one screen in pixels: three of text, and the distances.
struct Sizes {
  double note = 0, choice = 0, title = 0;  ///< em sizes of Face::words
  double margin = 0;                       ///< at the screen's edge
  double gap = 0;                          ///< between targets
  double pad = 0;                          ///< inside a card
  double target = 0;                       ///< least height of a target
};
[[nodiscard]] Sizes sizes(const Glass& glass, bool large);

}  // namespace talon::screens
