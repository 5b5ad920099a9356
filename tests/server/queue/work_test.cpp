// SPDX-License-Identifier: MIT
// Work at a desk: holds that come back, "return to me", several matters, outcomes with gapless numbers, a
// visitor without a ticket, the telephone, a desk left open, minutes without a desk.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using enum TicketState;

Configuration working_hall() {
  Configuration hall = small_hall();
  hall.regulations.front().phone_limit = 10min;
  hall.regulations.front().phone_clause = ClauseId{"6.5"};
  hall.registries = {{RegistryId{"appeals"}, "Журнал регистрации устных обращений"}};
  hall.outcomes = {
      {"consulted", "консультация дана", {}, {}, {consultation}},
      {"accepted", "принято", {}, {}, {submission}},
      {"returned", "документы возвращены", RegistryId{"appeals"}, {"истёк срок", "нет копии"}, {}}};
  return hall;
}

RefusalCode code(const Hall::Result& result) {
  return result.refusal().code;
}

/// A visitor in service at the desk.
TicketId served_at(Hall& hall, const std::string& desk, const ProcedureId& procedure = submission) {
  const TicketId ticket = hall.ticket(procedure);
  EXPECT_TRUE(hall.at(desk, CallNext{}).ok());
  EXPECT_TRUE(hall.at(desk, StartService{}).ok());
  return ticket;
}

TEST(Hold, ComesBackByItselfToTheSameDeskAndKeepsTheService) {
  Hall hall(working_hall());
  (void)hall.open("2");
  (void)hall.open("3");
  const TicketId ticket = served_at(hall, "2");
  hall.pass(5min);
  ASSERT_TRUE(hall.at("2", HoldTicket{{}, "копия", 15min}).ok());
  const Timestamp held = hall.now().at;
  hall.pass(15min - 1ms);
  EXPECT_EQ(hall.standing(ticket), held == hall.now().at ? waiting : TicketState::held);
  hall.pass(1ms);
  EXPECT_EQ(hall.standing(ticket), waiting);
  EXPECT_EQ(hall.all<TicketReturned>().back().due, held.plus(15min));
  EXPECT_EQ(code(hall.at("3", CallNext{})), RefusalCode::nobody_waiting) << "the service had begun at desk 2";
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  hall.pass(2min);
  ASSERT_TRUE(hall.at("2", FinishService{{}, "accepted", ""}).ok());
  EXPECT_EQ(hall.legs().back().service_ms, 7min) << "time held is no service";
}

TEST(Hold, OverdueAtACommandIsDecidedBeforeIt) {
  Hall hall(working_hall());
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", HoldTicket{{}, "вышел", {}});
  hall.sleep(11min);
  const auto events = hall.at("2", CallNext{}).value();
  EXPECT_EQ(event_type(events.front().body), "ticket_returned");
  EXPECT_EQ(hall.standing(ticket), called);
  EXPECT_TRUE(hall.folded() == hall.state());
}

TEST(Transfer, ReturnToMeBringsTheVisitorBack) {
  Hall hall(working_hall());
  (void)hall.open("1");
  (void)hall.open("2");
  const TicketId ticket = served_at(hall, "2");
  TransferTicket away;
  away.service = benefit;
  away.procedure = consultation;
  away.to_specialist = UserId{"user1"};
  away.note = "уточнить право";
  away.return_here = true;
  ASSERT_TRUE(hall.at("2", away).ok());
  EXPECT_EQ(hall.visit(ticket).now.to_desk.value, "1") << "where that person sits";
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  ASSERT_TRUE(hall.at("1", FinishService{{}, "consulted", ""}).ok());
  EXPECT_EQ(hall.standing(ticket), waiting);
  EXPECT_EQ(hall.visit(ticket).now.to_desk.value, "2");
  EXPECT_EQ(hall.legs().back().reason, "consulted");
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  ASSERT_TRUE(hall.at("2", FinishService{{}, "accepted", ""}).ok());
  EXPECT_EQ(hall.standing(ticket), served);
  EXPECT_EQ(hall.legs().size(), 3U) << "one visit, three legs";
}

TEST(Transfer, ToAPersonWhoSitsNowhereIsRefused) {
  Hall hall(working_hall());
  (void)hall.open("2");
  (void)served_at(hall, "2");
  TransferTicket away;
  away.service = benefit;
  away.procedure = consultation;
  away.to_specialist = UserId{"user1"};
  EXPECT_EQ(code(hall.at("2", away)), RefusalCode::desk_closed);
}

