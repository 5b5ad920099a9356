// SPDX-License-Identifier: MIT
// The modes of the order of calls: who is called under each, what may change them, and what is said about it.
#include <gtest/gtest.h>

#include "server/model/names.h"
#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "server/queue/pictures.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor manager{Role::manager, "head", ""};

Configuration hall_with(OrderMode mode, std::vector<Priority> priorities = {}) {
  Configuration hall = small_hall();
  hall.order.mode = mode;
  hall.order.priorities = std::move(priorities);
  return hall;
}

TicketCalled next_at(Hall& hall, const std::string& desk) {
  return std::get<TicketCalled>(hall.at(desk, CallNext{}).value().back().body);
}

TicketId privileged(Hall& hall, const ProcedureId& procedure, const std::string& category) {
  IssueTicket command;
  command.ticket = TicketId{"p-" + category};
  command.service = benefit;
  command.procedure = procedure;
  command.priority = category;
  return std::get<TicketIssued>(hall.give(command, {Role::kiosk, "kiosk1", ""}).value().back().body).ticket;
}

DecisionMade mode_decision(std::string value, std::optional<Timestamp> until = {}) {
  return {"mode", "много посетителей", until, "", std::move(value)};
}

// One of the consultation line whose 30 minutes are over, and one who can still be called in time.
struct LateAndInTime {
  explicit LateAndInTime(OrderMode mode, const ProcedureId& second = consultation,
                         const ServiceId& service = housing)
      : hall(hall_with(mode)) {
    (void)hall.open("2");
    late = hall.ticket(consultation);
    hall.pass(10min);
    in_time = hall.ticket(second, service);
    hall.pass(22min);
  }
  Hall hall;
  TicketId late;
  TicketId in_time;
};

TEST(Mode, TheBoardSaysWhoIsNextInTheOrderOfCalls) {
  Hall hall(hall_with(OrderMode::live, {{"veteran", "Ветеран", PriorityRule::out_of_turn}}));
  (void)hall.open("2");
  for (int i = 0; i < 4; ++i) (void)hall.ticket(consultation);
  const TicketId veteran = privileged(hall, consultation, "veteran");
  const auto next = queue::hall_picture(hall.state(), hall.time()).next;
  ASSERT_EQ(next.size(), 3U) << "of the first three of a line the hall is told";
  EXPECT_EQ(next.front().number, hall.visit(veteran).issued.number);
  for (const NextPicture& each : next) {
    EXPECT_EQ(next_at(hall, "2").number, each.number);
    (void)hall.at("2", StartService{});
  }
}

TEST(Mode, LiveLetsAnotherLineGoFirstOnceTheLimitIsBroken) {
  LateAndInTime live(OrderMode::live);
  const TicketCalled call = next_at(live.hall, "2");
  EXPECT_EQ(call.ticket, live.in_time);
  EXPECT_EQ(call.runner_up, live.late);
  EXPECT_EQ(call.runner_up_yield_ms, Millis{20min});
  EXPECT_EQ(call.yield_ms, Millis{0});
}

TEST(Mode, LiveKeepsALineInTheOrderOfIssue) {
  LateAndInTime live(OrderMode::live, consultation, benefit);
  EXPECT_EQ(next_at(live.hall, "2").ticket, live.late);
}

TEST(Mode, BalancedYieldsInTheOwnLineToo) {
  LateAndInTime balanced(OrderMode::balanced, consultation, benefit);
  EXPECT_EQ(next_at(balanced.hall, "2").ticket, balanced.in_time);
}

TEST(Mode, BalancedPatientYieldsInTheOwnLineUntilFiftyOneMinutesOfWaiting) {
  LateAndInTime early(OrderMode::balanced_patient, consultation, benefit);
  const TicketCalled call = next_at(early.hall, "2");
  EXPECT_EQ(call.ticket, early.in_time);
  EXPECT_EQ(call.mode, OrderMode::balanced_patient);
  LateAndInTime long_waited(OrderMode::balanced_patient);
  long_waited.hall.pass(21min);
  EXPECT_EQ(next_at(long_waited.hall, "2").ticket, long_waited.late);
}

TEST(Mode, WithoutYieldingAndByIssueTheLateOneIsFirst) {
  for (const OrderMode mode : {OrderMode::live_0, OrderMode::fifo}) {
    LateAndInTime hall(mode);
    EXPECT_EQ(next_at(hall.hall, "2").ticket, hall.late) << name_of(mode);
  }
}

TEST(Mode, NobodyYieldsForEver) {
  LateAndInTime live(OrderMode::live);
  live.hall.pass(21min);
  EXPECT_EQ(next_at(live.hall, "2").ticket, live.late);
}

