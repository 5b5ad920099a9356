// SPDX-License-Identifier: MIT
#include <algorithm>
#include <gtest/gtest.h>

#include "server/stats/format.h"
#include "server/stats/report.h"
#include "tests/server/stats/legs.h"

namespace talon::stats {
namespace {

using test::march;
using test::served;

const Period period{march(1), march(31)};

SummaryReport fold(By by, const std::vector<Leg>& legs, const Outside& outside = {}) {
  LegNames names;
  std::vector<LegRow> rows;
  for (const Leg& leg : legs) rows.push_back(leg_row(leg, names));
  Summary summary(by, names);
  for (const LegRow& row : rows) summary.add(row);
  return summary.report(period, outside, {});
}

/// What the report should say, by the definitions of server/stats/README.md, the slow and plain way.
struct Plain {
  std::int64_t tickets = 0, served = 0, no_show = 0, cancelled = 0, transferred = 0;
  std::vector<std::int64_t> waits, services;
  std::int64_t wait_judged = 0, wait_within = 0, service_judged = 0, service_within = 0;

  void take(const Leg& leg) {
    if (leg.last) ++tickets;
    if (leg.last && leg.outcome == LegOutcome::served) ++served;
    if (leg.last && leg.outcome == LegOutcome::no_show) ++no_show;
    if (leg.last && leg.outcome == LegOutcome::cancelled) ++cancelled;
    if (leg.outcome == LegOutcome::transferred) ++transferred;
    if (leg.leg == 0) {
      if (leg.wait_ms) waits.push_back(leg.wait_ms->count() / 1000);
      if (leg.wait_limit_s && (leg.wait_ms || leg.wait_broken)) {
        ++wait_judged;
        if (!leg.wait_broken) ++wait_within;
      }
    }
    if (leg.service_ms) {
      services.push_back(leg.service_ms->count() / leg.applicants / 1000);
      if (leg.service_limit_s) {
        ++service_judged;
        if (!leg.service_broken) ++service_within;
      }
    }
  }
};

std::string plain_key(By by, const Leg& leg) {
  switch (by) {
    case By::procedure:
      return leg.procedure.value;
    case By::service:
      return leg.service.value;
    case By::desk:
      return leg.desk.value;
    case By::specialist:
      return leg.specialist.value;
    case By::hour:
      return format_timestamp(leg.issued_at).substr(11, 2);
    case By::weekday:
      return std::to_string(std::chrono::weekday{std::chrono::sys_days{leg.date}}.iso_encoding());
    case By::day:
      return format_date(leg.date);
    case By::month:
      return format_date(leg.date).substr(0, 7);
  }
  return "";
}

void expect_measured(const Measured& got, std::vector<std::int64_t> values, std::int64_t judged,
                     std::int64_t within) {
  RC_ASSERT(got.count == static_cast<std::int64_t>(values.size()));
  RC_ASSERT(got.with_limit == judged);
  RC_ASSERT(got.within == within);
  RC_ASSERT(got.within_share.has_value() == (judged > 0));
  if (values.empty()) return;
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  RC_ASSERT(got.median_s == Seconds{values[(n + 1) / 2 - 1]});
  RC_ASSERT(got.p90_s == Seconds{values[(9 * n + 9) / 10 - 1]});
  RC_ASSERT(got.max_s == Seconds{values.back()});
}

void expect_row(const Row& row, const Plain& plain) {
  RC_ASSERT(row.tickets == plain.tickets);
  RC_ASSERT(row.served == plain.served);
  RC_ASSERT(row.no_show == plain.no_show);
  RC_ASSERT(row.cancelled == plain.cancelled);
  RC_ASSERT(row.transferred == plain.transferred);
  expect_measured(row.wait, plain.waits, plain.wait_judged, plain.wait_within);
  expect_measured(row.service, plain.services, plain.service_judged, plain.service_within);
}

TEST(Summary, AgreesWithThePlainComputation) {
  const auto good = rc::check([] {
    const auto days = test::random_days(*rc::gen::inRange(0, 120));
    const By by = *rc::gen::element(By::procedure, By::service, By::desk, By::specialist, By::hour,
                                    By::weekday, By::day, By::month);
    std::map<std::string, Plain> expected;
    Plain total;
    for (const Leg& leg : days.legs) {
      expected[plain_key(by, leg)].take(leg);
      total.take(leg);
    }
    const SummaryReport report = fold(by, days.legs, {days.issued, days.in_hall, false});
    RC_ASSERT(report.rows.size() == expected.size());
    for (const Row& row : report.rows) expect_row(row, expected.at(row.key));
    expect_row(report.total, total);
  });
  EXPECT_TRUE(good);
}

TEST(Summary, TheBooksBalanceOnRandomDaysAndNoticeAnyError) {
  const auto good = rc::check([] {
    auto days = test::random_days(*rc::gen::inRange(1, 150));
    const auto books = fold(By::day, days.legs, {days.issued, days.in_hall, false}).books;
    RC_ASSERT(books.balanced);
    RC_ASSERT(books.issued == books.served + books.no_show + books.cancelled + books.in_hall);
    RC_ASSERT(!fold(By::day, days.legs, {days.issued + 1, days.in_hall, false}).books.balanced);
    const auto last =
        std::find_if(days.legs.begin(), days.legs.end(), [](const Leg& leg) { return leg.last; });
    if (last == days.legs.end()) return;
    days.legs.erase(last);
    RC_ASSERT(!fold(By::day, days.legs, {days.issued, days.in_hall, false}).books.balanced);
  });
  EXPECT_TRUE(good);
}

TEST(Summary, ExactlyTheLimitIsWithinOneSecondMoreIsNot) {
  using namespace std::chrono_literals;
  for (const auto& [wait, within] :
       std::vector<std::pair<Millis, int>>{{1800s, 1}, {1800'999ms, 1}, {1801s, 0}, {1799s, 1}}) {
    const auto report = fold(By::procedure, {served(1, wait, 1s)});
    EXPECT_EQ(report.total.wait.with_limit, 1);
    EXPECT_EQ(report.total.wait.within, within) << wait.count();
  }
  for (const auto& [service, within] : std::vector<std::pair<Millis, int>>{{900'999ms, 1}, {901s, 0}}) {
    EXPECT_EQ(fold(By::procedure, {served(1, 1s, service)}).total.service.within, within) << service.count();
  }
}

TEST(Summary, WithoutANormNothingIsABreach) {
  using namespace std::chrono_literals;
  Leg leg = served(1, 5h, 5h);
  leg.wait_limit_s.reset();
  leg.service_limit_s.reset();
  leg.wait_broken = leg.service_broken = true;
  const auto report = fold(By::procedure, {leg});
  EXPECT_EQ(report.total.wait.with_limit, 0);
  EXPECT_FALSE(report.total.wait.within_share);
  EXPECT_EQ(report.total.wait.count, 1);
  EXPECT_NE(csv(report).find("без норматива"), std::string::npos);
  LegNames names;
  const LegRow row = leg_row(leg, names);
  Breaches breaches(names, {});
  breaches.add(row);
  EXPECT_TRUE(breaches.report({}, {}).rows.empty());
}

TEST(Summary, ClosedAtDayEndIsNotServedAndItsWaitStillCounts) {
  using namespace std::chrono_literals;
  Leg leg = served(1, 1h, 1s);
  leg.outcome = LegOutcome::cancelled;
  leg.reason = "closed_at_day_end";
  leg.wait_ms.reset();
  leg.service_ms.reset();
  leg.seen_at.reset();
  leg.desk = {};
  leg.wait_broken = true;
  const auto report = fold(By::desk, {leg});
  EXPECT_EQ(report.total.served, 0);
  EXPECT_EQ(report.total.cancelled, 1);
  EXPECT_EQ(report.total.wait.count, 0) << "nobody was seen: there is no wait to average";
  EXPECT_EQ(report.total.wait.with_limit, 1) << "but the limit was broken";
  EXPECT_EQ(report.total.wait.within, 0);
  EXPECT_EQ(report.rows.at(0).title, "без вызова");
}

TEST(Summary, AVisitOfManyLegsIsOneTicketWithOneWait) {
  using namespace std::chrono_literals;
  Leg first = served(1, 10min, 5min);
  first.outcome = LegOutcome::transferred;
  first.last = false;
  Leg second = served(1, 7min, 6min);
  second.leg = 1;
  second.wait_limit_s.reset();  // seen in the first leg: the regulation's wait is over
  second.procedure = ProcedureId{"result"};
  const auto report = fold(By::procedure, {first, second}, {1, 0, false});
  EXPECT_EQ(report.total.tickets, 1);
  EXPECT_EQ(report.total.transferred, 1);
  EXPECT_EQ(report.total.wait.count, 1);
  EXPECT_EQ(report.total.wait.max_s, 600s);
  EXPECT_EQ(report.total.further.max_s, 420s);
  EXPECT_EQ(report.total.service.count, 2);
  EXPECT_TRUE(report.books.balanced);
}

TEST(Summary, AWaitGoesOnThroughATransferBeforeBeingSeen) {
  using namespace std::chrono_literals;
  Leg first = served(1, 10min, 5min);
  first.outcome = LegOutcome::transferred;
  first.last = false;
  first.wait_ms.reset();
  first.service_ms.reset();
  first.wait_broken = true;  // the limit passed in this line; the visit is judged where it ends
  Leg second = served(1, 40min, 6min);
  second.leg = 1;
  const auto total = fold(By::procedure, {first, second}, {1, 0, false}).total;
  EXPECT_EQ(total.wait.count, 1);
  EXPECT_EQ(total.wait.with_limit, 1);
  EXPECT_EQ(total.wait.within, 0);
}

TEST(Summary, WhoStillWaitsBeyondTheLimitIsABreachAtOnce) {
  using namespace std::chrono_literals;
  LegNames names;
  Leg waits = served(2, 0s, 0s);
  waits.wait_ms.reset();
  waits.service_ms.reset();
  waits.seen_at.reset();
  waits.stay_ms = 50min;
  waits.outcome = LegOutcome::cancelled;
  waits.wait_broken = true;
  const LegRow done = leg_row(served(1, 10min, 5min), names);
  const LegRow row = leg_row(waits, names);
  Summary summary(By::procedure, names);
  summary.add(done);
  summary.add_running(row);
  const auto report = summary.report(period, {2, 1, false}, {});
  EXPECT_EQ(report.total.in_hall, 1);
  EXPECT_EQ(report.total.over_now, 1);
  EXPECT_EQ(report.total.cancelled, 0) << "nothing has ended";
  EXPECT_EQ(report.total.wait.within_share, 0.5);
  EXPECT_EQ(report.clauses.at(0).broken, 1);
  EXPECT_TRUE(report.books.balanced);
  Breaches breaches(names, {});
  breaches.add_running(row);
  EXPECT_TRUE(breaches.report({}, {}).rows.at(0).running);
  EXPECT_EQ(breaches.report({}, {}).rows.at(0).actual_s, 50min);
}

TEST(Summary, HoursAreLocalWithTheOffsetOfTheRecord) {
  using namespace std::chrono_literals;
  Leg leg = served(1, 1min, 1min);
  leg.issued_at = *parse_timestamp("2026-03-02T09:59:59.999+05:00");
  Leg other = served(2, 1min, 1min);
  other.issued_at = *parse_timestamp("2026-03-02T09:59:59.999+04:00");
  const auto report = fold(By::hour, {leg, other});
  ASSERT_EQ(report.rows.size(), 1U);
  EXPECT_EQ(report.rows[0].key, "09");
  EXPECT_EQ(report.rows[0].title, "09:00–09:59");
  EXPECT_EQ(fold(By::weekday, {leg}).rows[0].title, "понедельник");
  EXPECT_EQ(fold(By::day, {leg}).rows[0].title, "02.03.2026");
}

TEST(Summary, DesksAreInTheOrderOfTheirNumbers) {
  using namespace std::chrono_literals;
  std::vector<Leg> legs;
  for (const char* desk : {"10", "2", "1"}) {
    legs.push_back(served(static_cast<std::uint32_t>(legs.size() + 1), 1s, 1s));
    legs.back().desk = DeskId{desk};
  }
  const auto rows = fold(By::desk, legs).rows;
  EXPECT_EQ(rows[0].key + rows[1].key + rows[2].key, "1210");
}

TEST(Summary, JsonHasTheFieldsOfTheApi) {
  using namespace std::chrono_literals;
  const auto text = json(fold(By::procedure, {served(1, 1000s, 100s), served(2, 1801s, 50s)}, {3, 1, true}));
  const std::string measured =
      "\"wait\":{\"count\":2,\"mean_s\":1400,\"median_s\":1000,\"p90_s\":1801,\"max_s\":1801,"
      "\"with_limit\":2,\"within\":1,\"within_share\":0.5,\"limit_s\":1800,\"clause\":\"7.2\"},"
      "\"walk\":{\"count\":2,\"mean_s\":0,\"median_s\":0,\"p90_s\":0,\"max_s\":0,\"with_limit\":0,"
      "\"within\":0,\"within_share\":null,\"limit_s\":null,\"clause\":\"\"},"
      "\"further\":{\"count\":0,\"mean_s\":null,\"median_s\":null,\"p90_s\":null,\"max_s\":null,"
      "\"with_limit\":0,\"within\":0,\"within_share\":null,\"limit_s\":null,\"clause\":\"\"},"
      "\"service\":{\"count\":2,\"mean_s\":75,\"median_s\":50,\"p90_s\":100,\"max_s\":100,"
      "\"with_limit\":2,\"within\":2,\"within_share\":1,\"limit_s\":900,\"clause\":\"10.3\"}}";
  const std::string counts =
      "\"tickets\":2,\"served\":2,\"no_show\":0,\"cancelled\":0,\"closed_at_day_end\":0,\"left\":0,"
      "\"transferred\":0,\"in_hall\":0,\"over_now\":0," +
      measured;
  EXPECT_EQ(text,
            "{\"from\":\"2026-03-01\",\"to\":\"2026-03-31\",\"by\":\"procedure\",\"rows\":[{\"key\":"
            "\"submission\",\"title\":\"submission\"," +
                counts + "],\"total\":{\"key\":\"\",\"title\":\"Итого\"," + counts +
                ",\"clauses\":[{\"regulation\":\"snezhinsk-2008\",\"clause\":\"7.2\",\"measure\":"
                "\"wait\",\"limit_s\":1800,\"with_limit\":2,\"within\":1,\"broken\":1,"
                "\"within_share\":0.5},{\"regulation\":\"snezhinsk-2008\",\"clause\":\"10.3\","
                "\"measure\":\"service\",\"limit_s\":900,\"with_limit\":2,\"within\":2,\"broken\":0,"
                "\"within_share\":1}],\"outcomes\":[{\"outcome\":\"served\",\"reason\":\"accepted\","
                "\"count\":2}],\"books\":{\"issued\":3,\"served\":2,\"no_show\":0,\"cancelled\":0,"
                "\"in_hall\":1,\"balanced\":true},\"virtual_clock\":true}");
}

TEST(Summary, EveryNameOfARowKindIsReadBack) {
  for (const By by :
       {By::procedure, By::service, By::desk, By::specialist, By::hour, By::weekday, By::day, By::month}) {
    EXPECT_EQ(parse_by(name_of(by)), by);
  }
  EXPECT_FALSE(parse_by("moon"));
}

}  // namespace
}  // namespace talon::stats
