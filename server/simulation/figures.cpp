// SPDX-License-Identifier: MIT
#include "server/simulation/figures.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace talon::simulation {
namespace {

constexpr int hour = 3600;

/// What counts of one visitor; empty: he left in time without a word.
struct Counted {
  int wait = 0;
  bool broken = false;
};
std::optional<Counted> counted(const Scenario& scenario, const Visitor& visitor, const Fate& fate) {
  const int limit = limit_of(scenario, visitor);
  if (fate.found_gone && visitor.leave <= limit) return std::nullopt;
  const int reference = reference_of(visitor);
  // Nobody was able to call him all day.
  const int call =
      fate.first_call == none ? std::max(scenario.close, reference + limit + 1) : fate.first_call;
  int wait = std::max(0, call - reference);
  if (fate.found_gone) wait = std::min(wait, visitor.leave);
  return Counted{wait, call > reference + limit};
}

bool ordinary(const Visitor& visitor) {
  return !visitor.priority && !booked_in_time(visitor);
}

/// Of all values, by rank; minutes.
double p95_min(std::vector<int> seconds) {
  constexpr double share = 0.95;
  if (seconds.empty()) return 0;
  const auto rank = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(seconds.size()))) - 1;
  std::nth_element(seconds.begin(), seconds.begin() + rank, seconds.end());
  return seconds[static_cast<std::size_t>(rank)] / 60.0;
}

double longest(const std::vector<int>& seconds) {
  return seconds.empty() ? 0 : *std::max_element(seconds.begin(), seconds.end()) / 60.0;
}

}  // namespace

void Tally::Share::count(bool is_broken) {
  ++counted;
  if (is_broken) ++broken;
}

double Tally::Share::percent() const {
  return counted == 0 ? 0 : 100.0 * static_cast<double>(broken) / static_cast<double>(counted);
}

void Tally::add_wait(int seconds, bool priority) {
  long_.count(seconds > hour);
  waits_.push_back(seconds);
  if (priority) priority_waits_.push_back(seconds);
}

void Tally::add(const Scenario& scenario, const VisitorDay& day, const DayRun& run) {
  int longest_wait = 0;
  for (std::size_t i = 0; i < day.visitors.size(); ++i) {
    const Visitor& visitor = day.visitors[i];
    const auto one = counted(scenario, visitor, run.fates[i]);
    if (!one) continue;
    all_.count(one->broken);
    add_wait(one->wait, visitor.priority);
    longest_wait = std::max(longest_wait, one->wait);
    const Kind kind = scenario.services[static_cast<std::size_t>(visitor.service)].kind;
    Share& group = visitor.priority          ? priority_
                   : booked_in_time(visitor) ? booked_
                                             : kinds_.at(static_cast<std::size_t>(kind));
    group.count(one->broken);
  }
  add_overtaken(scenario, day, run);
  longest_s_ += longest_wait;
  ++days_;
  busy_s_ += run.busy_s;
  hours_s_ += run.hours_s;
}

void Tally::add_overtaken(const Scenario& scenario, const VisitorDay& day, const DayRun& run) {
  std::vector<int> earliest(scenario.services.size(), stays);  // first calls of those who came later
  for (std::size_t i = day.visitors.size(); i-- > 0;) {
    const Visitor& visitor = day.visitors[i];
    const Fate& fate = run.fates[i];
    if (!ordinary(visitor) || !counted(scenario, visitor, fate)) continue;
    int& later = earliest[static_cast<std::size_t>(visitor.service)];
    const int call = fate.first_call == none ? stays : fate.first_call;
    overtaken_.count(later < call);
    later = std::min(later, call);
  }
}

Figures Tally::figures() const {
  Figures figures;
  figures.violations = all_.percent();
  for (std::size_t i = 0; i < kinds_.size(); ++i) figures.of_kind.at(i) = kinds_.at(i).percent();
  figures.of_booked = booked_.percent();
  figures.of_priority = priority_.percent();
  figures.p95_min = p95_min(waits_);
  figures.longest_min = days_ == 0 ? 0 : longest_s_ / days_ / 60;
  figures.worst_min = longest(waits_);
  figures.over_an_hour = long_.percent();
  figures.p95_priority_min = p95_min(priority_waits_);
  figures.overtaken = overtaken_.percent();
  figures.utilisation = hours_s_ == 0 ? 0 : busy_s_ / hours_s_;
  figures.counted = all_.counted;
  figures.broken = all_.broken;
  return figures;
}

Figures mean_of(const std::vector<Figures>& rows) {
  Figures mean;
  const double share = rows.empty() ? 0 : 1 / static_cast<double>(rows.size());
  for (const Figures& row : rows) {
    mean.violations += share * row.violations;
    for (std::size_t i = 0; i < row.of_kind.size(); ++i) mean.of_kind.at(i) += share * row.of_kind.at(i);
    mean.of_booked += share * row.of_booked;
    mean.of_priority += share * row.of_priority;
    mean.p95_min += share * row.p95_min;
    mean.longest_min += share * row.longest_min;
    mean.worst_min = std::max(mean.worst_min, row.worst_min);
    mean.over_an_hour += share * row.over_an_hour;
    mean.p95_priority_min += share * row.p95_priority_min;
    mean.overtaken += share * row.overtaken;
    mean.utilisation += share * row.utilisation;
    mean.counted += row.counted;
    mean.broken += row.broken;
  }
  return mean;
}

}  // namespace talon::simulation
