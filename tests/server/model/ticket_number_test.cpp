// SPDX-License-Identifier: MIT
#include "server/model/ticket_number.h"

#include <gtest/gtest.h>

namespace talon {
namespace {

TEST(TicketNumber, HasAtLeastThreeDigitsAndGrowsPast999) {
  EXPECT_EQ((TicketNumber{"А", 1}).text(), "А001");
  EXPECT_EQ((TicketNumber{"А", 17}).text(), "А017");
  EXPECT_EQ((TicketNumber{"А", 999}).text(), "А999");
  EXPECT_EQ((TicketNumber{"А", 1000}).text(), "А1000");
}

TEST(TicketNumber, LatinLookAlikesAndLowerCaseAreTheCyrillicLetter) {
  for (const char* text : {"А017", "а017", "A017", "a17", "а17"}) {
    const auto number = parse_ticket_number(text);
    ASSERT_TRUE(number) << text;
    EXPECT_EQ(number->text(), "А017") << text;
  }
  EXPECT_EQ(parse_ticket_number("C5")->text(), "С005");
}

TEST(TicketNumber, WhatIsNoNumberIsRefused) {
  for (const char* text : {"", "А", "017", "О17", "З1", "Б1", "Ч1", "A0", "А-1", "А1x", "А 17", "А1234567890",
                           "Я1", "\xD0", "\xD0 1"}) {
    EXPECT_FALSE(parse_ticket_number(text)) << text;
  }
}

TEST(TicketNumber, EveryLetterIsReadBack) {
  for (const auto letter : ticket_letters) {
    const TicketNumber number{std::string(letter), 321};
    EXPECT_EQ(parse_ticket_number(number.text()), number);
  }
}

}  // namespace
}  // namespace talon
