// SPDX-License-Identifier: MIT
// S2-7.3: «Максимальное время ожидания при подаче документов для предоставления государственной услуги по
// предварительной записи не должно превышать 15 минут с момента времени, на который была осуществлена
// запись.» The limit of a booked visitor is a row of its own in the regulation's table; where an office has
// none, the walk-in's row holds.
#include <gtest/gtest.h>

#include "server/queue/regulation.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause73, TheBookedLimitIsData) {
  const Regulation regulation = snezhinsk();
  const auto booked = queue::norm(&regulation, {benefit, submission}, Entry::booked, Measure::wait);
  EXPECT_EQ(booked.limit, Seconds{15min});
  EXPECT_EQ(booked.clause.value, "7.3");
  const auto walk_in = queue::norm(&regulation, {benefit, submission}, Entry::walk_in, Measure::wait);
  EXPECT_EQ(walk_in.limit, Seconds{30min});
  EXPECT_EQ(regulation.late_after, 15min);
}

TEST(Clause73, WithoutARowOfItsOwnTheWalkInsHolds) {
  const Regulation regulation = snezhinsk();
  const auto booked = queue::norm(&regulation, {benefit, consultation}, Entry::booked, Measure::wait);
  EXPECT_EQ(booked.limit, Seconds{30min});
  EXPECT_EQ(booked.clause.value, "7.2");
}

TEST(Clause73, FifteenMinutesAreWithinOneSecondMoreIsNot) {
  const Regulation regulation = snezhinsk();
  const auto limit = queue::norm(&regulation, {benefit, submission}, Entry::booked, Measure::wait).limit;
  EXPECT_FALSE(visit::broken(15min + 999ms, limit));
  EXPECT_TRUE(visit::broken(15min + 1s, limit));
}

}  // namespace
}  // namespace talon
