// SPDX-License-Identifier: MIT
// Calling and serving at a desk.
#include "server/model/names.h"
#include "server/queue/calendar.h"
#include "server/queue/choosing.h"
#include "server/queue/decide.h"
#include "server/queue/order.h"
#include "server/queue/outcomes.h"
#include "server/queue/regulation.h"
#include "server/queue/sentences.h"
#include "server/queue/session.h"

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

/// The leg ends here and another begins in `line`.
TicketTransferred transferred(const Context& context, const DeskId& desk, const visit::Visit& visit,
                              const LineId& line, const Ending& ending) {
  const Configuration& configuration = *context.state.configuration;
  const Regulation* regulation = regulation_of(configuration, visit.issued);
  const Norm service = norm(regulation, line, visit.issued.entry, Measure::service);
  TicketTransferred event;
  event.ticket = visit.issued.ticket;
  event.number = visit.issued.number;
  event.desk = desk;
  event.specialist = UserId{context.by.name};
  event.service = line.service;
  event.procedure = line.procedure;
  event.served_ms = visit::served(visit, context.now.t);
  event.service_limit_s = service.limit;
  event.service_clause = service.clause;
  event.outcome = ending.outcome;
  event.reason = ending.reason;
  event.registry = ending.registry;
  event.registry_year = ending.year;
  event.registry_number = ending.number;
  return event;
}

/// The service at the desk ends; who was sent here with "return to me" goes back instead of home.
Result<EventBody> finished(const Context& context, const DeskId& desk, const visit::Visit& visit,
                           const std::string& outcome, const std::string& reason) {
  const auto ended = ending(context.state, visit.now.line, outcome, reason);
  if (!ended) return ended.refusal();
  const DeskId& back = visit.now.return_desk;
  if (!back.empty() && context.state.configuration->offer(visit.now.return_line) != nullptr) {
    TicketTransferred event = transferred(context, desk, visit, visit.now.return_line, *ended);
    if (context.state.desk(back).state != DeskState::closed) event.to_desk = back;
    event.note = desk_title(context.state, desk);
    return EventBody{event};
  }
  return EventBody{ServiceFinished{visit.issued.ticket, visit.issued.number, desk, UserId{context.by.name},
                                   ended->outcome, visit::served(visit, context.now.t), ended->reason,
                                   ended->registry, ended->year, ended->number}};
}

/// Who is at the desk to be sent on; nullptr: nobody.
const visit::Visit* visitor_at(const State& state, const DeskId& desk) {
  const auto* visit = at_desk(state, desk, TicketState::called);
  return visit != nullptr ? visit : at_desk(state, desk, TicketState::serving);
}

/// The desk that a transfer names: itself, or where a person sits now; empty: any desk of the line.
Result<DeskId> wanted_desk(const State& state, const TransferTicket& command, const LineId& line) {
  DeskId desk = command.to_desk;
  if (!command.to_specialist.empty()) {
    const auto sits = state.desk_of(command.to_specialist);
    if (!sits || (!desk.empty() && desk != *sits)) {
      return refuse(RefusalCode::desk_closed, command.to_specialist.value);
    }
    desk = *sits;
  }
  if (desk.empty()) return desk;
  if (state.configuration->desk(desk) == nullptr) return refuse(RefusalCode::unknown_desk, desk.value);
  if (!serves(state, desk, line)) return refuse(RefusalCode::desk_does_not_serve);
  if (state.desk(desk).state == DeskState::closed) {
    return refuse(RefusalCode::desk_closed, desk_title(state, desk));
  }
  return desk;
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
  if (auto early = before_session(context.state, context.now.at)) return early;
  if (const auto* visit = at_desk(context.state, desk, TicketState::called)) {
    return refuse(RefusalCode::ticket_called_already, visit->issued.number.text());
  }
  if (context.state.desk(desk).state == DeskState::paused) return refuse(RefusalCode::desk_paused);
  if (context.state.desk(desk).state == DeskState::phone) return refuse(RefusalCode::desk_on_phone);
  return std::nullopt;
}

}  // namespace

