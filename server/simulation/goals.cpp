// SPDX-License-Identifier: MIT
#include "server/simulation/goals.h"

#include <algorithm>
#include <limits>

namespace talon::simulation {
namespace {

const std::string fifo = "fifo";
const std::string live = "live";
const std::string patient = "patient";
const std::string balanced = "balanced";
const std::string balanced_patient = "balanced_patient";
const std::string compliance = "compliance";
const std::string out_of_turn = "balanced+out_of_turn";
const std::string guarded = "balanced+out_of_turn+guard";

// Side limits that an order keeps which claims to have fewer violations.
constexpr double longest_aim = 54;
constexpr double hour_aim = 3.0;

using Part = double Figures::*;

class Goals {
 public:
  explicit Goals(const Measured& measured) : measured_(measured) {}

  void value(const std::string& id, std::string what, double aim, std::optional<double> reached) {
    goals_.push_back({id, std::move(what), aim, reached});
  }
  void mean(const std::string& id, const std::string& policy, const std::string& what, Part part,
            double aim) {
    const auto figures = measured_.mean(policy);
    value(id, policy + ": " + what, aim, figures ? std::optional{*figures.*part} : std::nullopt);
  }
  void violations(const std::string& id, const std::string& scenario, const std::string& policy, double aim) {
    const auto figures = measured_.of(scenario, policy);
    value(id, policy + ": нарушений, %, " + scenario, aim,
          figures ? std::optional{figures->violations} : std::nullopt);
  }
  std::vector<Goal> all() { return std::move(goals_); }

