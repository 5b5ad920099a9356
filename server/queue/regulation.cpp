// SPDX-License-Identifier: MIT
#include "server/queue/regulation.h"

#include <algorithm>
#include <cmath>

namespace talon::queue {
namespace {

bool concerns(const Limit& row, const LineId& line, Entry entry, Measure measure) {
  return row.measure == measure && (row.procedure.empty() || row.procedure == line.procedure) &&
         (row.service.empty() || row.service == line.service) && (!row.entry || *row.entry == entry);
}

int particular(const Limit& row) {
  return (row.service.empty() ? 0 : 4) + (row.procedure.empty() ? 0 : 2) + (row.entry ? 1 : 0);
}

/// Does `a` count before `b`? A norm counts before none among rows that are equally particular.
bool before(const Limit& a, const Limit& b) {
  if (particular(a) != particular(b)) return particular(a) > particular(b);
  return a.limit && (!b.limit || *a.limit < *b.limit);
}

/// Seconds in one; empty: it is no length of time, or has none of its own.
std::optional<double> seconds_of(Unit unit) {
  switch (unit) {
    case Unit::second:
      return 1;
    case Unit::minute:
      return 60;
    case Unit::hour:
      return 3600;
    case Unit::day:
      return 86400;
    default:
      return std::nullopt;
  }
}

}  // namespace

const Regulation* regulation_of(const Configuration& configuration, const std::string& name,
                                const Date& date) {
  const Regulation* chosen = nullptr;
  for (const Regulation& version : configuration.regulations) {
    if (version.name != name || (version.valid_from.ok() && version.valid_from > date)) continue;
    // A version without a date is valid from ever: any dated one is newer.
    const bool newer = chosen == nullptr || !chosen->valid_from.ok() ||
                       (version.valid_from.ok() && version.valid_from > chosen->valid_from);
    if (newer) chosen = &version;
  }
  return chosen;
}

const Regulation* regulation_of(const Configuration& configuration, const TicketIssued& issued) {
  const auto& all = configuration.regulations;
  const auto kept = std::find_if(all.begin(), all.end(), [&](const Regulation& version) {
    const bool same =
        issued.regulation_from ? version.valid_from == *issued.regulation_from : !version.valid_from.ok();
    return version.name == issued.regulation && same;
  });
  if (kept != all.end()) return &*kept;
  return regulation_of(configuration, issued.regulation, issued.date);
}

Norm norm(const Regulation* regulation, const LineId& line, Entry entry, Measure measure) {
  if (regulation == nullptr) return {};
  const Limit* chosen = nullptr;
  for (const Limit& row : regulation->limits) {
    if (!concerns(row, line, entry, measure)) continue;
    if (chosen == nullptr || before(row, *chosen)) chosen = &row;
  }
  if (chosen != nullptr) return {chosen->limit, chosen->clause};
  if (entry == Entry::walk_in) return {};
  return norm(regulation, line, Entry::walk_in, measure);
}

std::optional<Seconds> time_of_term(const Configuration& configuration, const Date& date,
                                    std::string_view id) {
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, date);
  if (regulation == nullptr) return std::nullopt;
  for (const Term& term : regulation->terms) {
    if (term.id != id || !term.amount) continue;
    const auto seconds = seconds_of(term.unit);
    if (!seconds) return std::nullopt;
    return Seconds{std::llround(*term.amount * *seconds)};
  }
  return std::nullopt;
}

Seconds travel_time(const Configuration& configuration, const Date& date, int distance_m) {
  constexpr double norm_m = 5000;
  const auto norm = time_of_term(configuration, date, "mobile_travel");
  if (!norm) return Seconds{0};
  return Seconds{std::llround(static_cast<double>(norm->count()) * distance_m / norm_m)};
}

}  // namespace talon::queue
