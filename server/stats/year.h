// SPDX-License-Identifier: MIT
// The year's report that a head sends upwards: months, procedures and services with the same totals, shares
// within each clause's limit, how the system worked, and the books. Every total is computed from its parts.
#pragma once

#include <vector>

#include "server/stats/day_reports.h"
#include "server/stats/report.h"

namespace talon::stats {

struct YearReport {
  Date from;
  Date to;
  std::string office;
  std::vector<Row> months;
  std::vector<Row> procedures;
  std::vector<Row> services;
  Row total;
  std::vector<ClauseRow> clauses;
  std::vector<OutcomeRow> outcomes;
  std::vector<WorkRow> work;  ///< the system, its elements, desks and lines
  std::int64_t work_days = 0;
  LoadRow load;
  std::int64_t out_of_turn = 0;
  std::int64_t signs = 0;
  ForecastRow forecast;
  Books books;
  bool virtual_clock = false;
  TALON_FIELDS(YearReport, from, to, office, months, procedures, services, total, clauses, outcomes, work,
               work_days, load, out_of_turn, signs, forecast, books, virtual_clock)
};

class Year {
 public:
  explicit Year(const LegNames& names)
      : months_(By::month, names), procedures_(By::procedure, names), services_(By::service, names) {}
  void add(const LegRow& row);
  void add_running(const LegRow& row);
  /// What the titles of the parts are made of.
  struct Words {
    std::string office;
    Titles titles;
    ElementTitle element;
    LineTitle line;
  };
  [[nodiscard]] YearReport report(const Period& period, const Outside& outside, const Days& days,
                                  const Words& words) const;

 private:
  Summary months_, procedures_, services_;
};

}  // namespace talon::stats
