// SPDX-License-Identifier: MIT
// What the staff are told of the paper beside the printer's own word.
#include "kiosk/paper_watch.h"

#include <gtest/gtest.h>

namespace talon::kiosk {
namespace {

void print(PaperWatch& watch, int slips) {
  for (int i = 0; i < slips; ++i) watch.given();
}

TEST(PaperWatch, MoreThanTwoVisitorsOfAHundredWithoutASlipAreTold) {
  PaperWatch watch;
  print(watch, 60);
  watch.missed();
  EXPECT_EQ(watch.component({}).health, Health::ok) << "one may have dropped it";
  print(watch, 20);
  watch.missed();
  EXPECT_EQ(watch.component({}).health, Health::warning);
  EXPECT_NE(watch.component({}).reason.find("2 из последних 80"), std::string::npos)
      << watch.component({}).reason;
  print(watch, 20);
  EXPECT_EQ(watch.component({}).health, Health::ok) << "two of a hundred are two per cent, not more";
  print(watch, 1);
  watch.missed();
  EXPECT_EQ(watch.component({}).health, Health::warning);
}

TEST(PaperWatch, WhoeverOpenedThePrinterHasLookedAfterIt) {
  PaperWatch watch;
  for (int i = 0; i < 5; ++i) {
    watch.given();
    watch.missed();
  }
  EXPECT_EQ(watch.component({}).health, Health::warning);
  watch.seen(Health::failed, "cover-open");
  EXPECT_EQ(watch.component({}).health, Health::warning);
  watch.seen(Health::ok, "");
  EXPECT_EQ(watch.component({}).health, Health::ok);
  EXPECT_EQ(watch.component({}).reason, "");
}

TEST(PaperWatch, AnotherPrinterIsToldUntilASlipCameOutOfIt) {
  PaperWatch watch;
  watch.changed({"TM-T20II", "XP-80", false});
  EXPECT_EQ(watch.component({}).reason,
            "вместо принтера TM-T20II стоит XP-80, модель не из списка: напечатайте пробный талон");
  watch.given();
  EXPECT_EQ(watch.component({}).health, Health::ok);
  watch.changed({"TM-T20II", "TSP143", true});
  EXPECT_EQ(watch.component({}).reason, "вместо принтера TM-T20II стоит TSP143");
}

TEST(PaperWatch, WhatAPrinterCallsItselfBreaksNothing) {
  PaperWatch watch;
  watch.changed({std::string(200, 'A'), "X\x01\xFFP", true});
  EXPECT_EQ(watch.component({}).reason, "вместо принтера " + std::string(32, 'A') + " стоит X??P");
}

TEST(PaperWatch, SlipsThatNobodyTakesAndPaperForAFew) {
  PaperWatch watch;
  for (int i = 0; i < 3; ++i) {
    print(watch, 1);
    watch.retracted();
  }
  EXPECT_NE(watch.component({}).reason.find("не забирают: 3 из последних 3"), std::string::npos);
  EXPECT_EQ(watch.component(54).reason, "бумаги осталось примерно на 50 талонов");
  EXPECT_EQ(watch.component(7).reason, "бумаги осталось меньше чем на 10 талонов");
}

}  // namespace
}  // namespace talon::kiosk
