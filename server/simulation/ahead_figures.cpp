// SPDX-License-Identifier: MIT
#include "server/simulation/ahead_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace talon::simulation {
namespace {

constexpr std::array<int, 7> range_from = {0, 120, 300, 600, 1200, 1800, 2700};
constexpr long least_in_range = 300;
constexpr int horizon = 45 * 60;
constexpr int quiet = 60 * 60;  ///< without a breach: the next one begins a burst
constexpr int tolerated_late = 15 * 60;

std::size_t range_of(int told) {
  const auto after = std::upper_bound(range_from.begin() + 1, range_from.end(), told);
  return static_cast<std::size_t>(after - range_from.begin()) - 1;
}

double percent(long part, long whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

double minutes(double seconds, long count) {
  return count == 0 ? 0 : seconds / 60 / static_cast<double>(count);
}

/// Of none: 0.
double median_min(std::vector<int> seconds) {
  if (seconds.empty()) return 0;
  const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return *middle / 60.0;
}

long within(const std::vector<int>& moments, int after, int until) {
  return std::upper_bound(moments.begin(), moments.end(), until) -
         std::upper_bound(moments.begin(), moments.end(), after);
}

}  // namespace

std::optional<int> broken_at(const Scenario& scenario, const Visitor& visitor, const Fate& fate) {
  const int limit = limit_of(scenario, visitor);
  const int deadline = reference_of(visitor) + limit;
  if (fate.found_gone && visitor.leave <= limit) return std::nullopt;
  if (fate.first_call != none && fate.first_call <= deadline) return std::nullopt;
  return deadline;
}

void AheadTally::add_told(const std::vector<Told>& told, const VisitorDay& day, const DayRun& run) {
  ranges_.resize(range_from.size());
  for (const Told& each : told) {
    const auto index = static_cast<std::size_t>(each.visitor);
    const int called = run.fates[index].first_call;
    if (called == none) continue;
    const int waited = called - day.visitors[index].arrival;
    ++told_;
    bias_s_ += each.median - waited;
    error_s_ += std::abs(each.median - waited);
    if (!each.not_later) continue;
    Range& range = ranges_[range_of(each.median)];
    ++range.count;
    ++promised_;
    if (waited > *each.not_later) continue;
    ++range.covered;
    ++covered_;
  }
}

void AheadTally::add_looks(const std::vector<Look>& looks, const std::vector<int>& breaches) {
  ++days_;
  bool before = false;
  for (const Look& look : looks) {
    const bool right = within(breaches, look.t, look.t + horizon) >= look.breaches;
    if (right) ++broken_looks_;
    if (look.warns) ++warned_;
    if (look.warns && right) ++warned_right_;
    if (look.warns && !before && !right) ++false_onsets_;
    before = look.warns;
  }
  int last = -quiet;
  for (const int breach : breaches) {
    if (breach - last >= quiet) {
      const auto warned = std::find_if(looks.begin(), looks.end(), [&](const Look& look) {
        return look.warns && look.t > breach - quiet && look.t <= breach;
      });
      leads_.push_back(warned == looks.end() ? 0 : breach - warned->t);
      if (!looks.empty() && within(breaches, breach - 1, breach + horizon) >= looks.front().breaches)
        leads_of_many_.push_back(leads_.back());
    }
    last = breach;
  }
}

void AheadTally::add_closing(const ClosingLook& look, int close, int last_start) {
  ++closings_;
  closing_error_s_ += std::abs(look.median - last_start);
  if (last_start <= look.p90) ++closing_covered_;
  const bool is_long = last_start > close + tolerated_late;
  if (is_long) ++long_days_;
  if (is_long && look.proposes) ++found_;
  if (!is_long && look.proposes) ++false_;
}

ForecastFigures AheadTally::forecast() const {
  ForecastFigures figures;
  figures.count = told_;
  figures.bias_min = minutes(bias_s_, told_);
  figures.error_min = minutes(error_s_, told_);
  figures.covered = percent(covered_, promised_);
  figures.worst_covered = 100;
  for (const Range& range : ranges_) {
    if (range.count >= least_in_range)
      figures.worst_covered = std::min(figures.worst_covered, percent(range.covered, range.count));
  }
  return figures;
}

WarningFigures AheadTally::warning() const {
  WarningFigures figures;
  figures.precision = percent(warned_right_, warned_);
  figures.recall = percent(warned_right_, broken_looks_);
  figures.false_onsets = days_ == 0 ? 0 : static_cast<double>(false_onsets_) / days_;
  figures.bursts = static_cast<long>(leads_.size());
  figures.lead_min = median_min(leads_);
  figures.bursts_of_many = static_cast<long>(leads_of_many_.size());
  figures.lead_of_many_min = median_min(leads_of_many_);
  return figures;
}

ClosingFigures AheadTally::closing() const {
  ClosingFigures figures;
  figures.error_min = minutes(closing_error_s_, closings_);
  figures.covered = percent(closing_covered_, closings_);
  figures.found = percent(found_, long_days_);
  figures.false_share = percent(false_, closings_ - long_days_);
  figures.long_days = long_days_;
  return figures;
}

}  // namespace talon::simulation
