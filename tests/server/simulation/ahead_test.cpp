// SPDX-License-Identifier: MIT
// Counting what became of forecasts, warnings and closings; and a hall looked ahead through.
#include "server/simulation/ahead.h"

#include <cstdio>
#include <gtest/gtest.h>

#include "server/simulation/ahead_goals.h"
#include "server/simulation/policies.h"
#include "tests/server/simulation/halls.h"
#include "tests/sim/scale.h"

namespace talon::simulation {
namespace {

VisitorDay three_at(int arrival) {
  VisitorDay day;
  day.visitors.resize(3);
  for (Visitor& visitor : day.visitors) visitor.arrival = arrival;
  return day;
}

TEST(AheadTally, ToldAndWaited) {
  const VisitorDay day = three_at(1000);
  DayRun run;
  run.fates = {{1600, false}, {2200, false}, {none, false}};
  AheadTally tally;
  tally.add_told({{0, 480, 480, 900, 900}, {1, 600, 600, 900, 900}, {2, 60, 60, 60, 60}}, day, run);
  const ForecastFigures figures = tally.forecast();
  EXPECT_EQ(figures.count, 2) << "nobody knows how long the third would have waited";
  EXPECT_DOUBLE_EQ(figures.bias_min, (-2.0 - 10.0) / 2);
  EXPECT_DOUBLE_EQ(figures.error_min, (2.0 + 10.0) / 2);
  EXPECT_DOUBLE_EQ(figures.covered, 50);
  EXPECT_DOUBLE_EQ(figures.worst_covered, 100) << "no range has enough of them";
}

TEST(AheadTally, WarningsAreRightWhenLimitsBreakWithinTheHorizon) {
  AheadTally tally;
  // Breaches at 10:00, 10:10 and 10:20; a look that warns needs two of them within 45 minutes.
  const std::vector<int> breaches = {36000, 36600, 37200};
  tally.add_looks(
      {{32400, true, 2}, {33000, false, 2}, {34500, true, 2}, {36300, false, 2}, {36900, false, 2}},
      breaches);
  const WarningFigures figures = tally.warning();
  EXPECT_DOUBLE_EQ(figures.precision, 50) << "at 9:00 the first breach is an hour away";
  EXPECT_DOUBLE_EQ(figures.recall, 50) << "9:35 warned, 10:05 did not";
  EXPECT_DOUBLE_EQ(figures.false_onsets, 1);
  EXPECT_EQ(figures.bursts, 1);
  EXPECT_DOUBLE_EQ(figures.lead_min, 25) << "9:35 to 10:00";
  EXPECT_EQ(figures.bursts_of_many, 1);
  AheadTally alone;
  alone.add_looks({{34500, true, 2}}, {36000, 43000});
  EXPECT_EQ(alone.warning().bursts, 2);
  EXPECT_EQ(alone.warning().bursts_of_many, 0) << "no warning is about a single breach";
}

TEST(AheadTally, ClosingsThatWereLongAndWereForetold) {
  AheadTally tally;
  const int close = 18 * 3600;
  tally.add_closing({close + 1200, close + 1800, true}, close, close + 1500);
  tally.add_closing({close, close + 300, false}, close, close + 960);
  tally.add_closing({close, close + 600, true}, close, close);
  const ClosingFigures figures = tally.closing();
  EXPECT_EQ(figures.long_days, 2);
  EXPECT_DOUBLE_EQ(figures.found, 50);
  EXPECT_DOUBLE_EQ(figures.false_share, 100);
  EXPECT_NEAR(figures.covered, 200.0 / 3, 1e-9);
  EXPECT_NEAR(figures.error_min, (5.0 + 16.0 + 0.0) / 3, 1e-9);
}

TEST(AheadTally, ABreachIsTheMomentAfterWhichNobodyCallsInTime) {
  const Scenario town = simulation::hall("town");
  Visitor visitor;
  visitor.arrival = 40000;
  const int limit = town.limit_of(0);
  EXPECT_EQ(broken_at(town, visitor, {40000 + limit, false}), std::nullopt);
  EXPECT_EQ(broken_at(town, visitor, {40000 + limit + 1, false}), 40000 + limit);
  visitor.leave = limit;
  EXPECT_EQ(broken_at(town, visitor, {40000 + 2 * limit, true}), std::nullopt) << "had left in time";
}

TEST(Ahead, AHallIsLookedThroughAndTheOfficeLearns) {
  const Scenario town = simulation::hall("town");
  const Policy live = *policy_named("live");
  Ahead ahead(town, live);
  const int days = 30 + sim::scaled(30, 10);
  for (int day = 0; day < days; ++day) {
    const VisitorDay visitors = visitors_of(town, day);
    ahead.begin(day, visitors);
    ahead.end(visitors, run_day(town, visitors, live, &ahead), day >= 30);
  }
  const ForecastFigures figures = ahead.tally().forecast();
  std::printf("%ld forecasts, bias %.1f min, error %.1f min, covered %.1f %%\n", figures.count,
              figures.bias_min, figures.error_min, figures.covered);
  ASSERT_GT(figures.count, 100);
  EXPECT_LT(std::abs(figures.bias_min), 4);
  EXPECT_GT(figures.covered, 80);
  EXPECT_LT(figures.covered, 98);
}

TEST(Ahead, AReserveDeskOpensOnAWarningAndKeepsLimits) {
  const Scenario town = simulation::hall("town");  // has one
  const Policy live = *policy_named("live");
  Ahead ahead(town, live);
  Tally with_reserve;
  Tally without;
  double hours = 0;
  constexpr int days = 15;
  for (int day = 0; day < days; ++day) {
    const VisitorDay visitors = visitors_of(town, day);
    ahead.begin(day, visitors);
    const DayRun run = run_day(town, visitors, live, &ahead);
    ahead.end(visitors, run, true);
    hours += run.reserve_s / 3600;
    with_reserve.add(town, visitors, run);
    without.add(town, visitors, run_day(town, visitors, live));
  }
  const double share = with_reserve.figures().violations / without.figures().violations;
  std::printf("violations %.1f %% of those without, %.1f hours a day\n", 100 * share, hours / days);
  EXPECT_LT(share, 0.7);
  EXPECT_GT(hours / days, 0.5);
  EXPECT_LT(hours / days, 7) << "not all day long";
}

TEST(AheadGoals, TheHallWithAReserveDeskIsJudgedByWhatTheDeskDid) {
  AheadFigures figures;
  figures.reserve = ReserveFigures{.violations = 7, .violations_without = 15, .hours_a_day = 2};
  const std::vector<Goal> goals = ahead_goals("r08-reserve", figures);
  ASSERT_EQ(goals.size(), 2U);
  EXPECT_FALSE(goals.front().met());
  EXPECT_TRUE(goals.back().met());
}

}  // namespace
}  // namespace talon::simulation
