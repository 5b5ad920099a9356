// SPDX-License-Identifier: MIT
// How long one will wait: a virtual run of the real order with mean service times. Deterministic, and a
// statement, not a promise.
#pragma once

#include <memory>
#include <optional>

#include "server/queue/state.h"

namespace talon::queue {

/// For an ordinary walk-in's ticket taken now: what the outlook of the last minutes found, else one run with
/// mean service times on the spot, which knows no "not later". One run answers for all lines.
[[nodiscard]] std::shared_ptr<const Forecasts> forecasts(const State& state, const Timestamp& now);
/// The same for whoever takes this ticket now: walk-in, booked or privileged; empty: no desk serves its line,
/// open or planned.
[[nodiscard]] std::optional<Forecast> forecast_for(const State& state, const visit::Visit& visit,
                                                   const Timestamp& now);
/// For a ticket that waits already; empty: it does not wait, or no desk serves its line, open or planned.
[[nodiscard]] std::optional<Seconds> expected_wait(const State& state, const TicketId& ticket,
                                                   const Timestamp& now);
/// The mean of today's finished legs of the line when there are at least 5, else the configuration's.
[[nodiscard]] Millis mean_service(const State& state, const LineId& line);

}  // namespace talon::queue
