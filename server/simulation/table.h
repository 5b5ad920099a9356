// SPDX-License-Identifier: MIT
// Figures as lines of a table with tabs, one a scenario and policy.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/simulation/figures.h"

namespace talon::simulation {

/// Days of a scenario, both ends included.
struct Days {
  int first = 0;
  int last = 0;
};
inline constexpr int last_day = 999'999;
/// "0-399" or "17"; empty: not such a span, or beyond 0...last_day.
[[nodiscard]] std::optional<Days> parse_days(std::string_view text);

/// The columns of the published tables of scenarios. `set` is theirs, here always "-"; `tol_pp` is by how
/// much they let another simulator's V% differ: 4 % of it, at least 0.3.
[[nodiscard]] std::string table_header();
/// One line. Shares in percent, waits in minutes, utilisation of 1.
[[nodiscard]] std::string table_row(const std::string& scenario, const std::string& policy, const Days& days,
                                    const Figures& figures);

/// One line of the published list of visitor streams: hash of the first day, hash of all days, visitors.
[[nodiscard]] std::string visitors_row(const Scenario& scenario, const Days& days);

}  // namespace talon::simulation
