// SPDX-License-Identifier: MIT
// When a desk will call people today: by what it does now, by the hours that are planned for it, and by the
// breaks. What the forecast counts with; no rule of the order depends on it.
#pragma once

#include <vector>

#include "server/queue/state.h"

namespace talon::queue {

/// A time from now on, [from, to).
struct Stretch {
  Millis from{0};
  Millis to{0};
  bool operator==(const Stretch&) const = default;
};
/// The end of a stretch of which nobody has said when it ends.
inline constexpr Millis open_end = std::chrono::hours{48};

/// When the desk is expected to call, from `now` to the end of the day, in order and apart; empty: not today.
/// - An open one: until the end of the planned hours that run; who is open outside them, or without a plan,
///   stays. Hours that end with the reception go on until everybody has been seen.
/// - One on a pause: from the end that pauses for this reason usually had (Outlook::pauses), else after 10
///   minutes; one that has lasted longer than any known, or than 30 minutes, is not counted on.
/// - One on the telephone: from the end of the limit of a talk, 10 minutes where there is none.
/// - A closed one: in the planned hours that are still to come. In those that run only for a quarter of an
///   hour: somebody may be late; and not when it was closed in them.
/// - Never in a break of the hall or of its own.
[[nodiscard]] std::vector<Stretch> calling_hours(const State& state, const Desk& desk, const Timestamp& now);

}  // namespace talon::queue
