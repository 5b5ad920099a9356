// SPDX-License-Identifier: MIT
// Makes the report that is asked for: feeds the folds of stats with rows, days and titles.
#include <utility>

#include "server/http/plan_maker.h"
#include "server/http/reports.h"
#include "server/stats/format.h"

namespace talon::http {
namespace {

/// Everything a report is made with.
class Maker {
 public:
  Maker(const store::Reader& reader, DayBook& book, const ReportOrder& order, const ReportWorld& world);
  ReportMade made();

 private:
  [[nodiscard]] std::string title(stats::By by, const std::string& key) const;
  [[nodiscard]] std::string element_title(const std::string& kind, const std::string& key) const;
  [[nodiscard]] std::string line_title(const LineId& line) const { return configuration_->line_title(line); }

  /// Feeds every row of the time to `fold`, then those who are in the hall still. whose: rows of this
  /// specialist alone; empty: all.
  template <class Fold>
  void feed(Fold& fold, const UserId& whose = {});
  template <class Report>
  Reply reply_of(const Report& report) const;
  Reply csv_reply(std::string text) const;

  ReportMade summary();
  ReportMade parts();
  ReportMade breaches();
  ReportMade chart();
  ReportMade day();
  ReportMade legs();
  ReportMade year();
  ReportMade own();
  ReportMade of_days();

