// SPDX-License-Identifier: MIT
#include "printer/emulator/cell_font.h"

#include <map>
#include <string>
#include <tuple>

#include "display/canvas/canvas.h"

namespace talon::emulator {
namespace {

using canvas::Canvas;

std::string utf8(char32_t c) {
  std::string out;
  const auto put = [&out](unsigned long byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0U | c >> 6);
    put(0x80U | (c & 0x3FU));
  } else {
    put(0xE0U | c >> 12);
    put(0x80U | (c >> 6 & 0x3FU));
    put(0x80U | (c & 0x3FU));
  }
  return out;
}

/// Which sides of a cell a line of the box-drawing block reaches: left, right, up, down.
struct Arms {
  bool left, right, up, down;
};
bool box_arms(char32_t c, Arms& arms) {
  switch (c) {
    case 0x2500:
    case 0x2550:
      arms = {true, true, false, false};
      return true;
    case 0x2502:
    case 0x2551:
      arms = {false, false, true, true};
      return true;
    case 0x250C:
    case 0x2552:
    case 0x2553:
    case 0x2554:
      arms = {false, true, false, true};
      return true;
    case 0x2510:
    case 0x2555:
    case 0x2556:
    case 0x2557:
      arms = {true, false, false, true};
      return true;
    case 0x2514:
    case 0x2558:
    case 0x2559:
    case 0x255A:
      arms = {false, true, true, false};
      return true;
    case 0x2518:
    case 0x255B:
    case 0x255C:
    case 0x255D:
      arms = {true, false, true, false};
      return true;
    case 0x251C:
    case 0x255E:
    case 0x255F:
    case 0x2560:
      arms = {false, true, true, true};
      return true;
    case 0x2524:
    case 0x2561:
    case 0x2562:
    case 0x2563:
      arms = {true, false, true, true};
      return true;
    case 0x252C:
    case 0x2564:
    case 0x2565:
    case 0x2566:
      arms = {true, true, false, true};
      return true;
    case 0x2534:
    case 0x2567:
    case 0x2568:
    case 0x2569:
      arms = {true, true, true, false};
      return true;
    case 0x253C:
    case 0x256A:
    case 0x256B:
    case 0x256C:
      arms = {true, true, true, true};
      return true;
    default:
      return false;
  }
}

void draw_sign(Canvas& cell, char32_t letter, bool bold) {
  constexpr canvas::Color ink = canvas::rgb(0);
  const double w = cell.width(), h = cell.height();
  const double mx = w / 2, my = h / 2;
  Arms arms{};
  if (box_arms(letter, arms)) {
    if (arms.left) cell.rectangle({0, my - 1, mx + 1, 2}, ink);
    if (arms.right) cell.rectangle({mx - 1, my - 1, mx + 1, 2}, ink);
    if (arms.up) cell.rectangle({mx - 1, 0, 2, my + 1}, ink);
    if (arms.down) cell.rectangle({mx - 1, my - 1, 2, my + 1}, ink);
    return;
  }
  if (letter == 0x2588) {
    cell.fill(ink);
    return;
  }
  if (letter == 0xFFFD) {
    cell.frame({1, h * 0.2, w - 2, h * 0.6}, ink, 1);
    return;
  }
  canvas::TextStyle style;
  style.color = ink;
  style.weight = bold ? 700 : 500;
  style.size = h * 0.78;
  const std::string text = utf8(letter);
  // The cell is narrow: wide letters are drawn smaller rather than cut.
  if (const double width = canvas::measure(text, style).width; width > w) style.size *= w / width;
  style.align = canvas::Align::center;
  const double capital = canvas::cap_height(style);
  const double line = canvas::measure(text, style).height;
  const double top = h * 0.78 - line + style.size * 0.24;
  (void)capital;
  cell.text({0, top, w, line}, text, style);
}

constexpr char32_t cp866_box[] = {
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580};
constexpr char32_t cp866_end[] = {0x401, 0x451,  0x404, 0x454,  0x407,  0x457, 0x40E,  0x45E,
                                  0xB0,  0x2219, 0xB7,  0x221A, 0x2116, 0xA4,  0x25A0, 0xA0};

char32_t cp1251(std::uint8_t byte) {
  if (byte >= 0xC0) return 0x410U + byte - 0xC0U;
  switch (byte) {
    case 0xA8:
      return 0x401;
    case 0xB8:
      return 0x451;
    case 0xB9:
      return 0x2116;
    case 0xAB:
      return 0xAB;
    case 0xBB:
      return 0xBB;
    case 0x96:
      return 0x2013;
    case 0x97:
      return 0x2014;
    case 0x85:
      return 0x2026;
    case 0xA0:
      return 0xA0;
    default:
      return 0xFFFD;
  }
}

}  // namespace

char32_t decode(std::uint8_t byte, int code_page) {
  if (byte < 0x80) return byte;
  if (code_page == 46) return cp1251(byte);
  if (code_page != 17) return 0xFFFD;
  if (byte < 0xB0) return 0x410U + byte - 0x80U;
  if (byte < 0xE0) return cp866_box[byte - 0xB0];
  if (byte < 0xF0) return 0x440U + byte - 0xE0U;
  return cp866_end[byte - 0xF0];
}

const Glyph& glyph(char32_t letter, int font, bool bold) {
  thread_local std::map<std::tuple<char32_t, int, bool>, Glyph> known;
  Glyph& found = known[{letter, font, bold}];
  if (found.width > 0) return found;
  found.width = font == 0 ? 12 : 9;
  found.height = font == 0 ? 24 : 17;
  Canvas cell(found.width, found.height);
  cell.fill(canvas::rgb(0xFFFFFF));
  draw_sign(cell, letter, bold);
  for (int y = 0; y < found.height; ++y)
    for (int x = 0; x < found.width; ++x) found.dots.push_back(cell.pixel(x, y).red < 140);
  return found;
}

}  // namespace talon::emulator