// At 9:34 the first of the submissions is late since 9:29:30, the one behind him in time until 9:42. Two
// desks are open, so half of a submission is 3:30 a desk.
struct PatientHall {
  explicit PatientHall(OrderMode mode, const ProcedureId& procedure = consultation,
                       Millis after_behind = 9min + 30s)
      : hall(hall_with(mode)) {
    (void)hall.open("2");
    (void)hall.open("3");
    first = hall.ticket(submission);
    hall.pass(12min + 30s);
    behind = hall.ticket(submission);
    hall.pass(after_behind);
    other = hall.ticket(procedure, housing);
    hall.pass(21min + 30s - after_behind);
  }
  Hall hall;
  TicketId first;
  TicketId behind;
  TicketId other;
};

std::string why_at(Hall& hall, const std::string& desk) {
  return queue::desk_picture(hall.state(), DeskId{desk}, hall.time()).value().ticket->why;
}

TEST(Mode, APatientLineHurriesItsLateFirstOnForTheOneBehind) {
  PatientHall live(OrderMode::live);
  EXPECT_EQ(next_at(live.hall, "2").ticket, live.other) << "the late one yields to another line";
  PatientHall patient(OrderMode::patient);
  const TicketCalled call = next_at(patient.hall, "2");
  EXPECT_EQ(call.ticket, patient.first);
  EXPECT_EQ(call.mode, OrderMode::patient);
  EXPECT_EQ(call.ground, Ground::behind);
  EXPECT_EQ(call.why, "behind");
  EXPECT_EQ(call.claim_ms, Millis{8min}) << "of the one behind";
  EXPECT_EQ(call.service_ms, Millis{14min} * 7 / 10);
  EXPECT_EQ(call.credit_ms, Millis{15min} / 2);
  EXPECT_EQ(call.yield_ms, Millis{7min} / 2) << "one stands before him";
  EXPECT_EQ(call.runner_up, patient.behind);
  EXPECT_EQ(why_at(patient.hall, "2"),
            "Вызван по порядку: срок ожидания истёк, но за ним в очереди те, кого ещё можно вызвать в срок: "
            "осталось 8 мин. Следующий П002: до конца срока ожидания 8 мин.");
  EXPECT_EQ(patient.hall.folded(), patient.hall.state());
}

TEST(Mode, WhoStandsBeforeTheOneBehindCounts) {
  PatientHall patient(OrderMode::patient, submission, 3min);
  const TicketCalled call = next_at(patient.hall, "2");
  EXPECT_EQ(call.ticket, patient.other) << "due at 9:45, before 9:42 and 3:30";
  EXPECT_EQ(call.runner_up, patient.first);
  EXPECT_EQ(why_at(patient.hall, "2"),
            "Вызван по порядку: до конца срока ожидания 11 мин. Следующий П001: срок ожидания истёк, но за "
            "ним в очереди те, кого ещё можно вызвать в срок: осталось 8 мин; до них в той очереди ждут и "
            "другие.");
}

TEST(Mode, TheForecastRunsTheModeInForce) {
  for (const OrderMode mode : {OrderMode::live, OrderMode::patient}) {
    const PatientHall made(mode);
    const auto wait = [&](const TicketId& id) {
      return *queue::expected_wait(made.hall.state(), id, made.hall.now().at);
    };
    const bool patient = mode == OrderMode::patient;
    EXPECT_EQ(wait(made.first), Seconds{0}) << "two desks are free, he is first or second";
    EXPECT_EQ(wait(made.behind) == Seconds{0}, patient) << name_of(mode);
    EXPECT_EQ(wait(made.other) == Seconds{0}, !patient) << name_of(mode);
  }
}

TEST(Mode, APatientHallWaitsForNobodyBeyond52Minutes) {
  for (const auto& [minutes, late_first] : {std::pair{51min, false}, {53min, true}}) {
    Hall hall(hall_with(OrderMode::patient));
    (void)hall.open("2");
    const TicketId late = hall.ticket(consultation);
    hall.pass(minutes - 30min);
    const TicketId in_time = hall.ticket(consultation, housing);
    hall.pass(30min - hall.state().configuration->order.walk);
    EXPECT_EQ(next_at(hall, "2").ticket, late_first ? late : in_time) << minutes.count();
  }
}

TEST(Mode, APatientHallCountsWhoWasSeenFromHisTransfer) {
  Hall hall(hall_with(OrderMode::patient));
  (void)hall.open("2");
  const TicketId sent_on = hall.ticket(consultation);
  hall.pass(20min);
  (void)next_at(hall, "2");
  (void)hall.at("2", StartService{});
  hall.pass(5min);
  ASSERT_TRUE(hall.at("2", TransferTicket{{}, benefit, submission, {}, ""}).ok());
  const queue::WaitingTicket waiting = queue::waiting_ticket(hall.state(), hall.visit(sent_on));
  const queue::Turn turn = queue::turn_of(waiting, hall.state().rule);
  EXPECT_EQ(waiting.reference, hall.now().t);
  EXPECT_EQ(turn.deadline + turn.yield, hall.now().t + Millis{52min});
}

