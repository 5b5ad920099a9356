// SPDX-License-Identifier: MIT
// Which report is asked for: read from the address.
#include "server/http/reports.h"

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include "server/http/session_copy.h"
#include "server/model/names.h"

namespace talon::http {
namespace {

constexpr std::size_t most_changes = 20;
constexpr int longest_days = 3700;        // ten years: groups alone are kept
constexpr int longest_raw_days = 31;      // raw rows are one reply: 60 000 of them are some 40 MB
constexpr int longest_plan_days = 100;    // every visitor of them is held
constexpr int longest_record_days = 400;  // the journal of these days is read when it is asked for first

constexpr std::array<std::pair<std::string_view, ReportName>, 22> names = {
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
     {"phone", ReportName::phone},
     {"ratings", ReportName::ratings},
     {"help", ReportName::help},
     {"registries", ReportName::registries},
     {"appointments", ReportName::appointments},
     {"year", ReportName::year},
     {"replay", ReportName::replay},
     {"staffing", ReportName::staffing},
     {"redistribution", ReportName::redistribution},
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
    case ReportName::replay:
      return 1;
    case ReportName::staffing:
      return longest_plan_days;
    case ReportName::redistribution:
      return longest_raw_days;
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

/// Seconds are not planned with.
std::optional<std::chrono::minutes> parse_minutes(std::string_view text) {
  const auto colon = text.find(':');
  int hour = 0;
  int minute = 0;
  const auto number = [](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() &&
           digits.size() <= 2;
  };
  if (colon == std::string_view::npos || !number(text.substr(0, colon), hour) ||
      !number(text.substr(colon + 1), minute))
    return std::nullopt;
  if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
  return std::chrono::minutes{hour * 60 + minute};
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::string::size_type from = 0;
  for (auto to = text.find(separator); to != std::string::npos; to = text.find(separator, from)) {
    parts.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  parts.push_back(text.substr(from));
  return parts;
}

/// open,DESK,11:00,13:00 | close,DESK,11:00,13:00 | serve,DESK,SERVICE,PROCEDURE |
/// drop,DESK,SERVICE,PROCEDURE | mode,NAME
std::optional<outlook::Change> parse_change(const std::string& text) {
  const std::vector<std::string> parts = split(text, ',');
  const std::string& verb = parts.front();
  if (verb == "mode" && parts.size() == 2) {
    const auto mode = parse_name<OrderMode>(parts[1]);
    return mode ? std::optional<outlook::Change>(*mode) : std::nullopt;
  }
  if (parts.size() != 4) return std::nullopt;
  const DeskId desk{parts[1]};
  if (verb == "serve" || verb == "drop")
    return outlook::DeskLine{desk, {ServiceId{parts[2]}, ProcedureId{parts[3]}}, verb == "serve"};
  const auto from = parse_minutes(parts[2]);
  const auto to = parse_minutes(parts[3]);
  if ((verb != "open" && verb != "close") || !from || !to) return std::nullopt;
  return outlook::DeskHours{desk, *from, *to, verb == "open"};
}

std::optional<Refusal> read_changes(const Target& target, ReportOrder& order) {
  const std::string changes = target.value("changes");
  if (changes.empty()) return bad("changes: что изменить, например open,5,11:00,13:00");
  for (const std::string& text : split(changes, ';')) {
    const auto change = parse_change(text);
    if (!change)
      return bad(
          "changes: «" + text +
          "» непонятно; open или close,ОКНО,11:00,13:00, serve или drop,ОКНО,УСЛУГА,ПРОЦЕДУРА, mode,ИМЯ");
    order.changes.push_back(*change);
  }
  if (order.changes.size() > most_changes) return bad("changes: не больше " + std::to_string(most_changes));
  return std::nullopt;
}

/// What the planning reports are asked with besides the time.
std::optional<Refusal> read_plan(ReportName name, const Target& target, ReportOrder& order) {
  if (name == ReportName::replay) return read_changes(target, order);
  const std::string text = target.value("target");
  if (name != ReportName::staffing || text.empty()) return std::nullopt;
  int percent = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), percent);
  if (error != std::errc{} || end != text.data() + text.size() || percent < 1 || percent > 50)
    return bad("target: сколько процентов может ждать дольше предела, от 1 до 50");
  order.target = percent / 100.0;
  return std::nullopt;
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
  if (name == ReportName::registries) order.registry = RegistryId{target.value("registry")};
  if (auto refusal = read_plan(name, target, order)) return *refusal;
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
    if (text != name || wanted == ReportName::own) continue;
    auto order = read_order(wanted, target, today);
    const std::string hall = target.value("hall");
    // The name of a folder, once it is known to be one.
    if (!hall.empty() && !is_hall_id(hall)) return bad("hall: такого зала не бывает");
    if (order.ok()) order->hall = hall;
    return order;
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
