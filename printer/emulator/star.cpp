// SPDX-License-Identifier: MIT
// The part of Star Line Mode that draws pictures and confirms: raster, feed, cut, ETB, automatic status.
#include <algorithm>
#include <charconv>

#include "printer/emulator/emulator.h"

namespace talon::emulator {
namespace {

constexpr std::uint8_t esc = 0x1B, etb = 0x17, rs = 0x1E;

}  // namespace

Bytes Emulator::star_status() const {
  const escpos::Condition c = condition();
  Bytes b(9, 0);
  b[0] = 0x23;  // nine bytes
  b[1] = 0x06;
  b[2] = static_cast<std::uint8_t>((c.offline ? 0x08 : 0) | (c.cover_open ? 0x20 : 0) |
                                   (etb_reported_ ? 0x02 : 0));
  b[3] = static_cast<std::uint8_t>((c.cutter_error ? 0x08 : 0) | (c.broken ? 0x20 : 0) |
                                   (c.overheated ? 0x40 : 0));
  b[5] = static_cast<std::uint8_t>((c.paper_low ? 0x04 : 0) | (c.paper_end ? 0x08 : 0));
  b[7] = static_cast<std::uint8_t>((etb_ & 7) << 1 | (etb_ & 0x18) << 2);
  return b;
}

/// ESC ACK SOH is answered as it arrives.
void Emulator::star_real_time(std::uint8_t byte) {
  constexpr std::uint8_t ask[] = {esc, 0x06, 0x01};
  real_time_.push_back(byte);
  if (!std::equal(real_time_.begin(), real_time_.end(), ask, ask + real_time_.size()))
    real_time_.assign(byte == esc ? 1 : 0, esc);
  if (real_time_.size() < std::size(ask)) return;
  real_time_.clear();
  last_asb_ = star_status();
  answer(last_asb_);
}

bool Emulator::star_command() {
  const std::uint8_t first = peek(0);
  if (first == esc) return star_escape();
  if (first == etb) {
    discard(1);
    etb_ = (etb_ + 1) & 31;
    etb_reported_ = true;
    notice();
    return true;
  }
  if (star_raster_ && first == 'b') {
    if (!have(3)) return false;
    const std::size_t bytes = static_cast<std::size_t>(peek(1) | peek(2) << 8);
    if (!have(3 + bytes)) return false;
    print_row({buffer_.data() + at_ + 3, bytes});
    discard(3 + bytes);
    return true;
  }
  if (first == '\n') feed(32);
  discard(1);
  return true;
}

bool Emulator::star_escape() {
  if (!have(2)) return false;
  const std::uint8_t name = peek(1);
  if (name == '@') {
    discard(2);
    star_raster_ = false;
    return true;
  }
  if (name == 'd') {
    if (!have(3)) return false;
    discard(3);
    cut();
    return true;
  }
  if (name == 0x06) {  // acted on when it came
    if (!have(3)) return false;
    discard(3);
    return true;
  }
  if (name == rs) {
    if (!have(4)) return false;
    if (peek(2) == 'a') {
      automatic_ = peek(3) != 0;
      last_asb_.clear();
    }
    if (peek(2) == 'E') etb_ = 0;
    discard(4);
    notice();
    return true;
  }
  if (name != '*') {
    note_unknown(2);
    return true;
  }
  if (!have(4)) return false;
  const std::uint8_t what = peek(3);
  if (what == 'A' || what == 'B') {
    star_raster_ = what == 'A';
    discard(4);
    return true;
  }
  for (std::size_t i = 4; i < 16; ++i) {  // ESC * r X digits NUL
    if (!have(i + 1)) return false;
    if (peek(i) != 0) continue;
    int n = 0;
    const char* digits = reinterpret_cast<const char*>(buffer_.data() + at_ + 4);
    std::from_chars(digits, digits + (i - 4), n);
    discard(i + 1);
    if (what == 'Y') feed(std::clamp(n, 0, 20000));
    return true;
  }
  note_unknown(4);
  return true;
}

}  // namespace talon::emulator
