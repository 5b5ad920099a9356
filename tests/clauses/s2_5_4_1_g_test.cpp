// SPDX-License-Identifier: MIT
// S2-5.4.1-g: «время выдачи квитка о номере в очереди»
// The time on the slip is the stored one, also on a reprint; waiting counts from it.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541g, TheSlipHasTheStoredTimeOfIssue) {
  Hall hall;
  hall.pass(7min + 13s + 250ms);
  const Timestamp issued_at = hall.now().at;
  const TicketId ticket = hall.ticket(submission);
  EXPECT_EQ(queue::ticket_reply(hall.state(), ticket, "").slip.issued_at, issued_at);
  EXPECT_EQ(hall.visit(ticket).issued.issued_at, issued_at);
  hall.pass(1h);
  EXPECT_EQ(queue::ticket_reply(hall.state(), ticket, "").slip.issued_at, issued_at)
      << "a reprint says the same";
}

TEST(Clause541g, WaitingIsCountedFromIt) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  hall.pass(11min);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  hall.pass(30s);
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  ASSERT_TRUE(hall.at("2", FinishService{}).ok());
  EXPECT_EQ(hall.legs().front().wait_ms, Millis{11min + 30s});
  EXPECT_EQ(hall.legs().front().issued_at, hall.visit(ticket).issued.issued_at);
}

}  // namespace
}  // namespace talon
