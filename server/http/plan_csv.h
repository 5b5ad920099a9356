// SPDX-License-Identifier: MIT
// The planning reports as tables: what is printed and put before the head of the office.
#pragma once

#include <string>

#include "server/outlook/redistribution.h"
#include "server/outlook/staffing.h"

namespace talon::http {

/// As stats/format.h writes its tables. replay: a line a row. staffing: a half-hour of a weekday a row.
/// redistribution: the duties of each desk, then the proposals.
[[nodiscard]] std::string csv(const outlook::ReplayReport& report, char separator);
[[nodiscard]] std::string csv(const outlook::StaffingReport& report, char separator);
[[nodiscard]] std::string csv(const outlook::RedistributionReport& report, char separator);

}  // namespace talon::http
