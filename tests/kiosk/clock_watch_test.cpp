// SPDX-License-Identifier: MIT
// A terminal whose own clock is wrong: the staff are told, once.
#include "kiosk/clock_watch.h"

#include <gtest/gtest.h>

namespace talon::kiosk {
namespace {

using namespace std::chrono_literals;

const Timestamp noon = *parse_timestamp("2026-03-02T12:00:00+05:00");

TEST(ClockWatch, TwoSecondsAreWithinAndADayIsNot) {
  ClockWatch watch;
  watch.heard({noon}, noon.utc + 2s);
  EXPECT_EQ(watch.component().health, Health::ok);
  watch.heard({noon}, noon.utc + 24h);
  EXPECT_EQ(watch.component().health, Health::warning);
  EXPECT_EQ(watch.component().reason, "часы терминала спешат на 24 ч");
  watch.heard({noon}, noon.utc);
  EXPECT_EQ(watch.component().health, Health::ok);
}

TEST(ClockWatch, ASlowLineDoesNotChangeTheWord) {
  ClockWatch watch;
  watch.heard({noon}, noon.utc - 60s);
  EXPECT_EQ(watch.component().reason, "часы терминала отстают на 60 с");
  watch.heard({noon}, noon.utc - 59s);
  watch.heard({noon}, noon.utc - 61s);
  EXPECT_EQ(watch.component().reason, "часы терминала отстают на 60 с");
  watch.heard({noon}, noon.utc - 90s);
  EXPECT_EQ(watch.component().reason, "часы терминала отстают на 90 с");
}

TEST(ClockWatch, AVirtualHallHasNoClockToBeCompared) {
  ClockWatch watch;
  watch.heard({noon, 60, true}, noon.utc + 24h);
  EXPECT_EQ(watch.component().health, Health::ok);
}

}  // namespace
}  // namespace talon::kiosk
