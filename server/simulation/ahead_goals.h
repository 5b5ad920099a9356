// SPDX-License-Identifier: MIT
// The goals set for looking ahead (B6-B8), and what is reached.
#pragma once

#include <string>
#include <vector>

#include "server/simulation/ahead_figures.h"
#include "server/simulation/goals.h"

namespace talon::simulation {

struct AheadFigures {
  ForecastFigures forecast;
  WarningFigures warning;
  ClosingFigures closing;
  std::optional<ReserveFigures> reserve;  ///< empty: the hall has no reserve desk
};

/// The goals that concern a hall of this name: of the one with a reserve desk what the desk did; a hall
/// without goals of its own has those of h08-normal, of the forecast alone.
[[nodiscard]] std::vector<Goal> ahead_goals(const std::string& scenario, const AheadFigures& figures);

}  // namespace talon::simulation
