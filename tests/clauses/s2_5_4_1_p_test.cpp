// SPDX-License-Identifier: MIT
// S2-5.4.1-p: «Прием получателей государственной услуги ведется в порядке живой очереди при личном обращении
// граждан.»
// Among walk-in tickets of one procedure the order of calls is the order of issue; any departure has a
// recorded reason and user.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541p, CallsFollowIssueWhateverHappensBetween) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.open("3");
  std::vector<TicketId> issued;
  for (int i = 0; i < 40; ++i) {
    issued.push_back(hall.ticket(submission, i % 3 == 0 ? housing : benefit));
    hall.pass(7s);
  }
  for (int i = 0; i < 20; ++i) {
    for (const char* desk : {"2", "3"}) {
      (void)hall.at(desk, CallNext{});
      if (i % 4 == 1) (void)hall.at(desk, RecallTicket{});
      (void)hall.at(desk, StartService{});
      hall.pass(2min);
    }
  }
  std::vector<TicketId> called;
  for (const Event& event : hall.all<TicketCalled>())
    called.push_back(std::get<TicketCalled>(event.body).ticket);
  EXPECT_EQ(called, issued);
}

TEST(Clause541p, ADepartureHasAReasonAndAUser) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  const TicketId second = hall.ticket(submission);
  EXPECT_EQ(hall.at("2", CallTicket{{}, second, ""}).refusal().code, RefusalCode::reason_required);
  ASSERT_TRUE(hall.at("2", CallTicket{{}, second, "инвалид первой группы"}).ok());
  const Event event = hall.all<TicketCalled>().back();
  const auto& call = std::get<TicketCalled>(event.body);
  EXPECT_TRUE(call.out_of_order);
  EXPECT_EQ(call.why, "инвалид первой группы");
  EXPECT_EQ(event.by.name, "user2");
}

TEST(Clause541p, TheOrdinaryCallSaysWhyToo) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  EXPECT_EQ(std::get<TicketCalled>(hall.all<TicketCalled>().back().body).why, "limit");
}

}  // namespace
}  // namespace talon
