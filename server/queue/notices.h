// SPDX-License-Identifier: MIT
// What the head of a hall should know and act on though no desk, line or device shows it.
#pragma once

#include <string_view>
#include <vector>

#include "server/queue/state.h"

namespace talon::queue {

/// The server's own machine, as a device of the journal; its reports come from the shell alone.
inline constexpr std::string_view own_machine = "server";

/// In this order:
/// - "server": the machine's disk fills, or nobody sets its clock right.
/// - "clock": the server's clock was set by a second or more; times of today before it are not comparable.
/// - "unserved": reception is over and people still wait.
/// - "carried": visitors of the day before who are still here.
/// - "numbers": nine tenths of the three-digit numbers of a letter are given; the next ones have four.
/// - "decision": each one in force, but for the mode of the order (OrderPicture tells it).
/// - "session": see session_notices().
[[nodiscard]] std::vector<NoticePicture> notices(const State& state, const Timestamp& now);

}  // namespace talon::queue
