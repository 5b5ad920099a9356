// SPDX-License-Identifier: MIT
// S4-II.14.1-c, d: «возможность самостоятельного или с помощью специалиста органа социальной защиты населения
// … передвижения в здании» «кнопкой вызова специалиста органа социальной защиты населения» Who calls for help
// at a terminal is seen at every desk and by the manager at once, with the place, until somebody answers; how
// long that took is recorded.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(ClauseII141, ACallForHelpReachesAllTheStaffUntilItIsAnswered) {
  Hall hall;
  for (const char* desk : {"1", "2"}) (void)hall.open(desk);
  ASSERT_TRUE(hall.give(CallHelp{DeviceId{"kiosk1"}}, {Role::kiosk, "kiosk1", ""}).ok());
  const auto seen = [&](const char* desk) {
    return queue::desk_picture(hall.state(), DeskId{desk}, hall.time())->help;
  };
  for (const char* desk : {"1", "2"}) {
    ASSERT_EQ(seen(desk).size(), 1U);
    EXPECT_EQ(seen(desk)[0].title, "Терминал у входа");
  }
  hall.pass(2h);
  EXPECT_EQ(queue::live_picture(hall.state(), hall.time()).help.size(), 1U) << "nobody answered";
  ASSERT_TRUE(hall.desk(AnswerHelp{DeviceId{"kiosk1"}}, "user1").ok());
  const Event answered = hall.all<HelpAnswered>().at(0);
  EXPECT_EQ(answered.by.name, "user1");
  EXPECT_EQ(std::get<HelpAnswered>(answered.body).waited_ms, Millis{2h});
  EXPECT_TRUE(seen("2").empty());
}

}  // namespace
}  // namespace talon
