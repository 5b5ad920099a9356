// SPDX-License-Identifier: MIT
// Whose turn it is. A live queue (S2-5.4.1-p): the oldest of the lines a desk serves, by issue time, then by
// order of issue. Cost of a pick: one head per line, whatever the number of people.
#pragma once

#include <optional>
#include <vector>

#include "server/queue/state.h"

namespace talon::queue {

/// The ticket that `desk` must call next; empty: nobody waits for it. Who was transferred to this desk alone
/// stands in the same order of age.
[[nodiscard]] std::optional<TicketId> oldest(const State& state, const DeskId& desk);

/// The lines a desk serves, by the configuration in force.
[[nodiscard]] const std::vector<LineId>& lines_of(const State& state, const DeskId& desk);
[[nodiscard]] bool serves(const State& state, const DeskId& desk, const LineId& line);
/// Some desk of the configuration serves it.
[[nodiscard]] bool any_serves(const State& state, const LineId& line);
[[nodiscard]] int open_desks(const State& state, const LineId& line);

/// Waiting tickets of the line that stand before `place`.
[[nodiscard]] int ahead_of(const State& state, const LineId& line, const Place& place);
/// Age of the longest waiting ticket of the line at `t`; empty: nobody waits.
[[nodiscard]] std::optional<Millis> oldest_wait(const State& state, const LineId& line, Ticks t);

}  // namespace talon::queue
