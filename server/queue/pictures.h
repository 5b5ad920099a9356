// SPDX-License-Identifier: MIT
// Parts that several pictures share.
#pragma once

#include <string>
#include <vector>

#include "server/queue/queue.h"

namespace talon::queue {

[[nodiscard]] OfficePicture office_picture(const Configuration& configuration);
/// A room that is configured no longer still has its name.
[[nodiscard]] RoomPicture room_picture(const Configuration& configuration, const RoomId& room);
/// Rooms of the desks that serve the line, each once, in the order of the configuration.
[[nodiscard]] std::vector<RoomPicture> rooms_of(const Configuration& configuration, const LineId& line);
[[nodiscard]] LinePicture line_picture(const State& state, const LineId& line, const Forecasts& waits,
                                       Ticks t);
[[nodiscard]] DeskTicket desk_ticket(const State& state, const visit::Visit& visit, Ticks t);
[[nodiscard]] std::optional<Seconds> wait_of(const Forecasts& waits, const LineId& line);

/// Adds who is called first from the line if nobody else comes, at most 3; `next` grows to 24.
void add_next(std::vector<NextPicture>& next, const State& state, const LineId& line, Ticks t);

/// Terminals where staff is called and nobody has answered.
[[nodiscard]] std::vector<HelpCallPicture> help_calls(const State& state);

[[nodiscard]] OrderPicture order_picture(const State& state);
/// Tickets issued later than this one that a desk called while it could have called this one, oldest call
/// first; judged by the weights of now, for a ticket of this day.
[[nodiscard]] std::vector<CalledBefore> called_before(const State& state, const visit::Visit& wanted);

}  // namespace talon::queue
