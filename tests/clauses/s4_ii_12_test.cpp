// SPDX-License-Identifier: MIT
// S4-II.12-a: «Максимальное время ожидания гражданина в очереди при подаче документов не должно превышать 15
// минут.»
// Another office, another profile: the same flow of tickets breaks at 15:01, with a change of data only.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

std::size_t breaches_after(const char* profile, Millis wait) {
  Configuration configuration = small_hall();
  configuration.regulation = profile;
  Hall hall(configuration);
  (void)hall.ticket(submission);
  hall.pass(wait);
  return hall.all<LimitBroken>().size();
}

TEST(ClauseII12, FifteenMinutesByDataAlone) {
  EXPECT_EQ(breaches_after("rostov-draft", 15min + 999ms), 0U);
  EXPECT_EQ(breaches_after("rostov-draft", 15min + 1s), 1U);
  EXPECT_EQ(breaches_after("snezhinsk-2008", 15min + 1s), 0U);
}

TEST(ClauseII12, ATicketKeepsTheVersionItWasIssuedUnder) {
  Hall hall;
  const TicketId before = hall.ticket(submission);
  Configuration rostov = small_hall();
  rostov.regulation = "rostov-draft";
  hall.configure(rostov);
  const TicketId after = hall.ticket(submission);
  EXPECT_EQ(hall.visit(before).issued.wait_limit_s, Seconds{30min});
  EXPECT_EQ(hall.visit(after).issued.wait_limit_s, Seconds{15min});
  EXPECT_EQ(hall.visit(after).issued.wait_clause.value, "II.12");
  hall.pass(15min + 1s);
  ASSERT_EQ(hall.all<LimitBroken>().size(), 1U);
  EXPECT_EQ(std::get<LimitBroken>(hall.all<LimitBroken>().front().body).ticket, after);
}

}  // namespace
}  // namespace talon
