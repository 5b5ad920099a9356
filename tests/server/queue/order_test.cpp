// SPDX-License-Identifier: MIT
// Whose turn it is, and how long it will take.
#include "server/queue/order.h"

#include <gtest/gtest.h>

#include "server/queue/forecast.h"
#include "server/queue/pictures.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

std::optional<TicketId> next_of(const Hall& hall, const std::string& desk) {
  const auto next = queue::next_call(hall.state(), DeskId{desk}, hall.now().t);
  return next ? std::optional{next->ticket} : std::nullopt;
}

TicketId called_at(Hall& hall, const std::string& desk) {
  return std::get<TicketCalled>(hall.at(desk, CallNext{}).value().back().body).ticket;
}

TEST(Order, TheOldestOfTheLinesADeskServes) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.open("2");
  const TicketId paper = hall.ticket(submission);
  hall.pass(1s);
  const TicketId talk = hall.ticket(consultation, housing);
  hall.pass(1s);
  const TicketId later = hall.ticket(consultation);
  EXPECT_EQ(called_at(hall, "1"), talk) << "desk 1 takes no documents";
  EXPECT_EQ(called_at(hall, "2"), paper);
  (void)hall.at("2", StartService{});
  EXPECT_EQ(called_at(hall, "2"), later);
}

TEST(Order, OfOneMomentTheOneRecordedFirst) {
  Hall hall;
  (void)hall.open("1");
  const TicketId first = hall.ticket(result);
  (void)hall.ticket(consultation);
  EXPECT_EQ(called_at(hall, "1"), first);
}

TEST(Order, WhoComesBackStandsWhereHisTicketPutsHim) {
  Hall hall;
  (void)hall.open("1");
  const TicketId first = hall.ticket(consultation);
  hall.pass(1min);
  (void)hall.ticket(consultation);
  EXPECT_EQ(called_at(hall, "1"), first);
  (void)hall.at("1", MarkNoShow{});
  (void)hall.give(TicketArrived{first}, {Role::kiosk, "kiosk1", ""});
  EXPECT_EQ(called_at(hall, "1"), first);
  (void)hall.at("1", HoldTicket{{}, "копии"});
  (void)hall.at("1", ReturnTicket{{}, first});
  EXPECT_EQ(called_at(hall, "1"), first);
}

TEST(Order, AddressedToOneDeskWaitsForItAlone) {
  Hall hall;
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  const TicketId ticket = hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  ASSERT_TRUE(hall.at("1", TransferTicket{{}, benefit, submission, DeskId{"3"}, "проверить доход"}).ok());
  EXPECT_FALSE(next_of(hall, "2"));
  EXPECT_EQ(next_of(hall, "3"), ticket);
  ASSERT_TRUE(hall.at("3", CloseDesk{}).ok());
  EXPECT_EQ(next_of(hall, "2"), ticket) << "nobody waits for a closed door";
}

TEST(Order, WhoComesBackForADeskThatHasClosedWaitsForAny) {
  Hall hall;
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  const TicketId ticket = hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", TransferTicket{{}, benefit, submission, DeskId{"3"}, ""});
  (void)hall.at("3", CallNext{});
  (void)hall.at("3", MarkNoShow{});
  ASSERT_TRUE(hall.at("3", CloseDesk{}).ok());
  (void)hall.give(TicketArrived{ticket}, {Role::kiosk, "kiosk1", ""});
  EXPECT_EQ(next_of(hall, "2"), ticket);
  EXPECT_EQ(hall.folded(), hall.state());
}

TEST(Order, DeliveredLateStandsByItsIssueTime) {
  Hall hall;
  (void)hall.open("1");
  hall.pass(10min);
  (void)hall.ticket(consultation);
  IssueTicket offline{TicketId{"off"},   "tok", benefit, consultation, "ru", "", "", TicketNumber{"Е", 4},
                      monday("09:05:00")};
  const auto events = hall.give(offline, {Role::kiosk, "kiosk1", ""}).value();
  const auto& issued = std::get<TicketIssued>(events.back().body);
  EXPECT_EQ(issued.ahead, 0);
  EXPECT_TRUE(issued.offline);
  EXPECT_EQ(events.back().when.t - issued.issued_t, Millis{5min});
  EXPECT_EQ(called_at(hall, "1"), TicketId{"off"});
  EXPECT_EQ(hall.state().last_offline("Е"), 4U);
}

TEST(Order, AheadCountsTheSameLineOnly) {
  Hall hall;
  (void)hall.issue(consultation);
  (void)hall.issue(submission);
  const auto third = hall.issue(consultation).value();
  EXPECT_EQ(std::get<TicketIssued>(third.back().body).ahead, 1);
}

TicketId privileged(Hall& hall, const std::string& category) {
  IssueTicket command;
  command.ticket = TicketId{"p-" + category};
  command.service = benefit;
  command.procedure = consultation;
  command.priority = category;
  return std::get<TicketIssued>(hall.give(command, {Role::kiosk, "kiosk1", ""}).value().back().body).ticket;
}

