// SPDX-License-Identifier: MIT
// S2-7.4: «Время приема заявления и необходимых документов для предоставления государственной услуги от
// гражданина, оценка документов, их полноты, достаточности, определения права на государственную услугу не
// должно превышать 20 минут.»
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

Leg served_for(Millis span) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  hall.pass(span);
  (void)hall.at("2", FinishService{});
  EXPECT_EQ(hall.all<LimitBroken>().size(), hall.legs().front().service_broken ? 1U : 0U);
  return hall.legs().front();
}

TEST(Clause74, TwentyMinutesAreWithinOneSecondMoreIsABreach) {
  EXPECT_FALSE(served_for(20min).service_broken);
  EXPECT_FALSE(served_for(20min + 999ms).service_broken);
  EXPECT_TRUE(served_for(20min + 1s).service_broken);
  EXPECT_EQ(served_for(20min).service_ms, Millis{20min});
  EXPECT_EQ(served_for(20min).service_clause.value, "7.4");
}

TEST(Clause74, TheDeskSeesTheClockRun) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  hall.pass(19min + 30s);
  const auto desk = queue::desk_picture(hall.state(), DeskId{"2"}, hall.time()).value();
  EXPECT_EQ(desk.ticket->service_s, Seconds{19min + 30s});
  EXPECT_EQ(desk.ticket->service_limit_s, Seconds{20min});
}

}  // namespace
}  // namespace talon
