// SPDX-License-Identifier: MIT
#include "tests/sim/day_watch.h"

#include <algorithm>
#include <rapidcheck.h>

namespace talon::sim {
namespace {

using States = std::set<TicketState>;

/// From which states an event may move a ticket, and to which.
struct Transition {
  States from;
  TicketState to;
};

const std::map<std::string_view, Transition>& transitions() {
  using enum TicketState;
  static const std::map<std::string_view, Transition> allowed{
      {TicketCalled::type, {{waiting}, called}},
      {TicketRecalled::type, {{called}, called}},
      {ServiceStarted::type, {{called, waiting}, serving}},  // waiting: received without a call, next matter
      {ApplicantEnded::type, {{serving}, serving}},
      {ServiceFinished::type, {{serving}, served}},
      {TicketNoShow::type, {{called}, no_show}},
      {TicketHeld::type, {{called, serving}, held}},
      {TicketReturned::type, {{held, no_show, called}, waiting}},  // called: carried over midnight
      {TicketTransferred::type, {{called, serving}, waiting}},
      {TicketCancelled::type, {{waiting, called, serving, held}, cancelled}},
  };
  return allowed;
}

}  // namespace

void DayWatch::see(const Event& event) {
  if (const auto* body = std::get_if<TicketIssued>(&event.body)) return issued(*body);
  if (const auto* body = std::get_if<Undone>(&event.body)) return undone(*body);
  if (const auto* body = std::get_if<TicketCarried>(&event.body)) {
    RC_ASSERT(known_.at(body->ticket).state == TicketState::waiting);
    known_.at(body->ticket).carried = true;
    return;
  }
  if (std::holds_alternative<DayOpened>(event.body)) {
    for (auto& [id, known] : known_) known.carried = false;
    return;
  }
  moved(event);
  if (const auto* body = std::get_if<ServiceFinished>(&event.body)) {
    registered(event.seq, body->registry, body->registry_year, body->registry_number);
  } else if (const auto* sent = std::get_if<TicketTransferred>(&event.body)) {
    registered(event.seq, sent->registry, sent->registry_year, sent->registry_number);
  }
}

void DayWatch::issued(const TicketIssued& event) {
  RC_ASSERT(numbers_.emplace(event.date, event.number.text()).second);
  RC_ASSERT(known_.emplace(event.ticket, Known{}).second);
}

void DayWatch::moved(const Event& event) {
  const auto transition = transitions().find(event_type(event.body));
  if (transition == transitions().end()) return;
  const TicketId* id = visit::ticket_of(event.body);
  RC_ASSERT(id != nullptr);
  Known& known = known_.at(*id);
  RC_ASSERT(known.carried);
  RC_ASSERT(transition->second.from.contains(known.state));
  if (std::holds_alternative<TicketCalled>(event.body)) known.called = true;
  const auto* cancelled = std::get_if<TicketCancelled>(&event.body);
  // A reception by mistake that is undone ends the ticket; whoever was called has it in his hand.
  if (cancelled != nullptr && event.by.role == Role::specialist) RC_ASSERT(!known.called);
  before_[event.seq] = {*id, known.state};
  known.state = transition->second.to;
}

void DayWatch::undone(const Undone& event) {
  const auto& [ticket, state] = before_.at(event.undoes);
  RC_ASSERT(ticket == event.ticket);
  RC_ASSERT(state == event.state);
  known_.at(ticket).state = state;
  for (auto& [registry, events] : registries_) {
    const auto taken = std::find(events.begin(), events.end(), event.undoes);
    if (taken == events.end()) continue;
    RC_ASSERT(taken + 1 == events.end());  // else its number would be missing for ever
    events.pop_back();
  }
}

void DayWatch::registered(std::int64_t seq, const RegistryId& registry, int year, int number) {
  if (registry.empty()) return;
  auto& events = registries_[{registry, year}];
  RC_ASSERT(number == static_cast<int>(events.size()) + 1);
  events.push_back(seq);
}

void DayWatch::same_as(const queue::State& state) const {
  std::size_t today = 0;
  for (const auto& [id, known] : known_) {
    if (!known.carried) continue;
    ++today;
    const visit::Visit* visit = state.ticket(id);
    RC_ASSERT(visit != nullptr);
    RC_ASSERT(visit->now.state == known.state);
  }
  RC_ASSERT(state.tickets.size() == today);
}

void DayWatch::nobody_left() const {
  for (const auto& [id, known] : known_) {
    RC_ASSERT(known.carried || !visit::in_hall(known.state));
  }
}

}  // namespace talon::sim
