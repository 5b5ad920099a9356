// SPDX-License-Identifier: MIT
#include "server/http/plan_csv.h"

#include "server/queue/sentences.h"
#include "server/stats/csv.h"

namespace talon::http {
namespace {

using outlook::DeskWork;
using outlook::WaitFigures;
using stats::Csv;
using TitleRow = std::vector<std::string_view>;

const TitleRow replay_titles = {"Что",     "Как",        "Посетителей",       "С нормативом", "В срок",
                                "Доля, %", "Среднее, с", "90 % не дольше, с", "Максимум, с",  "Не приняты"};
const TitleRow staffing_titles = {"День недели", "С",         "Придёт", "Нагрузка, окон",
                                  "Нужно окон",  "Было окон", "Окна"};
const TitleRow duty_titles = {"Окно", "Принимает", "Открыто, с", "Занято, с", "Нагрузка, %", "Принято"};
const TitleRow proposal_titles = {"Предложение",      "Окно",           "Добавить",
                                  "Меньше нарушений", "Доля в срок, %", "Разница нагрузки, %"};

void put(Csv& out, std::string_view what, std::string_view how, const WaitFigures& figures) {
  out.cell(what).cell(how).cell(figures.visitors).cell(figures.with_limit).cell(figures.within);
  out.percent(figures.within_share).cell(figures.mean_s).cell(figures.p90_s).cell(figures.max_s);
  out.cell(figures.not_seen).end();
}

void foot(Csv& out, bool virtual_clock, std::size_t width) {
  if (virtual_clock) out.cell("Виртуальные часы").cell("да").end(width);
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

std::string joined(const std::vector<DeskId>& desks) {
  std::string all;
  for (const DeskId& desk : desks) all += (all.empty() ? "" : " ") + desk.value;
  return all;
}

}  // namespace

std::string csv(const outlook::ReplayReport& report, char separator) {
  Csv out(separator);
  out.header(replay_titles);
  const auto three = [&](std::string_view title, const WaitFigures& actual, const WaitFigures& before,
                         const WaitFigures& after) {
    put(out, title, "на деле", actual);
    put(out, title, "повтор", before);
    put(out, title, "с изменениями", after);
  };
  three("Всего", report.actual, report.before, report.after);
  for (const outlook::LineReplay& line : report.lines)
    three(line.title, line.actual, line.before, line.after);
  for (const std::string& change : report.changes)
    out.cell("Изменение").cell(change).end(replay_titles.size());
  foot(out, report.virtual_clock, replay_titles.size());
  return std::move(out).text();
}

std::string csv(const outlook::StaffingReport& report, char separator) {
  Csv out(separator);
  out.header(staffing_titles);
  for (const outlook::StaffedWeekday& weekday : report.weekdays) {
    for (const outlook::StaffedHalfHour& row : weekday.half_hours) {
      out.cell(weekday.title).cell(queue::clock_text(row.from_min)).decimal(row.arrivals).decimal(row.load);
      out.cell(row.desks).decimal(row.desks_usual.value_or(0)).cell(joined(row.open)).end();
    }
  }
  foot(out, report.virtual_clock, staffing_titles.size());
  return std::move(out).text();
}

std::string csv(const outlook::RedistributionReport& report, char separator) {
  Csv out(separator);
  out.header(duty_titles);
  for (const outlook::DeskDuties& row : report.desks) {
    out.cell(row.title).cell(joined(row.lines)).cell(row.work.open_s).cell(row.work.busy_s);
    out.percent(row.work.load).cell(row.work.seen).end();
  }
  out.header(proposal_titles);
  int number = 0;
  for (const outlook::DutyProposal& row : report.proposals) {
    out.cell(++number).cell(row.desk_title).cell(row.line_title).cell(row.late_less);
    out.percent(row.after.within_share).percent(row.spread).end();
  }
  foot(out, report.virtual_clock, proposal_titles.size());
  return std::move(out).text();
}

}  // namespace talon::http
