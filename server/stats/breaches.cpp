// SPDX-License-Identifier: MIT
#include <algorithm>
#include <tuple>

#include "server/stats/report.h"

namespace talon::stats {
namespace {

/// What was measured, in milliseconds, and when measuring began: where somebody was seen that is the wait
/// itself, else all of the stay.
struct Span {
  std::int64_t begin = 0;  ///< since issue
  std::int64_t length = 0;
};

Span waited(const LegRow& row) {
  if (row.wait < 0) return {0, row.stay};
  return {row.seen.value_or(row.wait) - row.wait, row.wait};
}

Span served(const LegRow& row) {
  return {row.seen.value_or(row.ended - row.service), row.service};
}

}  // namespace

void Breaches::add(const LegRow& row) {
  const LegKind& kind = names_.kind(row.kind);
  if (wait_broken(row, kind)) put(row, Measure::wait, false);
  if (service_broken(row, kind)) put(row, Measure::service, false);
}

void Breaches::add_running(const LegRow& row) {
  const LegKind& kind = names_.kind(row.kind);
  if (wait_broken(row, kind)) put(row, Measure::wait, row.wait < 0);
  if (service_broken(row, kind)) put(row, Measure::service, true);
}

void Breaches::put(const LegRow& row, Measure measure, bool running) {
  if (report_.rows.size() >= most_) {
    ++report_.left_out;
    return;
  }
  const LegKind& kind = names_.kind(row.kind);
  const bool wait = measure == Measure::wait;
  const Leg leg = leg_of(row, names_);
  const Span span = wait ? waited(row) : served(row);
  BreachRow out;
  out.date = leg.date;
  out.number = leg.number;
  out.line_title =
      title_ ? title_({kind.service, kind.procedure}) : kind.service.value + ": " + kind.procedure.value;
  out.measure = measure;
  out.clause = wait ? kind.wait_clause : kind.service_clause;
  out.limit_s = wait ? *kind.wait_limit_s : *kind.service_limit_s * std::max(row.applicants, 1);
  out.actual_s = whole_seconds(Millis{span.length});
  out.desk = leg.desk;
  out.specialist = leg.specialist;
  out.service = kind.service;
  out.procedure = kind.procedure;
  out.running = running;
  out.at = leg.issued_at.plus(Millis{span.begin} + out.limit_s + Seconds{1});
  report_.rows.push_back(std::move(out));
}

BreachReport Breaches::report(const Outside& outside, const Titles& titles) const {
  BreachReport out = report_;
  for (BreachRow& row : out.rows) {
    if (row.specialist.empty()) continue;
    row.specialist_title = titles ? titles(By::specialist, row.specialist.value) : row.specialist.value;
  }
  out.virtual_clock = outside.virtual_clock;
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const BreachRow& a, const BreachRow& b) {
    return std::tie(a.date, a.at) < std::tie(b.date, b.at);
  });
  return out;
}

}  // namespace talon::stats
