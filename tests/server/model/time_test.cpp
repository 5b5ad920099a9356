// SPDX-License-Identifier: MIT
#include "server/model/time.h"

#include <gtest/gtest.h>

namespace talon {
namespace {

using namespace std::chrono_literals;

TEST(Time, Rfc3339IsWrittenAndReadBack) {
  for (const char* text :
       {"2026-03-02T09:14:07.120+05:00", "1999-12-31T23:59:59.999-08:00", "2024-02-29T00:00:00.000+00:00"}) {
    const auto time = parse_timestamp(text);
    ASSERT_TRUE(time) << text;
    EXPECT_EQ(format_timestamp(*time), text);
  }
  EXPECT_EQ(format_timestamp(*parse_timestamp("2026-03-02T09:14:07Z")), "2026-03-02T09:14:07.000+00:00");
}

TEST(Time, WhatIsNoTimeIsRefused) {
  for (const char* text : {"", "2026-03-02", "2026-13-02T09:14:07Z", "2026-02-30T09:14:07Z",
                           "2026-03-02T24:14:07Z", "2026-03-02T09:14:07", "2026-03-02T09:14:07+5:00",
                           "2026-03-02T09:14:07.Z", "2026-03-02T09:14:07Zx"}) {
    EXPECT_FALSE(parse_timestamp(text)) << text;
  }
}

TEST(Time, TheServiceDateChangesAtDayEndsNotAtMidnight) {
  EXPECT_EQ(format_date(service_date(*parse_timestamp("2026-03-03T02:59:59.999+05:00"), 180min)),
            "2026-03-02");
  EXPECT_EQ(format_date(service_date(*parse_timestamp("2026-03-03T03:00:00+05:00"), 180min)), "2026-03-03");
}

TEST(Time, WholeSecondsAreRoundedDown) {
  EXPECT_EQ(whole_seconds(1800999ms), 1800s);
  EXPECT_EQ(whole_seconds(1801000ms), 1801s);
}

TEST(Time, TheSameMomentIsEqualInAnyOffset) {
  EXPECT_EQ(*parse_timestamp("2026-03-02T09:00:00+05:00"), *parse_timestamp("2026-03-02T04:00:00Z"));
}

}  // namespace
}  // namespace talon
