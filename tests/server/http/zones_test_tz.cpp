// SPDX-License-Identifier: MIT
// Every zone of the machine's time-zone database over two years: the rules that the core is given say what
// the database says, each service day has one beginning, and no date is missing or comes twice.
#include <date/tz.h>
#include <gtest/gtest.h>

#include "server/http/clock.h"

namespace talon::http {
namespace {

constexpr std::chrono::minutes day_ends{180};
constexpr int days_tried = 731;

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const auto& zone : date::get_tzdb().zones) names.emplace_back(zone.name());
  return names;
}

ZoneRules rules_of(const std::string& name) {
  const std::chrono::sys_days first{*parse_date("2026-01-01")};
  return Zone(name).rules(first - std::chrono::days{2}, first + std::chrono::days{days_tried + 2});
}

TEST(Zones, RulesGiveTheOffsetsOfTheDatabase) {
  const auto names = zone_names();
  ASSERT_GT(names.size(), 300U);
  for (const std::string& name : names) {
    const Zone zone(name);
    const ZoneRules rules = rules_of(name);
    std::chrono::sys_time<Millis> at = std::chrono::sys_days{*parse_date("2026-01-01")};
    for (int hour = 0; hour < days_tried * 24; hour += 7) {
      ASSERT_EQ(rules.offset_at(at), zone.offset(at)) << name << " " << format_timestamp({at, {}});
      at += std::chrono::hours{7};
    }
  }
}

TEST(Zones, EachServiceDayBeginsOnceAndNoneIsMissing) {
  for (const std::string& name : zone_names()) {
    const ZoneRules rules = rules_of(name);
    auto day = std::chrono::local_days{*parse_date("2026-01-01")};
    Timestamp begin = rules.moment(day + day_ends);
    for (int i = 0; i < days_tried; ++i) {
      ASSERT_EQ(service_date(begin, day_ends), Date{day}) << name;
      const Timestamp last{begin.utc - Millis{1}, rules.offset_at(begin.utc - Millis{1})};
      ASSERT_EQ(service_date(last, day_ends), Date{day - std::chrono::days{1}}) << name;
      day += std::chrono::days{1};
      const Timestamp next = rules.moment(day + day_ends);
      const auto length = next.utc - begin.utc;
      ASSERT_TRUE(length >= std::chrono::hours{22} && length <= std::chrono::hours{26}) << name;
      begin = next;
    }
  }
}

TEST(Zones, AMidnightThatDoesNotComeIsTheFirstMomentOfItsDay) {
  // In these zones clocks went forward at midnight: 00:00 is not on any clock that day.
  for (const auto& [name, date] :
       {std::pair{"America/Asuncion", "2024-10-06"}, {"Africa/Cairo", "2024-04-26"}}) {
    const std::chrono::sys_days around{*parse_date(date)};
    const ZoneRules rules = Zone(name).rules(around - std::chrono::days{9}, around + std::chrono::days{9});
    const Timestamp first = rules.moment(std::chrono::local_days{*parse_date(date)});
    EXPECT_EQ(service_date(first, std::chrono::minutes{0}), *parse_date(date)) << name;
    EXPECT_EQ(time_of_day(first), std::chrono::hours{1}) << name;
    const Timestamp before{first.utc - Millis{1}, rules.offset_at(first.utc - Millis{1})};
    EXPECT_EQ(service_date(before, std::chrono::minutes{0}),
              (Date{std::chrono::local_days{*parse_date(date)} - std::chrono::days{1}}))
        << name;
  }
}

TEST(Zones, AnHourThatComesTwiceIsTheEarlierOne) {
  const std::chrono::sys_days around{*parse_date("2026-10-25")};
  const ZoneRules rules =
      Zone("Europe/Berlin").rules(around - std::chrono::days{9}, around + std::chrono::days{9});
  const Timestamp at =
      rules.moment(std::chrono::local_days{*parse_date("2026-10-25")} + std::chrono::minutes{150});
  EXPECT_EQ(format_timestamp(at), "2026-10-25T02:30:00.000+02:00");
}

}  // namespace
}  // namespace talon::http
