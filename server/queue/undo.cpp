// SPDX-License-Identifier: MIT
// Taking back the desk's last command: within 10 s, while no later event touched its tickets.
#include <algorithm>

#include "server/queue/decide.h"
#include "server/queue/outcomes.h"

namespace talon::queue {
namespace {

constexpr Seconds undo_within{10};
constexpr const char* received_by_mistake = "принят без талона по ошибке";

/// Each of the command's tickets stands where the command left it.
bool untouched(const State& state, const LastCommand& last) {
  return std::all_of(last.steps.begin(), last.steps.end(), [&](const LastCommand::Step& step) {
    // A later row of the same journal would leave a gap in its numbers.
    if (row_is_followed(state, step.seq)) return false;
    const visit::Visit* visit = state.ticket(step.ticket);
    if (visit == nullptr) return false;
    const bool later_step = std::any_of(last.steps.begin(), last.steps.end(), [&](const auto& other) {
      return other.ticket == step.ticket && other.seq == visit->touched;
    });
    return visit->touched == step.seq || later_step;
  });
}

}  // namespace

Ticks undo_until(const LastCommand& last) {
  return last.when.t + undo_within;
}

const LastCommand* undoable(const State& state, const DeskId& desk, Ticks t) {
  const auto& last = state.desk(desk).last;
  if (!last || last->steps.empty() || t > undo_until(*last) || !untouched(state, *last)) return nullptr;
  return &*last;
}

Outcome decide_one(const Context& context, const UndoLast& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto& last = context.state.desk(command.desk).last;
  if (!last || last->steps.empty() || !untouched(context.state, *last)) {
    return refuse(RefusalCode::nothing_to_undo);
  }
  if (context.now.t > undo_until(*last)) return refuse(RefusalCode::undo_too_late);
  Events events;
  for (auto step = last->steps.rbegin(); step != last->steps.rend(); ++step) {
    const visit::Visit& visit = context.state.tickets.at(step->ticket);
    events.push_back(visit::undone(visit, step->former, command.desk, step->seq));
    // Nobody holds the number of a walk-in received without a ticket: it must not wait to be called. Whoever
    // came with a code is in the hall and used it up: he waits. Received is who was started without a call in
    // his first leg; in a later one it was his next matter.
    const bool received = step->type == ServiceStarted::type && step->former.state == TicketState::waiting &&
                          step->former.leg == 0 && visit.issued.appointment.empty();
    if (received) events.push_back(TicketCancelled{step->ticket, visit.issued.number, received_by_mistake});
  }
  return events;
}

}  // namespace talon::queue
