// SPDX-License-Identifier: MIT
#include <algorithm>

#include "server/model/names.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

std::optional<Date> dated(const Date& date) {
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::string subject_of(const LimitsRow& row) {
  std::string text = row.procedure.empty() ? "Все процедуры" : row.procedure;
  if (!row.service.empty()) text = row.service + ": " + text;
  if (row.entry == name_of(Entry::walk_in)) text += ", в порядке очереди";
  if (row.entry == name_of(Entry::booked)) text += ", по записи";
  return text + (row.kind == name_of(Measure::wait) ? ": ожидание" : ": приём одного заявителя");
}

LimitsRow row_of(const Configuration& configuration, const Limit& limit) {
  const Procedure* procedure = configuration.procedure(limit.procedure);
  const Service* service = configuration.service(limit.service);
  LimitsRow row;
  row.kind = name_of(limit.measure);
  row.clause = limit.clause;
  row.service = service == nullptr ? limit.service.value : service->title;
  row.procedure = procedure == nullptr ? limit.procedure.value : procedure->title;
  if (limit.entry) row.entry = name_of(*limit.entry);
  row.subject = subject_of(row);
  const bool whole_minutes = limit.limit && limit.limit->count() % 60 == 0;
  if (limit.limit) row.amount = static_cast<double>(limit.limit->count() / (whole_minutes ? 60 : 1));
  row.unit = limit.limit && !whole_minutes ? Unit::second : Unit::minute;
  const bool booked = limit.entry == Entry::booked;
  if (limit.measure == Measure::wait) {
    row.from = booked ? "время записи" : limit.entry ? "выдача талона" : "выдача талона или время записи";
    row.to = "начало приёма";
  } else {
    row.from = "начало приёма";
    row.to = "окончание приёма";
  }
  row.text = limit.text;
  return row;
}

LimitsRow row_of(const Configuration& configuration, const Term& term) {
  const Procedure* procedure = configuration.procedure(term.procedure);
  LimitsRow row;
  row.kind = "term";
  row.clause = term.clause;
  row.subject = term.title;
  if (procedure != nullptr) row.procedure = procedure->title;
  row.amount = term.amount;
  row.unit = term.unit;
  row.least = term.least;
  row.target = term.target;
  row.from = term.from;
  row.to = term.to;
  row.text = term.text;
  return row;
}

std::vector<RegulationVersion> versions_of(const Configuration& configuration, const Regulation& shown) {
  std::vector<RegulationVersion> versions;
  for (const Regulation& regulation : configuration.regulations) {
    versions.push_back({regulation.name, dated(regulation.valid_from), &regulation == &shown});
  }
  std::stable_sort(versions.begin(), versions.end(),
                   [](const auto& a, const auto& b) { return a.valid_from < b.valid_from; });
  return versions;
}

}  // namespace

std::optional<LimitsTable> limits_table(const Configuration& configuration, const std::string& name,
                                        const Date& date) {
  const Regulation* regulation = regulation_of(configuration, name, date);
  if (regulation == nullptr) return std::nullopt;
  LimitsTable table;
  table.office = configuration.name;
  table.date = date;
  table.name = regulation->name;
  table.title = regulation->title;
  table.status = regulation->status;
  table.valid_from = dated(regulation->valid_from);
  table.late_after_min = static_cast<int>(regulation->late_after.count());
  table.hold_counts = regulation->hold_counts;
  for (const Limit& limit : regulation->limits) table.rows.push_back(row_of(configuration, limit));
  for (const Term& term : regulation->terms) table.rows.push_back(row_of(configuration, term));
  table.versions = versions_of(configuration, *regulation);
  return table;
}

}  // namespace talon::queue
