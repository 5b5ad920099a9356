// SPDX-License-Identifier: MIT
// The goals set for the order of calls (B2-B5, B9, and those of the default mode), and what is reached.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/simulation/figures.h"

namespace talon::simulation {

/// Figures by scenario and policy.
class Measured {
 public:
  void add(const std::string& scenario, const std::string& policy, const Figures& figures);
  [[nodiscard]] std::optional<Figures> of(const std::string& scenario, const std::string& policy) const;
  /// Over all scenarios that have the policy; empty: none has.
  [[nodiscard]] std::optional<Figures> mean(const std::string& policy) const;
  /// Scenarios where `policy` has more violations than `other`.
  [[nodiscard]] std::optional<double> worse(const std::string& policy, const std::string& other) const;

 private:
  std::map<std::string, std::map<std::string, Figures>> by_policy_;  ///< policy -> scenario
};

/// What the clock showed; empty: not measured.
struct Speed {
  std::optional<double> pick_us;  ///< insert and pick, p99.9 with 3 000 waiting, 40 services, 40 desks
  std::optional<double> day_ms;   ///< a day of h40-heavy
};

struct Goal {
  std::string id;
  std::string what;
  double aim = 0;                 ///< at most this
  std::optional<double> reached;  ///< empty: the scenario it needs was not given
  [[nodiscard]] bool met() const { return reached && *reached <= aim; }
};

/// Policies that the goals need, by name.
[[nodiscard]] const std::vector<std::string>& goal_policies();
/// The hall of one goal: a scenario of that name with 30 % privileged visitors, added under
/// `many_privileged`.
inline constexpr std::string_view many_privileged_of = "h08-heavy";
inline constexpr std::string_view many_privileged = "h08-heavy, 30 % privileged";
/// The scenario whose days are timed.
inline constexpr std::string_view timed = "h40-heavy";

[[nodiscard]] std::vector<Goal> goals_of(const Measured& measured, const Speed& speed);

}  // namespace talon::simulation
