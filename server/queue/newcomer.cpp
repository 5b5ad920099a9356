// SPDX-License-Identifier: MIT
#include "server/queue/newcomer.h"

#include <set>

#include "server/queue/order.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

using std::chrono::minutes;

constexpr minutes step{5};
constexpr minutes earliest{30};

}  // namespace

std::optional<Newcomer> newcomer_of(const State& state, const visit::Visit& visit) {
  const WaitingTicket ticket = waiting_ticket(state, visit);
  const LineId& line = visit.now.line;
  // Before all, whether he is booked or not.
  if (ticket.priority == PriorityRule::out_of_turn) return Newcomer{line, ticket.priority, Millis{0}, {}};
  if (state.rule.mode == OrderMode::fifo) return std::nullopt;
  if (ticket.booked) {
    const minutes early = std::chrono::floor<minutes>(ticket.reference - ticket.place.issued_t);
    return Newcomer{line, ticket.priority, Millis{0}, early / step * step};
  }
  if (ticket.priority == PriorityRule::none) return std::nullopt;
  return Newcomer{line, ticket.priority, ticket.head_start, {}};
}

std::vector<Newcomer> newcomers(const State& state) {
  std::set<Newcomer> found;
  for (const Priority& category : state.configuration->order.priorities) {
    const Priority priority = *priority_in_force(state, category.id);
    if (priority.rule == PriorityRule::none) continue;
    const bool head_start = priority.rule == PriorityRule::head_start;
    for (const LineId& line : state.configuration->lines())
      found.insert({line, priority.rule, head_start ? Millis{priority.head_start} : Millis{0}, {}});
  }
  for (const auto& [id, appointment] : state.appointments) {
    if (appointment.date != state.date || appointment.state != AppointmentState::expected) continue;
    for (minutes early{0}; early <= earliest; early += step)
      found.insert({appointment.line, PriorityRule::none, Millis{0}, early});
  }
  return {found.begin(), found.end()};
}

Turn turn_of(const State& state, const Newcomer& newcomer, const Place& place) {
  const Configuration& configuration = *state.configuration;
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, state.date);
  const Entry entry = newcomer.early ? Entry::booked : Entry::walk_in;
  WaitingTicket ticket;
  ticket.place = place;
  ticket.reference = place.issued_t + newcomer.early.value_or(minutes{0});
  ticket.deadline = call_by(configuration.order, ticket.reference,
                            norm(regulation, newcomer.line, entry, Measure::wait).limit);
  ticket.booked = newcomer.early.has_value();
  ticket.priority = newcomer.priority;
  ticket.head_start = newcomer.early ? configuration.order.booked_head_start : newcomer.head_start;
  return turn_of(ticket, state.rule);
}

}  // namespace talon::queue
