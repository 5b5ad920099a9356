// SPDX-License-Identifier: MIT
#include "server/queue/order.h"

#include <algorithm>
#include <iterator>

namespace talon::queue {
namespace {

/// Keeps the older of two heads.
void take_older(const Waiting& waiting, const Waiting::value_type*& oldest) {
  if (waiting.empty()) return;
  const Waiting::value_type& head = *waiting.begin();
  if (oldest == nullptr || head.first < oldest->first) oldest = &head;
}

}  // namespace

const std::vector<LineId>& lines_of(const State& state, const DeskId& desk) {
  static const std::vector<LineId> none;
  const Desk* known = state.configuration ? state.configuration->desk(desk) : nullptr;
  return known == nullptr ? none : known->serves;
}

std::optional<TicketId> oldest(const State& state, const DeskId& desk) {
  const Waiting::value_type* chosen = nullptr;
  for (const LineId& line : lines_of(state, desk)) take_older(state.line(line).waiting, chosen);
  take_older(state.desk(desk).addressed, chosen);
  return chosen == nullptr ? std::nullopt : std::optional{chosen->second};
}

bool serves(const State& state, const DeskId& desk, const LineId& line) {
  const auto& lines = lines_of(state, desk);
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

bool any_serves(const State& state, const LineId& line) {
  const auto& desks = state.configuration->desks;
  return std::any_of(desks.begin(), desks.end(), [&](const Desk& desk) {
    return std::find(desk.serves.begin(), desk.serves.end(), line) != desk.serves.end();
  });
}

int open_desks(const State& state, const LineId& line) {
  int open = 0;
  for (const auto& [id, desk] : state.desks) {
    if (desk.state == DeskState::open && serves(state, id, line)) ++open;
  }
  return open;
}

int ahead_of(const State& state, const LineId& line, const Place& place) {
  const Line& all = state.line(line);
  int ahead = 0;
  // A ticket just issued is behind everybody: no walk through the line.
  if (all.waiting.empty() || all.waiting.rbegin()->first < place) {
    ahead = static_cast<int>(all.waiting.size());
  } else {
    ahead = static_cast<int>(std::distance(all.waiting.begin(), all.waiting.lower_bound(place)));
  }
  if (all.addressed == 0) return ahead;
  for (const auto& [id, desk] : state.desks) {
    for (const auto& [other, ticket] : desk.addressed) {
      if (other < place && state.tickets.at(ticket).now.line == line) ++ahead;
    }
  }
  return ahead;
}

std::optional<Millis> oldest_wait(const State& state, const LineId& line, Ticks t) {
  const Waiting& waiting = state.line(line).waiting;
  if (waiting.empty()) return std::nullopt;
  return t - waiting.begin()->first.issued_t;
}

}  // namespace talon::queue
