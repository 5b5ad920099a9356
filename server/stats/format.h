// SPDX-License-Identifier: MIT
// Reports as JSON (field names of report.h) and as CSV for a table program.
#pragma once

#include <string>
#include <string_view>

#include "server/stats/report.h"

namespace talon::stats {

[[nodiscard]] std::string json(const SummaryReport& report);
[[nodiscard]] std::string json(const BreachReport& report);
[[nodiscard]] std::string json(const ChartReport& report);
[[nodiscard]] std::string json(const DayReport& report);

/// RFC 4180: CRLF, quotes doubled, the same number of cells in every line, Russian headers. Separator ';'
/// also writes a byte order mark and decimal commas, as a Russian Excel wants it. Cells that a table program
/// would take for a formula (= + - @, tab, CR) begin with an apostrophe.
[[nodiscard]] std::string csv(const SummaryReport& report, char separator = ',');
[[nodiscard]] std::string csv(const BreachReport& report, char separator = ',');
[[nodiscard]] std::string csv(const ChartReport& report, char separator = ',');
[[nodiscard]] std::string csv(const DayReport& report, char separator = ',');

enum class LegFormat { json, csv };

/// The raw rows as text in pieces: take() after some thousand rows and at the end, so that a year is
/// streamed.
class LegText {
 public:
  LegText(LegFormat format, char separator = ',', bool virtual_clock = false);
  void add(const Leg& leg);
  void finish();
  /// What was written since the last take().
  [[nodiscard]] std::string take();
  [[nodiscard]] std::size_t size() const { return text_.size(); }

 private:
  LegFormat format_;
  char separator_;
  bool virtual_clock_;
  bool first_ = true;
  std::string text_;
};

}  // namespace talon::stats
