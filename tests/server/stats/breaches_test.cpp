// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "server/stats/format.h"
#include "server/stats/report.h"
#include "tests/server/stats/legs.h"

namespace talon::stats {
namespace {

using namespace std::chrono_literals;
using test::served;

BreachReport breaches_of(const std::vector<Leg>& legs, std::size_t most = 100, const Titles& titles = {}) {
  LegNames names;
  std::vector<LegRow> rows;
  for (const Leg& leg : legs) rows.push_back(leg_row(leg, names));
  Breaches breaches(names, {}, most);
  for (const LegRow& row : rows) breaches.add(row);
  return breaches.report({}, titles);
}

TEST(Breaches, TellWhoWaitedTooLongAndWhenItHappened) {
  const auto report = breaches_of({served(1, 1800s, 10s), served(2, 2000s, 10s), served(3, 10s, 1000s)});
  ASSERT_EQ(report.rows.size(), 2U);
  const BreachRow& service = report.rows[0];
  EXPECT_EQ(service.measure, Measure::service);
  EXPECT_EQ(service.number, (TicketNumber{"А", 3}));
  EXPECT_EQ(service.limit_s, 900s);
  EXPECT_EQ(service.actual_s, 1000s);
  EXPECT_EQ(format_timestamp(service.at), "2026-03-02T09:15:11.000+05:00");
  const BreachRow& wait = report.rows[1];
  EXPECT_EQ(wait.measure, Measure::wait);
  EXPECT_EQ(wait.clause, ClauseId{"7.2"});
  EXPECT_EQ(wait.actual_s, 2000s);
  EXPECT_EQ(wait.line_title, "child: submission");
  EXPECT_EQ(format_timestamp(wait.at), "2026-03-02T09:30:01.000+05:00");
}

TEST(Breaches, NameThePersonByNameAndByLoginWhereThereIsNone) {
  const std::vector<Leg> legs{served(1, 2000s, 10s)};
  EXPECT_EQ(breaches_of(legs).rows.at(0).specialist_title, legs[0].specialist.value);
  const Titles titles = [](By by, const std::string& key) {
    return by == By::specialist ? "Специалист " + key : std::string{};
  };
  const BreachRow row = breaches_of(legs, 100, titles).rows.at(0);
  EXPECT_EQ(row.specialist_title, "Специалист " + legs[0].specialist.value);
  EXPECT_EQ(row.specialist, legs[0].specialist);
}

TEST(Breaches, WhoWasNeverSeenIsThereWithHisStay) {
  Leg leg = served(1, 0s, 0s);
  leg.wait_ms.reset();
  leg.service_ms.reset();
  leg.seen_at.reset();
  leg.stay_ms = 3600s;
  leg.outcome = LegOutcome::cancelled;
  leg.wait_broken = true;
  const auto report = breaches_of({leg});
  ASSERT_EQ(report.rows.size(), 1U);
  EXPECT_EQ(report.rows[0].actual_s, 3600s);
  EXPECT_EQ(format_timestamp(report.rows[0].at), "2026-03-02T09:30:01.000+05:00");
}

TEST(Breaches, TheLimitOfServiceIsPerApplicant) {
  Leg three = served(1, 0s, 2700s);
  three.applicants = 3;
  EXPECT_TRUE(breaches_of({three}).rows.empty());
  three.service_ms = 2701s;
  EXPECT_EQ(breaches_of({three}).rows.at(0).limit_s, 2700s);
}

TEST(Breaches, WhatIsLeftOutIsSaid) {
  const auto report = breaches_of({served(1, 2000s, 1s), served(2, 2000s, 1s), served(3, 2000s, 1s)}, 2);
  EXPECT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.left_out, 1);
}

TEST(Chart, HasAPointForEachMeasuredWaitAndEachLimitOnce) {
  LegNames names;
  std::vector<LegRow> rows;
  for (std::uint32_t n = 1; n <= 3; ++n) rows.push_back(leg_row(served(n, Seconds{n * 900}, 1s), names));
  Leg unseen = served(4, 1s, 1s);
  unseen.wait_ms.reset();
  rows.push_back(leg_row(unseen, names));
  Chart chart(names);
  for (const LegRow& row : rows) chart.add(row);
  const auto report = chart.report({});
  ASSERT_EQ(report.points.size(), 3U);
  EXPECT_FALSE(report.points[1].broken);
  EXPECT_TRUE(report.points[2].broken);
  ASSERT_EQ(report.limits.size(), 1U);
  EXPECT_EQ(report.limits[0].limit_s, 1800s);
  EXPECT_NE(json(report).find("\"wait_s\":2700,\"broken\":true"), std::string::npos);
}

TEST(Day, HasAllItsPartsFromOnePass) {
  LegNames names;
  const LegRow row = leg_row(served(1, 2000s, 60s), names);
  Day day(names, {});
  day.add(row);
  const auto report = day.report(test::march(2), {1, 0, false}, {});
  EXPECT_EQ(report.procedures.size(), 1U);
  EXPECT_EQ(report.desks.size(), 1U);
  EXPECT_EQ(report.hours.at(0).key, "09");
  EXPECT_EQ(report.breaches.size(), 1U);
  EXPECT_TRUE(report.books.balanced);
}

}  // namespace
}  // namespace talon::stats
