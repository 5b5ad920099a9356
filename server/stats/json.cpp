// SPDX-License-Identifier: MIT
#include <utility>

#include "server/protocol/writer.h"
#include "server/stats/csv.h"
#include "server/stats/format.h"

namespace talon::stats {
namespace {

template <class Report>
std::string written(const Report& report) {
  protocol::Writer writer;
  writer.value(report);
  return std::move(writer).text();
}

}  // namespace

std::string json(const SummaryReport& report) {
  return written(report);
}
std::string json(const BreachReport& report) {
  return written(report);
}
std::string json(const ChartReport& report) {
  return written(report);
}
std::string json(const DayReport& report) {
  return written(report);
}
std::string json(const WorkReport& report) {
  return written(report);
}
std::string json(const LoadReport& report) {
  return written(report);
}
std::string json(const OutOfTurnReport& report) {
  return written(report);
}
std::string json(const SignsReport& report) {
  return written(report);
}
std::string json(const ForecastReport& report) {
  return written(report);
}
std::string json(const PhoneReport& report) {
  return written(report);
}
std::string json(const RatingReport& report) {
  return written(report);
}
std::string json(const HelpReport& report) {
  return written(report);
}
std::string json(const RegistryReport& report) {
  return written(report);
}
std::string json(const AppointmentReport& report) {
  return written(report);
}
std::string json(const YearReport& report) {
  return written(report);
}
std::string json(const OwnReport& report) {
  return written(report);
}
std::string json(const Definitions& report) {
  return written(report);
}

LegText::LegText(LegFormat format, char separator, bool virtual_clock)
    : format_(format), separator_(separator), virtual_clock_(virtual_clock) {
  if (format_ == LegFormat::json) {
    text_ = virtual_clock_ ? "{\"virtual_clock\":true,\"rows\":[" : "{\"virtual_clock\":false,\"rows\":[";
  } else {
    text_ = leg_csv_header(separator_);
  }
}

void LegText::add(const Leg& leg) {
  if (format_ == LegFormat::csv) return put_leg_csv(leg, separator_, text_);
  if (!std::exchange(first_, false)) text_ += ',';
  text_ += written(leg);
}

void LegText::finish() {
  if (format_ == LegFormat::json) {
    text_ += "]}";
  } else if (virtual_clock_) {
    text_ += leg_csv_virtual_clock(separator_);
  }
}

std::string LegText::take() {
  return std::exchange(text_, {});
}

}  // namespace talon::stats
