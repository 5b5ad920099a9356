// SPDX-License-Identifier: MIT
// The reports that look at past days to plan coming ones: replay, staffing, redistribution.
#pragma once

#include "server/http/reports.h"

namespace talon::http {

/// order.name: one of the three. Days that are not over, or that the journal does not hold, are left out;
/// when none is left: bad_request. Throws store::StorageFailure.
[[nodiscard]] Reply make_plan(const store::Reader& reader, DayBook& book, const ReportOrder& order,
                              const ReportWorld& world);

}  // namespace talon::http
