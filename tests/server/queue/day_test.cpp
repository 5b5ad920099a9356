// SPDX-License-Identifier: MIT
// What time alone brings about: limits, the end of a service day, what is carried over it.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using enum TicketState;

TEST(Limits, AreBrokenAtTheirExactMoment) {
  Hall hall;
  const TicketId ticket = hall.ticket(submission);
  const Timestamp issued = hall.now().at;
  hall.pass(30min + 999ms);
  EXPECT_TRUE(hall.all<LimitBroken>().empty());
  hall.pass(1ms);
  const auto broken = hall.all<LimitBroken>();
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(broken.front().due, issued.plus(30min + 1s));
  EXPECT_EQ(std::get<LimitBroken>(broken.front().body).clause.value, "7.2");
  hall.pass(1h);
  EXPECT_EQ(hall.all<LimitBroken>().size(), 1U) << "once";
  EXPECT_TRUE(hall.visit(ticket).wait_broken);
}

TEST(Limits, OverdueOnesComeFirstWithTheirDue) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  const Timestamp issued = hall.now().at;
  hall.sleep(1h);
  const auto events = hall.at("2", CallNext{}).value();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(event_type(events[0].body), "limit_broken");
  EXPECT_EQ(events[0].due, issued.plus(30min + 1s));
  EXPECT_EQ(events[0].when.at, issued.plus(1h));
}

TEST(Limits, OfServiceRunOnWhoeverSleeps) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  hall.pass(20min + 1s);
  const auto broken = hall.all<LimitBroken>();
  ASSERT_EQ(broken.size(), 1U);
  EXPECT_EQ(std::get<LimitBroken>(broken.front().body).desk.value, "2");
  (void)hall.at("2", FinishService{});
  EXPECT_TRUE(hall.legs().front().service_broken);
  EXPECT_FALSE(hall.legs().front().wait_broken);
}

TEST(Limits, ANoShowIsNotWaitingUntilItComesBack) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  const Timestamp issued = hall.now().at;
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", MarkNoShow{});
  hall.pass(1h);
  EXPECT_TRUE(hall.all<LimitBroken>().empty());
  (void)hall.at("2", ReturnTicket{{}, ticket});
  hall.pass(1ms);
  ASSERT_EQ(hall.all<LimitBroken>().size(), 1U);
  EXPECT_EQ(hall.all<LimitBroken>().front().due, issued.plus(30min + 1s));
}

TEST(Day, EndsAtThreeNotAtMidnight) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  hall.pass_to("02:59:59", "2026-03-03");
  EXPECT_EQ(hall.standing(ticket), waiting);
  hall.pass(1s);
  EXPECT_EQ(hall.state().ticket(ticket), nullptr);
  const auto closed = hall.all<DayClosed>();
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(std::get<DayClosed>(closed.front().body).cancelled, 1);
  EXPECT_EQ(std::get<TicketCancelled>(hall.all<TicketCancelled>().front().body).reason, "closed_at_day_end");
  EXPECT_EQ(std::get<DeskClosed>(hall.all<DeskClosed>().front().body).reason, "day_end");
  ASSERT_EQ(hall.legs().size(), 1U);
  EXPECT_EQ(hall.legs().front().outcome, LegOutcome::cancelled);
  EXPECT_TRUE(hall.legs().front().wait_broken);
  EXPECT_EQ(format_date(hall.state().date), "2026-03-03");
  EXPECT_EQ(hall.all<DayOpened>().size(), 2U);
}

TEST(Day, TheOneInServiceIsNotCountedAsServed) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  hall.pass_to("03:00:00", "2026-03-03");
  ASSERT_EQ(hall.legs().size(), 1U);
  EXPECT_EQ(hall.legs().front().outcome, LegOutcome::cancelled);
  EXPECT_EQ(hall.legs().front().reason, "closed_at_day_end");
}