TEST(NextMatter, IsAnotherLegAtTheSameDeskAndCanBeUndone) {
  Hall hall(working_hall());
  (void)hall.open("2");
  const TicketId ticket = served_at(hall, "2");
  hall.pass(3min);
  const NextMatter matter{{}, housing, consultation, "accepted", ""};
  ASSERT_TRUE(hall.at("2", matter).ok());
  EXPECT_EQ(hall.standing(ticket), serving);
  EXPECT_EQ(hall.visit(ticket).now.line, (LineId{housing, consultation}));
  ASSERT_EQ(hall.legs().size(), 1U);
  EXPECT_EQ(hall.legs().front().reason, "accepted");
  ASSERT_TRUE(hall.at("2", UndoLast{}).ok());
  EXPECT_EQ(hall.visit(ticket).now.line, (LineId{benefit, submission}));
  EXPECT_EQ(hall.standing(ticket), serving);
  EXPECT_TRUE(hall.legs().empty());
  EXPECT_TRUE(hall.folded() == hall.state());
}

TEST(Outcome, MustBeOfTheProcedureAndNameItsReason) {
  Hall hall(working_hall());
  (void)hall.open("2");
  (void)served_at(hall, "2");
  EXPECT_EQ(code(hall.at("2", FinishService{{}, "nonsense", ""})), RefusalCode::unknown_outcome);
  EXPECT_EQ(code(hall.at("2", FinishService{{}, "consulted", ""})), RefusalCode::unknown_outcome);
  EXPECT_EQ(code(hall.at("2", FinishService{{}, "returned", "так"})), RefusalCode::reason_required);
  EXPECT_TRUE(hall.at("2", FinishService{{}, "returned", "нет копии"}).ok());
}

TEST(Registry, NumbersHaveNoGapsOverDesksDaysUndoAndYears) {
  Hall hall(working_hall());
  const auto give_back = [&](const std::string& desk) {
    (void)served_at(hall, desk);
    const auto events = hall.at(desk, FinishService{{}, "returned", "нет копии"}).value();
    return std::get<ServiceFinished>(events.back().body).registry_number;
  };
  (void)hall.open("2");
  (void)hall.open("3");
  EXPECT_EQ(give_back("2"), 1);
  EXPECT_EQ(give_back("3"), 2);
  EXPECT_EQ(code(hall.at("2", UndoLast{})), RefusalCode::nothing_to_undo) << "its number has been followed";
  ASSERT_TRUE(hall.at("3", UndoLast{}).ok());
  ASSERT_TRUE(hall.at("3", FinishService{{}, "returned", "истёк срок"}).ok());
  EXPECT_EQ(hall.state().registries.at(RegistryId{"appeals"}).number, 2) << "given back and taken again";
  hall.pass_to("09:00:00", "2026-03-03");
  (void)hall.open("2");
  EXPECT_EQ(give_back("2"), 3) << "the next day goes on";
  hall.pass(std::chrono::days{307});  // to 2027-01-04, a Monday
  (void)hall.open("2");
  EXPECT_EQ(hall.state().date.year(), std::chrono::year{2027});
  EXPECT_EQ(give_back("2"), 1) << "a new year begins anew";
  EXPECT_TRUE(hall.folded() == hall.state());
}

TEST(Receive, WithoutATicketNeedsAReasonWhenOthersWait) {
  Hall hall(working_hall());
  (void)hall.open("2");
  ReceiveVisitor command = reception("x", submission);
  ASSERT_TRUE(hall.at("2", command).ok());
  ASSERT_TRUE(hall.at("2", FinishService{{}, "accepted", ""}).ok());
  (void)hall.ticket(submission);
  command.ticket = TicketId{"y"};
  EXPECT_EQ(code(hall.at("2", command)), RefusalCode::reason_required);
  command.reason = "ветеран";
  const auto events = hall.at("2", command).value();
  EXPECT_TRUE(std::get<ServiceStarted>(events.back().body).out_of_order);
  EXPECT_EQ(std::get<ServiceStarted>(events.back().body).why, "ветеран");
  EXPECT_EQ(hall.standing(TicketId{"y"}), serving);
  EXPECT_TRUE(queue::hall_picture(hall.state(), hall.time()).calls.empty()) << "nobody is called";
}

TEST(Receive, UndoneLeavesNobodyInTheQueue) {
  Hall hall(working_hall());
  (void)hall.open("2");
  ASSERT_TRUE(hall.at("2", reception("x", submission)).ok());
  ASSERT_TRUE(hall.at("2", UndoLast{}).ok());
  EXPECT_EQ(hall.standing(TicketId{"x"}), TicketState::cancelled);
  EXPECT_FALSE(hall.at("2", CallNext{}).ok()) << "a number that nobody holds is not called";
  EXPECT_EQ(code(hall.at("2", UndoLast{})), RefusalCode::nothing_to_undo);
}

