// SPDX-License-Identifier: MIT
// The orders that can be compared: the modes of the product and, for comparison only, another one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/simulation/day.h"

namespace talon::simulation {

/// By the mode's name (`live`, `live_0`, `live_60`, `patient`, `balanced`, `balanced_patient`,
/// `compliance`, `fifo`; for comparison only `strict`), or by the name in the published tables of the
/// scenarios (`FIFO`, `DEFAULT`, `LIVE(G=20)`, ...), which the policy then keeps. Empty: no such order.
[[nodiscard]] std::optional<Policy> policy_named(std::string_view name);

/// All names of modes, "live, live_0, ...", for people.
[[nodiscard]] std::string mode_names();

/// The same order with another right of privileged visitors; its name says so.
[[nodiscard]] Policy with_priority(Policy policy, PriorityRule priority, bool guard);

}  // namespace talon::simulation