TEST(Mode, TheDecisionOfTheHeadIsInForceUntilItsEnd) {
  Hall hall(hall_with(OrderMode::live));
  ASSERT_TRUE(hall.give(Decide{mode_decision("fifo", monday("11:00:00"))}, manager).ok());
  EXPECT_EQ(hall.state().rule.mode, OrderMode::fifo);
  const OrderPicture picture = queue::live_picture(hall.state(), hall.time()).order;
  EXPECT_EQ(picture.mode, OrderMode::fifo);
  EXPECT_EQ(picture.reason, "много посетителей");
  EXPECT_EQ(picture.until, monday("11:00:00"));
  hall.pass(3h);
  EXPECT_EQ(hall.state().rule.mode, OrderMode::live) << "the system records the return";
  EXPECT_EQ(hall.all<DecisionMade>().size(), 2U);
  EXPECT_EQ(hall.folded(), hall.state());
}

TEST(Mode, ADecisionNamesAModeAndAReason) {
  Hall hall;
  EXPECT_EQ(hall.give(Decide{mode_decision("quick")}, manager).refusal().detail, "value");
  DecisionMade silent = mode_decision("fifo");
  silent.reason.clear();
  EXPECT_EQ(hall.give(Decide{silent}, manager).refusal().code, RefusalCode::reason_required);
  EXPECT_EQ(hall.give(Decide{{"priority", "указ", {}, "veteran", "none"}}, manager).refusal().detail,
            "subject");
}

TEST(Mode, ADecisionReordersThoseWhoWait) {
  LateAndInTime hall(OrderMode::live);
  ASSERT_TRUE(hall.hall.give(Decide{mode_decision("live_0")}, manager).ok());
  EXPECT_EQ(next_at(hall.hall, "2").ticket, hall.late);
  EXPECT_EQ(hall.hall.folded(), hall.hall.state());
}

TEST(Mode, ADecisionMakesTheHallPatientAndSaysSo) {
  PatientHall hall(OrderMode::live);
  ASSERT_TRUE(hall.hall.give(Decide{mode_decision("patient")}, manager).ok());
  const OrderPicture picture = queue::live_picture(hall.hall.state(), hall.hall.time()).order;
  EXPECT_EQ(picture.mode, OrderMode::patient);
  EXPECT_EQ(picture.reason, "много посетителей");
  EXPECT_EQ(picture.title.find("Живая очередь. "), 0U) << picture.title;
  EXPECT_NE(picture.title.find("52 минуты"), std::string::npos) << picture.title;
  EXPECT_EQ(next_at(hall.hall, "2").ticket, hall.first);
  const auto before = queue::called_before(hall.hall.state(), hall.hall.visit(hall.behind));
  EXPECT_TRUE(before.empty()) << "he came before him";
  EXPECT_EQ(hall.hall.folded(), hall.hall.state());
}

TEST(Mode, OutOfTurnIsBeforeAllAndTheGuardBeforeIt) {
  Configuration configuration =
      hall_with(OrderMode::live, {{"veteran", "Ветеран", PriorityRule::out_of_turn, 10min}});
  for (const Guard guard : {Guard::never, Guard::always}) {
    configuration.order.guard = guard;
    Hall hall(configuration);
    (void)hall.open("2");
    const TicketId late = hall.ticket(consultation);
    hall.pass(51min);
    const TicketId veteran = privileged(hall, submission, "veteran");
    const TicketCalled call = next_at(hall, "2");
    EXPECT_EQ(call.ticket, guard == Guard::never ? veteran : late);
    EXPECT_EQ(call.ground, guard == Guard::never ? Ground::out_of_turn : Ground::guard);
  }
}

// Sent on, the first claims after 10 minutes and is due after 50; booked, the second claimed and was due
// after
// 20. The guard must not stop at the first.
TEST(Mode, TheGuardFindsWhoYieldedToTheEndBehindOneWhoIsInTime) {
  const auto minutes = [](int count) { return Ticks{Millis{std::chrono::minutes{count}}}; };
  const queue::OrderRule rule = queue::rule_of(OrderMode::live, true);
  queue::WaitingTicket sent_on;
  sent_on.place.seq = 1;
  sent_on.deadline = minutes(50);
  sent_on.transferred_t = minutes(0);
  queue::WaitingTicket booked;
  booked.place.seq = 2;
  booked.deadline = minutes(20);
  booked.booked = true;
  queue::LineOrder line;
  line.insert(queue::turn_of(sent_on, rule));
  line.insert(queue::turn_of(booked, rule));
  EXPECT_EQ(line.head(rule, minutes(39))->turn.place.seq, 1);
  EXPECT_EQ(line.head(rule, minutes(41))->turn.place.seq, 2);
  line.roll(rule, minutes(41));
  EXPECT_EQ(line.head(rule, minutes(41))->turn.place.seq, 2);
  EXPECT_EQ(line.size(), 2U);
}

