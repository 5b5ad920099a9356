// SPDX-License-Identifier: MIT
#include "server/outlook/past.h"

#include <gtest/gtest.h>

#include "tests/server/outlook/past_rows.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using test::march;

const LineId line{ServiceId{"benefit"}, ProcedureId{"consultation"}};

TEST(Past, ALineIsKnownFromThirtyServices) {
  test::Rows rows;
  for (int i = 0; i < 29; ++i) rows.served(line, march(2), 9h, 5min);
  EXPECT_EQ(rows.fold.past().services(line), nullptr);
  rows.served(line, march(2), 9h, 5min);
  const Past past = rows.fold.past();
  ASSERT_NE(past.services(line), nullptr);
  EXPECT_EQ(past.services(line)->size(), 30U);
  EXPECT_EQ(past.services({ServiceId{"another"}, ProcedureId{"consultation"}}), nullptr);
}

TEST(Past, KnowsWhoIsSentOnToWhichLine) {
  const LineId papers{ServiceId{"benefit"}, ProcedureId{"submission"}};
  test::Rows rows;
  for (int i = 0; i < 3; ++i) rows.served(line, march(1), 9h, 5min);
  rows.sent_on(line, papers, march(1), 9h, 5min);
  rows.served(papers, march(1), 9h, 5min);
  const Past past = rows.fold.past();
  EXPECT_EQ(past.lines.at(line).onward, (std::map<LineId, double>{{papers, 0.25}}));
  EXPECT_TRUE(past.lines.at(papers).onward.empty());
}

TEST(Past, KeepsTheNewestFourHundredServices) {
  test::Rows rows;
  for (int i = 0; i < 100; ++i) rows.served(line, march(2), 9h, 99min);
  for (int i = 0; i < 400; ++i) rows.served(line, march(3), 9h, 5min);
  const Past past = rows.fold.past();
  EXPECT_EQ(*past.services(line), std::vector<Millis>(400, 5min));
}

TEST(Past, ArrivalsAreTheMeanOfALocalHalfHour) {
  test::Rows rows;
  for (int i = 0; i < 6; ++i) rows.served(line, march(2), 9h + 31min, 5min);
  for (int i = 0; i < 2; ++i) rows.served(line, march(3), 9h + 59min, 5min);
  rows.served(line, march(3), 10h, 5min);
  const Past past = rows.fold.past();
  EXPECT_EQ(past.days, 2);
  EXPECT_DOUBLE_EQ(past.lines.at(line).arrivals[19], 4.0);
  EXPECT_DOUBLE_EQ(past.lines.at(line).arrivals[20], 0.5);
  EXPECT_DOUBLE_EQ(past.lines.at(line).arrivals[18], 0.0);
}

TEST(Past, DaysThatDifferByMoreThanChanceAreKnown) {
  test::Rows alike;
  test::Rows unlike;
  for (unsigned day = 1; day <= 12; ++day) {
    for (int i = 0; i < 100; ++i) alike.served(line, march(day), 9h, 5min);
    for (int i = 0; i < (day % 2 == 0 ? 50 : 150); ++i) unlike.served(line, march(day), 9h, 5min);
  }
  EXPECT_EQ(alike.fold.past().day_spread, 0);
  // Variance 2 500 * 12 / 11 of a mean of 100, of which 100 are chance.
  EXPECT_NEAR(unlike.fold.past().day_spread, (2500.0 * 12 / 11 - 100) / 10'000, 1e-9);
}

TEST(Past, AppointmentsKeptAndCategoriesAreShares) {
  PastFold fold;
  EXPECT_EQ(fold.past().booked.come, 1);
  fold.add_appointments(3, {2min, -8min});
  fold.add_appointments(1, {-3min});
  fold.add_tickets(30, {{"veteran", 3}});
  fold.add_tickets(10, {});
  const Past past = fold.past();
  EXPECT_DOUBLE_EQ(past.booked.come, 0.75);
  EXPECT_EQ(past.booked.offsets, (std::vector<Millis>{-8min, -3min, 2min}));
  EXPECT_DOUBLE_EQ(past.categories.at("veteran"), 3.0 / 40);
}

TEST(Past, NoShowsAreAShareOfTheCalledAndTakeTheirTime) {
  test::Rows rows;
  for (int i = 0; i < 3; ++i) rows.served(line, march(2), 9h, 5min);
  rows.no_show(line, march(2), 9h, 3min);
  const Past past = rows.fold.past();
  EXPECT_DOUBLE_EQ(past.no_show, 0.25);
  EXPECT_EQ(past.no_show_takes, 3min);
}

TEST(Past, AShiftIsLearntPerRangeFromAHundredPromises) {
  PastFold fold;
  for (int i = 1; i <= 99; ++i) fold.add_promise(12min, 20min, 20min + Seconds{i});
  EXPECT_TRUE(fold.past().shifts.empty()) << "99 promises are too few";
  fold.add_promise(12min, 20min, 20min + Seconds{100});
  const Past past = fold.past();
  EXPECT_EQ(past.median_shift(12min), 8min + 50s) << "the mean of 8:01 ... 9:40, rounded down";
  EXPECT_EQ(past.median_shift(9min), 0s);
  EXPECT_EQ(past.shift(12min), 90s) << "90 of the 100 waited no longer than 90 s beyond";
  EXPECT_EQ(past.shift(19min + 59s), 90s);
  EXPECT_EQ(past.shift(50min), 90s) << "the nearest range below that is known";
  EXPECT_EQ(past.shift(9min), 0s) << "nothing is known of shorter waits";
}

TEST(Past, APromiseThatSaidTooMuchIsTakenBack) {
  PastFold fold;
  for (int i = 0; i < 100; ++i) fold.add_promise(0s, 10min, 4min);
  EXPECT_EQ(fold.past().shift(1min), -6min);
}

}  // namespace
}  // namespace talon::outlook
