// SPDX-License-Identifier: MIT
// S3-2.5.5, S3-2.5.6, S3-2.5.7: «Обеспечение контроля среднего времени ожидания ответа сотрудника
// консультационной линии клиенту (заявителю)» «Обеспечение контроля количества запросов на консультационную
// линию, оставшихся без ответа … по государственной услуги (сервису)» «Обеспечение возможности оценки
// заявителем полученной на консультационной линии консультации» The average shown is the mean of the logged
// waits; unanswered requests are counted by service.
#include <gtest/gtest.h>

#include "server/stats/talk_reports.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/stats/fold_hall.h"

namespace talon {
namespace {

using namespace fakes;

stats::PhoneReport reported(const Hall& hall) {
  const stats::Days days{std::make_shared<const stats::DaySummary>(stats::test::summary_of(hall))};
  return stats::phone_report(days, {hall.state().date, hall.state().date}, {}, false);
}

void answer(Hall& hall, const ServiceId& service, Seconds waited) {
  ASSERT_TRUE(hall.at("2", StartPhone{{}, false}).ok());
  hall.pass(3min);
  ASSERT_TRUE(hall.at("2", EndPhone{{}, service, "answered", waited, {}}).ok());
}

TEST(Clause255, TheAverageIsTheMeanOfTheLoggedWaits) {
  Hall hall;
  (void)hall.open("2");
  for (const Seconds waited : {20s, 45s, 100s}) answer(hall, benefit, waited);
  answer(hall, housing, 7s);
  const auto report = reported(hall);
  ASSERT_EQ(report.services.size(), 2U);
  EXPECT_EQ(report.services[0].mean_wait_s, 55s);
  EXPECT_EQ(report.services[1].mean_wait_s, 7s);
  EXPECT_EQ(report.total.mean_wait_s, 43s);
}

TEST(Clause256, UnansweredRequestsAreCountedByService) {
  Hall hall;
  (void)hall.open("2");
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(hall.at("2", MissPhone{{}, housing}).ok());
  ASSERT_TRUE(hall.at("2", MissPhone{{}, benefit}).ok());
  answer(hall, benefit, 10s);
  const auto report = reported(hall);
  EXPECT_EQ(report.services[0].missed, 1);
  EXPECT_EQ(report.services[0].missed_share, 0.5);
  EXPECT_EQ(report.services[1].missed, 3);
  EXPECT_EQ(report.services[1].missed_share, 1.0);
}

}  // namespace
}  // namespace talon
