// SPDX-License-Identifier: MIT
// The project's own fonts as one fontconfig configuration; only for the .cpp files of this folder.
#pragma once

#include <fontconfig/fontconfig.h>

namespace talon::canvas {

/// The fonts now in use and a number that changes with every use_fonts(). The caller owns a reference.
/// Throws std::runtime_error when the folder holds no font.
struct FontSet {
  FcConfig* config = nullptr;
  unsigned generation = 0;
};
[[nodiscard]] FontSet current_fonts();
[[nodiscard]] unsigned font_generation();

}  // namespace talon::canvas
