// SPDX-License-Identifier: MIT
// S2-5.4.1-j: «обязано проставить на квитке терминала точное время обращения»
// Starting the service stores the time to the second; a service cannot be finished without it; the wait is
// this time minus the printed one.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541j, AServiceIsNotFinishedWithoutBeingSeen) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  EXPECT_EQ(hall.at("2", FinishService{}).refusal().code, RefusalCode::nothing_in_service);
  EXPECT_EQ(hall.at("2", CallNext{}).refusal().code, RefusalCode::ticket_called_already);
  EXPECT_EQ(hall.at("2", NextApplicant{}).refusal().code, RefusalCode::nothing_in_service);
}

TEST(Clause541j, TheTimeOfBeingSeenIsStoredAndShownAtTheDesk) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  hall.pass(14min + 7s);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  const auto desk = queue::desk_picture(hall.state(), DeskId{"2"}, hall.time()).value();
  EXPECT_EQ(format_timestamp(*desk.ticket->seen_at), "2026-03-02T09:14:07.000+05:00");
  EXPECT_EQ(desk.ticket->wait_s, Seconds{14min + 7s});
  const auto started = hall.all<ServiceStarted>();
  EXPECT_EQ(std::get<ServiceStarted>(started.front().body).waited_ms, Millis{14min + 7s});
  EXPECT_EQ(std::get<ServiceStarted>(started.front().body).specialist.value, "user2");
}

TEST(Clause541j, OnlyTheFirstStartIsTheTimeOfBeingSeen) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  hall.pass(5min);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  (void)hall.at("2", HoldTicket{{}, "копии"});
  hall.pass(5min);
  (void)hall.at("2", ReturnTicket{{}, ticket});
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  EXPECT_EQ(hall.visit(ticket).now.seen_at, monday("09:05:00"));
}

}  // namespace
}  // namespace talon