Outcome decide_one(const Context& context, const CallNext& command) {
  if (const auto refused = cannot_call(context, command.desk)) return *refused;
  const State& state = context.state;
  Events events;
  if (const auto* serving = at_desk(state, command.desk, TicketState::serving)) {
    auto ended = finished(context, command.desk, *serving, command.outcome, command.reason);
    if (!ended) return ended.refusal();
    events.push_back(std::move(*ended));
  }
  const Break* pause = running_break(state, command.desk, context.now.at);
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
      events.push_back(TicketReturned{command.ticket, visit->issued.number, {}});
      break;
    case TicketState::called:
      return refuse(RefusalCode::ticket_called_already, visit->issued.number.text());
    case TicketState::serving:
      return refuse(RefusalCode::ticket_in_service, visit->issued.number.text());
    case TicketState::served:
    case TicketState::cancelled:
      return refuse(RefusalCode::wrong_state, visit->issued.number.text());
  }
  TicketCalled event = chosen(context, command, *visit);
  if (event.out_of_order && !may_choose(state, command.desk, context.by, context.now.at)) {
    return refuse(RefusalCode::choice_not_permitted, desk_title(state, command.desk));
  }
  events.push_back(std::move(event));
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
  auto ended = finished(context, command.desk, *visit, command.outcome, command.reason);
  if (!ended) return ended.refusal();
  return Events{std::move(*ended)};
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
  const auto* visit = visitor_at(context.state, command.desk);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  const Millis span = command.minutes.value_or(context.state.configuration->hold);
  return Events{TicketHeld{visit->issued.ticket, visit->issued.number, command.desk, command.reason,
                           context.now.at.plus(span), context.now.t + span}};
}

Outcome decide_one(const Context& context, const ReturnTicket& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const visit::Visit* visit = context.state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  if (visit->now.state != TicketState::held && visit->now.state != TicketState::no_show) {
    return refuse(RefusalCode::wrong_state, visit->issued.number.text());
  }
  return Events{returned(context.state, *visit)};
}

Outcome decide_one(const Context& context, const TransferTicket& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const State& state = context.state;
  const auto* visit = visitor_at(state, command.desk);
  if (visit == nullptr) return refuse(RefusalCode::nothing_called);
  const LineId line{command.service, command.procedure};
  if (const auto unknown = unknown_line(*state.configuration, line)) return *unknown;
  if (!any_serves(state, line)) {
    return refuse(RefusalCode::no_desk_serves, state.configuration->line_title(line));
  }
  const auto desk = wanted_desk(state, command, line);
  if (!desk) return desk.refusal();
  TicketTransferred event = transferred(context, command.desk, *visit, line, {});
  event.to_desk = *desk;
  event.to_specialist = command.to_specialist;
  event.note = command.note;
  if (command.return_here) {
    event.return_desk = command.desk;
    event.return_service = visit->now.line.service;
    event.return_procedure = visit->now.line.procedure;
  }
  return Events{event};
}

Outcome decide_one(const Context& context, const NextMatter& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const State& state = context.state;
  const auto* visit = at_desk(state, command.desk, TicketState::serving);
  if (visit == nullptr) return refuse(RefusalCode::nothing_in_service);
  const LineId line{command.service, command.procedure};
  if (const auto unknown = unknown_line(*state.configuration, line)) return *unknown;
  if (!serves(state, command.desk, line)) {
    return refuse(RefusalCode::desk_does_not_serve, state.configuration->line_title(line));
  }
  const auto ended = ending(state, visit->now.line, command.outcome, command.reason);
  if (!ended) return ended.refusal();
  TicketTransferred event = transferred(context, command.desk, *visit, line, *ended);
  event.to_desk = command.desk;
  event.return_desk = visit->now.return_desk;
  event.return_service = visit->now.return_line.service;
  event.return_procedure = visit->now.return_line.procedure;
  return Events{event, ServiceStarted{visit->issued.ticket, visit->issued.number, command.desk,
                                      UserId{context.by.name}, Millis{0}, "next_matter", false}};
}

}  // namespace talon::queue
