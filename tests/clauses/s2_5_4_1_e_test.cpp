// SPDX-License-Identifier: MIT
// S2-5.4.1-e: «получение документа, являющегося результатом государственной услуги» The terminal's third
// procedure. No clause limits the wait for it: it is measured, without a norm, and never a breach.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541e, TheWaitForAResultIsMeasuredWithoutANorm) {
  Hall hall;
  const TicketId ticket = hall.ticket(result);
  EXPECT_FALSE(hall.visit(ticket).issued.wait_limit_s);
  hall.pass(3h);
  EXPECT_TRUE(hall.all<LimitBroken>().empty());
  ASSERT_TRUE(hall.open("1").ok());
  ASSERT_TRUE(hall.at("1", CallNext{}).ok());
  ASSERT_TRUE(hall.at("1", StartService{}).ok());
  ASSERT_TRUE(hall.at("1", FinishService{}).ok());
  ASSERT_EQ(hall.legs().size(), 1U);
  EXPECT_EQ(hall.legs().front().wait_ms, Millis{3h});
  EXPECT_FALSE(hall.legs().front().wait_limit_s);
}

}  // namespace
}  // namespace talon
