// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <vector>

#include "display/text/text.h"

namespace talon::text {
namespace {

TEST(ClockText, AboutMinutes) {
  const auto& ru = Catalogue::of("ru");
  const std::vector<std::pair<int, std::string>> table = {
      {0, "вас скоро пригласят"}, {179, "вас скоро пригласят"}, {180, "около 5 минут"},
      {300, "около 5 минут"},     {301, "около 10 минут"},      {1'160, "около 20 минут"},
      {3'301, "около 1 часа"},    {3'600, "около 1 часа"},      {3'601, "около 1 ч 5 мин"},
      {7'200, "около 2 часов"},   {5'400, "около 1 ч 30 мин"}};
  for (const auto& [seconds, wanted] : table)
    EXPECT_EQ(about_minutes(ru, Seconds{seconds}), wanted) << seconds;
  EXPECT_EQ(about_minutes(Catalogue::of("en"), Seconds{1'160}), "about 20 minutes");
}

TEST(ClockText, NotLaterIsRoundedUpToFiveMinutesOfTheClock) {
  const auto& ru = Catalogue::of("ru");
  const Timestamp from = *parse_timestamp("2026-03-02T10:58:30.000+05:00");
  EXPECT_EQ(not_later_text(ru, from, Seconds{26 * 60 + 29}), "11:25 в 9 случаях из 10");
  EXPECT_EQ(not_later_text(ru, from, Seconds{26 * 60 + 30}), "11:25 в 9 случаях из 10");
  EXPECT_EQ(not_later_text(ru, from, Seconds{26 * 60 + 31}), "11:30 в 9 случаях из 10");
  EXPECT_EQ(not_later_text(Catalogue::of("en"), from, Seconds{90}), "11:00 in 9 out of 10 cases");
  EXPECT_EQ(not_later_sentence(ru, from, Seconds{26 * 60 + 30}), "Не позже 11:25 в 9 случаях из 10");
  EXPECT_EQ(not_later_sentence(Catalogue::of("tt"), from, Seconds{90}),
            "10 очракның 9ында иң соң дигәндә 11:00");
}

TEST(ClockText, ClockAndDates) {
  const Timestamp time = *parse_timestamp("2026-03-02T09:14:59.999+05:00");
  EXPECT_EQ(clock_text(time), "09:14");
  const Date date = *parse_date("2026-03-02");
  EXPECT_EQ(date_text(Catalogue::of("ru"), date), "2 марта 2026");
  EXPECT_EQ(weekday_date_text(Catalogue::of("ru"), date), "понедельник, 2 марта");
  EXPECT_EQ(weekday_date_text(Catalogue::of("en"), date), "Monday, 2 March");
  EXPECT_EQ(date_text(Catalogue::of("ru"), *parse_date("2026-12-31")), "31 декабря 2026");
  EXPECT_EQ(weekday_date_text(Catalogue::of("ru"), *parse_date("2026-05-31")), "воскресенье, 31 мая");
}

}  // namespace
}  // namespace talon::text
