// SPDX-License-Identifier: MIT
// Which report is asked for: read from the address.
#include "server/http/reports.h"

#include <array>
#include <utility>

namespace talon::http {
namespace {

constexpr int longest_days = 3700;        // ten years: groups alone are kept
constexpr int longest_raw_days = 31;      // raw rows are one reply: 60 000 of them are some 40 MB
constexpr int longest_record_days = 400;  // the journal of these days is read when it is asked for first

constexpr std::array<std::pair<std::string_view, ReportName>, 14> names = {
    {{"summary", ReportName::summary},
     {"breaches", ReportName::breaches},
     {"chart", ReportName::chart},
     {"day", ReportName::day},
     {"legs", ReportName::legs},
     {"clauses", ReportName::clauses},
     {"outcomes", ReportName::outcomes},
     {"work", ReportName::work},
     {"load", ReportName::load},
     {"out_of_turn", ReportName::out_of_turn},
     {"signs", ReportName::signs},
     {"forecast", ReportName::forecast},
     {"year", ReportName::year},
     {"own", ReportName::own}}};

Refusal bad(std::string detail) {
  return {RefusalCode::bad_request, std::move(detail)};
}

int longest(ReportName name) {
  switch (name) {
    case ReportName::summary:
    case ReportName::breaches:
    case ReportName::chart:
    case ReportName::clauses:
    case ReportName::outcomes:
      return longest_days;
    case ReportName::legs:
      return longest_raw_days;
    case ReportName::day:
      return 1;
    default:
      return longest_record_days;
  }
}

/// The year of `date`, as far as it has come.
stats::Period year_of(const Date& date, const Date& today) {
  return {date.year() / 1 / 1, std::min(Date{date.year() / 12 / 31}, std::max(today, date))};
}

Result<stats::Period> read_period(ReportName name, const Target& target, const Date& today) {
  const std::string from = target.value("from");
  const std::string to = target.value("to");
  const auto first = from.empty() ? std::optional(today) : parse_date(from);
  const auto last = to.empty() ? (from.empty() ? std::optional(today) : first) : parse_date(to);
  if (!first) return bad("from: нужна дата вида 2026-03-02");
  if (!last) return bad("to: нужна дата вида 2026-03-02");
  if (name == ReportName::year && to.empty()) return year_of(*first, today);
  if (name == ReportName::day) return stats::Period{*first, *first};
  const auto days = (std::chrono::sys_days(*last) - std::chrono::sys_days(*first)).count();
  if (days < 0) return bad("to раньше, чем from");
  if (days >= longest(name)) return bad("не больше " + std::to_string(longest(name)) + " дней");
  return stats::Period{*first, *last};
}

Result<ReportOrder> read_order(ReportName name, const Target& target, const Date& today) {
  ReportOrder order;
  order.name = name;
  const auto period = read_period(name, target, today);
  if (!period.ok()) return period.refusal();
  order.period = *period;
  if (const std::string by = target.value("by"); !by.empty()) {
    const auto parsed = stats::parse_by(by);
    if (!parsed) return bad("by: procedure, service, desk, specialist, hour, weekday, day или month");
    order.by = *parsed;
  }
  const std::string form = target.value("format");
  if (form == "csv") order.form = ReportForm::csv;
  if (!form.empty() && form != "csv" && form != "json") return bad("format: json или csv");
  const std::string separator = target.value("separator");
  if (separator == ";") order.separator = ';';
  if (!separator.empty() && separator != ";" && separator != ",") return bad("separator: , или ;");
  return order;
}

}  // namespace

std::string_view report_name(ReportName wanted) {
  for (const auto& [text, name] : names) {
    if (name == wanted) return text;
  }
  return "";
}

Result<ReportOrder> read_report_order(const std::string& name, const Target& target, const Date& today) {
  for (const auto& [text, wanted] : names) {
    if (text == name && wanted != ReportName::own) return read_order(wanted, target, today);
  }
  return Refusal{RefusalCode::unknown_report, name};
}

Result<ReportOrder> read_own_order(const UserId& specialist, const Target& target, const Date& today) {
  auto order = read_order(ReportName::own, target, today);
  if (order.ok()) {
    order->specialist = specialist;
    order->form = ReportForm::json;
  }
  return order;
}

}  // namespace talon::http
