// SPDX-License-Identifier: MIT
#include "server/outlook/staffing.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "server/outlook/redistribution.h"
#include "tests/server/outlook/played_day.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

const LineId talks{benefit, consultation};
const LineId papers{benefit, submission};

/// A hall like the small one with `count` desks that serve everything.
Configuration equal_desks(int count) {
  Configuration hall = small_hall();
  hall.desks.clear();
  for (int i = 1; i <= count; ++i)
    hall.desks.push_back({DeskId{std::to_string(i)}, RoomId{"5"}, "окно " + std::to_string(i), hall.lines()});
  return hall;
}

struct Rate {
  Millis from{0};
  Millis to{0};
  Millis gap{0};
};

/// Mondays; every desk of `working` receives all day.
std::vector<PastDay> mondays(const Configuration& hall, const std::vector<Rate>& rates,
                             const std::vector<std::string>& working, int count, PastFold& past) {
  std::mt19937_64 random(7);
  const auto drawn = [&](Millis mean) {
    return Millis{1 + std::llround(std::exponential_distribution<double>(1)(random) *
                                   static_cast<double>(mean.count()))};
  };
  std::vector<PastDay> days;
  LegNames names;
  for (int week = 0; week < count; ++week) {
    const Date date{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::weeks{week}};
    test::PlayedDay day(hall, monday("09:00:00", format_date(date)));
    for (const std::string& desk : working) day.receives(desk, 0min, 12h);
    for (const Rate& rate : rates) {
      for (Millis at = rate.from + drawn(rate.gap); at < rate.to; at += drawn(rate.gap)) {
        const bool talk = std::uniform_int_distribution<int>(0, 1)(random) == 0;
        day.comes(at, talk ? talks : papers, drawn(talk ? 6min : 13min));
      }
    }
    day.play();
    for (const Leg& leg : day.hall().legs()) past.add(leg_row(leg, names), names);
    days.push_back(day.past_day());
  }
  return days;
}

const StaffedHalfHour& at(const StaffedWeekday& plan, std::chrono::minutes from) {
  return *std::find_if(plan.half_hours.begin(), plan.half_hours.end(),
                       [&](const StaffedHalfHour& row) { return row.from_min == from; });
}

TEST(Staffing, ThePlanFollowsTheDayAndKeepsTheTarget) {
  PastFold fold;
  const auto days =
      mondays(equal_desks(10), {{0h, 3h, 2min}, {3h, 8h + 30min, 8min}}, {"1", "2", "3", "4"}, 8, fold);
  const StaffedWeekday plan = staff_weekday(days, fold.past(), 0.05);
  EXPECT_TRUE(plan.reached);
  EXPECT_EQ(plan.title, "понедельник");
  EXPECT_EQ(plan.days, 8);
  EXPECT_GE(*plan.planned.within_share, 0.95);
  EXPECT_GT(at(plan, 10h).desks, at(plan, 15h).desks) << "the morning is the crowded part";
  EXPECT_GE(at(plan, 10h).desks, at(plan, 10h).load);
  EXPECT_NEAR(*at(plan, 10h).desks_usual, 4, 0.05);
  EXPECT_NEAR(plan.desk_hours_usual, 36, 0.5);
  for (const StaffedHalfHour& row : plan.half_hours)
    EXPECT_EQ(static_cast<std::size_t>(row.desks), row.open.size());
}

TEST(Staffing, EveryLineThatAnybodyComesForHasADeskAllDay) {
  Configuration hall = small_hall();
  hall.desks[1].serves = {papers};
  hall.desks[2].serves = {papers};
  PastFold fold;
  const auto days = mondays(hall, {{0h, 8h, 40min}}, {"1", "2", "3"}, 6, fold);
  const StaffedWeekday plan = staff_weekday(days, fold.past(), 0.05);
  for (const StaffedHalfHour& row : plan.half_hours) {
    EXPECT_NE(std::find(row.open.begin(), row.open.end(), DeskId{"1"}), row.open.end());
    EXPECT_GE(row.desks, 2);
  }
}

TEST(Staffing, ATargetBeyondTheHallIsSaid) {
  PastFold fold;
  const auto days = mondays(equal_desks(2), {{0h, 8h, 3min}}, {"1", "2"}, 4, fold);
  const StaffedWeekday plan = staff_weekday(days, fold.past(), 0.05);
  EXPECT_FALSE(plan.reached);
  EXPECT_NE(plan.sentence.find("Цель не достигается"), std::string::npos);
  EXPECT_LT(*plan.planned.within_share, 0.95);
}

TEST(Redistribution, TheIdleDeskIsGivenWhatOthersCannotManage) {
  Configuration hall = small_hall();
  hall.desks = {{DeskId{"1"}, RoomId{"5"}, "окно 1", {talks}},
                {DeskId{"2"}, RoomId{"6"}, "окно 2", {papers}}};
  std::vector<PastDay> days;
  for (int i = 0; i < 2; ++i) {
    test::PlayedDay day(hall);
    for (const char* desk : {"1", "2"}) day.receives(desk, 0min, 4h);
    for (int n = 0; n < 6; ++n) day.comes(Millis{n}, papers, 10min);
    day.comes(1h, talks, 5min);
    day.play();
    days.push_back(day.past_day());
  }
  const auto report = redistribution(days, std::make_shared<const Past>());
  ASSERT_EQ(report.proposals.size(), 1u);
  EXPECT_EQ(report.proposals[0].desk, DeskId{"1"});
  EXPECT_EQ(report.proposals[0].procedure, submission);
  EXPECT_EQ(report.proposals[0].late_less, 6);
  EXPECT_LT(report.proposals[0].spread, report.spread);
  ASSERT_EQ(report.desks.size(), 2u);
  EXPECT_EQ(report.desks[1].work.seen, 12);
  EXPECT_EQ(report.before.visitors, 14);
}

}  // namespace
}  // namespace talon::outlook
