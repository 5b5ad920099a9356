// SPDX-License-Identifier: MIT
// Minutes of reception in which a line had no open desk: the day's record says them (S2-5.4.1-o).
#pragma once

#include <string>

#include "server/queue/state.h"

namespace talon::queue {

/// After any change of a desk or of the configuration: which lines have an open desk now.
void note_attendance(State& state, const Timestamp& at);

/// Reception of the service date (breaks of the hall left out) without an open desk, until `end`, in whole
/// minutes.
[[nodiscard]] std::chrono::minutes unattended(const State& state, const LineId& line, const Timestamp& end);
/// "child_benefit/submission=25 child_benefit/result=3": the lines that had such minutes; empty: none.
[[nodiscard]] std::string unattended_text(const State& state, const Timestamp& end);

}  // namespace talon::queue
