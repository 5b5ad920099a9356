// SPDX-License-Identifier: MIT
// Faults of time, day and calendar: clock steps, changes of clocks, midnight, closing with people waiting, a
// day that was not closed, hours that are entered late, numbers beyond 999.
#include <gtest/gtest.h>
#include <set>

#include "server/queue/appointments.h"
#include "server/queue/calendar.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using enum TicketState;

/// The clocks of the hall go forward on 2026-03-03 at 02:00 (+05:00 becomes +06:00) and back on 2026-03-05 at
/// 03:00.
std::shared_ptr<const ZoneRules> two_changes() {
  ZoneRules rules;
  rules.first = 5h;
  rules.changes = {{monday("02:00:00", "2026-03-03").utc, 6h}, {monday("02:00:00", "2026-03-05").utc, 5h}};
  return std::make_shared<const ZoneRules>(rules);
}

TEST(Fault49, AClockStepOfTwoHoursChangesNoWaitAndNoDeadline) {
  for (const Millis step : {Millis{2h + 3s}, Millis{-(2h + 3s)}}) {
    Hall hall;
    (void)hall.open("2");
    (void)hall.ticket(submission);
    hall.pass(10min);
    hall.step_wall(step);
    (void)hall.give(StepClock{step}, {Role::system, "", ""});
    EXPECT_EQ(std::get<ClockStepped>(hall.all<ClockStepped>().back().body).by_ms, step);
    hall.pass(20min);
    EXPECT_TRUE(hall.all<LimitBroken>().empty()) << "thirty minutes by the clock that never steps";
    hall.pass(1s);
    EXPECT_EQ(hall.all<LimitBroken>().size(), 1U);
    (void)hall.at("2", CallNext{});
    const auto started = hall.at("2", StartService{}).value();
    EXPECT_EQ(std::get<ServiceStarted>(started.back().body).waited_ms, 30min + 1s);
  }
}

TEST(Fault50, TheSlipHasTheServersTimeAndAKioskAheadIsTakenBack) {
  Hall hall;
  IssueTicket offline;
  offline.ticket = TicketId{"x"};
  offline.service = benefit;
  offline.procedure = submission;
  offline.number = TicketNumber{"Е", 1};
  offline.issued_at = hall.now().at.plus(24h);
  const auto events = hall.give(offline, {Role::kiosk, "kiosk1", ""}).value();
  EXPECT_EQ(std::get<TicketIssued>(events.back().body).issued_at, hall.now().at);
}

TEST(Fault52, AChangeOfClocksAddsNoHourToAWait) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  // The zone's offset changes between issue and start: the wall differs by an hour, the wait does not.
  hall.pass(5min);
  hall.change_offset(6h);
  (void)hall.at("2", CallNext{});
  const auto started = hall.at("2", StartService{}).value();
  EXPECT_EQ(std::get<ServiceStarted>(started.back().body).waited_ms, 5min);
  EXPECT_EQ(format_timestamp(started.back().when.at), "2026-03-02T10:05:00.000+06:00");
}

TEST(Fault52, SlotsAfterTheChangeHaveTheNewOffsetAndDaysAre23And25Hours) {
  Configuration configuration = small_hall();
  configuration.services.front().offers[1].schedule = Schedule{};
  Hall hall(configuration);
  hall.state().zone = two_changes();
  const LineId line{benefit, submission};
  const auto slots = queue::slots_of(hall.state(), line, *parse_date("2026-03-04"), hall.now().at);
  ASSERT_FALSE(slots.empty());
  EXPECT_EQ(format_timestamp(slots.front()), "2026-03-04T08:30:00.000+06:00");
  const auto midnight = [&](const char* date) {
    return queue::local_time(hall.state(), *parse_date(date), std::chrono::minutes{0}, hall.now().at).utc;
  };
  EXPECT_EQ(midnight("2026-03-04") - midnight("2026-03-03"), 23h);
  EXPECT_EQ(midnight("2026-03-06") - midnight("2026-03-05"), 25h);
}

TEST(Fault53, MidnightWithPeopleWaitingKeepsTheNumberAndTheWait) {
  Configuration configuration = small_hall();
  configuration.overnight = true;
  Hall hall(configuration);
  hall.pass_to("17:59:00");
  const TicketId ticket = hall.ticket(submission);
  const TicketNumber number = hall.visit(ticket).issued.number;
  hall.pass_to("00:00:01", "2026-03-03");
  EXPECT_EQ(hall.standing(ticket), waiting) << "midnight is nothing: the service day ends at three";
  hall.pass_to("03:00:01", "2026-03-03");
  EXPECT_EQ(hall.standing(ticket), waiting);
  EXPECT_EQ(hall.visit(ticket).issued.number, number);
  EXPECT_EQ(hall.visit(ticket).issued.date, *parse_date("2026-03-02")) << "its own date is the date mark";
  EXPECT_EQ(std::get<DayClosed>(hall.all<DayClosed>().back().body).carried, 1);
  EXPECT_EQ(visit::waited(hall.visit(ticket), hall.now().t), 9h + 1min + 1s);
}

