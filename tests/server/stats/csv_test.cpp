// SPDX-License-Identifier: MIT
#include "server/stats/csv.h"

#include <gtest/gtest.h>

#include "server/protocol/json.h"
#include "server/stats/format.h"
#include "tests/server/stats/legs.h"

namespace talon::stats {
namespace {

/// Cells of each line by RFC 4180.
std::vector<std::vector<std::string>> parsed(const std::string& text, char separator) {
  std::vector<std::vector<std::string>> lines(1);
  lines.back().emplace_back();
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (quoted && text[i] == '"' && text.substr(i + 1, 1) == "\"") {
      lines.back().back() += text[++i];
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && text[i] == separator) {
      lines.back().emplace_back();
    } else if (!quoted && text.substr(i, 2) == "\r\n") {
      lines.emplace_back().emplace_back();
      ++i;
    } else {
      lines.back().back() += text[i];
    }
  }
  lines.pop_back();
  return lines;
}

TEST(Csv, AnyTextIsReadBackAndNoneIsAFormula) {
  const auto good = rc::check([](const std::vector<std::string>& cells) {
    const char separator = *rc::gen::element(',', ';', '\t');
    Csv out(separator, false);
    for (const std::string& cell : cells) out.cell(cell);
    out.end(1);
    const auto lines = parsed(std::move(out).text(), separator);
    RC_ASSERT(lines.size() == 1U);
    if (cells.empty()) return;
    RC_ASSERT(lines[0].size() == cells.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool defused =
          !cells[i].empty() && std::string("=+-@\t\r").find(cells[i][0]) != std::string::npos;
      RC_ASSERT(lines[0][i] == (defused ? "'" + cells[i] : cells[i]));
    }
  });
  EXPECT_TRUE(good);
}

TEST(Csv, EveryLineOfEveryReportIsOfOneWidth) {
  using namespace std::chrono_literals;
  LegNames names;
  Leg leg = test::served(1, 2000s, 1000s);
  leg.specialist = UserId{"=cmd|' /C calc'!A0"};
  const LegRow row = leg_row(leg, names);
  Summary summary(By::specialist, names);
  Breaches breaches(names, {});
  Chart chart(names);
  Day day(names, {});
  summary.add(row);
  breaches.add(row);
  chart.add(row);
  day.add(row);
  LegText legs(LegFormat::csv, ';', true);
  legs.add(leg);
  legs.finish();
  const Outside outside{1, 0, true};
  const Period period{test::march(1), test::march(2)};
  DaySummary talks;
  talks.date = test::march(2);
  DeskLoad& load = talks.loads.emplace_back();
  load.specialist = leg.specialist;
  talks.talks.phone[leg.service].waited = {41s};
  talks.talks.ratings[{leg.service, leg.procedure}] = {0, 1, 1};
  talks.talks.help.push_back({leg.issued_at, DeviceId{"kiosk1"}, Millis{20'000}, leg.specialist});
  talks.registries.push_back({RegistryId{"oral"},
                              2026,
                              7,
                              leg.issued_at,
                              leg.number,
                              {leg.service, leg.procedure},
                              "returned",
                              "=нет справки",
                              DeskId{"2"},
                              leg.specialist});
  talks.appointments[{leg.service, leg.procedure}] = {1, 2, 0, 0, 1, 3, 1, 1, 1};
  const Days days{std::make_shared<const DaySummary>(talks)};
  const std::vector<std::string> texts = {
      csv(summary.report({test::march(1), test::march(2)}, outside, {}), ';'),
      csv(breaches.report(outside, {}), ';'),
      csv(chart.report(outside), ';'),
      csv(day.report(test::march(2), outside, {}), ';'),
      legs.take(),
      csv(load_report(days, period, {}, true), ';'),
      csv(phone_report(days, period, {}, true), ';'),
      csv(rating_report(days, period, {}, true), ';'),
      csv(help_report(days, period, {}, {}, true), ';'),
      csv(registry_report(days, period, {}, {}, true), ';'),
      csv(appointment_report(days, period, {}, true), ';')};
  for (const std::string& text : texts) {
    ASSERT_EQ(text.substr(0, 3), "\xEF\xBB\xBF");
    const auto lines = parsed(text.substr(3), ';');
    for (const auto& line : lines) EXPECT_EQ(line.size(), lines[0].size()) << text;
    EXPECT_EQ(text.find(";=cmd"), std::string::npos);
    EXPECT_EQ(text.find("\n=cmd"), std::string::npos);
    EXPECT_NE(text.find("Виртуальные часы"), std::string::npos);
  }
  EXPECT_NE(texts[0].find(";0,00;"), std::string::npos) << "decimal comma: " << texts[0];
  EXPECT_NE(texts[7].find("2;1;1;0;2,50"), std::string::npos) << texts[7];
  EXPECT_NE(texts[9].find(";child: submission;returned: =нет справки;;А001;"), std::string::npos)
      << "the name is left to the hand: " << texts[9];
  EXPECT_NE(texts[10].find("Итого;3;1;2;0;0;1;5;3;1;1;1;25,00"), std::string::npos) << texts[10];
  EXPECT_EQ(csv(breaches.report(outside, {})).substr(0, 8), "Дата");
}

TEST(Csv, RawRowsAreJsonToo) {
  using namespace std::chrono_literals;
  LegText text(LegFormat::json);
  const Leg leg = test::served(1, 2000s, 1000s);
  text.add(leg);
  text.add(leg);
  text.finish();
  const std::string all = text.take();
  EXPECT_EQ(all, "{\"virtual_clock\":false,\"rows\":[" + protocol::encode(leg) + "," + protocol::encode(leg) +
                     "]}");
  EXPECT_EQ(text.size(), 0U);
}

}  // namespace
}  // namespace talon::stats
