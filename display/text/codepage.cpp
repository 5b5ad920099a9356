// SPDX-License-Identifier: MIT
// UTF-8 -> code page 866, the one every receipt printer sold in Russia has. Control characters become '?':
// a title must never be able to send the printer a command.
#include <algorithm>
#include <array>
#include <cstdint>

#include "display/text/text.h"

namespace talon::text {
namespace {

struct Pair {
  char32_t code;
  std::string_view bytes;
};

/// What is outside the two Cyrillic blocks, and what is written differently on paper.
constexpr std::array<Pair, 87> table = {{
    {U'\t', " "},     {0x00A0, " "},     {0x00A4, "\xFD"}, {0x00AB, "\""},   {0x00AD, ""},
    {0x00B0, "\xF8"}, {0x00B7, "\xFA"},  {0x00BB, "\""},   {0x00D7, "x"},    {0x0401, "\xF0"},
    {0x0404, "\xF2"}, {0x0407, "\xF4"},  {0x040E, "\xF6"}, {0x0451, "\xF1"}, {0x0454, "\xF3"},
    {0x0457, "\xF5"}, {0x045E, "\xF7"},  {0x2009, " "},    {0x2010, "-"},    {0x2011, "-"},
    {0x2012, "-"},    {0x2013, "-"},     {0x2014, "-"},    {0x2018, "'"},    {0x2019, "'"},
    {0x201C, "\""},   {0x201D, "\""},    {0x201E, "\""},   {0x2022, "\xF9"}, {0x2026, "..."},
    {0x202F, " "},    {0x20BD, "\xE0."}, {0x2116, "\xFC"}, {0x2192, "->"},   {0x2212, "-"},
    {0x2219, "\xF9"}, {0x221A, "\xFB"},  {0x2500, "\xC4"}, {0x2502, "\xB3"}, {0x250C, "\xDA"},
    {0x2510, "\xBF"}, {0x2514, "\xC0"},  {0x2518, "\xD9"}, {0x251C, "\xC3"}, {0x2524, "\xB4"},
    {0x252C, "\xC2"}, {0x2534, "\xC1"},  {0x253C, "\xC5"}, {0x2550, "\xCD"}, {0x2551, "\xBA"},
    {0x2552, "\xD5"}, {0x2553, "\xD6"},  {0x2554, "\xC9"}, {0x2555, "\xB8"}, {0x2556, "\xB7"},
    {0x2557, "\xBB"}, {0x2558, "\xD4"},  {0x2559, "\xD3"}, {0x255A, "\xC8"}, {0x255B, "\xBE"},
    {0x255C, "\xBD"}, {0x255D, "\xBC"},  {0x255E, "\xC6"}, {0x255F, "\xC7"}, {0x2560, "\xCC"},
    {0x2561, "\xB5"}, {0x2562, "\xB6"},  {0x2563, "\xB9"}, {0x2564, "\xD1"}, {0x2565, "\xD2"},
    {0x2566, "\xCB"}, {0x2567, "\xCF"},  {0x2568, "\xD0"}, {0x2569, "\xCA"}, {0x256A, "\xD8"},
    {0x256B, "\xD7"}, {0x256C, "\xCE"},  {0x2580, "\xDF"}, {0x2584, "\xDC"}, {0x2588, "\xDB"},
    {0x258C, "\xDD"}, {0x2590, "\xDE"},  {0x2591, "\xB0"}, {0x2592, "\xB1"}, {0x2593, "\xB2"},
    {0x25A0, "\xFE"}, {0x25A1, "[ ]"},
}};
static_assert(std::is_sorted(table.begin(), table.end(), [](auto a, auto b) { return a.code < b.code; }));

/// The next code point and how many bytes it took; a malformed byte is U+FFFD and one byte.
std::pair<char32_t, std::size_t> decode(std::string_view text) {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned first = byte(0);
  if (first < 0x80U) return {first, 1};
  const std::size_t length = first >= 0xF0U ? 4 : first >= 0xE0U ? 3 : first >= 0xC2U ? 2 : 0;
  if (length == 0 || first > 0xF4U || text.size() < length) return {0xFFFD, 1};
  char32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
    code = code << 6U | (byte(i) & 0x3FU);
  }
  return {code, length};
}

std::string cp866(char32_t code) {
  const auto one = [](char32_t value) {
    return std::string(1, static_cast<char>(static_cast<unsigned char>(value)));
  };
  if (code == U'\n' || (code >= 0x20 && code < 0x7F)) return one(code);
  if (code >= 0x0410 && code <= 0x043F) return one(code - 0x0410 + 0x80);
  if (code >= 0x0440 && code <= 0x044F) return one(code - 0x0440 + 0xE0);
  const auto found = std::lower_bound(table.begin(), table.end(), code,
                                      [](const Pair& pair, char32_t wanted) { return pair.code < wanted; });
  return found != table.end() && found->code == code ? std::string(found->bytes) : "?";
}

}  // namespace

std::string to_cp866(std::string_view utf8) {
  std::string out;
  while (!utf8.empty()) {
    const auto [code, length] = decode(utf8);
    out += cp866(code);
    utf8.remove_prefix(length);
  }
  return out;
}

}  // namespace talon::text
