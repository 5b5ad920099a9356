// SPDX-License-Identifier: MIT
// A day of the product's own decisions, folded: who worked, what stood still, who was called out of turn.
#include "server/stats/day_fold.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "server/stats/day_reports.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/stats/fold_hall.h"

namespace talon::stats {
namespace {

using namespace fakes;
using test::summary_of;

const ElementDay& element(const DaySummary& day, const std::string& kind, const std::string& key) {
  return *std::find_if(day.elements.begin(), day.elements.end(),
                       [&](const ElementDay& row) { return row.kind == kind && row.key == key; });
}
const DeskLoad& load(const DaySummary& day, const std::string& desk) {
  return *std::find_if(day.loads.begin(), day.loads.end(),
                       [&](const DeskLoad& row) { return row.desk.value == desk; });
}

TEST(DayFold, WhereADesksHoursWent) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.open("3");
  (void)hall.ticket(consultation);
  hall.pass(10min);  // idle
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  hall.pass(1min);
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  hall.pass(9min);
  ASSERT_TRUE(hall.at("2", FinishService{}).ok());
  ASSERT_TRUE(hall.at("2", PauseDesk{{}, "обед"}).ok());
  hall.pass(30min);
  ASSERT_TRUE(hall.at("2", ResumeDesk{}).ok());
  hall.pass(10min);
  const DeskLoad row = load(summary_of(hall), "2");
  EXPECT_EQ(row.open, 30min);
  EXPECT_EQ(row.idle, 20min);
  EXPECT_EQ(row.called, 1min);
  EXPECT_EQ(row.serving, 9min);
  EXPECT_EQ(row.paused, 30min);
  EXPECT_EQ(row.pauses.at("обед"), 30min);
  EXPECT_EQ(row.calls, 1);
  EXPECT_EQ(row.served, 1);
}

TEST(DayFold, AnUndoneCallIsNoCall) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(consultation);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", UndoLast{}).ok());
  EXPECT_TRUE(summary_of(hall).loads.empty() || load(summary_of(hall), "2").calls == 0);
}

TEST(DayFold, WhoCameIsCountedByCategory) {
  Configuration configuration = small_hall();
  configuration.order.priorities = {{"veteran", "Ветеран", PriorityRule::head_start}};
  Hall hall(configuration);
  (void)hall.ticket(consultation);
  IssueTicket veteran;
  veteran.ticket = TicketId{"v"};
  veteran.token = "token-v";
  veteran.service = benefit;
  veteran.procedure = consultation;
  veteran.priority = "veteran";
  ASSERT_TRUE(hall.give(veteran, {Role::kiosk, "kiosk1", ""}).ok());
  const DaySummary day = summary_of(hall);
  EXPECT_EQ(day.comers.tickets, 2);
  EXPECT_EQ(day.comers.categories, (std::map<std::string, int>{{"veteran", 1}}));
  EXPECT_TRUE(day.comers.booked.empty());
}

TEST(DayFold, ALineWithoutAnOpenDeskStandsStillInReceptionHours) {
  Hall hall;
  hall.pass(30min);
  (void)hall.open("2");
  hall.pass_to("18:00:00");
  ASSERT_TRUE(hall.at("2", CloseDesk{}).ok());
  hall.pass(1h);
  const DaySummary day = summary_of(hall);
  const ElementDay& line = element(day, "line", "benefit/submission");
  EXPECT_EQ(line.reception, 9h);
  EXPECT_EQ(line.working, 8h + 30min);
  ASSERT_EQ(line.gaps.size(), 1U);
  EXPECT_EQ(line.gaps[0].from, monday("09:00:00"));
  EXPECT_EQ(line.gaps[0].cause, "нет открытого окна");
  EXPECT_EQ(element(day, "desk", "3").working, 0ms);
}

TEST(DayFold, ADeviceThatFailsAndOneThatIsSilent) {
  Hall hall;
  const auto report = [&](const std::string& device, Health health, const std::string& reason) {
    ReportDevice command{DeviceId{device}, {{"printer", health, reason}}};
    ASSERT_TRUE(hall.give(command, {Role::kiosk, device, ""}).ok());
  };
  report("kiosk1", Health::ok, "");
  hall.pass(1h);
  report("kiosk1", Health::failed, "media-empty");
  hall.pass(20min);
  report("kiosk1", Health::ok, "");
  hall.pass(10min);
  const DaySummary day = summary_of(hall);
  const ElementDay& kiosk = element(day, "kiosk", "kiosk1");
  EXPECT_EQ(kiosk.reception, 90min);
  EXPECT_EQ(kiosk.working, 70min);
  ASSERT_EQ(kiosk.gaps.size(), 1U);
  EXPECT_EQ(kiosk.gaps[0].cause, "printer: media-empty");
  EXPECT_EQ(element(day, "system", "").working, 90min) << "the other terminal worked";
}

