// SPDX-License-Identifier: MIT
// A glass that hangs upright although it was made to lie. X11 and Wayland turn the picture themselves;
// without them (KMS) nobody else does.
#pragma once

namespace talon::window {

/// A place as shares of width and height: 0 left and above, 1 right and below.
struct Share {
  double x = 0, y = 0;
  bool operator==(const Share&) const = default;
};

/// Where on the picture a finger is that touches the glass at `glass`.
/// quarter_turns: of the picture on the glass, clockwise, 0 to 3.
[[nodiscard]] constexpr Share on_picture(Share glass, int quarter_turns) {
  switch (quarter_turns) {
    case 1:
      return {glass.y, 1 - glass.x};
    case 2:
      return {1 - glass.x, 1 - glass.y};
    case 3:
      return {1 - glass.y, glass.x};
    default:
      return glass;
  }
}

}  // namespace talon::window
