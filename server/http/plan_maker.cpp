// SPDX-License-Identifier: MIT
#include "server/http/plan_maker.h"

#include <algorithm>
#include <map>
#include <utility>

#include "server/http/plan_csv.h"
#include "server/http/router.h"
#include "server/outlook/outlook.h"
#include "server/outlook/redistribution.h"
#include "server/outlook/staffing.h"
#include "server/protocol/writer.h"

namespace talon::http {
namespace {

/// Before a single day, so that the lengths of its services are known.
constexpr std::chrono::days learnt{30};

/// What is read once for each of the reports.
struct Past {
  std::vector<outlook::PastDay> days;
  std::shared_ptr<const outlook::Past> services;
};

std::vector<outlook::Stretch> of_day(const std::vector<stats::Stretch>& stretches, const Date& date) {
  const auto midnight = std::chrono::local_days{date};
  std::vector<outlook::Stretch> found;
  for (const stats::Stretch& each : stretches)
    found.push_back({each.from.local() - midnight, each.to.local() - midnight});
  return found;
}

Past read_past(const store::Reader& reader, DayBook& book, const stats::Period& period,
               const Date& learn_from, const Timestamp& now) {
  LegNames names;
  outlook::PastFold services;
  std::map<std::chrono::sys_days, outlook::PastDayFold> folds;
  reader.legs(std::min(learn_from, period.from), period.to, names, [&](const LegRow& row) {
    services.add(row, names);
    const std::chrono::sys_days day{std::chrono::days{row.day}};
    if (Date{day} >= period.from) folds.try_emplace(day, Date{day}).first->second.add(row, names);
  });
  Past past;
  past.services = std::make_shared<const outlook::Past>(services.past());
  for (const auto& summary : book.days(period, now)) {
    const auto fold = folds.find(std::chrono::sys_days{summary->date});
    auto configuration = book.configuration_of(summary->date);
    if (!summary->closed || fold == folds.end() || !configuration) continue;
    std::map<DeskId, std::vector<outlook::Stretch>> open;
    for (const auto& [desk, stretches] : summary->received) open[desk] = of_day(stretches, summary->date);
    past.days.push_back(fold->second.day(std::move(configuration), std::move(open)));
  }
  return past;
}

template <class Report>
Reply reply_of(Report report, const ReportOrder& order, const ReportWorld& world) {
  report.virtual_clock = world.virtual_clock;
  if (order.form == ReportForm::csv) {
    Reply reply = json_reply(200, csv(report, order.separator));
    reply.content_type = "text/csv; charset=utf-8";
    return reply;
  }
  protocol::Writer writer;
  writer.value(report);
  return json_reply(200, std::move(writer).text());
}

Reply replay(const Past& past, const ReportOrder& order, const ReportWorld& world) {
  const outlook::PastDay& day = past.days.front();
  if (auto refusal = outlook::check_changes(*day.configuration, order.changes)) return refuse(*refusal);
  return reply_of(outlook::replay_report(day, order.changes, past.services), order, world);
}

Reply staffing(const Past& past, const ReportOrder& order, const ReportWorld& world) {
  std::map<unsigned, std::vector<outlook::PastDay>> weekdays;
  for (const outlook::PastDay& day : past.days)
    weekdays[std::chrono::weekday{std::chrono::sys_days{day.date}}.iso_encoding()].push_back(day);
  outlook::StaffingReport report;
  report.from = order.period.from;
  report.to = order.period.to;
  report.target = order.target;
  report.virtual_days = outlook::replications;
  for (const auto& [weekday, days] : weekdays)
    report.weekdays.push_back(outlook::staff_weekday(days, *past.services, order.target));
  return reply_of(std::move(report), order, world);
}

}  // namespace

Reply make_plan(const store::Reader& reader, DayBook& book, const ReportOrder& order,
                const ReportWorld& world) {
  const Date learn_from{std::chrono::sys_days{order.period.from} - learnt};
  const Past past = read_past(reader, book, order.period, learn_from, world.now);
  if (past.days.empty())
    return refuse({RefusalCode::bad_request, "за это время нет ни одного законченного дня с талонами"});
  if (order.name == ReportName::replay) return replay(past, order, world);
  if (order.name == ReportName::staffing) return staffing(past, order, world);
  return reply_of(outlook::redistribution(past.days, past.services), order, world);
}

}  // namespace talon::http
