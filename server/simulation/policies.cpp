// SPDX-License-Identifier: MIT
#include "server/simulation/policies.h"

#include <algorithm>
#include <array>

#include "server/model/names.h"

namespace talon::simulation {
namespace {

constexpr std::string_view strict_classes = "strict";

Policy of_mode(OrderMode mode) {
  return {std::string(name_of(mode)), queue::rule_of(mode, false), PriorityRule::head_start};
}

Policy strict() {
  Policy policy = of_mode(OrderMode::fifo);
  policy.name = strict_classes;
  policy.strict = true;
  return policy;
}

/// A name of the published tables and what it is.
struct Alias {
  std::string_view name;
  std::string_view mode;
  PriorityRule priority = PriorityRule::head_start;
  bool guard = false;
};
constexpr std::array<Alias, 9> aliases = {{
    {"FIFO", "fifo"},
    {"STRICT", strict_classes},
    {"DEFAULT", "balanced"},
    {"DEFAULT+strict-priority", "balanced", PriorityRule::out_of_turn, false},
    {"DEFAULT+guarded-priority", "balanced", PriorityRule::out_of_turn, true},
    {"COMPLIANCE(G=60)", "compliance"},
    {"LIVE(G=0)", "live_0"},
    {"LIVE(G=20)", "live"},
    {"LIVE(G=60)", "live_60"},
}};

}  // namespace

std::optional<Policy> policy_named(std::string_view name) {
  if (name == strict_classes) return strict();
  if (const auto mode = parse_name<OrderMode>(name)) return of_mode(*mode);
  const auto* alias =
      std::find_if(aliases.begin(), aliases.end(), [&](const Alias& each) { return each.name == name; });
  if (alias == aliases.end()) return std::nullopt;
  Policy policy = with_priority(*policy_named(alias->mode), alias->priority, alias->guard);
  policy.name = alias->name;
  return policy;
}

std::string mode_names() {
  std::string all;
  for (const auto& each : Names<OrderMode>::all) all += std::string(each.second) + ", ";
  return all + std::string(strict_classes);
}

Policy with_priority(Policy policy, PriorityRule priority, bool guard) {
  if (priority != policy.priority) policy.name += "+" + std::string(name_of(priority));
  if (guard) policy.name += "+guard";
  policy.priority = priority;
  policy.rule.guard = queue::rule_of(policy.rule.mode, guard).guard;
  return policy;
}

}  // namespace talon::simulation
