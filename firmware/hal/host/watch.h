// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace talon::firmware {

/// A board that tools/board has started, and what to write above it.
struct WatchedBoard {
  std::string folder;
  std::string title;
  bool has_keys = false;
};

/// A window with these boards as they shine now; a finger on a drawn key presses the board's own. Until the
/// window is closed or `stop` is set. Throws std::runtime_error without a screen or when an emulator is gone.
void watch(const std::vector<WatchedBoard>& boards, const std::atomic<bool>& stop);

}  // namespace talon::firmware
