// SPDX-License-Identifier: MIT
#include "server/model/leg_row.h"

#include <gtest/gtest.h>

#include "tests/server/store/script.h"

namespace talon {
namespace {

bool same(const Leg& a, const Leg& b) {
  bool equal = true;
  std::apply([&](auto... field) { ((equal = equal && a.*(field.member) == b.*(field.member)), ...); },
             Leg::fields());
  return equal && a.issued_at.offset == b.issued_at.offset && a.ended_at.offset == b.ended_at.offset;
}

TEST(LegRow, IsTheLegAgain) {
  LegNames names;
  for (std::int64_t n = 1; n < 50; ++n) {
    const Leg leg = store::test::Script::leg(n, "Н", store::test::Script::day(3), n);
    EXPECT_TRUE(same(leg_of(leg_row(leg, names), names, leg.ticket), leg)) << n;
  }
}

TEST(LegRow, WhatALegDoesNotHaveStaysAway) {
  Leg leg = store::test::Script::leg(7, "А", store::test::Script::day(3), 9);
  leg.called_at.reset();
  leg.seen_at.reset();
  leg.wait_ms.reset();
  leg.walk_ms.reset();
  leg.service_ms.reset();
  leg.wait_limit_s.reset();
  leg.desk = {};
  leg.ended_at.offset = std::chrono::minutes{240};
  leg.outcome = LegOutcome::cancelled;
  LegNames names;
  EXPECT_TRUE(same(leg_of(leg_row(leg, names), names, leg.ticket), leg));
}

TEST(LegRow, KeysOfADateLieTogetherInOrder) {
  using store::test::Script;
  const std::int64_t begin = leg_key_begin(Script::day(3));
  const std::int64_t end = leg_key_begin(Script::day(4));
  for (const auto letter : ticket_letters) {
    const std::int64_t key = leg_key(Script::day(3), {std::string(letter), 999'999'999}, 4095);
    EXPECT_LT(begin, key);
    EXPECT_LT(key, end);
    LegRow row;
    set_leg_key(row, key);
    EXPECT_EQ(leg_key(row), key);
  }
}

}  // namespace
}  // namespace talon
