// SPDX-License-Identifier: MIT
#include "server/queue/choosing.h"

#include <algorithm>
#include <deque>

#include "server/queue/calendar.h"
#include "server/queue/order.h"

namespace talon::queue {
namespace {

/// Tickets to call from, and whose they are.
struct Source {
  LineOrder order;
  const Waiting* waiting = nullptr;
};

}  // namespace

bool may_choose(const State& state, const DeskId& desk, const Timestamp& now) {
  const Desk* known = state.configuration ? state.configuration->desk(desk) : nullptr;
  if (known == nullptr) return false;
  return known->may_choose || in_force(state, "choice", desk.value, now) != nullptr;
}

bool may_choose(const State& state, const DeskId& desk, const Actor& by, const Timestamp& now) {
  return by.role == Role::manager || may_choose(state, desk, now);
}

std::vector<TicketId> in_turn(const State& state, const DeskId& desk, Ticks t, std::size_t most) {
  const DeskNow& now = state.desk(desk);
  std::deque<Source> sources;
  for (const LineId& id : lines_of(state, desk)) {
    const Line& line = state.line(id);
    if (!line.waiting.empty()) sources.push_back({line.order.excerpt(most), &line.waiting});
  }
  for (const auto& [line, turns] : now.turns) sources.push_back({turns.excerpt(most), &now.addressed});
  std::vector<TicketId> tickets;
  while (tickets.size() < most) {
    Choice choice(state.rule, t);
    for (const Source& source : sources) choice.consider(source.order);
    const Choice::Candidate* next = choice.chosen();
    if (next == nullptr) break;
    const auto source = std::find_if(sources.begin(), sources.end(),
                                     [&](const Source& each) { return &each.order == next->line; });
    const Turn turn = next->key.turn;
    tickets.push_back(source->waiting->at(turn.place));
    source->order.erase(turn);
  }
  return tickets;
}

}  // namespace talon::queue
