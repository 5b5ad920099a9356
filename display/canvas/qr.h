// SPDX-License-Identifier: MIT
// A QR code as modules; only for the .cpp files of this folder.
#pragma once

#include <string_view>
#include <vector>

namespace talon::canvas {

struct QrModules {
  int size = 0;            ///< modules a side, without the quiet zone
  std::vector<bool> dark;  ///< size * size, rows top to bottom
};

inline constexpr int qr_quiet_modules = 4;  ///< ISO/IEC 18004: light modules on every side

/// Level M, smallest version. Throws std::runtime_error when `content` is longer than a QR code can hold.
[[nodiscard]] QrModules encode_qr(std::string_view content);

}  // namespace talon::canvas
