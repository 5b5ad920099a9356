// SPDX-License-Identifier: MIT
#include "server/stats/year.h"

#include <utility>

namespace talon::stats {

void Year::add(const LegRow& row) {
  months_.add(row);
  procedures_.add(row);
  services_.add(row);
}

void Year::add_running(const LegRow& row) {
  months_.add_running(row);
  procedures_.add_running(row);
  services_.add_running(row);
}

YearReport Year::report(const Period& period, const Outside& outside, const Days& days,
                        const Words& words) const {
  SummaryReport months = months_.report(period, outside, words.titles);
  const bool virtual_clock = outside.virtual_clock;
  YearReport out;
  out.from = period.from;
  out.to = period.to;
  out.office = words.office;
  out.months = std::move(months.rows);
  out.procedures = procedures_.report(period, outside, words.titles).rows;
  out.services = services_.report(period, outside, words.titles).rows;
  out.total = std::move(months.total);
  out.clauses = std::move(months.clauses);
  out.outcomes = std::move(months.outcomes);
  out.books = months.books;
  WorkReport work = work_report(days, period, words.element, virtual_clock);
  out.work = std::move(work.rows);
  out.work_days = work.days;
  out.load = load_report(days, period, words.titles, virtual_clock).total;
  out.out_of_turn = static_cast<std::int64_t>(out_of_turn_report(days, {}, virtual_clock).rows.size());
  out.signs = static_cast<std::int64_t>(signs_report(days, period, words.titles, virtual_clock).rows.size());
  out.forecast = forecast_report(days, period, words.line, virtual_clock).total;
  out.virtual_clock = virtual_clock;
  return out;
}

}  // namespace talon::stats
