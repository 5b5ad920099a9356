// SPDX-License-Identifier: MIT
#include "server/outlook/demand.h"

#include <cmath>
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

TEST(Demand, ErlangsDelayFormula) {
  EXPECT_NEAR(erlang_c(1, 0.5), 0.5, 1e-12) << "M/M/1: the load itself";
  EXPECT_NEAR(erlang_c(2, 1), 1.0 / 3, 1e-12);
  EXPECT_NEAR(erlang_c(10, 8), 0.4092, 5e-5) << "tables of Erlang C";
  EXPECT_EQ(erlang_c(3, 3), 1);
  EXPECT_EQ(erlang_c(3, 0), 0);
}

TEST(Demand, WithExponentialServicesTheLateShareIsTheExactOne) {
  // M/M/1: P(W > T) = rho * exp(-(mu - lambda) T); 2 an hour, 20 minutes each, limit 30.5 minutes, half a
  // minute of walk.
  const Demand demand{9h, 1, 1200, 1, {{1, 30min + 30s}}};
  EXPECT_NEAR(demand.load(), 2.0 / 3, 1e-12);
  EXPECT_NEAR(late_share(demand, 1, 30s), 2.0 / 3 * std::exp(-(1.0 / 20 - 1.0 / 30) * 30), 1e-12);
}

TEST(Demand, SteadierServicesNeedFewerDesks) {
  const Demand spread{9h, 20, 600, 1.5, {{20, 15min}}};
  const Demand steady{9h, 20, 600, 0.1, {{20, 15min}}};
  EXPECT_GT(late_share(spread, 8, 30s), late_share(steady, 8, 30s));
  EXPECT_GE(desks_needed(spread, 0.05, 30s), desks_needed(steady, 0.05, 30s));
  EXPECT_GT(desks_needed(steady, 0.05, 30s), 20.0 * 600 / 1800) << "more than the mean load";
}

TEST(Demand, AlwaysOneDeskAndNeverTooFew) {
  EXPECT_EQ(desks_needed(Demand{}, 0.05, 30s), 1);
  const Demand unlimited{9h, 20, 600, 1, {}};
  EXPECT_EQ(desks_needed(unlimited, 0.05, 30s), 7) << "without a limit: the work itself, 6.7 erlangs";
}

TEST(Demand, ArrivalsAreWorkOneServiceLaterAndABreakHandsThemOn) {
  Configuration hall = small_hall();
  hall.breaks = {{{std::chrono::Monday}, 13h, 13h + 30min, "обед"}};
  const Date monday{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}};
  auto past = std::make_shared<Past>();
  LinePast& line = past->lines[{benefit, submission}];
  line.services.assign(30, 15min);
  line.arrivals[18] = 4;  // 9:00
  line.arrivals[26] = 2;  // 13:00
  const auto found = demand_of(empty_day(hall, monday, 300min, past));
  ASSERT_EQ(found.size(), 18u) << "9 to 18 o'clock";
  EXPECT_EQ(found[0].from, 9h);
  EXPECT_DOUBLE_EQ(found[0].arrivals, 2);
  EXPECT_DOUBLE_EQ(found[1].arrivals, 2);
  EXPECT_DOUBLE_EQ(found[1].service_s, 900);
  EXPECT_NEAR(found[1].spread, 0, 1e-9);
  EXPECT_DOUBLE_EQ(found[8].arrivals, 0) << "13:00 is the break";
  EXPECT_DOUBLE_EQ(found[9].arrivals, 2);
}

}  // namespace
}  // namespace talon::outlook
