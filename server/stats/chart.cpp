// SPDX-License-Identifier: MIT
#include <algorithm>

#include "server/stats/report.h"

namespace talon::stats {

void Chart::add(const LegRow& row) {
  if (row.leg != 0 || row.wait < 0) return;
  const LegKind& kind = names_.kind(row.kind);
  if (kind.wait_limit_s) limits_.insert({kind.procedure, kind.wait_clause, *kind.wait_limit_s});
  if (points_.size() >= most_) {
    ++left_out_;
    return;
  }
  const Leg leg = leg_of(row, names_);
  points_.push_back(
      {leg.issued_at, leg.number, leg.procedure, whole_seconds(Millis{row.wait}), wait_broken(row, kind)});
}

ChartReport Chart::report(const Outside& outside) const {
  ChartReport out;
  out.points = points_;
  std::stable_sort(out.points.begin(), out.points.end(),
                   [](const ChartPoint& a, const ChartPoint& b) { return a.at < b.at; });
  out.limits.assign(limits_.begin(), limits_.end());
  out.left_out = left_out_;
  out.virtual_clock = outside.virtual_clock;
  return out;
}

}  // namespace talon::stats
