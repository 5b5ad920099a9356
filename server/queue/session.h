// SPDX-License-Identifier: MIT
// Sessions of the mobile service (S2-11): when their reception may begin, and what somebody must be told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/live_picture.h"
#include "server/model/refusal.h"
#include "server/queue/state.h"

namespace talon::queue {

/// Whether this is the hall of the mobile service's laptop.
[[nodiscard]] bool is_mobile(const Configuration& configuration);

/// Why nobody may be called yet (S2-11.6); empty: they may. An arrival that nobody noted stops nothing: where
/// people wait they are received.
[[nodiscard]] std::optional<Refusal> before_session(const State& state, const Timestamp& now);

/// Why a session on `date` is prepared too late now (S2-11.5: a day before); empty: it is not.
[[nodiscard]] std::string preparation_warning(const State& state, const Date& date);

/// By how much reception began later than it may, at least 0. Where nobody waited at `begins`, it is counted
/// from the first ticket.
[[nodiscard]] Seconds begun_late(const Timestamp& begins, const Timestamp& first_issued,
                                 const Timestamp& first_call);

/// Notices of kind "session". On the laptop: the arrival is not noted, reception may not begin yet, it began
/// late, its records are to be handed over (S2-11.8: on the last day, and after it). At the office: the
/// records of a session are to be received. A hall whose regulation names no term has none.
[[nodiscard]] std::vector<NoticePicture> session_notices(const State& state, const Timestamp& now);

}  // namespace talon::queue
