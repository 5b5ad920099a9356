// SPDX-License-Identifier: MIT
// The table of limits of the regulation in force: data, never a constant in code.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/model/configuration.h"
#include "server/model/event.h"
#include "server/model/limits_table.h"

namespace talon::queue {

struct Norm {
  std::optional<Seconds> limit;  ///< empty: measured, without a norm
  ClauseId clause;
};

/// The profile named in the configuration, of its versions the last one valid on `date`; nullptr: none.
[[nodiscard]] const Regulation* regulation_of(const Configuration& configuration, const std::string& name,
                                              const Date& date);
/// The version that the ticket was issued under; where the configuration no longer has it, the one that was
/// valid on its date.
[[nodiscard]] const Regulation* regulation_of(const Configuration& configuration, const TicketIssued& issued);
/// The limit of the line for the kind of entry: of the rows that concern it the most particular one (service,
/// then procedure, then entry), of equals the smallest. A row without a limit says "measured, without a
/// norm". Where no row is for booked visitors, they have the walk-in's (requirements.md 5.1, 3).
[[nodiscard]] Norm norm(const Regulation* regulation, const LineId& line, Entry entry, Measure measure);

/// The amount of a term of the regulation in force on `date`, counted in seconds to days; empty: there is no
/// such term, or it has no norm.
[[nodiscard]] std::optional<Seconds> time_of_term(const Configuration& configuration, const Date& date,
                                                  std::string_view id);
/// Travel of a mobile session by the norm for 5 kilometres (S2-11.5, term "mobile_travel"); without a norm 0.
[[nodiscard]] Seconds travel_time(const Configuration& configuration, const Date& date, int distance_m);

/// The table of `name` on `date`; empty: there is no such profile, or no version of it was valid then.
[[nodiscard]] std::optional<LimitsTable> limits_table(const Configuration& configuration,
                                                      const std::string& name, const Date& date);

}  // namespace talon::queue
