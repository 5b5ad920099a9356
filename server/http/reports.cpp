// SPDX-License-Identifier: MIT
#include "server/http/reports.h"

#include <array>
#include <utility>

#include "server/stats/format.h"

namespace talon::http {
namespace {

constexpr int longest_days = 3700;    // ten years: groups alone are kept
constexpr int longest_raw_days = 31;  // raw rows are one reply: 60 000 of them are some 40 MB

constexpr std::array<std::pair<std::string_view, ReportName>, 5> names = {{{"summary", ReportName::summary},
                                                                           {"breaches", ReportName::breaches},
                                                                           {"chart", ReportName::chart},
                                                                           {"day", ReportName::day},
                                                                           {"legs", ReportName::legs}}};

Refusal bad(std::string detail) {
  return {RefusalCode::bad_request, std::move(detail)};
}

std::string_view name_text(ReportName wanted) {
  for (const auto& [text, name] : names) {
    if (name == wanted) return text;
  }
  return "";
}

stats::Titles titles(const ReportWorld& world) {
  return [&world](stats::By by, const std::string& key) -> std::string {
    const Configuration& hall = *world.configuration;
    if (by == stats::By::procedure) {
      const Procedure* procedure = hall.procedure(ProcedureId{key});
      return procedure == nullptr ? key : procedure->title;
    }
    if (by == stats::By::service) {
      const Service* service = hall.service(ServiceId{key});
      return service == nullptr ? key : service->title;
    }
    if (by == stats::By::desk) {
      const Desk* desk = hall.desk(DeskId{key});
      if (desk == nullptr) return key;
      const Room* room = hall.room(desk->room);
      return room == nullptr ? desk->title : desk->title + ", " + room->title;
    }
    const std::string person = world.name_of_person(key);
    return person.empty() ? key : person;
  };
}

template <class Report>
Reply reply_of(const ReportOrder& order, const Report& report) {
  if (order.form == ReportForm::json) return json_reply(200, stats::json(report));
  Reply reply = json_reply(200, stats::csv(report, order.separator));
  reply.content_type = "text/csv; charset=utf-8";
  return reply;
}

Reply raw_rows(const store::Reader& reader, const ReportOrder& order, const ReportWorld& world) {
  LegNames leg_names;
  const auto form = order.form == ReportForm::json ? stats::LegFormat::json : stats::LegFormat::csv;
  stats::LegText text(form, order.separator, world.virtual_clock);
  reader.legs(order.period.from, order.period.to, leg_names,
              [&](const LegRow& row) { text.add(leg_of(row, leg_names, reader.ticket_of(row))); });
  text.finish();
  Reply reply = json_reply(200, text.take());
  if (order.form == ReportForm::csv) reply.content_type = "text/csv; charset=utf-8";
  return reply;
}

/// Feeds every row of the time to `fold`.
template <class Fold>
void feed(const store::Reader& reader, const ReportOrder& order, LegNames& leg_names, Fold& fold) {
  reader.legs(order.period.from, order.period.to, leg_names, [&fold](const LegRow& row) { fold.add(row); });
}

}  // namespace

Result<ReportOrder> read_report_order(const std::string& name, const Target& target, const Date& today) {
  ReportOrder order;
  bool known = false;
  for (const auto& [text, wanted] : names) {
    if (text != name) continue;
    order.name = wanted;
    known = true;
  }
  if (!known) return Refusal{RefusalCode::unknown_report, name};
  const std::string from = target.value("from");
  const std::string to = target.value("to");
  const auto first = from.empty() ? std::optional(today) : parse_date(from);
  const auto last = to.empty() ? (from.empty() ? std::optional(today) : first) : parse_date(to);
  if (!first) return bad("from: нужна дата вида 2026-03-02");
  if (!last) return bad("to: нужна дата вида 2026-03-02");
  order.period = {*first, *last};
  const auto days = (std::chrono::sys_days(*last) - std::chrono::sys_days(*first)).count();
  if (days < 0) return bad("to раньше, чем from");
  const int most = order.name == ReportName::legs ? longest_raw_days : longest_days;
  if (days >= most) return bad("не больше " + std::to_string(most) + " дней");
  if (const std::string by = target.value("by"); !by.empty()) {
    const auto parsed = stats::parse_by(by);
    if (!parsed) return bad("by: procedure, service, desk, specialist, hour, weekday или day");
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

ReportMade make_report(const store::Reader& reader, const ReportOrder& order, const ReportWorld& world) {
  LegNames leg_names;
  const stats::Outside outside{reader.issued(order.period.from, order.period.to), world.in_hall,
                               world.virtual_clock};
  const stats::LineTitle line_title = [&world](const LineId& line) {
    return world.configuration->line_title(line);
  };
  ReportMade made;
  if (order.name == ReportName::summary) {
    stats::Summary fold(order.by, leg_names);
    feed(reader, order, leg_names, fold);
    const auto report = fold.report(order.period, outside, titles(world));
    made = {reply_of(order, report), report.books.balanced};
  } else if (order.name == ReportName::breaches) {
    stats::Breaches fold(leg_names, line_title);
    feed(reader, order, leg_names, fold);
    made.reply = reply_of(order, fold.report(outside));
  } else if (order.name == ReportName::chart) {
    stats::Chart fold(leg_names);
    feed(reader, order, leg_names, fold);
    made.reply = reply_of(order, fold.report(outside));
  } else if (order.name == ReportName::day) {
    stats::Day fold(leg_names, line_title);
    feed(reader, order, leg_names, fold);
    const auto report = fold.report(order.period.from, outside, titles(world));
    made = {reply_of(order, report), report.books.balanced};
  } else {
    made.reply = raw_rows(reader, order, world);
  }
  if (order.form == ReportForm::csv) {
    made.reply.extra.emplace_back("Content-Disposition", "attachment; filename=\"talon-" +
                                                             std::string(name_text(order.name)) + "-" +
                                                             format_date(order.period.from) + ".csv\"");
  }
  return made;
}

}  // namespace talon::http
