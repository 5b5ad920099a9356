// SPDX-License-Identifier: MIT
// The table of limits of the regulation in force: data, never a constant in code.
#pragma once

#include <optional>
#include <string>

#include "server/model/configuration.h"

namespace talon::queue {

struct Norm {
  std::optional<Seconds> limit;  ///< empty: measured, without a norm
  ClauseId clause;
};

/// The profile named in the configuration, of its versions the last one valid on `date`; nullptr: none.
[[nodiscard]] const Regulation* regulation_of(const Configuration& configuration, const std::string& name,
                                              const Date& date);
/// The smallest limit that concerns the line and the kind of entry. A booked visitor without a row of his own
/// has the walk-in's (requirements.md 5.1, 3).
[[nodiscard]] Norm norm(const Regulation* regulation, const LineId& line, Entry entry, Measure measure);

}  // namespace talon::queue
