// SPDX-License-Identifier: MIT
#include "server/stats/registry_report.h"

#include <algorithm>
#include <tuple>

namespace talon::stats {
namespace {

std::string titled(const ElementTitle& element, const char* kind, const std::string& key) {
  return element ? element(kind, key) : key;
}

RegistryRow row_of(const RegistryEntry& entry, const ElementTitle& element, const LineTitle& line,
                   const Titles& titles) {
  RegistryRow row;
  row.registry = entry.registry.value;
  row.year = entry.year;
  row.number = entry.number;
  row.at = entry.at;
  row.ticket = entry.ticket;
  row.service = entry.line.service.value;
  row.procedure = entry.line.procedure.value;
  row.line_title = line ? line(entry.line) : row.service + ": " + row.procedure;
  row.outcome = entry.outcome;
  row.outcome_title = titled(element, "outcome", entry.outcome);
  row.reason = entry.reason;
  row.desk = entry.desk.value;
  row.specialist = entry.specialist.value;
  row.specialist_title = titles ? titles(By::specialist, row.specialist) : row.specialist;
  return row;
}

/// rows: in order.
std::vector<RegistryRange> ranges(const std::vector<RegistryRow>& rows, const ElementTitle& element) {
  std::vector<RegistryRange> found;
  for (const RegistryRow& row : rows) {
    const bool same =
        !found.empty() && found.back().registry == row.registry && found.back().year == row.year;
    if (!same) {
      found.push_back(
          {row.registry, titled(element, "registry", row.registry), row.year, row.number, row.number, 0, 0});
    }
    RegistryRange& range = found.back();
    if (row.number > range.last) range.missing += row.number - range.last - 1;
    range.last = row.number;
    ++range.count;
  }
  return found;
}

}  // namespace

RegistryReport registry_report(const Days& days, const Period& period, const ElementTitle& element,
                               const LineTitle& line, const Titles& titles, bool virtual_clock) {
  RegistryReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  for (const auto& day : days) {
    for (const RegistryEntry& entry : day->registries) {
      out.rows.push_back(row_of(entry, element, line, titles));
    }
  }
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const RegistryRow& a, const RegistryRow& b) {
    return std::tie(a.registry, a.year, a.number) < std::tie(b.registry, b.year, b.number);
  });
  out.registries = ranges(out.rows, element);
  return out;
}

}  // namespace talon::stats
