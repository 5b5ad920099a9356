// SPDX-License-Identifier: MIT
// S2-5.5.1-a: «Понедельник 9.00-18.00 … Вторник 8.30-17.00 … Среда 8.30-17.00 … Четверг 9.00-18.00 … Пятница
// не приемный день»
// Each boundary minute of each weekday; on Friday no ticket is issued and the next reception is named.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

struct Day {
  const char* date;
  const char* before;
  const char* opens;
  const char* last;
  const char* closes;
};

class Clause551 : public ::testing::TestWithParam<Day> {};

TEST_P(Clause551, TheBoundaryMinutes) {
  const Day& day = GetParam();
  const auto issued = [&](const char* clock) {
    Hall hall(small_hall(), monday(clock, day.date));
    return hall.issue(submission).ok();
  };
  EXPECT_FALSE(issued(day.before)) << day.date;
  EXPECT_TRUE(issued(day.opens)) << day.date;
  EXPECT_TRUE(issued(day.last)) << day.date;
  EXPECT_FALSE(issued(day.closes)) << day.date;
}

INSTANTIATE_TEST_SUITE_P(Week, Clause551,
                         ::testing::Values(Day{"2026-03-02", "08:59:59", "09:00:00", "17:59:59", "18:00:00"},
                                           Day{"2026-03-03", "08:29:59", "08:30:00", "16:59:59", "17:00:00"},
                                           Day{"2026-03-04", "08:29:59", "08:30:00", "16:59:59", "17:00:00"},
                                           Day{"2026-03-05", "08:59:59", "09:00:00", "17:59:59",
                                               "18:00:00"}));

TEST(Clause551Friday, IsNoReceptionDay) {
  for (const char* date : {"2026-03-06", "2026-03-07", "2026-03-08"}) {
    for (const char* clock : {"08:30:00", "12:00:00", "17:59:00"}) {
      Hall hall(small_hall(), monday(clock, date));
      const auto refused = hall.issue(submission);
      ASSERT_FALSE(refused.ok()) << date << clock;
      EXPECT_EQ(refused.refusal().code, RefusalCode::hall_closed);
      EXPECT_EQ(refused.refusal().detail,
                "Сегодня приёма нет. Ближайший приём: понедельник, 9 марта, с 9:00.");
      const MenuPicture menu = queue::menu_picture(hall.state(), hall.time());
      EXPECT_FALSE(menu.open);
      EXPECT_EQ(menu.closed_text, refused.refusal().detail);
      EXPECT_EQ(menu.next_open, monday("09:00:00", "2026-03-09"));
    }
  }
}

}  // namespace
}  // namespace talon
