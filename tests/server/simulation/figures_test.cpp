// SPDX-License-Identifier: MIT
// Who counts, and as what.
#include "server/simulation/goals.h"
#include "server/simulation/table.h"
#include "tests/server/simulation/halls.h"

namespace talon::simulation {
namespace {

/// Each visitor with the seconds until his call.
struct Case {
  Visitor visitor;
  int waits = 0;
  bool gone = false;
};

Figures figures(const std::vector<Case>& cases) {
  VisitorDay day;
  DayRun run;
  for (const Case& each : cases) {
    day.visitors.push_back(each.visitor);
    run.fates.push_back({each.visitor.arrival + each.waits, each.gone});
  }
  Tally tally;
  tally.add(one_desk(), day, run);
  return tally.figures();
}

Visitor leaving(int seconds) {
  Visitor made = visitor(0, 100);
  made.leave = seconds;
  return made;
}

TEST(Figures, ExactlyTheLimitIsWithinAndASecondMoreIsNot) {
  EXPECT_EQ(figures({{visitor(0, 100), 1800}}).broken, 0);
  EXPECT_EQ(figures({{visitor(0, 100), 1801}}).broken, 1);
}

TEST(Figures, WhoLeftWithinTheLimitIsInNoFigure) {
  const Figures quiet = figures({{leaving(1800), 5000, true}, {visitor(10, 100), 0}});
  EXPECT_EQ(quiet.counted, 1);
  EXPECT_EQ(quiet.worst_min, 0);
  const Figures late = figures({{leaving(1801), 5000, true}});
  EXPECT_EQ(late.counted, 1);
  EXPECT_EQ(late.broken, 1);
  EXPECT_DOUBLE_EQ(late.worst_min, 1801 / 60.0) << "he did not wait longer than he stayed";
  EXPECT_EQ(figures({{leaving(1801), 1800, true}}).broken, 0) << "called in vain, but in time";
}

TEST(Figures, EachGroupHasItsOwnShare) {
  Visitor privileged = visitor(0, 100);
  privileged.priority = true;
  Visitor booked = visitor(0, 100);
  booked.appointment = booked.arrival;
  const Figures all =
      figures({{visitor(0, 100), 1801}, {visitor(1, 100, 1), 0}, {privileged, 2000}, {booked, 901}});
  EXPECT_EQ(all.violations, 75);
  EXPECT_EQ(all.of_kind, (std::array<double, 3>{100, 0, 0}));
  EXPECT_EQ(all.of_priority, 100);
  EXPECT_EQ(all.of_booked, 100);
  EXPECT_DOUBLE_EQ(all.p95_priority_min, 2000 / 60.0);
}

TEST(Figures, OvertakenIsWhoWasCalledAfterALaterComerOfHisService) {
  const Figures one = figures({{visitor(0, 100), 500}, {visitor(10, 100), 100}, {visitor(20, 100), 600}});
  EXPECT_DOUBLE_EQ(one.overtaken, 100.0 / 3);
  const Figures other_service = figures({{visitor(0, 100), 500}, {visitor(10, 100, 1), 100}});
  EXPECT_EQ(other_service.overtaken, 0);
  Visitor privileged = visitor(10, 100);
  privileged.priority = true;
  EXPECT_EQ(figures({{visitor(0, 100), 500}, {privileged, 100}}).overtaken, 0);
}

TEST(Figures, TheMeanOfScenariosWeighsEachAlike) {
  const Figures mean = mean_of({figures({{visitor(0, 100), 1801}}),
                                figures({{visitor(0, 100), 0}, {visitor(1, 100), 0}, {visitor(2, 100), 0}})});
  EXPECT_EQ(mean.violations, 50);
  EXPECT_EQ(mean.counted, 4);
  EXPECT_DOUBLE_EQ(mean.longest_min, 1801 / 120.0);
  EXPECT_DOUBLE_EQ(mean.worst_min, 1801 / 60.0);
  EXPECT_EQ(mean_of({}).counted, 0);
}

TEST(Table, DaysAreASpan) {
  EXPECT_EQ(parse_days("0-399")->last, 399);
  EXPECT_EQ(parse_days("17")->first, 17);
  for (const char* wrong : {"", "-", "5-2", "0-", "-1", "0-1000000", "0-399 ", "a-b", "1-2-3"}) {
    EXPECT_FALSE(parse_days(wrong)) << wrong;
  }
}

TEST(Goals, WhatNeedsAHallThatIsNotThereIsNotReached) {
  Measured measured;
  Figures good;
  Figures bad;
  good.violations = 5;
  bad.violations = 12;
  bad.overtaken = 2;
  measured.add("a", "live", good);
  measured.add("a", "fifo", bad);
  measured.add("b", "live", bad);
  measured.add("b", "fifo", good);
  const auto goals = goals_of(measured, {});
  ASSERT_EQ(goals.front().what, "live: нарушений, %");
  EXPECT_EQ(goals.front().reached, 8.5);
  EXPECT_TRUE(goals.front().met());
  EXPECT_EQ(measured.worse("live", "fifo"), 1);
  EXPECT_FALSE(goals.back().reached);
  EXPECT_FALSE(goals.back().met());
  for (const Goal& goal : goals) {
    const bool missed = goal.what == "live: обойдены в своей очереди, %";
    EXPECT_FALSE(missed && goal.met());
    EXPECT_FALSE(goal.id == "B4" && goal.reached) << goal.what;
  }
}

}  // namespace
}  // namespace talon::simulation
