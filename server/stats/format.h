// SPDX-License-Identifier: MIT
// Reports as JSON (field names of report.h) and as CSV for a table program.
#pragma once

#include <string>
#include <string_view>

#include "server/stats/appointment_report.h"
#include "server/stats/day_reports.h"
#include "server/stats/definitions.h"
#include "server/stats/own.h"
#include "server/stats/registry_report.h"
#include "server/stats/report.h"
#include "server/stats/talk_reports.h"
#include "server/stats/year.h"

namespace talon::stats {

[[nodiscard]] std::string json(const SummaryReport& report);
[[nodiscard]] std::string json(const BreachReport& report);
[[nodiscard]] std::string json(const ChartReport& report);
[[nodiscard]] std::string json(const DayReport& report);
[[nodiscard]] std::string json(const WorkReport& report);
[[nodiscard]] std::string json(const LoadReport& report);
[[nodiscard]] std::string json(const OutOfTurnReport& report);
[[nodiscard]] std::string json(const SignsReport& report);
[[nodiscard]] std::string json(const ForecastReport& report);
[[nodiscard]] std::string json(const PhoneReport& report);
[[nodiscard]] std::string json(const RatingReport& report);
[[nodiscard]] std::string json(const HelpReport& report);
[[nodiscard]] std::string json(const RegistryReport& report);
[[nodiscard]] std::string json(const AppointmentReport& report);
[[nodiscard]] std::string json(const YearReport& report);
[[nodiscard]] std::string json(const OwnReport& report);
[[nodiscard]] std::string json(const Definitions& report);

/// RFC 4180: CRLF, quotes doubled, the same number of cells in every line, Russian headers. Separator ';'
/// also writes a byte order mark and decimal commas, as a Russian Excel wants it. Cells that a table program
/// would take for a formula (= + - @, tab, CR) begin with an apostrophe.
[[nodiscard]] std::string csv(const SummaryReport& report, char separator = ',');
[[nodiscard]] std::string csv(const BreachReport& report, char separator = ',');
[[nodiscard]] std::string csv(const ChartReport& report, char separator = ',');
[[nodiscard]] std::string csv(const DayReport& report, char separator = ',');
[[nodiscard]] std::string csv(const WorkReport& report, char separator = ',');
[[nodiscard]] std::string csv(const LoadReport& report, char separator = ',');
[[nodiscard]] std::string csv(const OutOfTurnReport& report, char separator = ',');
[[nodiscard]] std::string csv(const SignsReport& report, char separator = ',');
[[nodiscard]] std::string csv(const ForecastReport& report, char separator = ',');
[[nodiscard]] std::string csv(const PhoneReport& report, char separator = ',');
[[nodiscard]] std::string csv(const RatingReport& report, char separator = ',');
[[nodiscard]] std::string csv(const HelpReport& report, char separator = ',');
/// Columns for the name and the address of the applicant are empty.
[[nodiscard]] std::string csv(const RegistryReport& report, char separator = ',');
[[nodiscard]] std::string csv(const AppointmentReport& report, char separator = ',');
/// Months, procedures and services under one another; the rest is in the JSON.
[[nodiscard]] std::string csv(const YearReport& report, char separator = ',');
/// The parts of a summary as tables of their own.
[[nodiscard]] std::string clauses_csv(const SummaryReport& report, char separator = ',');
[[nodiscard]] std::string outcomes_csv(const SummaryReport& report, char separator = ',');

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