TEST(Day, IsClosedOnceByTheFirstCommandAfterALongSleep) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  hall.sleep(Millis{72h});
  (void)hall.open("3");
  ASSERT_EQ(hall.all<DayClosed>().size(), 1U);
  EXPECT_EQ(hall.all<DayClosed>().front().due, monday("03:00:00", "2026-03-03"));
  ASSERT_EQ(hall.all<LimitBroken>().size(), 1U);
  EXPECT_EQ(hall.all<LimitBroken>().front().due, monday("09:30:01"));
  EXPECT_EQ(hall.state().desk(DeskId{"3"}).state, DeskState::open);
  EXPECT_EQ(hall.state().desk(DeskId{"2"}).state, DeskState::closed);
  EXPECT_EQ(format_date(hall.state().date), "2026-03-05");
}

TEST(Day, NumbersBeginAnew) {
  Hall hall;
  EXPECT_EQ(hall.visit(hall.ticket(submission)).issued.number.text(), "П001");
  EXPECT_EQ(hall.visit(hall.ticket(submission)).issued.number.text(), "П002");
  hall.pass_to("09:00:00", "2026-03-03");
  EXPECT_EQ(hall.visit(hall.ticket(submission)).issued.number.text(), "П001");
}

TEST(Day, OvernightCarriesThoseWhoWaitAndAFoldMayBeginThere) {
  Configuration configuration = small_hall();
  configuration.overnight = true;
  Hall hall(configuration);
  (void)hall.open("1");
  (void)hall.open("2");
  const TicketId waits = hall.ticket(submission);
  const TicketId is_held = hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", HoldTicket{{}, "копии"});
  (void)hall.give(Decide{{"permission", "ремонт", monday("12:00:00", "2026-03-03"), "2"}},
                  {Role::manager, "m", ""});
  hall.pass_to("03:00:00", "2026-03-03");
  EXPECT_EQ(hall.standing(waits), waiting);
  EXPECT_EQ(hall.standing(is_held), waiting);
  EXPECT_EQ(std::get<DayClosed>(hall.all<DayClosed>().front().body).carried, 2);
  EXPECT_EQ(hall.visit(waits).issued.number.text(), "П001");
  EXPECT_EQ(hall.visit(waits).issued.issued_at, monday());
  EXPECT_TRUE(hall.visit(waits).wait_broken);
  EXPECT_EQ(hall.state().decisions.size(), 1U);

  queue::State from_day;
  bool begun = false;
  for (const Event& event : hall.journal()) {
    const auto* opened = std::get_if<DayOpened>(&event.body);
    begun = begun || (opened != nullptr && format_date(opened->date) == "2026-03-03");
    if (begun || std::holds_alternative<ConfigurationApplied>(event.body))
      (void)queue::apply(from_day, event);
  }
  EXPECT_EQ(from_day, hall.state());
  EXPECT_EQ(hall.folded(), hall.state());
  hall.pass_to("09:00:00", "2026-03-03");
  const auto number = hall.visit(hall.ticket(submission)).issued.number;
  EXPECT_EQ(number.text(), "П001") << "of another service date";
}

TEST(Day, ATicketDeliveredAfterItsDayIsRecordedAndClosed) {
  Hall hall;
  hall.pass_to("09:00:00", "2026-03-03");
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  IssueTicket late{TicketId{"late"},  "tok", benefit, submission, "ru", "", "", TicketNumber{"Е", 3},
                   monday("17:30:00")};
  ASSERT_TRUE(hall.give(late, kiosk).ok());
  EXPECT_EQ(hall.standing(TicketId{"late"}), cancelled);
  EXPECT_EQ(format_date(hall.visit(TicketId{"late"}).issued.date), "2026-03-02");
  late.ticket = TicketId{"again"};
  EXPECT_EQ(hall.give(late, kiosk).refusal().code, RefusalCode::number_taken);
  EXPECT_EQ(hall.state().last_offline("Е"), 0U) << "of today";
}

TEST(Day, AStepOfTheWallClockChangesNoDuration) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  hall.pass(10min);
  EXPECT_EQ(visit::waited(hall.visit(ticket), hall.now().t), Millis{10min});
  hall.step_wall(1h);
  (void)hall.give(StepClock{Millis{1h}}, {Role::system, "", ""});
  hall.pass(5min);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  EXPECT_EQ(visit::waited(hall.visit(ticket), hall.now().t), Millis{15min});
  EXPECT_TRUE(hall.all<LimitBroken>().empty());
}

}  // namespace
}  // namespace talon
