// SPDX-License-Identifier: MIT
// The papers that the terminal writes by itself: they follow the hall's layout and the visitor's language as
// those of the server do.
#include <gtest/gtest.h>

#include "kiosk/screens/words.h"
#include "tests/kiosk/pictures.h"

namespace talon::screens {
namespace {

Screen chosen(const std::string& language) {
  Screen screen;
  screen.glass = pictures::portrait;
  screen.menu = pictures::town();
  screen.language = language;
  screen.service = screen.menu->services.front().service;
  screen.procedure = screen.menu->services.front().procedures[1].procedure;
  return screen;
}

TEST(OwnTicket, ItsSlipIsLaidOutAsTheHallsOthersAre) {
  Screen screen = chosen("ru");
  screen.menu->slip.emplace().large_print = true;
  const auto ticket = own_ticket(screen, Millis{0});
  ASSERT_TRUE(ticket);
  EXPECT_EQ(ticket->slip.layout, screen.menu->slip);
  EXPECT_EQ(memo_slip(screen, Millis{0})->layout, ticket->slip.layout);
}

TEST(OwnTicket, ItsSlipSpeaksTheVisitorsLanguage) {
  const auto ticket = own_ticket(chosen("tt"), Millis{0});
  ASSERT_TRUE(ticket);
  EXPECT_EQ(ticket->slip.service, "Балага ай саен пособие");
  EXPECT_EQ(ticket->slip.procedure, "Документлар тапшыру");
  EXPECT_TRUE(ticket->slip.offline);
  EXPECT_FALSE(ticket->slip.brief.empty());
}

}  // namespace
}  // namespace talon::screens
