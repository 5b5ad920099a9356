// SPDX-License-Identifier: MIT
#include "server/queue/outcomes.h"

#include <algorithm>

namespace talon::queue {
namespace {

template <class Item>
bool has(const std::vector<Item>& items, const Item& wanted) {
  return std::find(items.begin(), items.end(), wanted) != items.end();
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string text;
  for (const std::string& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
  return text;
}

/// Numbers begin anew with each year of service dates.
int next_number(const State& state, const RegistryId& registry, int year) {
  const auto known = state.registries.find(registry);
  return known == state.registries.end() || known->second.year != year ? 1 : known->second.number + 1;
}

}  // namespace

Result<Ending> ending(const State& state, const LineId& line, const std::string& outcome,
                      const std::string& reason) {
  const Configuration& configuration = *state.configuration;
  Ending made{outcome, reason, {}, 0, 0};
  if (outcome.empty() || configuration.outcomes.empty()) return made;
  const VisitOutcome* known = configuration.outcome(outcome);
  if (known == nullptr) return Refusal{RefusalCode::unknown_outcome, outcome};
  if (!known->procedures.empty() && !has(known->procedures, line.procedure)) {
    return Refusal{RefusalCode::unknown_outcome, known->title};
  }
  if (!known->reasons.empty() && !has(known->reasons, reason)) {
    return Refusal{RefusalCode::reason_required, joined(known->reasons)};
  }
  if (known->registry.empty()) return made;
  made.registry = known->registry;
  made.year = static_cast<int>(state.date.year());
  made.number = next_number(state, known->registry, made.year);
  return made;
}

bool row_is_followed(const State& state, std::int64_t seq) {
  const auto row = state.registry_rows.find(seq);
  if (row == state.registry_rows.end()) return false;
  return state.registries.at(row->second.registry).number != row->second.number;
}

}  // namespace talon::queue
