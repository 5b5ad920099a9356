// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <fstream>
#include <string>
#include <string_view>

#include "display/window/window.h"

namespace talon::kiosk {

/// What fingers did and what the glass showed, a line each, for measuring. All times are microseconds of the
/// steady clock:
///   down AT             a finger came down
///   up AT               and left
///   drawn AT COST VIEW  a change stands on the glass, and what composing, drawing and showing it took
///   step AT COST        the screen was busy that long with what came in: only when longer than ever before
class Trace {
 public:
  /// Empty: nothing is written. Throws std::runtime_error when the file cannot be.
  explicit Trace(const std::string& file);
  void pressed(const window::Press& press);
  void drawn(std::chrono::steady_clock::time_point begun, std::string_view view);
  void stepped(std::chrono::steady_clock::time_point begun);

 private:
  std::ofstream out_;
  std::chrono::steady_clock::duration longest_{0};
};

}  // namespace talon::kiosk
