// SPDX-License-Identifier: MIT
// Who comes: the same people for the same seed, in the shares and at the rates that the scenario says.
#include <algorithm>
#include <cmath>

#include "tests/server/simulation/halls.h"

namespace talon::simulation {
namespace {

/// Nobody but who comes at one rate between nine and ten; no day is better than another.
Scenario plain() {
  Scenario hall = one_desk();
  hall.seed = 7;
  hall.patience = 36'000;
  hall.rates = {{hall.open, 60}, {hall.open + 1800, 60}};
  return hall;
}

std::vector<Visitor> people(const Scenario& hall, int days) {
  std::vector<Visitor> all;
  for (int day = 0; day < days; ++day) {
    const VisitorDay stream = visitors_of(hall, day);
    all.insert(all.end(), stream.visitors.begin(), stream.visitors.end());
  }
  return all;
}

template <class Is>
double share(const std::vector<Visitor>& all, Is is) {
  return static_cast<double>(std::count_if(all.begin(), all.end(), is)) / static_cast<double>(all.size());
}

// By hand from the definition of the stream: state mix(7 * 1000003), each number mix(state += 0x9e37...).
TEST(Visitors, TheFirstOneIsWhatTheFormatSays) {
  const auto mix = [](std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  };
  std::uint64_t state = mix(7'000'021);
  const auto u = [&] {
    return static_cast<double>(mix(state += 0x9e3779b97f4a7c15ULL) >> 11) / std::pow(2, 53);
  };
  Scenario hall = plain();
  hall.priority = 0.5;
  const Visitor first = visitors_of(hall, 0).visitors.front();
  EXPECT_EQ(first.arrival, static_cast<int>(hall.open - 60 * std::log(1 - u())));
  EXPECT_EQ(first.service, u() * 2 < 1 ? 0 : 1);
  EXPECT_EQ(first.priority, u() < 0.5);
  EXPECT_EQ(first.service_time, first.service == 0 ? 420 : 240) << "without spread the mean";
}

TEST(Visitors, TheSameDayGivesTheSamePeopleAndAnotherDayOthers) {
  const Scenario hall = simulation::hall("town");
  EXPECT_EQ(hash_of(visitors_of(hall, 3)), hash_of(visitors_of(hall, 3)));
  EXPECT_NE(hash_of(visitors_of(hall, 3)), hash_of(visitors_of(hall, 4)));
}

TEST(Visitors, ComeInOrderWithinTheHoursAndAtTheRate) {
  constexpr int days = 200;
  const Scenario hall = plain();
  double count = 0;
  for (int day = 0; day < days; ++day) {
    const VisitorDay stream = visitors_of(hall, day);
    count += static_cast<double>(stream.visitors.size());
    EXPECT_TRUE(std::is_sorted(stream.visitors.begin(), stream.visitors.end(),
                               [](const Visitor& a, const Visitor& b) { return a.arrival < b.arrival; }));
    for (const Visitor& each : stream.visitors) {
      EXPECT_GE(each.arrival, hall.open);
      EXPECT_LT(each.arrival, hall.open + 3600);
    }
  }
  // 60 an hour, 200 days: the mean is 60 +- 0.55, five of which are asked.
  EXPECT_NEAR(count / days, 60, 2.75);
}

TEST(Visitors, SharesAndTimesAreThoseOfTheScenario) {
  Scenario hall = plain();
  hall.priority = 0.2;
  hall.gone = 0.1;
  hall.away = 0.05;
  hall.redirect = 0.3;
  hall.services[0].cv = 0.8;
  hall.services[1].cv = 0.8;
  hall.services[0].weight = 3;
  hall.services.push_back({Kind::documents, 900, 0.6, 4});
  const auto all = people(hall, 200);
  ASSERT_GT(all.size(), 11'000U);
  EXPECT_NEAR(share(all, [](const Visitor& each) { return each.priority; }), 0.2, 0.02);
  EXPECT_NEAR(share(all, [](const Visitor& each) { return each.leave < 1201; }), 0.1 + 0.9 * 0.033, 0.02);
  EXPECT_NEAR(share(all, [](const Visitor& each) { return each.away_from != none; }), 0.05, 0.01);
  EXPECT_NEAR(share(all, [](const Visitor& each) { return each.redirect != none; }), 0.3, 0.02);
  EXPECT_NEAR(share(all, [](const Visitor& each) { return each.service == 2; }), 0.5, 0.02);
  EXPECT_EQ(share(all, [](const Visitor& each) { return each.redirect == 1; }), 0) << "never to a result";
  double seconds = 0;
  double count = 0;
  for (const Visitor& each : all) {
    if (each.service != 2 || each.redirect != none) continue;
    seconds += each.service_time;
    ++count;
  }
  EXPECT_NEAR(seconds / count, 900, 40);
}

TEST(Visitors, TheBookedComeAroundTheirTimeAndNeverForAResult) {
  Scenario hall = plain();
  hall.rates.clear();
  hall.places = 2;
  hall.booked_per_slot = 1;
  hall.no_show = 0.25;
  const auto all = people(hall, 100);
  // 31 slots until a quarter of an hour before the last ticket at 16:30: 9:00 to 16:15, 30 of them.
  EXPECT_NEAR(static_cast<double>(all.size()) / 100, 30 * 0.75, 2);
  for (const Visitor& each : all) {
    EXPECT_EQ(each.service, 0);
    EXPECT_LE(each.arrival, each.appointment);
    EXPECT_GE(each.arrival, each.appointment - 2400);
  }
}

TEST(Visitors, AbsentDesksAreNormalOnesAndDifferent) {
  Scenario hall = plain();
  hall.desks.resize(4, hall.desks.front());
  hall.desks[1].reserve = true;
  hall.absent = 2;
  for (int day = 0; day < 50; ++day) {
    const auto absent = visitors_of(hall, day).absent;
    ASSERT_EQ(absent.size(), 2U);
    EXPECT_NE(absent[0], absent[1]);
    EXPECT_EQ(std::count(absent.begin(), absent.end(), 1), 0);
  }
}

}  // namespace
}  // namespace talon::simulation