TEST(Fault54, AtClosingTimeThoseInsideAreServedAndNoTicketIsIssued) {
  Hall hall;
  hall.pass_to("17:59:59");
  const TicketId ticket = hall.ticket(submission);
  (void)hall.open("2");
  hall.pass_to("18:00:00");
  const auto refused = hall.issue(submission);
  EXPECT_EQ(refused.refusal().code, RefusalCode::hall_closed);
  EXPECT_EQ(refused.refusal().detail, "Приём на сегодня окончен. Ближайший приём: вторник, 3 марта, с 8:30.");
  EXPECT_FALSE(queue::menu_picture(hall.state(), hall.time()).open);
  EXPECT_TRUE(hall.at("2", CallNext{}).ok());
  EXPECT_EQ(hall.standing(ticket), called);
}

TEST(Fault54, TheRuleOfTheLastTicketAsksTheForecast) {
  Configuration configuration = small_hall();
  configuration.last_ticket = LastTicket::if_served;
  Hall hall(configuration);
  (void)hall.open("2");
  hall.pass_to("17:40:00");
  (void)hall.ticket(submission);  // 14 minutes are expected: served until 17:54
  EXPECT_EQ(hall.issue(submission).refusal().code, RefusalCode::procedure_closed)
      << "would be served until 18:08";
  const auto menu = queue::menu_picture(hall.state(), hall.time());
  EXPECT_FALSE(menu.services.front().procedures[1].open) << "the kiosk offers what it can give";
}

TEST(Fault55, ADayThatWasNotClosedIsClosedOnceInTheMorning) {
  Hall hall;
  const TicketId ticket = hall.ticket(submission);
  hall.sleep(24h);
  (void)hall.give(TimePassed{}, {Role::system, "", ""});
  (void)hall.give(TimePassed{}, {Role::system, "", ""});
  const auto closed = hall.all<DayClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed.front().due, monday("03:00:00", "2026-03-03"));
  EXPECT_EQ(closed.front().when.at, monday("09:00:00", "2026-03-03")) << "late, and it says so";
  const auto cancelled = hall.all<TicketCancelled>();
  ASSERT_EQ(cancelled.size(), 1U);
  EXPECT_EQ(std::get<TicketCancelled>(cancelled.front().body).reason, "closed_at_day_end");
  EXPECT_EQ(hall.legs().front().outcome, LegOutcome::cancelled) << "never counted as served";
  EXPECT_EQ(hall.state().ticket(ticket), nullptr);
}

TEST(Fault56, AHolidayEnteredLateClosesTheKioskAtOnceAndKeepsWhatWasIssued) {
  Hall hall;
  const TicketId ticket = hall.ticket(submission);
  Configuration changed = small_hall();
  changed.special_days = {{*parse_date("2026-03-02"), "сокращённый день", 9h, 10h}};
  hall.configure(changed);
  EXPECT_EQ(hall.all<ConfigurationApplied>().back().by.name, "admin") << "who changed it";
  EXPECT_EQ(queue::menu_picture(hall.state(), hall.time()).closes_at, monday("10:00:00"));
  hall.pass_to("10:00:00");
  EXPECT_FALSE(queue::menu_picture(hall.state(), hall.time()).open);
  EXPECT_EQ(hall.standing(ticket), waiting) << "an issued slip stays";
}

TEST(Fault57, AfterA999ComesA1000AndNoNumberTwice) {
  Hall hall;
  std::set<TicketNumber> given;
  for (int i = 0; i < 1005; ++i) {
    const TicketId ticket = hall.ticket(consultation);
    EXPECT_TRUE(given.insert(hall.visit(ticket).issued.number).second);
  }
  EXPECT_TRUE(given.contains(TicketNumber{"А", 999}));
  EXPECT_EQ(given.rbegin()->text(), "А1005");
}

TEST(Fault58, TheLeapDayAndTheYear2038AreDaysAsAnyOther) {
  for (const char* date : {"2028-02-28", "2038-01-18"}) {
    Hall hall(small_hall(), monday("20:00:00", date));
    hall.pass(std::chrono::days{2});
    const auto opened = hall.all<DayOpened>();
    ASSERT_EQ(opened.size(), 3U) << date;
    const auto first = std::chrono::local_days{std::get<DayOpened>(opened.front().body).date};
    EXPECT_EQ(std::chrono::local_days{std::get<DayOpened>(opened.back().body).date},
              first + std::chrono::days{2});
  }
}

TEST(Calendar, TheNthWeekdayOfTheMonth) {
  const Hours tuesdays{{std::chrono::Tuesday}, 10h, 12h, {1, 3}};
  const auto open = [&](const char* date) { return !queue::weekly({tuesdays}, *parse_date(date)).empty(); };
  EXPECT_TRUE(open("2026-03-03"));
  EXPECT_FALSE(open("2026-03-10"));
  EXPECT_TRUE(open("2026-03-17"));
  EXPECT_FALSE(open("2026-03-24"));
  EXPECT_FALSE(open("2026-03-31")) << "a month with five Tuesdays";
}

TEST(Calendar, ATemporaryProcedureHasDates) {
  Configuration configuration = small_hall();
  Offer& offer = configuration.services.front().offers[0];
  offer.first_day = parse_date("2026-03-03");
  offer.last_day = parse_date("2026-03-04");
  Hall hall(configuration);
  EXPECT_FALSE(hall.issue(consultation).ok());
  hall.pass_to("09:00:00", "2026-03-03");
  EXPECT_TRUE(hall.issue(consultation).ok());
  hall.pass_to("09:00:00", "2026-03-05");
  EXPECT_FALSE(hall.issue(consultation).ok());
}

}  // namespace
}  // namespace talon
