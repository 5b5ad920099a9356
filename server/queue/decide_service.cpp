// SPDX-License-Identifier: MIT
// Calling and serving at a desk.
#include "server/model/names.h"
#include "server/queue/calendar.h"
#include "server/queue/decide.h"
#include "server/queue/order.h"
#include "server/queue/regulation.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

RoomId room_of(const State& state, const DeskId& desk) {
  const Desk* configured = state.configuration->desk(desk);
  return configured == nullptr ? RoomId{} : configured->room;
}

void write_runner_up(const State& state, const TicketId& ticket, const Key& key, Ticks t,
                     TicketCalled& event) {
  event.runner_up = ticket;
  event.runner_up_number = state.tickets.at(ticket).issued.number;
  event.runner_up_ground = key.ground;
  event.runner_up_claim_ms = key.claim - t;
  event.runner_up_service_ms = key.service;
  event.runner_up_credit_ms = key.credit;
  event.runner_up_yield_ms = key.yield;
}

TicketCalled called(const Context& context, const DeskId& desk, const visit::Visit& visit, const Key& key) {
  TicketCalled event;
  event.ticket = visit.issued.ticket;
  event.number = visit.issued.number;
  event.desk = desk;
  event.room = room_of(context.state, desk);
  event.specialist = UserId{context.by.name};
  event.waited_ms = visit::waited(visit, context.now.t);
  event.why = name_of(key.ground);
  event.mode = context.state.rule.mode;
  event.ground = key.ground;
  event.claim_ms = key.claim - context.now.t;
  event.service_ms = key.service;
  event.credit_ms = key.credit;
  event.yield_ms = key.yield;
  return event;
}

ServiceFinished finished(const Context& context, const DeskId& desk, const visit::Visit& visit,
                         const std::string& outcome) {
  return {visit.issued.ticket,
          visit.issued.number,
          desk,
          UserId{context.by.name},
          outcome,
          visit::served(visit, context.now.t)};
}

/// A call by choice: what it would be by the order, and who was passed over.
TicketCalled chosen(const Context& context, const CallTicket& command, const visit::Visit& visit) {
  const State& state = context.state;
  const Ticks t = context.now.t;
  visit::Visit waiting = visit;
  if (waiting.now.state != TicketState::waiting) waiting.now.returned_t = t;
  TicketCalled event = called(context, command.desk, visit, key_at(state, waiting, state.rule, t));
  event.why = command.reason;
  const auto next = next_call(state, command.desk, t);
  event.out_of_order = !next || next->ticket != command.ticket;
  if (next && event.out_of_order) {
    write_runner_up(state, next->ticket, next->key, t, event);
  } else if (next && next->runner_up) {
    write_runner_up(state, *next->runner_up, *next->runner_up_key, t, event);
  }
  return event;
}

std::optional<Refusal> cannot_call(const Context& context, const DeskId& desk) {
  if (auto refused = not_own_desk(context, desk)) return refused;
  if (const auto* visit = at_desk(context.state, desk, TicketState::called)) {
    return refuse(RefusalCode::ticket_called_already, visit->issued.number.text());
  }
  if (context.state.desk(desk).state == DeskState::paused) return refuse(RefusalCode::desk_paused);
  return std::nullopt;
}

}  // namespace

Outcome decide_one(const Context& context, const CallNext& command) {
  if (const auto refused = cannot_call(context, command.desk)) return *refused;
  const State& state = context.state;
  Events events;
  if (const auto* serving = at_desk(state, command.desk, TicketState::serving)) {
    events.push_back(finished(context, command.desk, *serving, command.outcome));
  }
  const Break* pause = running_break(state, context.now.at);
  const auto next = pause == nullptr ? next_call(state, command.desk, context.now.t) : std::nullopt;
  if (next) {
    TicketCalled event = called(context, command.desk, state.tickets.at(next->ticket), next->key);
    if (next->runner_up) {
      write_runner_up(state, *next->runner_up, *next->runner_up_key, context.now.t, event);
    }
    events.push_back(std::move(event));
  } else if (events.empty()) {
    // The one in service is finished even when nobody follows; with nothing to finish nothing has happened.
    if (pause != nullptr) return refuse(RefusalCode::hall_closed, break_text(*pause));
    return refuse(RefusalCode::nobody_waiting);
  }
  return events;
}

