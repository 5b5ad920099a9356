// SPDX-License-Identifier: MIT
// S2-5.4.1-d: «подача пакета документов» The terminal's second procedure: who hands documents in waits for a
// desk that takes them, and the service is measured against the limit of intake of the profile in force.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541d, OnlyADeskThatTakesDocumentsCallsIt) {
  Hall hall;
  ASSERT_TRUE(hall.open("1").ok());  // consultations and results
  ASSERT_TRUE(hall.open("2").ok());
  const TicketId ticket = hall.ticket(submission);
  EXPECT_FALSE(hall.at("1", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  EXPECT_EQ(hall.standing(ticket), TicketState::called);
}

TEST(Clause541d, TheServiceIsMeasuredAgainstTheLimitOfIntake) {
  Hall hall;
  ASSERT_TRUE(hall.open("2").ok());
  const TicketId ticket = hall.ticket(submission);
  EXPECT_EQ(hall.visit(ticket).issued.service_limit_s, Seconds{20min});
  EXPECT_EQ(hall.visit(ticket).issued.service_clause.value, "7.4");
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  hall.pass(20min);
  EXPECT_TRUE(hall.all<LimitBroken>().empty()) << "exactly the limit is within";
  hall.pass(1s);
  ASSERT_EQ(hall.all<LimitBroken>().size(), 1U);
  EXPECT_EQ(std::get<LimitBroken>(hall.all<LimitBroken>().front().body).measure, Measure::service);
}

}  // namespace
}  // namespace talon