int ahead(const Hall& hall, const TicketId& ticket) {
  return queue::ticket_status(hall.state(), hall.visit(ticket), hall.time()).ahead;
}

TEST(Order, AheadCountsThoseWhomTheOrderCallsBefore) {
  Configuration configuration = small_hall();
  configuration.order.priorities = {{"veteran", "Ветеран", PriorityRule::out_of_turn},
                                    {"parent", "С ребёнком", PriorityRule::head_start, 10min}};
  Hall hall(std::move(configuration));
  (void)hall.open("2");
  const TicketId first = hall.ticket(consultation);
  hall.pass(15min);
  const TicketId second = hall.ticket(consultation);
  (void)hall.ticket(submission);
  const TicketId veteran = privileged(hall, "veteran");
  const TicketId parent = privileged(hall, "parent");
  EXPECT_EQ(hall.visit(veteran).issued.ahead, 0) << "out of turn";
  EXPECT_EQ(hall.visit(parent).issued.ahead, 1) << "by 9:25, before the two by 9:30 and 9:45";
  EXPECT_EQ(ahead(hall, veteran), 0);
  EXPECT_EQ(ahead(hall, parent), 1);
  EXPECT_EQ(ahead(hall, first), 2);
  EXPECT_EQ(ahead(hall, second), 3);
}

TEST(Order, AheadOfWhoWasSentOnOrCameBackIsByTheirNewTurn) {
  Hall hall;
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  const TicketId talk = hall.ticket(consultation);
  hall.pass(1min);
  const TicketId paper = hall.ticket(submission);
  hall.pass(1min);
  const TicketId later = hall.ticket(submission);
  ASSERT_EQ(called_at(hall, "1"), talk);
  (void)hall.at("1", StartService{});
  ASSERT_TRUE(hall.at("1", TransferTicket{{}, benefit, submission, DeskId{"3"}, "проверить доход"}).ok());
  EXPECT_EQ(ahead(hall, talk), 0) << "ten minutes from the transfer";
  EXPECT_EQ(ahead(hall, paper), 1) << "who waits for one desk alone counts as well";
  EXPECT_EQ(ahead(hall, later), 2);
  ASSERT_EQ(called_at(hall, "2"), paper);
  (void)hall.at("2", MarkNoShow{});
  hall.pass(30min);
  (void)hall.give(TicketArrived{paper}, {Role::kiosk, "kiosk1", ""});
  EXPECT_EQ(ahead(hall, paper), 1) << "five minutes from the return, before the late one";
  EXPECT_EQ(ahead(hall, later), 2);
}

TEST(Forecast, EmptyWhenNoOpenDeskServesTheLine) {
  Hall hall;
  (void)hall.open("1");
  const auto talk = hall.issue(consultation).value();
  EXPECT_EQ(std::get<TicketIssued>(talk.back().body).expected_wait_s, Seconds{0});
  const auto paper = hall.issue(submission).value();
  EXPECT_EQ(std::get<TicketIssued>(paper.back().body).expected_wait_s, std::nullopt);
}

TEST(Forecast, IsTheVirtualRunOfTheRealOrder) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.issue(consultation);
  (void)hall.issue(consultation);
  // Two consultations of 7 minutes with half a minute of walking each, then the new ticket's turn.
  EXPECT_EQ(queue::forecasts(hall.state(), hall.now().at)->at({benefit, consultation}).median,
            Seconds{15min});
  (void)hall.open("2");
  EXPECT_EQ(queue::forecasts(hall.state(), hall.now().at)->at({benefit, consultation}).median,
            Seconds{7min + 30s});
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  hall.pass(3min);
  const auto waits = queue::forecasts(hall.state(), hall.now().at);
  EXPECT_EQ(waits->at({benefit, consultation}).median, Seconds{4min})
      << "what is left of the running service";
  EXPECT_EQ(waits->at({benefit, submission}).median, Seconds{7min + 30s})
      << "desk 2 takes the waiting one first";
}

TEST(Forecast, LearnsTheMeanOfTodayFromFiveLegs) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(queue::mean_service(hall.state(), {benefit, consultation}), Millis{7min});
    (void)hall.issue(consultation);
    (void)hall.at("1", CallNext{});
    (void)hall.at("1", StartService{});
    hall.pass(3min);
    (void)hall.at("1", FinishService{});
  }
  EXPECT_EQ(queue::mean_service(hall.state(), {benefit, consultation}), Millis{3min});
}

TEST(Forecast, GoesOnAtItsPaceBeyondTheBound) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 2000; ++i) (void)hall.issue(consultation);
  const auto wait = queue::forecasts(hall.state(), hall.now().at)->at({benefit, consultation}).median;
  EXPECT_NEAR(static_cast<double>(wait.count()), 2000 * 450.0, 2000 * 450.0 * 0.01);
  const auto middle = queue::expected_wait(hall.state(), TicketId{"t1001"}, hall.now().at);
  ASSERT_TRUE(middle);
  EXPECT_NEAR(static_cast<double>(middle->count()), 1000 * 450.0, 1000 * 450.0 * 0.01);
}

}  // namespace
}  // namespace talon
