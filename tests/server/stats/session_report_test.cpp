// SPDX-License-Identifier: MIT
#include "server/stats/session_report.h"

#include <gtest/gtest.h>

namespace talon::stats {
namespace {

TEST(SessionBook, ALineHasDateNumberAndBothNamesFirst) {
  const Timestamp taken = *parse_timestamp("2026-03-04T09:00:00+05:00");
  const Timestamp given = *parse_timestamp("2026-03-03T15:00:00+05:00");
  const Date day{std::chrono::year{2026}, std::chrono::March, std::chrono::day{3}};
  SessionReport report{"office", false, {}, {}, false};
  report.handovers.push_back({"laptop", day, day, 14, 9, "Фёдорова А. П.", given, "=Иванова", taken});
  report.handovers.push_back({"laptop", day, day, 2, 1, "Фёдорова А. П.", given, "", {}});
  EXPECT_EQ(
      csv(report),
      "Дата приёма,Количество дел,Сдал,Принял,Выездной приём,С,По,Талонов,Сдано\r\n"
      "2026-03-04 09:00:00,9,Фёдорова А. П.,'=Иванова,laptop,2026-03-03,2026-03-03,14,2026-03-03 15:00:00\r\n"
      ",1,Фёдорова А. П.,,laptop,2026-03-03,2026-03-03,2,2026-03-03 15:00:00\r\n");
  report.virtual_clock = true;
  EXPECT_NE(csv(report, ';').find("Виртуальные часы"), std::string::npos);
}

}  // namespace
}  // namespace talon::stats
