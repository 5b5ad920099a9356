// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "display/text/text.h"

namespace talon::text {
namespace {

TEST(CodePage, Russian) {
  EXPECT_EQ(to_cp866("АЯапря"), "\x80\x9F\xA0\xAF\xE0\xEF");
  EXPECT_EQ(to_cp866("Ёё№"), "\xF0\xF1\xFC");
  EXPECT_EQ(to_cp866("«Да» — нет…"), "\"\x84\xA0\" - \xAD\xA5\xE2...");
  EXPECT_EQ(to_cp866("Talon 1\n2"), "Talon 1\n2");
}

TEST(CodePage, WhatHasNoPlaceIsAQuestionMark) {
  EXPECT_EQ(to_cp866("漢"), "?");
  EXPECT_EQ(to_cp866("\xFF\xD0"), "??");
  EXPECT_EQ(to_cp866("\xC0\x80"), "??");
}

TEST(CodePage, NothingBecomesAPrinterCommand) {
  EXPECT_EQ(to_cp866("a\x1B@\x1D\x10\r\x7F"), "a?@????");
}

}  // namespace
}  // namespace talon::text
