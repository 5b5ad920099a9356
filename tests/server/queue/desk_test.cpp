// SPDX-License-Identifier: MIT
// The verbs of a desk: what each makes of a hall, and why it is refused.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using enum TicketState;
using enum RefusalCode;

RefusalCode refusal(const Hall::Result& result) {
  EXPECT_FALSE(result.ok());
  return result.refusal().code;
}

std::vector<std::string_view> types(const Hall::Result& result) {
  std::vector<std::string_view> names;
  for (const Event& event : result.value()) names.push_back(event_type(event.body));
  return names;
}

TEST(Desk, OneVisitFromIssueToFinish) {
  Hall hall;
  ASSERT_TRUE(hall.open("1").ok());
  const TicketId ticket = hall.ticket(consultation);
  hall.pass(5min);
  ASSERT_TRUE(hall.at("1", CallNext{}).ok());
  EXPECT_EQ(hall.standing(ticket), called);
  hall.pass(20s);
  ASSERT_TRUE(hall.at("1", StartService{}).ok());
  EXPECT_EQ(hall.standing(ticket), serving);
  hall.pass(7min);
  ASSERT_TRUE(hall.at("1", FinishService{{}, "consulted"}).ok());
  ASSERT_EQ(hall.legs().size(), 1U);
  const Leg& leg = hall.legs().front();
  EXPECT_EQ(leg.wait_ms, Millis{5min + 20s});
  EXPECT_EQ(leg.walk_ms, Millis{20s});
  EXPECT_EQ(leg.service_ms, Millis{7min});
  EXPECT_EQ(leg.stay_ms, Millis{12min + 20s});
  EXPECT_EQ(leg.outcome, LegOutcome::served);
  EXPECT_EQ(leg.reason, "consulted");
  EXPECT_EQ(leg.number.text(), "А001");
}

TEST(Desk, NextFinishesTheOneInServiceInTheSameCommand) {
  Hall hall;
  (void)hall.open("1");
  const TicketId first = hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  EXPECT_EQ(refusal(hall.at("1", CallNext{})), ticket_called_already);
  (void)hall.at("1", StartService{});
  const auto next = hall.at("1", CallNext{{}, "consulted"});
  EXPECT_EQ(types(next), (std::vector<std::string_view>{"service_finished", "ticket_called"}));
  EXPECT_EQ(hall.standing(first), served);
  EXPECT_EQ(hall.standing(second), called);
  (void)hall.at("1", StartService{});
  EXPECT_EQ(types(hall.at("1", CallNext{})), (std::vector<std::string_view>{"service_finished"}));
  EXPECT_EQ(refusal(hall.at("1", CallNext{})), nobody_waiting);
}

TEST(Desk, ActsOnlyForTheSpecialistWhoOpenedIt) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(consultation);
  EXPECT_EQ(refusal(hall.desk(CallNext{DeskId{"1"}, ""}, "other")), desk_not_yours);
  EXPECT_EQ(refusal(hall.desk(CallNext{DeskId{"2"}, ""}, "other")), desk_closed);
  EXPECT_EQ(refusal(hall.desk(CallNext{DeskId{"9"}, ""}, "other")), unknown_desk);
  EXPECT_EQ(refusal(hall.desk(OpenDesk{DeskId{"1"}}, "other")), desk_occupied);
  EXPECT_EQ(refusal(hall.desk(OpenDesk{DeskId{"2"}}, "user1")), desk_occupied);
  ASSERT_TRUE(hall.desk(TakeOverDesk{DeskId{"1"}}, "other").ok());
  EXPECT_EQ(refusal(hall.at("1", CallNext{})), desk_not_yours);
  EXPECT_TRUE(hall.desk(CallNext{DeskId{"1"}, ""}, "other").ok());
}

