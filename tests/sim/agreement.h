// SPDX-License-Identifier: MIT
// Everything a queue's state keeps twice agrees with itself. For properties: fails by RapidCheck.
#pragma once

#include <map>
#include <rapidcheck.h>

#include "server/queue/queue.h"

namespace talon::sim {

inline void agrees(const queue::State& state) {
  std::map<TicketState, int> count;
  std::map<DeskId, int> at_desk;
  int waiting_in_lines = 0;
  for (const auto& [id, visit] : state.tickets) {
    ++count[visit.now.state];
    const bool at = visit.now.state == TicketState::called || visit.now.state == TicketState::serving;
    if (at) RC_ASSERT(state.desk(visit.now.desk).ticket == id);
    if (at) RC_ASSERT(++at_desk[visit.now.desk] == 1);
    if (visit.now.state == TicketState::serving) RC_ASSERT(visit.now.seen_at.has_value());
    if (visit.now.state == TicketState::served) RC_ASSERT(visit.now.seen_at.has_value());
  }
  for (const auto& [id, line] : state.lines) waiting_in_lines += line.size();
  RC_ASSERT(waiting_in_lines == count[TicketState::waiting]);
  for (std::size_t i = 0; i < state.count.size(); ++i) {
    RC_ASSERT(state.count[i] == count[static_cast<TicketState>(i)]);
  }
  const LivePicture live = queue::live_picture(state, {state.last.at, 1, false});
  RC_ASSERT(live.issued == live.served + live.no_show + live.cancelled + live.in_hall);
}

}  // namespace talon::sim
