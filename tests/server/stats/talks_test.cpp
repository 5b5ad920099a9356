// SPDX-License-Identifier: MIT
// The consultation line, ratings and calls for help, from the product's own decisions to the report.
#include <gtest/gtest.h>

#include "server/stats/format.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/stats/fold_hall.h"

namespace talon::stats {
namespace {

using namespace fakes;
using test::summary_of;

Configuration line_hall() {
  Configuration hall = small_hall();
  hall.regulations.front().phone_limit = 10min;
  hall.regulations.front().phone_clause = ClauseId{"6.5"};
  return hall;
}

void talk(Hall& hall, Millis length, const std::string& outcome, const ServiceId& service,
          std::optional<Seconds> waited, const std::string& callback = "") {
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  hall.pass(length);
  ASSERT_TRUE(hall.at("2", EndPhone{{}, service, outcome, waited, CallbackId{callback}}).ok());
}

Days days_of(const Hall& hall) {
  return {std::make_shared<const DaySummary>(summary_of(hall))};
}
Period today(const Hall& hall) {
  return {hall.state().date, hall.state().date};
}

TEST(Talks, TheConsultationLineByServiceAndInAll) {
  Hall hall(line_hall());
  (void)hall.open("2");
  talk(hall, 4min, "answered", benefit, 30s);
  talk(hall, 10min + 1s, "answered", benefit, 61s);
  talk(hall, 1min, "callback", housing, std::nullopt, "c1");
  talk(hall, 30s, "forwarded", ServiceId{}, 10s);
  ASSERT_TRUE(hall.at("2", MissPhone{{}, housing}).ok());
  ASSERT_TRUE(hall.desk(MakeCallback{CallbackId{"c1"}}, "user2").ok());
  const PhoneReport report = phone_report(days_of(hall), today(hall), {}, false);
  ASSERT_EQ(report.services.size(), 3U);
  EXPECT_EQ(report.services[0].title, "не указана");
  EXPECT_EQ(report.services[0].forwarded, 1);
  const PhoneRow& first = report.services[1];
  EXPECT_EQ(first.key, benefit.value);
  EXPECT_EQ(first.answered, 2);
  EXPECT_EQ(first.over, 1) << "ten minutes are within, a second more is not";
  EXPECT_EQ(first.mean_wait_s, 45s) << "the mean of the waits that were entered, down to a second";
  EXPECT_EQ(first.mean_talk_s, 7min);
  const PhoneRow& second = report.services[2];
  EXPECT_EQ(second.promised, 1);
  EXPECT_EQ(second.missed, 1);
  EXPECT_EQ(second.missed_share, 0.5);
  EXPECT_EQ(second.rung_back, 1);
  EXPECT_EQ(second.rung_back_late, 0);
  EXPECT_FALSE(second.mean_wait_s) << "no wait was entered: not zero";
  EXPECT_EQ(report.total.talks, 4);
  EXPECT_EQ(report.total.waits, 3);
  ASSERT_EQ(report.days.size(), 1U);
  EXPECT_EQ(report.days[0].key, "2026-03-02");
}

TEST(Talks, ADeskOnTheTelephoneIsNeitherIdleNorClosed) {
  Hall hall(line_hall());
  (void)hall.open("2");
  hall.pass(5min);
  talk(hall, 8min, "answered", benefit, 30s);
  hall.pass(7min);
  const LoadReport report = load_report(days_of(hall), today(hall), {}, false);
  ASSERT_EQ(report.rows.size(), 1U);
  EXPECT_EQ(report.rows[0].open_s, 20min);
  EXPECT_EQ(report.rows[0].phone_s, 8min);
  EXPECT_EQ(report.rows[0].idle_s, 12min);
  EXPECT_EQ(report.rows[0].load, 0.4);
  for (const ElementDay& row : summary_of(hall).elements) {
    if (row.kind != "line" || row.key != "benefit/submission") continue;
    EXPECT_TRUE(row.gaps.empty());
  }
}

TEST(Talks, OfATicketTheLastRatingCountsInTheLineItStoodIn) {
  Hall hall;
  const TicketId first = hall.ticket(consultation);
  const TicketId second = hall.ticket(submission);
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  ASSERT_TRUE(hall.give(RateTicket{first, 1}, kiosk).ok());
  ASSERT_TRUE(hall.give(RateTicket{second, 2}, kiosk).ok());
  ASSERT_TRUE(hall.give(RateTicket{first, 3}, kiosk).ok());
  const RatingReport report = rating_report(days_of(hall), today(hall), {}, false);
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.rows[0].procedure, "consultation");
  EXPECT_EQ(report.rows[0].good, 1);
  EXPECT_EQ(report.rows[0].bad, 0);
  EXPECT_EQ(report.total.count, 2);
  EXPECT_EQ(report.total.mean, 2.5);
  EXPECT_FALSE(rating_report({}, today(hall), {}, false).total.mean) << "nobody rated: not zero";
}

TEST(Talks, ACallForHelpCountsFromTheFirstPressToTheAnswer) {
  Hall hall;
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  (void)hall.give(CallHelp{DeviceId{"kiosk1"}}, kiosk);
  hall.pass(20s);
  (void)hall.give(CallHelp{DeviceId{"kiosk1"}}, kiosk);
  hall.pass(25s);
  ASSERT_TRUE(hall.desk(AnswerHelp{DeviceId{"kiosk1"}}, "user2").ok());
  hall.pass(1h);
  (void)hall.give(CallHelp{DeviceId{"kiosk2"}}, kiosk);
  const HelpReport report = help_report(days_of(hall), today(hall), {}, {}, false);
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.rows[0].answered_s, 45s);
  EXPECT_EQ(report.rows[0].specialist, "user2");
  EXPECT_FALSE(report.rows[1].answered_s);
  EXPECT_EQ(report.answered, 1);
  EXPECT_EQ(report.median_s, 45s);
}

}  // namespace
}  // namespace talon::stats
