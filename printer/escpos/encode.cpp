// SPDX-License-Identifier: MIT
#include "printer/escpos/encode.h"

#include <algorithm>

#include "display/text/text.h"
#include "server/model/result.h"

namespace talon::escpos {
namespace {

using canvas::Canvas;

constexpr std::uint8_t esc = 0x1B, gs = 0x1D, dle = 0x10, lf = 0x0A;

void put(Bytes& out, std::initializer_list<int> bytes) {
  for (const int byte : bytes) out.push_back(static_cast<std::uint8_t>(byte));
}

/// One bit a dot, 1 is ink, most significant bit left; rows padded to whole bytes.
struct Bitmap {
  int row_bytes = 0, rows = 0;
  Bytes bits;
  [[nodiscard]] const std::uint8_t* row(int y) const {
    return bits.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(row_bytes);
  }
  [[nodiscard]] bool empty(int y) const {
    return std::all_of(row(y), row(y) + row_bytes, [](std::uint8_t b) { return b == 0; });
  }
};

Bitmap to_bits(const Canvas& picture) {
  Bitmap map;
  map.row_bytes = (picture.width() + 7) / 8;
  map.rows = picture.height();
  map.bits.assign(static_cast<std::size_t>(map.row_bytes) * static_cast<std::size_t>(map.rows), 0);
  const auto pixels = picture.pixels();
  for (int y = 0; y < map.rows; ++y) {
    const auto* source =
        pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.stride());
    auto* target = map.bits.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(map.row_bytes);
    for (int x = 0; x < picture.width(); ++x, source += 4) {
      // Premultiplied: what is transparent is paper.
      const int light = (source[0] + source[1] + source[2]) / 3 + 255 - source[3];
      if (light < 128) target[x / 8] |= static_cast<std::uint8_t>(0x80 >> (x % 8));
    }
  }
  return map;
}

void feed(Bytes& out, int dots, Dialect dialect) {
  for (; dots > 0; dots -= 255) {
    const int step = std::min(dots, 255);
    if (dialect == Dialect::star)
      for (const char c : "\x1b*rY" + std::to_string(step)) put(out, {c});
    else
      put(out, {esc, 'J', step});
    if (dialect == Dialect::star) put(out, {0});
  }
}

void band(Bytes& out, const Bitmap& map, int from, int to) {
  for (; from < to; from += band_rows) {
    const int rows = std::min(band_rows, to - from);
    put(out, {gs, 'v', '0', 0, map.row_bytes & 0xFF, map.row_bytes >> 8, rows & 0xFF, rows >> 8});
    out.insert(out.end(), map.row(from), map.row(from) + static_cast<std::ptrdiff_t>(rows) * map.row_bytes);
  }
}

void star_band(Bytes& out, const Bitmap& map, int from, int to) {
  for (int y = from; y < to; ++y) {
    put(out, {'b', map.row_bytes & 0xFF, map.row_bytes >> 8});
    out.insert(out.end(), map.row(y), map.row(y) + map.row_bytes);
  }
}

/// Fewer empty rows than this are cheaper printed than fed: a feed stops and starts the motor.
constexpr int least_feed = 6;

/// Splits the rows into printed and fed runs.
void rows(Bytes& out, const Bitmap& map, Dialect dialect) {
  int from = 0;
  for (int y = 0; y < map.rows;) {
    int end = y;
    while (end < map.rows && map.empty(end)) ++end;
    if (end - y < least_feed && end < map.rows) {
      y = std::max(end, y + 1);
      continue;
    }
    dialect == Dialect::star ? star_band(out, map, from, y) : band(out, map, from, y);
    feed(out, end - y, dialect);
    from = y = end;
  }
  dialect == Dialect::star ? star_band(out, map, from, map.rows) : band(out, map, from, map.rows);
}

void cut(Bytes& out, const Profile& profile) {
  if (profile.dialect == Dialect::star)
    put(out, {esc, 'd', profile.cutter ? 3 : 2});
  else if (profile.cutter)
    put(out, {gs, 'V', 66, 0});  // feed to the knife and cut, leaving one point
  else
    put(out, {esc, 'd', 5});
}

}  // namespace

ProcessId process_id(std::uint32_t counter) {
  constexpr std::string_view digits = "0123456789abcdefghijklmnopqrstuvwxyz";
  ProcessId id{};
  for (std::size_t i = id.size(); i-- > 0; counter /= 36)
    id[i] = static_cast<std::uint8_t>(digits[counter % 36]);
  return id;
}

Bytes picture_job(const Canvas& picture, const Profile& profile) {
  TALON_EXPECT(picture.width() <= profile.width_dots);
  const Bitmap map = to_bits(picture);
  Bytes out;
  if (profile.dialect == Dialect::star) {
    put(out, {esc, '*', 'r', 'A'});
    rows(out, map, Dialect::star);
    put(out, {esc, '*', 'r', 'B'});
  } else {
    put(out, {esc, '@'});
    rows(out, map, Dialect::escpos);
  }
  cut(out, profile);
  return out;
}

Bytes text_job(const std::vector<Line>& lines, const Profile& profile) {
  Bytes out;
  put(out, {esc, '@', esc, 't', profile.code_page});
  for (const Line& line : lines) {
    const int times = std::clamp(line.large, 1, 8) - 1;
    put(out, {gs, '!', times << 4 | times, esc, 'E', line.bold ? 1 : 0});
    const std::string bytes = text::to_cp866(line.text);
    out.insert(out.end(), bytes.begin(), bytes.end());
    put(out, {lf});
  }
  put(out, {gs, '!', 0, esc, 'E', 0});
  cut(out, profile);
  return out;
}

Bytes count_up(int times) {
  constexpr std::uint8_t etb = 0x17;
  Bytes out(static_cast<std::size_t>(times), etb);
  return out;
}

Bytes ask_process_id(const ProcessId& id) {
  return {gs, '(', 'H', 6, 0, 48, 48, id[0], id[1], id[2], id[3]};
}

Bytes enable_automatic_status(const Profile& profile) {
  if (profile.dialect == Dialect::star) return {esc, 0x1E, 'a', 1};
  return {gs, 'a', 0xFF};
}

Bytes ask_status(int n) {
  return {dle, 0x04, static_cast<std::uint8_t>(n)};
}

Bytes ask_star_state() {
  return {esc, 0x06, 0x01};
}

Bytes reset_counter() {
  return {esc, 0x1E, 'E', 0};
}

Bytes ask_sensor() {
  return {gs, 'r', 1};
}

Bytes retract() {
  return {gs, 'e', 2};
}

Bytes clear_buffer() {
  return {dle, 0x14, 8, 1, 3, 20, 1, 6, 2, 8};
}

Bytes resume() {
  return {dle, 0x05, 1};
}

Bytes recover() {
  return {dle, 0x05, 2};
}

Bytes resynchronise(const Profile& profile) {
  const auto row_bytes = static_cast<std::size_t>((profile.width_dots + 7) / 8);
  Bytes out(row_bytes * (profile.dialect == Dialect::star ? 1 : band_rows), 0);
  if (profile.dialect == Dialect::star) put(out, {esc, '*', 'r', 'B'});
  put(out, {esc, '@'});
  return out;
}

Bytes set_apart(const Profile& profile) {
  Bytes out = resynchronise(profile);
  put(out, {'\n'});
  return out;
}

}  // namespace talon::escpos
