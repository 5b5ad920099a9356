// SPDX-License-Identifier: MIT
// S2-11.5: «рассчитывается специалистом Управления, ответственным за организацию мобильной социальной службы,
// за 1 день до выезда … Время проезда 5 километров на специализированном автотранспорте … составляет 3,5
// минуты (при скорости 90 км. в час)»
#include <gtest/gtest.h>

#include "server/queue/session.h"
#include "tests/fakes/mobile_hall.h"

namespace talon {
namespace {

using namespace fakes;

struct Row {
  int distance_m;
  Seconds travel;
};

class Clause115 : public ::testing::TestWithParam<Row> {};

TEST_P(Clause115, TravelIsByTheNorm) {
  Hall office(office_hall());
  const Date day = office.state().date;
  ASSERT_TRUE(
      office.give(PrepareSession{"snezhinsk-mobile", day, "Дом культуры", GetParam().distance_m}, specialist)
          .ok());
  EXPECT_EQ(std::get<SessionPrepared>(office.all<SessionPrepared>().at(0).body).travel_s, GetParam().travel);
}

INSTANTIATE_TEST_SUITE_P(Rows, Clause115,
                         ::testing::Values(Row{5'000, 3min + 30s}, Row{25'000, 17min + 30s}, Row{0, 0s},
                                           Row{1'000, 42s}, Row{7'400, 311s}));

TEST(Clause115Warning, OnTheDayItselfItIsLateADayBeforeItIsNot) {
  const Hall office(office_hall());
  const auto in_days = [&](int days) {
    return Date{std::chrono::sys_days{office.state().date} + std::chrono::days{days}};
  };
  EXPECT_EQ(
      queue::preparation_warning(office.state(), in_days(0)),
      "Время проезда рассчитывают не позже чем за день до выезда (п. 11.5): этот расчёт сделан поздно.");
  EXPECT_EQ(queue::preparation_warning(office.state(), in_days(1)), "");
  EXPECT_EQ(queue::preparation_warning(office.state(), in_days(2)), "");
}

}  // namespace
}  // namespace talon
