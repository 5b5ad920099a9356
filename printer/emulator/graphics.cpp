// SPDX-License-Identifier: MIT
// The ESC/POS commands that draw: raster rows, bit images, bar codes, QR symbols. Like all commands each
// takes a whole one from the buffer and returns true, or leaves it there and returns false until more bytes
// have come.
#include <algorithm>

#include "printer/emulator/emulator.h"

namespace talon::emulator {
bool Emulator::raster_row() {
  if (!have(raster_->row_bytes)) return false;
  const std::span<const std::uint8_t> source(buffer_.data() + at_, raster_->row_bytes);
  Bytes wide;
  if (raster_->wide == 2) {
    wide.assign(source.size() * 2, 0);
    for (std::size_t i = 0; i < source.size() * 8; ++i)
      if ((source[i / 8] >> (7 - i % 8) & 1) != 0)
        wide[i * 2 / 8] |= static_cast<std::uint8_t>(0xC0U >> (i * 2 % 8));
  }
  const std::span<const std::uint8_t> row = wide.empty() ? source : std::span<const std::uint8_t>(wide);
  const int free = std::max(0, model_.width_dots - static_cast<int>(row.size() * 8));
  const int shift = mode_.align == 1 ? free / 2 : mode_.align == 2 ? free : 0;
  for (int i = 0; i < raster_->high; ++i) print_row(row, shift);
  discard(raster_->row_bytes);
  if (--raster_->rows == 0) raster_.reset();
  return true;
}

bool Emulator::bit_image() {
  if (!have(5)) return false;
  const std::size_t columns = static_cast<std::size_t>(low_high(peek(3), peek(4)));
  const bool tall = peek(2) >= 32;
  const std::size_t wide = (peek(2) & 1) != 0 ? 1 : 2;
  const std::size_t bytes = columns * (tall ? 3 : 1);
  if (!have(5 + bytes)) return false;
  for (std::size_t x = 0; x < columns; ++x) {
    std::vector<bool> column;
    for (std::size_t k = 0; k < (tall ? 3U : 1U); ++k)
      for (int b = 7; b >= 0; --b)
        for (int times = tall ? 1 : 3; times > 0; --times)
          column.push_back((peek(5 + x * (tall ? 3 : 1) + k) >> b & 1) != 0);
    for (std::size_t i = 0; i < wide; ++i) line_.columns.push_back(column);
  }
  line_.height = std::max(line_.height, 24);
  discard(5 + bytes);
  return true;
}

/// Bars are not drawn: a box as wide as they would be stands for them.
bool Emulator::bar_code() {
  if (!have(4)) return false;
  std::size_t size = 0;
  if (peek(2) >= 65) {
    size = 4 + static_cast<std::size_t>(peek(3));
    if (!have(size)) return false;
  } else {
    for (size = 3; have(size + 1) && peek(size) != 0; ++size) {
    }
    if (!have(size + 1)) return false;
    ++size;
  }
  discard(size);
  const Bytes row(static_cast<std::size_t>(model_.width_dots / 16), 0xAA);
  for (int i = 0; i < 80 && !stopped(); ++i) print_row(row, model_.width_dots / 4);
  return true;
}

void Emulator::symbol(std::span<const std::uint8_t> data) {
  if (data.size() < 3 || data[0] != 49) return;  // only QR codes
  if (data[1] == 67) qr_module_ = std::clamp<int>(data[2], 1, 16);
  if (data[1] == 80) qr_data_.assign(data.begin() + 3, data.end());
  if (data[1] == 81) print_qr();
}

void Emulator::print_qr() {
  if (qr_data_.empty() || qr_data_.size() > 2000) return;
  // The smallest version is found by asking for one dot a module in a large enough box.
  canvas::Canvas probe(200, 200);
  probe.fill(canvas::rgb(0xFFFFFF));
  probe.qr({0, 0, 200, 200}, qr_data_, canvas::rgb(0), canvas::rgb(0xFFFFFF));
  int top = 200, bottom = 0, left = 200, right = 0;
  for (int y = 0; y < 200; ++y)
    for (int x = 0; x < 200; ++x)
      if (probe.pixel(x, y).red == 0) {
        top = std::min(top, y);
        bottom = std::max(bottom, y + 1);
        left = std::min(left, x);
        right = std::max(right, x + 1);
      }
  int module = 1;
  while (left + module < 200 && probe.pixel(left + module, top + module).red == 0 && module < 40) ++module;
  const int modules = (right - left) / module;
  const int side = modules * qr_module_;
  const int free = std::max(0, model_.width_dots - side);
  const int shift = mode_.align == 1 ? free / 2 : mode_.align == 2 ? free : 0;
  for (int y = 0; y < side && !stopped(); ++y) {
    Bytes row(static_cast<std::size_t>((side + 7) / 8), 0);
    for (int x = 0; x < side; ++x)
      if (probe.pixel(left + x / qr_module_ * module, top + y / qr_module_ * module).red == 0)
        row[static_cast<std::size_t>(x / 8)] |= static_cast<std::uint8_t>(0x80 >> (x % 8));
    print_row(row, shift);
  }
}

/// GS ( L function 112 stores a raster picture, 50 prints it.
void Emulator::graphics(std::span<const std::uint8_t> data) {
  if (data.size() >= 10 && data[1] == 112) {
    Raster raster;
    raster.row_bytes = static_cast<std::size_t>((low_high(data[6], data[7]) + 7) / 8);
    raster.rows = low_high(data[8], data[9]);
    if (raster.row_bytes == 0 || data.size() - 10 < raster.row_bytes * static_cast<std::size_t>(raster.rows))
      return;
    stored_ = raster;
    stored_bits_.assign(data.begin() + 10, data.end());
  } else if (data.size() >= 2 && (data[1] == 50 || data[1] == 2) && stored_) {
    for (int y = 0; y < stored_->rows && !stopped(); ++y)
      print_row({stored_bits_.data() + static_cast<std::size_t>(y) * stored_->row_bytes, stored_->row_bytes});
    stored_.reset();
  }
}

}  // namespace talon::emulator
