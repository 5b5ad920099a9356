// SPDX-License-Identifier: MIT
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

bool concerns(const Limit& row, const LineId& line, Measure measure) {
  return row.measure == measure && (row.procedure.empty() || row.procedure == line.procedure) &&
         (row.service.empty() || row.service == line.service);
}

}  // namespace

const Regulation* regulation_of(const Configuration& configuration, const std::string& name,
                                const Date& date) {
  const Regulation* chosen = nullptr;
  for (const Regulation& version : configuration.regulations) {
    if (version.name != name || (version.valid_from.ok() && version.valid_from > date)) continue;
    if (chosen == nullptr || version.valid_from > chosen->valid_from) chosen = &version;
  }
  return chosen;
}

Norm norm(const Regulation* regulation, const LineId& line, Entry entry, Measure measure) {
  Norm smallest;
  if (regulation == nullptr) return smallest;
  for (const Limit& row : regulation->limits) {
    if (!concerns(row, line, measure) || !row.limit || (row.entry && *row.entry != entry)) continue;
    if (!smallest.limit || *row.limit < *smallest.limit) smallest = {row.limit, row.clause};
  }
  if (smallest.limit || entry == Entry::walk_in) return smallest;
  return norm(regulation, line, Entry::walk_in, measure);
}

}  // namespace talon::queue
