// SPDX-License-Identifier: MIT
// A specialist's own choice of who comes next: who has the right to it, and among whom one chooses.
#pragma once

#include <vector>

#include "server/model/actor.h"
#include "server/queue/state.h"

namespace talon::queue {

/// Whether `desk` may call out of order at `now`: by the configuration, or by the head's decision "choice"
/// about this desk while it is in force. Who has the right still gives a reason for every such call.
[[nodiscard]] bool may_choose(const State& state, const DeskId& desk, const Timestamp& now);
/// The same for the one who asks there: a manager at a desk needs nobody's permission.
[[nodiscard]] bool may_choose(const State& state, const DeskId& desk, const Actor& by, const Timestamp& now);

/// The first `most` of those who wait for `desk`, as it would call them if all were called at `t`.
[[nodiscard]] std::vector<TicketId> in_turn(const State& state, const DeskId& desk, Ticks t,
                                            std::size_t most);

}  // namespace talon::queue
