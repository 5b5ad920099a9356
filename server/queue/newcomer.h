// SPDX-License-Identifier: MIT
// Who may take a ticket besides ordinary walk-ins: their turns are other ones, and so are their waits. What
// the forecast asks for and a ticket is told.
#pragma once

#include <optional>
#include <vector>

#include "server/queue/state.h"

namespace talon::queue {

/// Of a ticket just issued; empty: it is called as an ordinary walk-in's. The minutes before a booked time
/// are rounded down to five: what is said for them is said a little too early in the order, never too late.
[[nodiscard]] std::optional<Newcomer> newcomer_of(const State& state, const visit::Visit& visit);
/// Those who may come within minutes: the privileged for each line, the booked for each that somebody is
/// expected for today, up to half an hour before their time. No two are equal.
[[nodiscard]] std::vector<Newcomer> newcomers(const State& state);
/// The turn of one who comes now; place: of his ticket.
[[nodiscard]] Turn turn_of(const State& state, const Newcomer& newcomer, const Place& place);

}  // namespace talon::queue
