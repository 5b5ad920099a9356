// SPDX-License-Identifier: MIT
// S0-5-a: «Осуществление анализа нагрузки сотрудников УСЗН и, при необходимости, проведение перераспределения
// (корректировки) функций между специалистами УСЗН с учётом административных регламентов»
// The load of each specialist is open time and what it went to: visitors, telephone, breaks, nobody. What
// another assignment of procedures would do is tested in server/outlook.
#include <gtest/gtest.h>

#include "server/stats/day_reports.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/stats/fold_hall.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause5, TheLoadOfASpecialistIsWhereTheOpenTimeWent) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.open("3");
  (void)hall.ticket(submission);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  hall.pass(1min);
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  hall.pass(19min);
  ASSERT_TRUE(hall.at("2", FinishService{}).ok());
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  hall.pass(10min);
  ASSERT_TRUE(hall.at("2", EndPhone{{}, benefit, "answered", 5s, {}}).ok());
  hall.pass(10min);
  const stats::Days days{std::make_shared<const stats::DaySummary>(stats::test::summary_of(hall))};
  const auto report = stats::load_report(days, {hall.state().date, hall.state().date}, {}, false);
  ASSERT_EQ(report.specialists.size(), 2U);
  const stats::LoadRow& busy = report.specialists[0];
  EXPECT_EQ(busy.specialist, "user2");
  EXPECT_EQ(busy.open_s, 40min);
  EXPECT_EQ(busy.serving_s, 19min);
  EXPECT_EQ(busy.called_s, 1min);
  EXPECT_EQ(busy.phone_s, 10min);
  EXPECT_EQ(busy.idle_s, 10min);
  EXPECT_EQ(busy.load, 0.75);
  EXPECT_EQ(report.specialists[1].load, 0.0);
}

}  // namespace
}  // namespace talon
