// SPDX-License-Identifier: MIT
// S2-5.4.1-n: «При наступлении возможности обращения, гражданин входит в соответствующий кабинет и
// осуществляет требуемые процедуры (если возможно - сидя).» A call stands until the visitor has come or is
// marked as not come; call, repeated call and no-show are events of their own.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

bool stands(const Hall& hall) {
  const auto calls = queue::hall_picture(hall.state(), hall.time()).calls;
  return calls.size() == 1 && !calls.front().left;
}

TEST(Clause541n, ACallStandsUntilTheVisitorHasCome) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  hall.pass(20min);
  EXPECT_TRUE(stands(hall)) << "however long it takes";
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  EXPECT_FALSE(stands(hall));
}

TEST(Clause541n, CallRepeatAndNoShowAreSeparateEvents) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  hall.pass(1min);
  ASSERT_TRUE(hall.at("2", RecallTicket{}).ok());
  EXPECT_TRUE(stands(hall));
  hall.pass(1min);
  ASSERT_TRUE(hall.at("2", MarkNoShow{}).ok());
  EXPECT_FALSE(stands(hall));
  EXPECT_EQ(hall.all<TicketCalled>().size(), 1U);
  EXPECT_EQ(hall.all<TicketRecalled>().size(), 1U);
  EXPECT_EQ(hall.all<TicketNoShow>().size(), 1U);
  EXPECT_EQ(hall.standing(ticket), TicketState::no_show);
}

}  // namespace
}  // namespace talon