TEST(Desk, WhatIsRefusedInWhichState) {
  Hall hall;
  (void)hall.open("1");
  const TicketId ticket = hall.ticket(consultation);
  EXPECT_EQ(refusal(hall.at("1", StartService{})), nothing_called);
  EXPECT_EQ(refusal(hall.at("1", RecallTicket{})), nothing_called);
  EXPECT_EQ(refusal(hall.at("1", MarkNoShow{})), nothing_called);
  EXPECT_EQ(refusal(hall.at("1", HoldTicket{})), nothing_called);
  EXPECT_EQ(refusal(hall.at("1", FinishService{})), nothing_in_service);
  EXPECT_EQ(refusal(hall.at("1", NextApplicant{})), nothing_in_service);
  EXPECT_EQ(refusal(hall.at("1", TransferTicket{{}, benefit, submission, {}, ""})), nothing_called);
  EXPECT_EQ(refusal(hall.at("1", ReturnTicket{{}, ticket})), wrong_state);
  EXPECT_EQ(refusal(hall.at("1", ReturnTicket{{}, TicketId{"?"}})), unknown_ticket);
  EXPECT_EQ(refusal(hall.at("1", UndoLast{})), nothing_to_undo);
  EXPECT_EQ(refusal(hall.at("1", ResumeDesk{})), desk_not_paused);
  (void)hall.at("1", CallNext{});
  EXPECT_EQ(refusal(hall.at("1", FinishService{})), nothing_in_service);
  EXPECT_EQ(refusal(hall.at("1", CloseDesk{})), ticket_called_already);
  EXPECT_EQ(refusal(hall.at("1", PauseDesk{{}, "чай"})), ticket_called_already);
  EXPECT_EQ(refusal(hall.at("1", TransferTicket{{}, ServiceId{"?"}, submission, {}, ""})), unknown_service);
  EXPECT_EQ(refusal(hall.at("1", TransferTicket{{}, benefit, ProcedureId{"?"}, {}, ""})), unknown_procedure);
  EXPECT_EQ(refusal(hall.at("1", TransferTicket{{}, benefit, submission, DeskId{"1"}, ""})),
            desk_does_not_serve);
  EXPECT_EQ(refusal(hall.at("1", TransferTicket{{}, benefit, submission, DeskId{"2"}, ""})), desk_closed);
  (void)hall.at("1", StartService{});
  EXPECT_EQ(refusal(hall.at("1", StartService{})), nothing_called);
  EXPECT_EQ(refusal(hall.at("1", CloseDesk{})), ticket_in_service);
  EXPECT_EQ(refusal(hall.give(CancelTicket{ticket, "ушёл"}, {Role::manager, "m", ""})), ticket_in_service);
}

TEST(Desk, AChosenTicketNeedsAReasonAndIsMarked) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  const TicketId paper = hall.ticket(submission);
  EXPECT_EQ(refusal(hall.at("1", CallTicket{{}, second, ""})), reason_required);
  EXPECT_EQ(refusal(hall.at("1", CallTicket{{}, paper, "срочно"})), desk_does_not_serve);
  const auto events = hall.at("1", CallTicket{{}, second, "с ребёнком"}).value();
  const auto& call = std::get<TicketCalled>(events.back().body);
  EXPECT_TRUE(call.out_of_order);
  EXPECT_EQ(call.why, "с ребёнком");
  EXPECT_EQ(call.specialist.value, "user1");
}

TEST(Desk, APausedDeskCallsNobodyAndKeepsItsVisitors) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", HoldTicket{{}, "копии"});
  EXPECT_EQ(refusal(hall.at("1", PauseDesk{})), reason_required);
  ASSERT_TRUE(hall.at("1", PauseDesk{{}, "технический перерыв"}).ok());
  EXPECT_EQ(refusal(hall.at("1", CallNext{})), desk_paused);
  EXPECT_EQ(hall.standing(ticket), held);
  ASSERT_TRUE(hall.at("1", ResumeDesk{}).ok());
  ASSERT_TRUE(hall.at("1", CloseDesk{}).ok());
  EXPECT_EQ(hall.standing(ticket), waiting) << "nobody is held at a closed desk";
}

TEST(Desk, NobodyIsCalledInABreakOfTheHall) {
  Configuration configuration = small_hall();
  configuration.breaks = {{{std::chrono::Monday}, 13h, 13h + 45min, "обед"}};
  Hall hall(configuration, monday("12:55:00"));
  (void)hall.open("1");
  (void)hall.open("2");
  (void)hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  const TicketId second = hall.ticket(consultation);
  hall.pass_to("13:00:00");
  EXPECT_TRUE(hall.issue(submission).ok()) << "tickets are issued";
  EXPECT_EQ(types(hall.at("1", CallNext{})), (std::vector<std::string_view>{"service_finished"}));
  const auto refused = hall.at("1", CallNext{});
  EXPECT_EQ(refusal(refused), hall_closed);
  EXPECT_EQ(refused.refusal().detail, "обед до 13:45");
  EXPECT_TRUE(hall.at("1", PauseDesk{{}, "обед"}).ok());
  hall.pass_to("13:45:00");
  (void)hall.at("1", ResumeDesk{});
  EXPECT_TRUE(hall.at("1", CallNext{}).ok());
  EXPECT_EQ(hall.standing(second), called);
}

TEST(Desk, TakenOverWithWhatStandsOnIt) {
  Hall hall;
  (void)hall.open("1");
  const TicketId ticket = hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  EXPECT_EQ(refusal(hall.desk(TakeOverDesk{DeskId{"2"}}, "other")), desk_closed);
  ASSERT_TRUE(hall.desk(TakeOverDesk{DeskId{"1"}}, "other").ok());
  EXPECT_TRUE(hall.desk(StartService{DeskId{"1"}}, "other").ok());
  EXPECT_EQ(hall.standing(ticket), serving);
}