TEST(Phone, IsAStateOfTheDeskWithALimit) {
  Hall hall(working_hall());
  (void)hall.open("2");
  (void)hall.ticket(submission);
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  EXPECT_EQ(hall.state().desk(DeskId{"2"}).state, DeskState::phone);
  EXPECT_EQ(code(hall.at("2", CallNext{})), RefusalCode::desk_on_phone);
  hall.pass(10min);
  EXPECT_TRUE(hall.all<PhoneLimitBroken>().empty()) << "exactly the limit is within";
  hall.pass(1s);
  ASSERT_EQ(hall.all<PhoneLimitBroken>().size(), 1U);
  EXPECT_EQ(std::get<PhoneLimitBroken>(hall.all<PhoneLimitBroken>().front().body).clause.value, "6.5");
  hall.pass(1h);
  EXPECT_EQ(hall.all<PhoneLimitBroken>().size(), 1U) << "once";
  ASSERT_TRUE(hall.at("2", EndPhone{{}, benefit, "answered", 40s, {}}).ok());
  EXPECT_TRUE(hall.at("2", CallNext{}).ok());
}

TEST(Phone, IsForwardedOnceAndACallbackIsDueInTwoDays) {
  Hall hall(working_hall());
  (void)hall.open("2");
  ASSERT_TRUE(hall.at("2", StartPhone{{}, true}).ok());
  EXPECT_EQ(code(hall.at("2", EndPhone{{}, {}, "forwarded", {}, {}})), RefusalCode::forwarded_already);
  ASSERT_TRUE(hall.at("2", EndPhone{{}, benefit, "callback", {}, CallbackId{"c"}}).ok());
  ASSERT_EQ(hall.state().callbacks.size(), 1U);
  EXPECT_EQ(hall.state().callbacks.at(CallbackId{"c"}).due_date, *parse_date("2026-03-04"));
  hall.pass_to("09:00:00", "2026-03-05");
  (void)hall.open("2");
  EXPECT_EQ(queue::desk_picture(hall.state(), DeskId{"2"}, hall.time())->callbacks_late, 1);
  const auto made = hall.desk(MakeCallback{CallbackId{"c"}}, "user2").value();
  EXPECT_TRUE(std::get<CallbackMade>(made.back().body).late);
  EXPECT_TRUE(hall.state().callbacks.empty());
}

TEST(LeftOpen, ADeskWhereNobodyActsWhilePeopleWaitIsPaused) {
  Configuration configuration = working_hall();
  configuration.desk_idle = 15min;
  Hall hall(configuration);
  (void)hall.open("2");
  hall.pass(1h);
  EXPECT_TRUE(hall.all<DeskPaused>().empty()) << "nobody waits";
  (void)hall.ticket(submission);
  const Timestamp since = hall.now().at;
  hall.pass(15min);
  const auto paused = hall.all<DeskPaused>();
  ASSERT_EQ(paused.size(), 1U);
  EXPECT_EQ(paused.front().due, since.plus(15min));
  ASSERT_TRUE(hall.at("2", ResumeDesk{}).ok());
  EXPECT_TRUE(hall.at("2", CallNext{}).ok());
}

TEST(Unattended, MinutesWithoutADeskAreInTheDaysRecord) {
  Configuration configuration = working_hall();
  configuration.breaks = {{{std::chrono::Monday}, 13h, 14h, "обед", {}}};
  Hall hall(configuration);
  hall.pass_to("09:25:00");
  (void)hall.open("2");
  hall.pass_to("13:00:00");
  ASSERT_TRUE(hall.at("2", PauseDesk{{}, "обед"}).ok());
  hall.pass_to("14:10:00");
  ASSERT_TRUE(hall.at("2", ResumeDesk{}).ok());
  hall.pass_to("09:00:00", "2026-03-03");
  const auto closed = std::get<DayClosed>(hall.all<DayClosed>().front().body);
  EXPECT_NE(closed.unattended.find("benefit/submission=35"), std::string::npos) << closed.unattended;
}

TEST(Unattended, ATalkOnTheTelephoneIsNoAbsence) {
  Hall hall(working_hall());
  hall.pass_to("09:00:00");
  (void)hall.open("2");
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  hall.pass(20min);
  ASSERT_TRUE(hall.at("2", EndPhone{{}, {}, "answered", {}, {}}).ok());
  hall.pass_to("09:00:00", "2026-03-03");
  const auto closed = std::get<DayClosed>(hall.all<DayClosed>().front().body);
  EXPECT_EQ(closed.unattended.find("benefit/submission="), std::string::npos) << closed.unattended;
}

TEST(DeskBreak, CallsNobodyAtThatDeskAlone) {
  Configuration configuration = working_hall();
  configuration.breaks = {{{std::chrono::Monday}, 9h, 10h, "перерыв", {DeskId{"2"}}}};
  Hall hall(configuration);
  (void)hall.open("2");
  (void)hall.open("3");
  (void)hall.ticket(submission);
  EXPECT_EQ(code(hall.at("2", CallNext{})), RefusalCode::hall_closed);
  EXPECT_TRUE(hall.at("3", CallNext{}).ok());
}

}  // namespace
}  // namespace talon