Outcome decide_one(const Context& context, const CallTicket& command) {
  if (const auto refused = cannot_call(context, command.desk)) return *refused;
  const State& state = context.state;
  if (const auto* serving = at_desk(state, command.desk, TicketState::serving)) {
    return refuse(RefusalCode::ticket_in_service, serving->issued.number.text());
  }
  if (command.reason.empty()) return refuse(RefusalCode::reason_required);
  const visit::Visit* visit = state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  if (!serves(state, command.desk, visit->now.line)) {
    return refuse(RefusalCode::desk_does_not_serve, state.configuration->line_title(visit->now.line));
  }
  Events events;
  switch (visit->now.state) {
    case TicketState::waiting:
      break;
    case TicketState::held:
    case TicketState::no_show:
      events.push_back(TicketReturned{command.ticket, visit->issued.number});
      break;
    case TicketState::called:
      return refuse(RefusalCode::ticket_called_already, visit->issued.number.text());
    case TicketState::serving:
      return refuse(RefusalCode::ticket_in_service, visit->issued.number.text());
    case TicketState::served:
    case TicketState::cancelled:
      return refuse(RefusalCode::wrong_state, visit->issued.number.text());
  }
  events.push_back(chosen(context, command, *visit));
  return events;
}

Outcome decide_one(const Context& context, const RecallTicket& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto* visit = at_desk(context.state, command.desk, TicketState::called);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  return Events{TicketRecalled{visit->issued.ticket, visit->issued.number, command.desk,
                               room_of(context.state, command.desk), visit->now.recalls + 1}};
}

Outcome decide_one(const Context& context, const StartService& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto* visit = at_desk(context.state, command.desk, TicketState::called);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  ServiceStarted event{visit->issued.ticket, visit->issued.number, command.desk, UserId{context.by.name},
                       Millis{0}};
  if (!visit->now.seen_at) event.waited_ms = visit::waited(*visit, context.now.t);
  return Events{event};
}

Outcome decide_one(const Context& context, const NextApplicant& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto* visit = at_desk(context.state, command.desk, TicketState::serving);
  if (visit == nullptr) return refuse(RefusalCode::nothing_in_service);
  return Events{ApplicantEnded{visit->issued.ticket, command.desk, visit::served(*visit, context.now.t)}};
}

Outcome decide_one(const Context& context, const FinishService& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto* visit = at_desk(context.state, command.desk, TicketState::serving);
  if (visit == nullptr) return refuse(RefusalCode::nothing_in_service);
  return Events{finished(context, command.desk, *visit, command.outcome)};
}

Outcome decide_one(const Context& context, const MarkNoShow& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto* visit = at_desk(context.state, command.desk, TicketState::called);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  return Events{
      TicketNoShow{visit->issued.ticket, visit->issued.number, command.desk, UserId{context.by.name}}};
}

Outcome decide_one(const Context& context, const HoldTicket& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto* visit = at_desk(context.state, command.desk, TicketState::called);
  if (visit == nullptr) visit = at_desk(context.state, command.desk, TicketState::serving);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  return Events{TicketHeld{visit->issued.ticket, visit->issued.number, command.desk, command.reason}};
}

Outcome decide_one(const Context& context, const ReturnTicket& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const visit::Visit* visit = context.state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  if (visit->now.state != TicketState::held && visit->now.state != TicketState::no_show) {
    return refuse(RefusalCode::wrong_state, visit->issued.number.text());
  }
  return Events{TicketReturned{command.ticket, visit->issued.number}};
}

Outcome decide_one(const Context& context, const TransferTicket& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const State& state = context.state;
  const Configuration& configuration = *state.configuration;
  const auto* visit = at_desk(state, command.desk, TicketState::called);
  if (visit == nullptr) visit = at_desk(state, command.desk, TicketState::serving);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  const LineId line{command.service, command.procedure};
  if (configuration.service(line.service) == nullptr) return refuse(RefusalCode::unknown_service);
  if (configuration.offer(line) == nullptr) return refuse(RefusalCode::unknown_procedure);
  if (!any_serves(state, line)) return refuse(RefusalCode::no_desk_serves, configuration.line_title(line));
  if (!command.to_desk.empty()) {
    if (configuration.desk(command.to_desk) == nullptr) {
      return refuse(RefusalCode::unknown_desk, command.to_desk.value);
    }
    if (!serves(state, command.to_desk, line)) return refuse(RefusalCode::desk_does_not_serve);
    if (state.desk(command.to_desk).state == DeskState::closed) {
      return refuse(RefusalCode::desk_closed, desk_title(state, command.to_desk));
    }
  }
  const Regulation* regulation = regulation_of(configuration, visit->issued);
  const Norm service = norm(regulation, line, visit->issued.entry, Measure::service);
  return Events{TicketTransferred{visit->issued.ticket, visit->issued.number, command.desk,
                                  UserId{context.by.name}, command.service, command.procedure,
                                  command.to_desk, command.note, visit::served(*visit, context.now.t),
                                  service.limit, service.clause}};
}

}  // namespace talon::queue