TEST(Ticket, CancelRatingSlipAndArrival) {
  Hall hall;
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  (void)hall.open("1");
  const TicketId first = hall.ticket(consultation);
  const TicketId second = hall.ticket(consultation);
  EXPECT_TRUE(hall.give(ReportSlip{first, SlipOutcome::failed, "media-empty"}, kiosk).ok());
  EXPECT_EQ(hall.visit(first).slip, SlipOutcome::failed);
  EXPECT_TRUE(hall.give(ReportSlip{first, SlipOutcome::failed, "media-empty"}, kiosk).value().empty());
  EXPECT_TRUE(hall.give(RateTicket{first, 1}, kiosk).ok()) << "S3-3.2: at any stage";
  EXPECT_EQ(hall.state().ticket(hall.visit(first).issued.number), &hall.visit(first));
  EXPECT_EQ(refusal(hall.give(CancelTicket{second, ""}, kiosk)), reason_required);
  EXPECT_TRUE(hall.give(CancelTicket{second, "ушёл"}, kiosk).ok());
  EXPECT_EQ(refusal(hall.give(CancelTicket{second, "ушёл"}, kiosk)), wrong_state);
  EXPECT_EQ(refusal(hall.give(TicketArrived{second}, kiosk)), wrong_state);
  EXPECT_EQ(refusal(hall.give(TicketArrived{TicketId{"?"}}, kiosk)), unknown_ticket);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", MarkNoShow{});
  EXPECT_EQ(hall.standing(first), no_show);
  EXPECT_EQ(hall.legs().size(), 2U);
  EXPECT_TRUE(hall.give(TicketArrived{first}, kiosk).ok());
  EXPECT_EQ(hall.standing(first), waiting);
  EXPECT_EQ(hall.legs().size(), 1U) << "the row of the no-show is taken back";
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  (void)hall.at("1", FinishService{});
  EXPECT_EQ(refusal(hall.give(RateTicket{first, 4}, kiosk)), bad_request);
  EXPECT_TRUE(hall.give(RateTicket{first, 3}, kiosk).ok());
  EXPECT_EQ(hall.visit(first).rating, 3);
}

TEST(Ticket, WhyItIsNotIssued) {
  Configuration configuration = small_hall();
  configuration.desks.resize(1);  // nobody takes documents
  Hall hall(configuration);
  EXPECT_EQ(refusal(hall.issue(ProcedureId{"?"})), unknown_procedure);
  EXPECT_EQ(refusal(hall.issue(consultation, ServiceId{"?"})), unknown_service);
  EXPECT_EQ(refusal(hall.issue(submission)), no_desk_serves);
  (void)hall.give(Decide{{"stop_issuing", "авария", {}, ""}}, {Role::manager, "m", ""});
  const auto stopped = hall.issue(consultation);
  EXPECT_EQ(refusal(stopped), procedure_closed);
  EXPECT_EQ(stopped.refusal().detail, "Выдача талонов остановлена: авария.");
}

TEST(Ticket, NumbersOfAKioskWithoutTheServer) {
  Hall hall;
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  const auto offline = [&](const char* id, const char* letter, std::uint32_t ordinal) {
    return hall.give(IssueTicket{TicketId{id}, id, benefit, consultation, "ru", "", "",
                                 TicketNumber{letter, ordinal}, hall.now().at},
                     kiosk);
  };
  EXPECT_TRUE(offline("a", "Е", 1).ok());
  EXPECT_EQ(refusal(offline("b", "Е", 1)), number_taken);
  EXPECT_EQ(refusal(offline("c", "Н", 1)), bad_request) << "another kiosk's letter";
  EXPECT_TRUE(offline("d", "Е", 7).ok());
  EXPECT_EQ(hall.state().last_offline("Е"), 7U);
  (void)hall.give(RaiseNumberFloors{{{hall.state().date, {"А", 20}}, {hall.state().date, {"Е", 9}}}}, kiosk);
  EXPECT_EQ(hall.visit(hall.ticket(consultation)).issued.number.text(), "А021");
  EXPECT_EQ(hall.state().last_offline("Е"), 9U);
  EXPECT_TRUE(offline("e", "Е", 8).ok()) << "a floor takes no number";
}

TEST(Device, ChangesAreJournalledAndSilenceIsNoticed) {
  Hall hall;
  const auto report = [&](Health health, const char* reason) {
    const ReportDevice command{DeviceId{"kiosk1"}, {{"printer", health, reason}}};
    auto events = hall.give(command, {Role::kiosk, "kiosk1", ""});
    queue::heard(hall.state(), command.device, hall.now());
    return types(events);
  };
  EXPECT_EQ(report(Health::ok, ""), (std::vector<std::string_view>{"device_changed"}));
  hall.pass(5s);
  EXPECT_TRUE(report(Health::ok, "").empty());
  hall.pass(5s);
  EXPECT_EQ(report(Health::failed, "media-empty"), (std::vector<std::string_view>{"device_changed"}));
  hall.pass(14s + 999ms);
  EXPECT_TRUE(hall.all<DeviceSilent>().empty());
  hall.pass(10s);
  ASSERT_EQ(hall.all<DeviceSilent>().size(), 1U);
  EXPECT_EQ(report(Health::failed, "media-empty"), (std::vector<std::string_view>{"device_returned"}));
  EXPECT_EQ(refusal(hall.give(ReportDevice{DeviceId{"?"}, {}}, {})), unknown_device);
}

}  // namespace
}  // namespace talon
