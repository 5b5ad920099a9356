// SPDX-License-Identifier: MIT
// S2-6.5-a, c, d: «Время разговора не должно превышать 10 минут.» «производится не более одной переадресации
// звонка к сотруднику Управления» «заинтересованному лицу по телефону в течение двух дней сообщают результат
// рассмотрения вопроса»
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

Configuration line_hall() {
  Configuration hall = small_hall();
  hall.regulations.front().phone_limit = 10min;
  hall.regulations.front().phone_clause = ClauseId{"6.5"};
  return hall;
}

TEST(Clause65, TenMinutesAreWithinOneSecondMoreIsABreach) {
  Hall hall(line_hall());
  (void)hall.open("2");
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  hall.pass(10min + 999ms);
  EXPECT_TRUE(hall.all<PhoneLimitBroken>().empty());
  hall.pass(1ms);
  ASSERT_EQ(hall.all<PhoneLimitBroken>().size(), 1U) << "at the moment it happens";
  EXPECT_EQ(std::get<PhoneLimitBroken>(hall.all<PhoneLimitBroken>()[0].body).specialist.value, "user2");
}

TEST(Clause65, ACallIsForwardedOnce) {
  Hall hall(line_hall());
  (void)hall.open("2");
  (void)hall.open("3");
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  ASSERT_TRUE(hall.at("2", EndPhone{{}, benefit, "forwarded", {}, {}}).ok());
  ASSERT_TRUE(hall.at("3", StartPhone{{}, true}).ok());
  EXPECT_EQ(hall.at("3", EndPhone{{}, benefit, "forwarded", {}, {}}).refusal().code,
            RefusalCode::forwarded_already);
}

TEST(Clause65, AnAnswerIsPromisedForTwoDays) {
  Hall hall(line_hall());
  (void)hall.open("2");
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  ASSERT_TRUE(hall.at("2", EndPhone{{}, benefit, "callback", {}, CallbackId{"c"}}).ok());
  const auto list = queue::callback_list(hall.state(), hall.time());
  ASSERT_EQ(list.callbacks.size(), 1U);
  EXPECT_EQ(list.callbacks[0].due_date, *parse_date("2026-03-04"));
  EXPECT_FALSE(list.callbacks[0].late);
  hall.pass_to("12:00:00", "2026-03-05");
  EXPECT_TRUE(queue::callback_list(hall.state(), hall.time()).callbacks.at(0).late);
}

}  // namespace
}  // namespace talon
