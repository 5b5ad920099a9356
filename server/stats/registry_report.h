// SPDX-License-Identifier: MIT
// The journals of the regulation as they are kept on paper: rows in order of their numbers.
#pragma once

#include <string>
#include <vector>

#include "server/stats/day_reports.h"

namespace talon::stats {

struct RegistryRow {
  std::string registry;
  int year = 0;
  int number = 0;
  Timestamp at;
  TicketNumber ticket;
  std::string service;
  std::string procedure;
  std::string service_title;
  std::string procedure_title;
  std::string line_title;
  std::string outcome;
  std::string outcome_title;
  std::string reason;
  std::string desk;
  std::string specialist;
  std::string specialist_title;
  TALON_FIELDS(RegistryRow, registry, year, number, at, ticket, service, procedure, service_title,
               procedure_title, line_title, outcome, outcome_title, reason, desk, specialist,
               specialist_title)
};
/// A column as the journal is printed.
struct RegistryHeading {
  std::string title;
  ColumnOf of = ColumnOf::blank;
  TALON_FIELDS(RegistryHeading, title, of)
};
/// The rows of one journal and year that lie in the time.
struct RegistryRange {
  std::string registry;
  std::string title;
  int year = 0;
  int first = 0;
  int last = 0;
  std::int64_t count = 0;
  std::int64_t missing = 0;  ///< numbers between the first and the last that no row has; 0, or rows are lost
  std::vector<RegistryHeading> columns;  ///< the regulation's own; where it has none, what a row knows
  TALON_FIELDS(RegistryRange, registry, title, year, first, last, count, missing, columns)
};
struct RegistryReport {
  Date from;
  Date to;
  std::vector<RegistryRange> registries;
  std::vector<RegistryRow> rows;  ///< by journal, year, number
  bool virtual_clock = false;
  TALON_FIELDS(RegistryReport, from, to, registries, rows, virtual_clock)
};

/// What the names of a row come from.
struct RegistryTitles {
  std::vector<Registry> registries;  ///< with their titles and columns
  ElementTitle element;              ///< of kind "outcome"
  LineTitle line;
  Titles people_and_parts;  ///< of specialists, services and procedures
};
/// only: this journal; empty: every one.
[[nodiscard]] RegistryReport registry_report(const Days& days, const Period& period,
                                             const RegistryTitles& titles, const RegistryId& only,
                                             bool virtual_clock);
/// What the column says of the row; `of` blank: nothing.
[[nodiscard]] std::string column_text(const RegistryRow& row, ColumnOf of);

}  // namespace talon::stats
