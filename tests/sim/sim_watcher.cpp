// SPDX-License-Identifier: MIT
// The hall's watcher: reads the journal as it becomes durable, with books of its own.
#include "tests/sim/sim_hall.h"

namespace talon::sim {

void Hall::fault(const std::string& what, const Event& event) {
  faults_.push_back(what + " (seq " + std::to_string(event.seq) + ", " + std::string(event_type(event.body)) +
                    ")");
}

void Hall::watch(const Event& event) {
  if (const auto* issued = std::get_if<TicketIssued>(&event.body)) {
    if (!numbers_.insert(issued->number.text()).second) fault("a number was given twice", event);
    if (watched_.contains(issued->ticket)) fault("a ticket was issued twice", event);
    watched_[issued->ticket] = {
        {issued->service, issued->procedure}, {issued->issued_at, event.seq}, {}, {}, true, true};
    return;
  }
  if (const auto* closed = std::get_if<DeskClosed>(&event.body)) {
    for (auto& [id, other] : watched_) {
      if (other.to_desk == closed->desk) other.to_desk = {};
    }
    return;
  }
  const TicketId* id = visit::ticket_of(event.body);
  if (id == nullptr || !watched_.contains(*id)) return;
  Watched& ticket = watched_.at(*id);
  const auto leave_desk = [&] {
    if (!ticket.at.empty()) on_desk_.erase(ticket.at);
    ticket.at = {};
  };
  if (const auto* call = std::get_if<TicketCalled>(&event.body)) {
    if (!ticket.waits) fault("called, but does not wait", event);
    if (on_desk_.contains(call->desk)) fault("two tickets at one desk", event);
    const Desk* desk = configuration_.desk(call->desk);
    for (const auto& [other_id, other] : watched_) {
      const bool served =
          std::find(desk->serves.begin(), desk->serves.end(), other.line) != desk->serves.end();
      const bool may = other.to_desk.empty() ? served : other.to_desk == call->desk;
      const bool same_row = other.line == ticket.line && other.ordinary && ticket.ordinary;
      if (other.waits && may && same_row && other.place < ticket.place && !call->out_of_order) {
        fault("an older ticket of the line waits: " + other_id.value, event);
      }
    }
    ticket.waits = false;
    ticket.at = call->desk;
    on_desk_[call->desk] = *id;
  } else if (const auto* start = std::get_if<ServiceStarted>(&event.body)) {
    if (ticket.at != start->desk) fault("started where it was not called", event);
    ticket.to_desk = {};
  } else if (const auto* moved = std::get_if<TicketTransferred>(&event.body)) {
    leave_desk();
    ticket.line = {moved->service, moved->procedure};
    ticket.to_desk = moved->to_desk;
    ticket.ordinary = false;
    ticket.waits = true;
  } else if (std::holds_alternative<TicketReturned>(event.body)) {
    ticket.ordinary = false;
    ticket.waits = true;
  } else if (const auto* back = std::get_if<Undone>(&event.body)) {
    leave_desk();
    ticket.line = {back->service, back->procedure};
    ticket.to_desk = back->to_desk;
    ticket.waits = back->state == TicketState::waiting;
    if (back->state == TicketState::called || back->state == TicketState::serving) {
      if (on_desk_.contains(back->ticket_desk)) fault("undo put two tickets at one desk", event);
      ticket.at = back->ticket_desk;
      on_desk_[back->ticket_desk] = *id;
    }
  } else if (std::holds_alternative<TicketHeld>(event.body) ||
             std::holds_alternative<TicketNoShow>(event.body) ||
             std::holds_alternative<ServiceFinished>(event.body) ||
             std::holds_alternative<TicketCancelled>(event.body)) {
    leave_desk();
    ticket.waits = false;
  }
}

}  // namespace talon::sim
