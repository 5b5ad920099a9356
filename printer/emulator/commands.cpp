// SPDX-License-Identifier: MIT
// The ESC/POS commands. Each function takes a whole command from the buffer and returns true, or leaves it
// there and returns false until more bytes have come.
#include <algorithm>
#include <cstdio>

#include "printer/emulator/cell_font.h"
#include "printer/emulator/emulator.h"

namespace talon::emulator {
namespace {

constexpr std::uint8_t ht = 0x09, lf = 0x0A, ff = 0x0C, cr = 0x0D, dle = 0x10, can = 0x18, esc = 0x1B,
                       fs = 0x1C, gs = 0x1D;

}  // namespace

void Emulator::note_unknown(std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; i < bytes && have(i + 1); ++i) {
    char hex[4];
    std::snprintf(hex, sizeof hex, "%02X ", peek(i));
    text += hex;
  }
  if (!text.empty()) text.pop_back();
  if (unknown_.size() < 100) unknown_.push_back(text);
  discard(bytes);
}

bool Emulator::command() {
  const std::uint8_t first = peek(0);
  switch (first) {
    case esc:
      return escape();
    case gs:
      return group();
    case dle:
      return real_time_skip();
    case fs:
      if (!have(2)) return false;
      if (peek(1) == '&' || peek(1) == '.') {
        discard(2);  // Kanji mode on and off
        return true;
      }
      if (!have(3)) return false;
      note_unknown(3);
      return true;
    case lf:
      discard(1);
      new_line(mode_.spacing);
      return true;
    case cr:
    case ff:
    case can:
    case 0x00:
      discard(1);
      return true;
    case ht: {
      discard(1);
      const auto step = std::size_t{8} * (mode_.font == 0 ? 12 : 9);
      line_.columns.resize((line_.columns.size() / step + 1) * step);
      return true;
    }
    default:
      discard(1);
      if (first >= 0x20) letter(first);
      return true;
  }
}

bool Emulator::real_time_skip() {
  if (!have(2)) return false;
  const std::size_t size = peek(1) == 0x14                      ? (have(3) && peek(2) == 8 ? 10 : 5)
                           : peek(1) == 0x04 || peek(1) == 0x05 ? 3
                                                                : 1;
  if (!have(size)) return false;
  discard(size);
  return true;
}

bool Emulator::escape() {
  if (!have(2)) return false;
  const std::uint8_t name = peek(1);
  if (name == '@' || name == '2' || name == 'L' || name == 'S' || name == 'i' || name == 'm') {
    discard(2);
    if (name == '@') reset_modes();
    if (name == '2') mode_.spacing = 30;
    if (name == 'i' || name == 'm') cut();
    return true;
  }
  if (name == '*') return bit_image();
  if (name == 'D') {  // tab stops, up to NUL
    for (std::size_t i = 2; have(i + 1) && i < 40; ++i)
      if (peek(i) == 0) {
        discard(i + 1);
        return true;
      }
    if (have(40)) note_unknown(2);
    return have(40);
  }
  if (!have(3)) return false;
  const std::uint8_t n = peek(2);
  switch (name) {
    case '!':
      mode_.font = n & 1;
      mode_.bold = (n & 8) != 0;
      mode_.high = (n & 16) != 0 ? 2 : 1;
      mode_.wide = (n & 32) != 0 ? 2 : 1;
      mode_.underline = (n & 128) != 0;
      break;
    case 'E':
    case 'G':
      mode_.bold = (n & 1) != 0;
      break;
    case '-':
      mode_.underline = n % 48 != 0;
      break;
    case 'M':
      mode_.font = n % 48 == 0 ? 0 : 1;
      break;
    case 'a':
      mode_.align = n % 48 % 3;
      break;
    case 't':
      mode_.code_page = n;
      break;
    case '3':
      mode_.spacing = n;
      break;
    case 'J':
      discard(3);
      new_line(0);
      feed(n);
      return true;
    case 'd':
      discard(3);
      new_line(0);
      feed(n * mode_.spacing);
      return true;
    case 'R':
    case 'r':
    case 'V':
    case '{':
    case ' ':
    case '=':
    case 'T':
    case 'U':
      break;
    case 'c':
    case '$':
    case '\\':
      if (!have(4)) return false;
      if (name == '$')
        line_.columns.resize(static_cast<std::size_t>(std::min(low_high(n, peek(3)), model_.width_dots)));
      discard(4);
      return true;
    case 'p':
      if (!have(5)) return false;
      discard(5);
      return true;
    default:
      note_unknown(2);
      return true;
  }
  discard(3);
  return true;
}