// A virtual run copies the first of each row only; the late it left out still stand before the one in time.
TEST(Mode, AnExcerptOfAPatientLineClaimsWhatTheLineClaims) {
  const auto minutes = [](int count) { return Ticks{Millis{std::chrono::minutes{count}}}; };
  const queue::OrderRule rule = queue::rule_of(OrderMode::patient, false);
  queue::LineOrder line;
  line.set_weight(queue::weight_of(rule, Millis{4min}, 2));
  for (int i = 0; i < 6; ++i) {
    queue::WaitingTicket ticket;
    ticket.place = {minutes(2 * i), i};
    ticket.reference = ticket.place.issued_t;
    ticket.deadline = ticket.reference + Millis{30min};
    line.insert(queue::turn_of(ticket, rule));
  }
  line.roll(rule, minutes(37));
  const queue::Key whole = *line.head(rule, minutes(37));
  EXPECT_EQ(whole.ground, Ground::behind);
  EXPECT_EQ(whole.claim, minutes(38));
  EXPECT_EQ(whole.yield, Millis{4min}) << "a minute for each of the four before him";
  const queue::LineOrder some = line.excerpt(1);
  EXPECT_EQ(some.size(), 2U);
  EXPECT_EQ(some.head(rule, minutes(37))->sum(), whole.sum());
}

TEST(Mode, AHeadStartCountsTenMinutesFromTheIssue) {
  Hall hall(hall_with(OrderMode::live, {{"veteran", "Ветеран", PriorityRule::head_start, 10min}}));
  (void)hall.open("2");
  (void)hall.ticket(submission);
  hall.pass(15min);
  const TicketId veteran = privileged(hall, submission, "veteran");
  const TicketCalled call = next_at(hall, "2");
  EXPECT_EQ(call.ticket, veteran);
  EXPECT_EQ(call.ground, Ground::head_start);
  EXPECT_EQ(call.claim_ms, Millis{10min});
}

TEST(Mode, AnUnknownCategoryIsRefused) {
  Hall hall;
  IssueTicket command;
  command.ticket = TicketId{"t"};
  command.service = benefit;
  command.procedure = consultation;
  command.priority = "king";
  EXPECT_EQ(hall.give(command, {Role::kiosk, "kiosk1", ""}).refusal().detail, "priority");
}

TEST(Mode, TheReasonsOfACallAreASentence) {
  LateAndInTime live(OrderMode::live);
  (void)next_at(live.hall, "2");
  const auto desk = queue::desk_picture(live.hall.state(), DeskId{"2"}, live.hall.time()).value();
  EXPECT_EQ(desk.ticket->why,
            "Вызван по порядку: до конца срока ожидания 7 мин. Следующий А001: срок ожидания истёк 2 мин "
            "назад; пропускает тех, кого ещё можно вызвать в срок.");
}

TEST(Mode, WhyNotMeIsAnswered) {
  LateAndInTime live(OrderMode::live);
  (void)next_at(live.hall, "2");
  const auto before = queue::called_before(live.hall.state(), live.hall.visit(live.late));
  ASSERT_EQ(before.size(), 1U);
  EXPECT_EQ(before.front().number, live.hall.visit(live.in_time).issued.number);
  EXPECT_EQ(before.front().why,
            "У вызванного: до конца срока ожидания 7 мин. У этого талона тогда: срок ожидания истёк 2 мин "
            "назад; пропускает тех, кого ещё можно вызвать в срок.");
  EXPECT_TRUE(queue::called_before(live.hall.state(), live.hall.visit(live.in_time)).empty());
}

TEST(Mode, TheMeansOfPastDaysAreKnownNextMorning) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 30; ++i) {
    (void)hall.issue(consultation);
    (void)hall.at("1", CallNext{});
    (void)hall.at("1", StartService{});
    hall.pass(3min);
    (void)hall.at("1", FinishService{});
  }
  EXPECT_EQ(queue::usual_service(hall.state(), {benefit, consultation}), Millis{7min});
  hall.pass(24h);
  EXPECT_EQ(queue::usual_service(hall.state(), {benefit, consultation}), Millis{3min});
  EXPECT_EQ(queue::usual_service(hall.state(), {housing, consultation}), Millis{3min}) << "of the procedure";
  EXPECT_EQ(hall.folded(), hall.state());
}

}  // namespace
}  // namespace talon
