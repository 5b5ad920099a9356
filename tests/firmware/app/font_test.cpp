// SPDX-License-Identifier: MIT
// Access rule 28: the form of the characters, computed.
#include "firmware/app/font.h"

#include <algorithm>
#include <bitset>
#include <gtest/gtest.h>
#include <string>

#include "firmware/app/picture.h"

namespace talon::firmware {
namespace {

// Windows-1251.
const std::string digits = "0123456789";
const std::string ticket_letters = "\xC0\xC2\xC3\xC5\xCD\xCF\xD0\xD1\xD3";  // А В Г Е Н П Р С У
constexpr std::uint8_t O = 0xCE, Z = 0xC7, B = 0xC1;                        // О З Б

const Glyph& glyph(char code) {
  const Glyph* found = glyph_of(static_cast<std::uint8_t>(code));
  EXPECT_NE(found, nullptr) << static_cast<int>(static_cast<std::uint8_t>(code));
  static const Glyph none;
  return found == nullptr ? none : *found;
}

/// Dots that differ when one is laid over the other where they agree best, moved by up to two dots.
int distance(const Glyph& one, const Glyph& other) {
  int best = 1000;
  for (int dx = -2; dx <= 2; ++dx)
    for (int dy = -1; dy <= 1; ++dy) {
      int differ = 0;
      for (int y = -1; y <= static_cast<int>(glyph_rows); ++y) {
        const auto row = [](const Glyph& of, int at) -> std::uint32_t {
          if (at < 0 || at >= static_cast<int>(glyph_rows)) return 0;
          return static_cast<std::uint32_t>(of.rows[static_cast<std::size_t>(at)]) << 4U;
        };
        const std::uint32_t moved = dx >= 0 ? row(other, y - dy) >> dx : row(other, y - dy) << -dx;
        differ += static_cast<int>(std::bitset<32>(row(one, y) ^ moved).count());
      }
      best = std::min(best, differ);
    }
  return best;
}

TEST(Font, IsAtLeastSevenByElevenInTicketNumbers) {
  EXPECT_GE(glyph_rows, 11U);
  for (const char code : digits + ticket_letters) EXPECT_GE(glyph(code).width, 7) << code;
}

TEST(Font, DigitsHaveOneWidth) {
  for (const char code : digits) EXPECT_EQ(glyph(code).width, glyph('0').width);
}

TEST(Font, WhatIsMistakenFromAfarIsToldApart) {
  EXPECT_GE(distance(glyph('0'), *glyph_of(O)), 16);
  EXPECT_GE(distance(glyph('3'), *glyph_of(Z)), 16);
  EXPECT_GE(distance(glyph('6'), *glyph_of(B)), 16);
  EXPECT_GE(distance(glyph('1'), glyph('I')), 8);
  EXPECT_GE(distance(glyph('8'), glyph('\xC2')), 12) << "8 and В";
}

TEST(Font, NoTwoCharactersOfATicketNumberAreNearerThanEightDots) {
  const std::string all = digits + ticket_letters;
  for (const char one : all)
    for (const char other : all)
      if (one < other) {
        EXPECT_GE(distance(glyph(one), glyph(other)), 8) << one << " " << other;
      }
}

TEST(Font, StrokesAreTwoDotsSoTenToThirtyPercentOfTheHeight) {
  const double share = 2.0 / static_cast<double>(glyph_rows);
  EXPECT_GE(share, 0.10);
  EXPECT_LE(share, 0.30);
  // The stem of Г is as wide as said.
  EXPECT_EQ(glyph('\xC3').rows[7], 0xC000);
}

TEST(Font, EveryDrawableCharacterHasItsOwnGlyphAndNothingElseHas) {
  for (int code = 1; code < 256; ++code) {
    const auto character = static_cast<std::uint8_t>(code);
    EXPECT_EQ(glyph_of(character) != nullptr, link::drawable(character)) << code;
  }
  EXPECT_EQ(glyph_of('A'), glyph_of(0xC0)) << "a Latin look-alike is drawn as the Russian letter";
}

TEST(Font, SpacesBetweenLettersAreTenToThirtyFivePercent) {
  const std::array<std::uint8_t, 2> two{'0', '0'};
  const std::size_t gap = text_width(two) - 2U * glyph('0').width;
  EXPECT_GE(static_cast<double>(gap) / glyph_rows, 0.10);
  EXPECT_LE(static_cast<double>(gap) / glyph_rows, 0.35);
}

}  // namespace
}  // namespace talon::firmware
