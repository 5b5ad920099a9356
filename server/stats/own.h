// SPDX-License-Identifier: MIT
// A specialist's own figures: nobody else's are in it.
#pragma once

#include <vector>

#include "server/stats/day_reports.h"

namespace talon::stats {

struct OwnReport {
  std::string specialist;
  Date from;
  Date to;
  std::vector<Row> days;
  Row total;
  std::vector<ClauseRow> clauses;
  LoadRow load;
  bool virtual_clock = false;
  TALON_FIELDS(OwnReport, specialist, from, to, days, total, clauses, load, virtual_clock)
};

}  // namespace talon::stats
