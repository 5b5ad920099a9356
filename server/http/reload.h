// SPDX-License-Identifier: MIT
// Another configuration for a hall that is at work.
#pragma once

#include <string>

#include "server/queue/state.h"

namespace talon::http {

/// Why `next` cannot be put in force while the hall works, as a Russian sentence; empty: it can. What is
/// fixed at the start (zone, reminders) must stay, and nobody may lose his line or his desk.
[[nodiscard]] std::string reload_problem(const queue::State& state, const Configuration& next);

}  // namespace talon::http
