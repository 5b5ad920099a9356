// SPDX-License-Identifier: MIT
// A strip of paper that only grows: one bit a dot.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "display/canvas/canvas.h"

namespace talon::emulator {

class Strip {
 public:
  explicit Strip(int width_dots)
      : width_(width_dots), row_bytes_(static_cast<std::size_t>((width_dots + 7) / 8)) {}

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int rows() const { return static_cast<int>(bits_.size() / row_bytes_); }
  [[nodiscard]] std::size_t row_bytes() const { return row_bytes_; }
  [[nodiscard]] bool inked() const { return inked_; }
  [[nodiscard]] std::span<const std::uint8_t> row(int y) const {
    return std::span(bits_).subspan(static_cast<std::size_t>(y) * row_bytes_, row_bytes_);
  }

  /// One row of dots, most significant bit left; what is wider than the head is lost, as on the real one.
  void print(std::span<const std::uint8_t> bits, int shift_dots = 0);
  void feed(int rows) { bits_.resize(bits_.size() + row_bytes_ * static_cast<std::size_t>(rows), 0); }
  [[nodiscard]] canvas::Canvas picture() const;

 private:
  int width_;
  std::size_t row_bytes_;
  std::vector<std::uint8_t> bits_;
  bool inked_ = false;
};

}  // namespace talon::emulator