TEST(DayFold, StoppedIssuingIsDowntimeWithItsReason) {
  Hall hall;
  hall.pass(1h);
  const Actor head{Role::manager, "head", ""};
  ASSERT_TRUE(hall.give(Decide{{"stop_issuing", "учёба", monday("10:30:00"), ""}}, head).ok());
  hall.pass(1h);
  const DaySummary day = summary_of(hall);
  EXPECT_EQ(element(day, "issuing", "").working, 90min);
  EXPECT_EQ(element(day, "issuing", "").gaps.at(0).cause, "выдача остановлена: учёба");
  EXPECT_EQ(element(day, "system", "").working, 90min);
}

TEST(DayFold, AServerThatStartsAgainWasNotWorkingSinceItsLastEvent) {
  Hall hall;
  hall.pass(1h);
  (void)hall.ticket(consultation);
  hall.sleep(25min);
  ASSERT_TRUE(hall.give(StartServer{"1", "real"}, {Role::system, "", ""}).ok());
  hall.pass(5min);
  const ElementDay server = element(summary_of(hall), "server", "");
  EXPECT_EQ(server.reception, 90min);
  EXPECT_EQ(server.working, 65min);
  EXPECT_EQ(server.gaps.at(0).from, monday("10:00:00"));
}

TEST(DayFold, ADeskDidNotWorkWhileNobodyRecorded) {
  Hall hall;
  (void)hall.open("2");
  hall.pass(1h);
  (void)hall.ticket(consultation);
  hall.sleep(9h);
  ASSERT_TRUE(hall.give(StartServer{"1", "real"}, {Role::system, "", ""}).ok());
  hall.pass(5min);
  EXPECT_EQ(load(summary_of(hall), "2").open, 65min);
}

TEST(DayFold, ADayWithoutAnyEventIsOneGap) {
  const Hall hall;
  const DayFold fold(hall.state().date, hall.state().configuration, {}, monday("03:00:00"));
  const DaySummary day = fold.summary(test::reception_of(hall), monday("23:59:59"));
  EXPECT_EQ(element(day, "server", "").working, 0ms);
  EXPECT_EQ(element(day, "system", "").working, 0ms);
  EXPECT_EQ(element(day, "server", "").reception, 9h);
}

TEST(DayFold, ACallOutOfTurnIsListedWithItsReason) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(consultation);
  hall.pass(2min);
  CallTicket call;
  call.ticket = hall.ticket(consultation);
  call.reason = "инвалид";
  ASSERT_TRUE(hall.at("2", call).ok());
  const DaySummary day = summary_of(hall);
  ASSERT_EQ(day.out_of_turn.size(), 1U);
  EXPECT_EQ(day.out_of_turn[0].reason, "инвалид");
  EXPECT_EQ(load(day, "2").out_of_turn, 1);
}

TEST(DayFold, AVisitorReceivedPastThoseWhoWaitIsListedToo) {
  Hall hall;
  (void)hall.open("2");
  ASSERT_TRUE(hall.at("2", reception("first", consultation)).ok());
  ASSERT_TRUE(hall.at("2", FinishService{{}, "accepted", ""}).ok());
  EXPECT_TRUE(summary_of(hall).out_of_turn.empty()) << "nobody waited";
  (void)hall.ticket(consultation);
  ReceiveVisitor receive = reception("friend", consultation);
  receive.reason = "знакомый";
  ASSERT_TRUE(hall.at("2", receive).ok());
  const DaySummary day = summary_of(hall);
  ASSERT_EQ(day.out_of_turn.size(), 1U);
  EXPECT_EQ(day.out_of_turn[0].reason, "знакомый");
  EXPECT_EQ(load(day, "2").out_of_turn, 1);
}

TEST(DayReports, TheActSaysSharesGapsAndTheHead) {
  Hall hall;
  hall.pass(30min);
  (void)hall.open("2");
  hall.pass(30min);
  auto day = std::make_shared<DaySummary>(summary_of(hall));
  day->head = "abc";
  const Date date = hall.state().date;
  const auto title = [](const std::string& kind, const std::string& key) { return kind + " " + key; };
  const WorkReport report = work_report({day}, {date, date}, title, false);
  const auto desk = std::find_if(report.rows.begin(), report.rows.end(),
                                 [](const WorkRow& row) { return row.kind == "desk" && row.key == "2"; });
  EXPECT_EQ(desk->share, 0.5);
  EXPECT_EQ(report.head, "abc");
  EXPECT_TRUE(std::is_sorted(report.gaps.begin(), report.gaps.end(),
                             [](const WorkGap& a, const WorkGap& b) { return a.from < b.from; }));
}

TEST(DayReports, ABreachIsExplainedByTheLineWithoutADesk) {
  Hall hall;
  hall.pass(1h);
  auto day = std::make_shared<const DaySummary>(summary_of(hall));
  BreachRow breach;
  breach.date = hall.state().date;
  breach.service = benefit;
  breach.procedure = submission;
  breach.limit_s = 30min;
  breach.actual_s = 50min;
  breach.at = monday("09:35:01");
  std::vector<BreachRow> rows{breach};
  explain(rows, {day});
  EXPECT_EQ(rows[0].cause, "не было открытого окна 50 мин");
  rows[0].at = monday("17:00:00");
  explain(rows, {day});
  EXPECT_EQ(rows[0].cause, "все открытые окна были заняты");
}

}  // namespace
}  // namespace talon::stats
