// SPDX-License-Identifier: MIT
#include "server/stats/registry_report.h"

#include <algorithm>
#include <tuple>

namespace talon::stats {
namespace {

std::string titled(const Titles& titles, By by, const std::string& key) {
  return titles ? titles(by, key) : key;
}

/// Where the configuration has no columns of its own.
std::vector<RegistryHeading> usual_columns() {
  return {{"№ п/п", ColumnOf::number},      {"Дата", ColumnOf::date},
          {"Время", ColumnOf::time},        {"Причина обращения", ColumnOf::line},
          {"Результат", ColumnOf::outcome}, {"Ф.И.О. заявителя", ColumnOf::blank},
          {"Талон", ColumnOf::ticket},      {"Специалист", ColumnOf::specialist}};
}

std::vector<RegistryHeading> columns_of(const Registry* registry) {
  if (registry == nullptr || registry->columns.empty()) return usual_columns();
  std::vector<RegistryHeading> columns;
  for (const RegistryColumn& column : registry->columns) columns.push_back({column.title, column.of});
  return columns;
}

const Registry* find(const std::vector<Registry>& registries, const std::string& id) {
  const auto found = std::find_if(registries.begin(), registries.end(),
                                  [&](const Registry& registry) { return registry.id.value == id; });
  return found == registries.end() ? nullptr : &*found;
}

RegistryRow row_of(const RegistryEntry& entry, const RegistryTitles& titles) {
  RegistryRow row;
  row.registry = entry.registry.value;
  row.year = entry.year;
  row.number = entry.number;
  row.at = entry.at;
  row.ticket = entry.ticket;
  row.service = entry.line.service.value;
  row.procedure = entry.line.procedure.value;
  row.service_title = titled(titles.people_and_parts, By::service, row.service);
  row.procedure_title = titled(titles.people_and_parts, By::procedure, row.procedure);
  row.line_title = titles.line ? titles.line(entry.line) : row.service + ": " + row.procedure;
  row.outcome = entry.outcome;
  row.outcome_title = titles.element ? titles.element("outcome", entry.outcome) : entry.outcome;
  row.reason = entry.reason;
  row.desk = entry.desk.value;
  row.specialist = entry.specialist.value;
  row.specialist_title = titled(titles.people_and_parts, By::specialist, row.specialist);
  return row;
}

/// rows: in order.
std::vector<RegistryRange> ranges(const std::vector<RegistryRow>& rows,
                                  const std::vector<Registry>& registries) {
  std::vector<RegistryRange> found;
  for (const RegistryRow& row : rows) {
    const bool same =
        !found.empty() && found.back().registry == row.registry && found.back().year == row.year;
    if (!same) {
      const Registry* registry = find(registries, row.registry);
      found.push_back({row.registry, registry == nullptr ? row.registry : registry->title, row.year,
                       row.number, row.number, 0, 0, columns_of(registry)});
    }
    RegistryRange& range = found.back();
    if (row.number > range.last) range.missing += row.number - range.last - 1;
    range.last = row.number;
    ++range.count;
  }
  return found;
}

}  // namespace

RegistryReport registry_report(const Days& days, const Period& period, const RegistryTitles& titles,
                               const RegistryId& only, bool virtual_clock) {
  RegistryReport out;
  out.from = period.from;
  out.to = period.to;
  out.virtual_clock = virtual_clock;
  for (const auto& day : days) {
    for (const RegistryEntry& entry : day->registries) {
      if (only.empty() || entry.registry == only) out.rows.push_back(row_of(entry, titles));
    }
  }
  std::stable_sort(out.rows.begin(), out.rows.end(), [](const RegistryRow& a, const RegistryRow& b) {
    return std::tie(a.registry, a.year, a.number) < std::tie(b.registry, b.year, b.number);
  });
  out.registries = ranges(out.rows, titles.registries);
  return out;
}

std::string column_text(const RegistryRow& row, ColumnOf of) {
  switch (of) {
    case ColumnOf::number:
      return std::to_string(row.number);
    case ColumnOf::date:
      return format_timestamp(row.at).substr(0, 10);
    case ColumnOf::time:
      return format_timestamp(row.at).substr(11, 5);
    case ColumnOf::service:
      return row.service_title;
    case ColumnOf::procedure:
      return row.procedure_title;
    case ColumnOf::line:
      return row.line_title;
    case ColumnOf::outcome:
      return row.reason.empty() ? row.outcome_title : row.outcome_title + ": " + row.reason;
    case ColumnOf::reason:
      return row.reason;
    case ColumnOf::ticket:
      return row.ticket.text();
    case ColumnOf::desk:
      return row.desk;
    case ColumnOf::specialist:
      return row.specialist_title;
    case ColumnOf::blank:
      return {};
  }
  return {};
}

}  // namespace talon::stats
