// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <fstream>
#include <string>

namespace talon::display {

/// A line for each picture the screen was given, for measuring: "drawn MILLISECONDS MICROSECONDS SEQ" — when
/// (since 1970), what composing and drawing it cost, and the hall picture's number (-1: none yet).
class Trace {
 public:
  /// Empty: nothing is written. Throws when the file cannot be.
  explicit Trace(const std::string& file);
  void drawn(std::int64_t seq, std::chrono::microseconds cost);

 private:
  std::ofstream out_;
};

}  // namespace talon::display
