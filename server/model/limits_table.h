// SPDX-License-Identifier: MIT
// The table of limits as it is shown and printed (S2-6.4-j): made of the regulation that tickets are measured
// by, so that what is shown can never differ from what is measured.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/configuration.h"
#include "server/model/fields.h"

namespace talon {

/// One row; `amount` empty: measured, without a norm.
struct LimitsRow {
  std::string kind;  ///< "wait", "service" (the queue measures them) or "term"
  ClauseId clause;
  std::string subject;  ///< what is limited: "Подать документы, в порядке очереди: ожидание"
  std::string service;    ///< title; empty: every service
  std::string procedure;  ///< title; empty: every procedure
  std::string entry;      ///< "walk_in", "booked"; empty: both
  std::optional<double> amount;
  Unit unit = Unit::minute;
  bool least = false;   ///< not less than the amount, instead of not more
  bool target = false;  ///< a guide, never a breach
  std::string from;     ///< event it is counted from
  std::string to;
  std::string text;  ///< the clause's own words
  TALON_FIELDS(LimitsRow, kind, clause, subject, service, procedure, entry, amount, unit, least, target, from,
               to, text)
};

struct RegulationVersion {
  std::string name;
  std::optional<Date> valid_from;  ///< empty: from ever
  bool in_force = false;           ///< the version of this table
  TALON_FIELDS(RegulationVersion, name, valid_from, in_force)
};

struct LimitsTable {
  std::string office;
  Date date;  ///< in force on this day
  std::string name;
  std::string title;
  std::string status;  ///< "in force", "draft"
  std::optional<Date> valid_from;
  int late_after_min = 0;  ///< a booked visitor later than this waits as a walk-in
  bool hold_counts = true;
  std::vector<LimitsRow> rows;
  std::vector<RegulationVersion> versions;  ///< of every profile of the hall, oldest first
  TALON_FIELDS(LimitsTable, office, date, name, title, status, valid_from, late_after_min, hold_counts, rows,
               versions)
};

}  // namespace talon
