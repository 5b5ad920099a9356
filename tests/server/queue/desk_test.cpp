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

}  // namespace
}  // namespace talon