 private:
  const Measured& measured_;
  std::vector<Goal> goals_;
};

/// By how many points the kind of visitors that fares worst is worse off than under `other`.
std::optional<double> most_harm(const Measured& measured, const std::string& policy,
                                const std::string& other) {
  const auto mine = measured.mean(policy);
  const auto theirs = measured.mean(other);
  if (!mine || !theirs) return std::nullopt;
  double harm = std::max(mine->of_booked - theirs->of_booked, mine->of_priority - theirs->of_priority);
  for (std::size_t i = 0; i < mine->of_kind.size(); ++i) {
    harm = std::max(harm, mine->of_kind.at(i) - theirs->of_kind.at(i));
  }
  return harm;
}

/// Of the modes that keep every line in its own order.
void live_goals(Goals& goals, const Measured& measured, const std::string& policy) {
  const std::string id = "live";
  goals.mean(id, policy, "нарушений, %", &Figures::violations, 10.5);
  goals.mean(id, policy, "самое долгое ожидание дня, мин", &Figures::longest_min, longest_aim);
  goals.mean(id, policy, "ждали больше часа, %", &Figures::over_an_hour, hour_aim);
  goals.mean(id, policy, "обойдены в своей очереди, %", &Figures::overtaken, 0);
  goals.value(id, policy + ": хуже fifo самой обделённой группе, п. п.", 0.3,
              most_harm(measured, policy, fifo));
}

void balanced_goals(Goals& goals, const Measured& measured) {
  const std::string id = "B2";
  goals.mean(id, balanced, "нарушений, %", &Figures::violations, 10.5);
  goals.mean(id, balanced, "самое долгое ожидание дня, мин", &Figures::longest_min, longest_aim);
  goals.mean(id, balanced, "ждали больше часа, %", &Figures::over_an_hour, hour_aim);
  goals.mean(id, balanced, "обойдены в своей очереди, %", &Figures::overtaken, 1.5);
  goals.value(id, balanced + ": залов, где нарушений больше, чем при fifo", 0,
              measured.worse(balanced, fifo));
  goals.violations(id, "h08-normal", balanced, 4.0);
  goals.violations(id, "h08-heavy", balanced, 13.6);
  goals.violations(id, "h16-heavy", balanced, 12.2);
  goals.violations(id, "h08-lim15", balanced, 7.6);
  goals.violations(id, "h08-mixlim", balanced, 8.5);
  goals.violations(id, "h40-over", balanced, 32.2);
}

void priority_goals(Goals& goals, const Measured& measured) {
  const std::string id = "B3";
  goals.mean(id, out_of_turn, "нарушений, %", &Figures::violations, 11.0);
  goals.mean(id, out_of_turn, "ожидание льготных, p95, мин", &Figures::p95_priority_min, 8.0);
  goals.mean(id, guarded, "нарушений, %", &Figures::violations, 11.4);
  goals.mean(id, guarded, "ожидание льготных, p95, мин", &Figures::p95_priority_min, 12.5);
  const auto many = measured.of(std::string(many_privileged), guarded);
  goals.value(id, guarded + ": самое долгое ожидание, мин, h08-heavy с 30 % льготных", 140,
              many ? std::optional{many->worst_min} : std::nullopt);
}

/// The fewest violations among the orders that keep the side limits, those for comparison too.
std::optional<double> least_violations(const Measured& measured) {
  constexpr double overtaken_aim = 1.5;
  std::optional<double> least;
  for (const std::string& policy : {live, patient, balanced, balanced_patient}) {
    const auto figures = measured.mean(policy);
    if (!figures || figures->longest_min > longest_aim || figures->over_an_hour > hour_aim ||
        figures->overtaken > overtaken_aim || measured.worse(policy, fifo).value_or(0) > 0) {
      continue;
    }
    least = std::min(least.value_or(std::numeric_limits<double>::max()), figures->violations);
  }
  return least;
}

}  // namespace

void Measured::add(const std::string& scenario, const std::string& policy, const Figures& figures) {
  by_policy_[policy][scenario] = figures;
}

std::optional<Figures> Measured::of(const std::string& scenario, const std::string& policy) const {
  const auto scenarios = by_policy_.find(policy);
  if (scenarios == by_policy_.end()) return std::nullopt;
  const auto found = scenarios->second.find(scenario);
  return found == scenarios->second.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Figures> Measured::mean(const std::string& policy) const {
  const auto scenarios = by_policy_.find(policy);
  if (scenarios == by_policy_.end()) return std::nullopt;
  std::vector<Figures> rows;
  for (const auto& [scenario, figures] : scenarios->second) {
    if (scenario != many_privileged) rows.push_back(figures);
  }
  return rows.empty() ? std::nullopt : std::optional{mean_of(rows)};
}

std::optional<double> Measured::worse(const std::string& policy, const std::string& other) const {
  const auto scenarios = by_policy_.find(policy);
  if (scenarios == by_policy_.end()) return std::nullopt;
  double count = 0;
  for (const auto& [scenario, figures] : scenarios->second) {
    const auto theirs = of(scenario, other);
    if (theirs && figures.violations > theirs->violations) ++count;
  }
  return count;
}

const std::vector<std::string>& goal_policies() {
  static const std::vector<std::string> all = {fifo, live, patient, balanced, balanced_patient, compliance};
  return all;
}

std::vector<Goal> goals_of(const Measured& measured, const Speed& speed) {
  Goals goals(measured);
  live_goals(goals, measured, live);
  live_goals(goals, measured, patient);
  balanced_goals(goals, measured);
  priority_goals(goals, measured);
  goals.mean("B4", compliance, "нарушений, %", &Figures::violations, 6.6);
  goals.mean("B4", compliance, "самое долгое ожидание дня, мин", &Figures::longest_min, 75);
  goals.value("B5", "нарушений, %, при побочных пределах B2", 9.5, least_violations(measured));
  goals.value("B9", "поставить и выбрать, p99,9, мкс: 3 000 ждут, 40 услуг, 40 окон", 2, speed.pick_us);
  goals.value("B9", "день зала на 40 окон (h40-heavy), мс", 10, speed.day_ms);
  return goals.all();
}

}  // namespace talon::simulation