bool Emulator::group() {
  if (!have(2)) return false;
  const std::uint8_t name = peek(1);
  if (name == '(') return parenthesis();
  if (name == 'e') {
    if (!have(3) || (peek(2) == 3 && !have(4))) return false;
    const std::uint8_t what = peek(2);
    discard(what == 3 ? 4 : 3);
    ejector(what);
    return true;
  }
  if (name == 'k') return bar_code();
  if (!have(3)) return false;
  const std::uint8_t n = peek(2);
  switch (name) {
    case '!':
      mode_.wide = (n >> 4 & 7) + 1;
      mode_.high = (n & 7) + 1;
      break;
    case 'B':
      mode_.inverse = (n & 1) != 0;
      break;
    case 'a':
      automatic_ = n != 0;
      last_asb_.clear();
      discard(3);
      notice();
      return true;
    case 'r':
      discard(3);
      answer({static_cast<std::uint8_t>(n % 48 == 1 ? (condition().paper_end   ? 0x0C
                                                       : condition().paper_low ? 0x03
                                                                               : 0)
                                                    : 0)});
      return true;
    case 'I':
      discard(3);
      if (n >= 65) {
        const std::string_view text = n == 66 ? "TALON" : n == 67 ? "EMULATOR" : n == 68 ? "000001" : "1.0";
        Bytes bytes{0x5F};
        bytes.insert(bytes.end(), text.begin(), text.end());
        bytes.push_back(0);
        answer(std::move(bytes));
      } else {
        answer({0x02});
      }
      return true;
    case 'V': {
      const bool feeds = n >= 65;
      if (feeds && !have(4)) return false;
      const int rows = feeds ? peek(3) : 0;
      // Fed row by row first: the paper may run out on the way to the knife.
      if (feeds && rows + strip_.rows() > 0 && rows > 0) {
        buffer_[at_ + 3] = 0;
        new_line(0);
        feed(rows);
        return true;
      }
      discard(feeds ? 4 : 3);
      new_line(0);
      cut();
      return true;
    }
    case 'H':
    case 'h':
    case 'w':
    case 'f':
    case 'b':
    case 'T':
      break;
    case 'L':
    case 'W':
    case 'P':
    case '$':
    case '\\':
      if (!have(4)) return false;
      discard(4);
      return true;
    case 'v': {
      if (!have(8)) return false;
      Raster raster;
      raster.row_bytes = static_cast<std::size_t>(low_high(peek(4), peek(5)));
      raster.rows = low_high(peek(6), peek(7));
      raster.wide = (peek(3) & 1) != 0 ? 2 : 1;
      raster.high = (peek(3) & 2) != 0 ? 2 : 1;
      discard(8);
      new_line(0);
      if (raster.row_bytes > 0 && raster.rows > 0) raster_ = raster;
      return true;
    }
    default:
      note_unknown(2);
      return true;
  }
  discard(3);
  return true;
}

bool Emulator::parenthesis() {
  if (!have(5)) return false;
  const std::uint8_t kind = peek(2);
  const std::size_t size = static_cast<std::size_t>(low_high(peek(3), peek(4)));
  if (kind != 'H' && kind != 'k' && kind != 'L') {
    discard(5);
    skip_ = size;
    return true;
  }
  if (!have(5 + size)) return false;
  const std::span<const std::uint8_t> data(buffer_.data() + at_ + 5, size);
  if (kind == 'H' && size == 6 && data[0] == 48 && data[1] == 48) {
    if (model_.process_id) answer({0x37, 0x22, data[2], data[3], data[4], data[5], 0x00});
  } else if (kind == 'k') {
    symbol(data);
  } else if (kind == 'L') {
    graphics(data);
  }
  discard(5 + size);
  return true;
}

void Emulator::letter(std::uint8_t byte) {
  const Glyph& sign = glyph(decode(byte, mode_.code_page), mode_.font, mode_.bold);
  const int width = sign.width * mode_.wide, height = sign.height * mode_.high;
  if (static_cast<int>(line_.columns.size()) + width > model_.width_dots) new_line(mode_.spacing);
  for (int x = 0; x < width; ++x) {
    std::vector<bool> column(static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
      const auto at = static_cast<std::size_t>(y / mode_.high) * static_cast<std::size_t>(sign.width) +
                      static_cast<std::size_t>(x / mode_.wide);
      const bool line = mode_.underline && y >= height - 2;
      column[static_cast<std::size_t>(y)] = (sign.dots[at] || line) != mode_.inverse;
    }
    line_.columns.push_back(std::move(column));
  }
  line_.height = std::max(line_.height, height);
}

/// Prints the line buffer; the paper then stands `feed_rows` below the line's top, or right below it.
void Emulator::new_line(int feed_rows) {
  const Line line = std::exchange(line_, {});
  if (!line.columns.empty() && line.height > 0) {
    const int free = std::max(0, model_.width_dots - static_cast<int>(line.columns.size()));
    const int shift = mode_.align == 1 ? free / 2 : mode_.align == 2 ? free : 0;
    for (int y = 0; y < line.height; ++y) {
      Bytes row((line.columns.size() + 7) / 8, 0);
      for (std::size_t x = 0; x < line.columns.size(); ++x) {
        const auto& column = line.columns[x];
        const int from = line.height - static_cast<int>(column.size());
        if (y >= from && column[static_cast<std::size_t>(y - from)])
          row[x / 8] |= static_cast<std::uint8_t>(0x80U >> (x % 8));
      }
      print_row(row, shift);
    }
  }
  feed(feed_rows - line.height);
}

}  // namespace talon::emulator