  const store::Reader& reader_;
  DayBook& book_;
  const ReportOrder& order_;
  const ReportWorld& world_;
  LegNames leg_names_;
  PersonNames names_;
  std::shared_ptr<const Configuration> configuration_;
  stats::Outside outside_;
  stats::Titles titles_ = [this](stats::By by, const std::string& key) { return title(by, key); };
  stats::LineTitle line_titles_ = [this](const LineId& line) { return line_title(line); };
  stats::ElementTitle element_titles_ = [this](const std::string& kind, const std::string& key) {
    return element_title(kind, key);
  };
};

Maker::Maker(const store::Reader& reader, DayBook& book, const ReportOrder& order, const ReportWorld& world)
    : reader_(reader), book_(book), order_(order), world_(world), configuration_(world.configuration) {
  if (auto then = book_.configuration_of(order.period.to)) configuration_ = std::move(then);
  names_ = book_.names_of(order.period);
  outside_ = {reader.issued(order.period.from, order.period.to),
              static_cast<std::int64_t>(world.running.size()), world.virtual_clock};
}

std::string Maker::title(stats::By by, const std::string& key) const {
  if (by == stats::By::procedure) {
    const Procedure* procedure = configuration_->procedure(ProcedureId{key});
    return procedure == nullptr ? key : procedure->title;
  }
  if (by == stats::By::service) {
    const Service* service = configuration_->service(ServiceId{key});
    return service == nullptr ? key : service->title;
  }
  if (by == stats::By::desk) {
    const Desk* desk = configuration_->desk(DeskId{key});
    if (desk == nullptr) return key;
    const Room* room = configuration_->room(desk->room);
    return room == nullptr ? desk->title : desk->title + ", " + room->title;
  }
  if (const auto known = names_.find(key); known != names_.end()) return known->second;
  const std::string person = world_.name_of_person(key);  // a journal older than its names
  return person.empty() ? key : person;
}

std::string Maker::element_title(const std::string& kind, const std::string& key) const {
  if (kind == "system") return "Система";
  if (kind == "server") return "Сервер";
  if (kind == "issuing") return "Выдача талонов";
  if (kind == "desk") return title(stats::By::desk, key);
  if (kind == "line") {
    const auto slash = key.find('/');
    return line_title({ServiceId{key.substr(0, slash)}, ProcedureId{key.substr(slash + 1)}});
  }
  if (kind == "outcome") {
    const VisitOutcome* outcome = configuration_->outcome(key);
    return outcome == nullptr ? key : outcome->title;
  }
  const Device* device = configuration_->device(DeviceId{key});
  return device == nullptr ? key : device->title;
}

template <class Fold>
void Maker::feed(Fold& fold, const UserId& whose) {
  const auto wanted = [&](const LegRow& row) {
    return whose.empty() || leg_names_.name(row.specialist) == whose.value;
  };
  reader_.legs(order_.period.from, order_.period.to, leg_names_, [&](const LegRow& row) {
    if (wanted(row)) fold.add(row);
  });
  // After the reader's own names: a row made here may add new ones behind them.
  if constexpr (requires(const LegRow& row) { fold.add_running(row); }) {
    for (const Leg& leg : world_.running) {
      const LegRow row = leg_row(leg, leg_names_);
      if (wanted(row)) fold.add_running(row);
    }
  }
}

Reply Maker::csv_reply(std::string text) const {
  Reply reply = json_reply(200, std::move(text));
  reply.content_type = "text/csv; charset=utf-8";
  return reply;
}

template <class Report>
Reply Maker::reply_of(const Report& report) const {
  if (order_.form == ReportForm::json) return json_reply(200, stats::json(report));
  return csv_reply(stats::csv(report, order_.separator));
}

ReportMade Maker::summary() {
  stats::Summary fold(order_.by, leg_names_);
  feed(fold);
  const auto report = fold.report(order_.period, outside_, titles_);
  return {reply_of(report), report.books.balanced};
}

/// Clauses and outcomes are the summary's own; as CSV each is a table for itself.
ReportMade Maker::parts() {
  stats::Summary fold(order_.by, leg_names_);
  feed(fold);
  const auto report = fold.report(order_.period, outside_, titles_);
  if (order_.form == ReportForm::json) return {json_reply(200, stats::json(report)), report.books.balanced};
  const bool clauses = order_.name == ReportName::clauses;
  return {csv_reply(clauses ? stats::clauses_csv(report, order_.separator)
                            : stats::outcomes_csv(report, order_.separator)),
          report.books.balanced};
}

ReportMade Maker::breaches() {
  stats::Breaches fold(leg_names_, line_titles_);
  feed(fold);
  auto report = fold.report(outside_, titles_);
  const auto length = std::chrono::sys_days(order_.period.to) - std::chrono::sys_days(order_.period.from);
  // The causes need the days' records: beyond a year they would take too long to read.
  if (length < std::chrono::days{400}) stats::explain(report.rows, book_.days(order_.period, world_.now));
  return {reply_of(report), true};
}

ReportMade Maker::chart() {
  stats::Chart fold(leg_names_);
  feed(fold);
  return {reply_of(fold.report(outside_)), true};
}

ReportMade Maker::day() {
  stats::Day fold(leg_names_, line_titles_);
  feed(fold);
  auto report = fold.report(order_.period.from, outside_, titles_);
  stats::explain(report.breaches, book_.days(order_.period, world_.now));
  return {reply_of(report), report.books.balanced};
}

ReportMade Maker::legs() {
  const auto form = order_.form == ReportForm::json ? stats::LegFormat::json : stats::LegFormat::csv;
  stats::LegText text(form, order_.separator, world_.virtual_clock);
  reader_.legs(order_.period.from, order_.period.to, leg_names_,
               [&](const LegRow& row) { text.add(leg_of(row, leg_names_, reader_.ticket_of(row))); });
  text.finish();
  return {order_.form == ReportForm::json ? json_reply(200, text.take()) : csv_reply(text.take()), true};
}

ReportMade Maker::year() {
  stats::Year fold(leg_names_);
  feed(fold);
  const stats::Days days = book_.days(order_.period, world_.now);
  const auto report = fold.report(order_.period, outside_, days,
                                  {configuration_->name, titles_, element_titles_, line_titles_});
  return {reply_of(report), report.books.balanced};
}

ReportMade Maker::own() {
  stats::Summary fold(stats::By::day, leg_names_);
  feed(fold, order_.specialist);
  auto summary = fold.report(order_.period, outside_, titles_);
  const auto loads =
      stats::load_report(book_.days(order_.period, world_.now), order_.period, titles_, world_.virtual_clock);
  stats::OwnReport report;
  report.specialist = order_.specialist.value;
  report.from = order_.period.from;
  report.to = order_.period.to;
  report.days = std::move(summary.rows);
  report.total = std::move(summary.total);
  report.clauses = std::move(summary.clauses);
  for (const stats::LoadRow& row : loads.specialists) {
    if (row.specialist == order_.specialist.value) report.load = row;
  }
  report.virtual_clock = world_.virtual_clock;
  return {json_reply(200, stats::json(report)), true};
}

ReportMade Maker::of_days() {
  const stats::Days days = book_.days(order_.period, world_.now);
  const bool virtual_clock = world_.virtual_clock;
  switch (order_.name) {
    case ReportName::work:
      return {reply_of(stats::work_report(days, order_.period, element_titles_, virtual_clock)), true};
    case ReportName::load:
      return {reply_of(stats::load_report(days, order_.period, titles_, virtual_clock)), true};
    case ReportName::out_of_turn:
      return {reply_of(stats::out_of_turn_report(days, titles_, virtual_clock)), true};
    case ReportName::signs:
      return {reply_of(stats::signs_report(days, order_.period, titles_, virtual_clock)), true};
    case ReportName::phone:
      return {reply_of(stats::phone_report(days, order_.period, titles_, virtual_clock)), true};
    case ReportName::ratings:
      return {reply_of(stats::rating_report(days, order_.period, line_titles_, virtual_clock)), true};
    case ReportName::help:
      return {reply_of(stats::help_report(days, order_.period, element_titles_, titles_, virtual_clock)),
              true};
    case ReportName::registries:
      return {reply_of(stats::registry_report(
                  days, order_.period, {configuration_->registries, element_titles_, line_titles_, titles_},
                  order_.registry, virtual_clock)),
              true};
    case ReportName::appointments:
      return {reply_of(stats::appointment_report(days, order_.period, line_titles_, virtual_clock)), true};
    default:
      return {reply_of(stats::forecast_report(days, order_.period, line_titles_, virtual_clock)), true};
  }
}

ReportMade Maker::made() {
  switch (order_.name) {
    case ReportName::summary:
      return summary();
    case ReportName::clauses:
    case ReportName::outcomes:
      return parts();
    case ReportName::breaches:
      return breaches();
    case ReportName::chart:
      return chart();
    case ReportName::day:
      return day();
    case ReportName::legs:
      return legs();
    case ReportName::year:
      return year();
    case ReportName::own:
      return own();
    case ReportName::replay:
    case ReportName::staffing:
    case ReportName::redistribution:
      return {make_plan(reader_, book_, order_, world_), true};
    default:
      return of_days();
  }
}

}  // namespace

ReportMade make_report(const store::Reader& reader, DayBook& book, const ReportOrder& order,
                       const ReportWorld& world) {
  ReportMade made = Maker(reader, book, order, world).made();
  if (order.form == ReportForm::csv) {
    made.reply.extra.emplace_back("Content-Disposition", "attachment; filename=\"talon-" +
                                                             std::string(report_name(order.name)) + "-" +
                                                             format_date(order.period.from) + ".csv\"");
  }
  return made;
}

}  // namespace talon::http
