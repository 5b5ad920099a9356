// SPDX-License-Identifier: MIT
#include "printer/emulator/paper.h"

#include <algorithm>

namespace talon::emulator {

void Strip::print(std::span<const std::uint8_t> bits, int shift_dots) {
  const std::size_t start = bits_.size();
  feed(1);
  for (std::size_t i = 0; i < bits.size() * 8; ++i) {
    if ((bits[i / 8] >> (7 - i % 8) & 1) == 0) continue;
    const std::size_t x = i + static_cast<std::size_t>(std::max(0, shift_dots));
    if (x >= static_cast<std::size_t>(width_)) break;
    bits_[start + x / 8] |= static_cast<std::uint8_t>(0x80U >> (x % 8));
    inked_ = true;
  }
}

canvas::Canvas Strip::picture() const {
  const int height = std::max(1, rows());
  const auto width = static_cast<std::size_t>(width_);
  std::vector<unsigned char> pixels(width * static_cast<std::size_t>(height) * 4, 255);
  for (std::size_t y = 0; y < bits_.size() / row_bytes_; ++y)
    for (std::size_t x = 0; x < width; ++x)
      if ((bits_[y * row_bytes_ + x / 8] >> (7 - x % 8) & 1) != 0)
        std::fill_n(pixels.begin() + static_cast<std::ptrdiff_t>((y * width + x) * 4), 3,
                    static_cast<unsigned char>(0));
  canvas::Canvas result(width_, height);
  result.draw(canvas::Canvas(width_, height, width_ * 4, pixels.data()), 0, 0);
  return result;
}

}  // namespace talon::emulator
