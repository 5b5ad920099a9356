// SPDX-License-Identifier: MIT
// Commands about a ticket that no desk gives: issue, what became of the slip, cancel, rating, arrival.
#include <algorithm>

#include "server/queue/appointments.h"
#include "server/queue/calendar.h"
#include "server/queue/choosing.h"
#include "server/queue/decide.h"
#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "server/queue/regulation.h"
#include "server/queue/sentences.h"
#include "server/queue/session.h"

namespace talon::queue {
namespace {

constexpr std::uint32_t last_ordinal = 999'999'999;

/// The next number of the letter within the service date; 0: there is none left.
std::uint32_t next_ordinal(const State& state, const std::string& letter) {
  const auto given = state.numbers.find(letter);
  const std::uint32_t last = given == state.numbers.end() ? 0 : given->second;
  std::uint32_t ordinal = std::max(last, state.number_floor(letter)) + 1;
  const auto offline = state.offline_numbers.find(letter);
  if (offline != state.offline_numbers.end()) {
    while (offline->second.contains(ordinal)) ++ordinal;
  }
  return ordinal > last_ordinal ? 0 : ordinal;
}

bool taken(const State& state, const Date& date, const TicketNumber& number) {
  if (date != state.date) return state.late_numbers.contains({date, number.text()});
  const auto offline = state.offline_numbers.find(number.letter);
  if (offline != state.offline_numbers.end() && offline->second.contains(number.ordinal)) return true;
  const auto given = state.numbers.find(number.letter);
  return given != state.numbers.end() && number.ordinal <= given->second;
}

/// What every ticket has, however it was issued.
TicketIssued draft(const Context& context, const IssueTicket& command) {
  const Configuration& configuration = *context.state.configuration;
  TicketIssued event;
  event.ticket = command.ticket;
  event.token = command.token;
  event.date = context.state.date;
  event.service = command.service;
  event.procedure = command.procedure;
  event.priority = command.priority;
  event.place = configuration.place;
  event.language = command.language;
  event.issued_at = context.now.at;
  event.issued_t = context.now.t;
  return event;
}

void add_norms(const Configuration& configuration, TicketIssued& event) {
  const LineId line{event.service, event.procedure};
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, event.date);
  const Norm wait = norm(regulation, line, event.entry, Measure::wait);
  const Norm service = norm(regulation, line, event.entry, Measure::service);
  if (regulation != nullptr) {
    event.regulation = regulation->name;
    if (regulation->valid_from.ok()) event.regulation_from = regulation->valid_from;
  }
  event.wait_limit_s = wait.limit;
  event.wait_clause = wait.clause;
  event.service_limit_s = service.limit;
  event.service_clause = service.clause;
  event.hold_counts = regulation == nullptr || regulation->hold_counts;
}

/// The visit that the ticket begins; it has its norms.
visit::Visit begun(const State& state, const TicketIssued& event) {
  return visit::begin(event, state.seq + 1);
}

void add_forecast(const State& state, const visit::Visit& visit, TicketIssued& event) {
  const auto forecast = forecast_for(state, visit, event.issued_at);
  if (!forecast) return;
  event.expected_wait_s = forecast->median;
  if (forecast->median_shift != Seconds{0}) event.expected_shift_s = forecast->median_shift;
  event.not_later_s = forecast->not_later;
  if (forecast->shift != Seconds{0}) event.not_later_shift_s = forecast->shift;
}

/// Issued by a kiosk without the server, under its own letter: the paper is in a visitor's hand, so neither
/// hours nor a stop of issuing refuse it any more.
Outcome issue_offline(const Context& context, const IssueTicket& command) {
  const Configuration& configuration = *context.state.configuration;
  const Device* kiosk = configuration.device(DeviceId{context.by.name});
  if (kiosk == nullptr || kiosk->letter.empty() || kiosk->letter != command.number->letter) {
    return refuse(RefusalCode::bad_request, "number");
  }
  if (!command.issued_at) return refuse(RefusalCode::bad_request, "issued_at");
  TicketIssued event = draft(context, command);
  event.offline = true;
  event.number = *command.number;
  event.issued_at = std::min(*command.issued_at, context.now.at);
  event.issued_t = context.now.t + -(context.now.at.utc - event.issued_at.utc);
  event.date = std::min(context.state.date, service_date(event.issued_at, configuration.day_ends));
  if (taken(context.state, event.date, event.number)) {
    return refuse(RefusalCode::number_taken, event.number.text());
  }
  add_norms(configuration, event);
  event.ahead = ahead_of(context.state, begun(context.state, event), context.now.t);
  Events events{event};
  const bool day_is_over = event.date != context.state.date && !configuration.overnight;
  if (day_is_over) events.push_back(TicketCancelled{event.ticket, event.number, "closed_at_day_end"});
  return events;
}

/// A ticket of the line with the next number of its letter; norms come last, when the entry is known.
Result<TicketIssued> numbered(const Context& context, const IssueTicket& command) {
  const State& state = context.state;
  const Configuration& configuration = *state.configuration;
  const LineId line{command.service, command.procedure};
  if (!any_serves(state, line)) return refuse(RefusalCode::no_desk_serves, configuration.line_title(line));
  const std::string letter = configuration.letter(line);
  const std::uint32_t ordinal = letter.empty() ? 0 : next_ordinal(state, letter);
  if (ordinal == 0) return refuse(RefusalCode::numbers_exhausted, letter);
  TicketIssued event = draft(context, command);
  event.number = {letter, ordinal};
  return event;
}

/// The appointment that a code opens today; else why not.
Result<const Appointment*> arriving(const State& state, const std::string& code) {
  const Appointment* appointment = by_code(state, code);
  if (appointment == nullptr) return refuse(RefusalCode::unknown_appointment);
  if (appointment->date != state.date) {
    return refuse(RefusalCode::not_today, slot_text(appointment->slot_at));
  }
  return appointment;
}

/// Came with a code: hours and a stop of issuing do not turn him away, he was given the time. Later than the
/// profile's `late_after` he is a walk-in from his arrival (S2-7.3).
Result<TicketIssued> booked(const Context& context, IssueTicket command) {
  const State& state = context.state;
  const Configuration& configuration = *state.configuration;
  const auto found = arriving(state, command.booking_code);
  if (!found) return found.refusal();
  const Appointment& appointment = **found;
  const LineId line = appointment.line;
  const bool other_service = !command.service.empty() && command.service != line.service;
  const bool other_procedure = !command.procedure.empty() && command.procedure != line.procedure;
  if (other_service || other_procedure) {
    return refuse(RefusalCode::bad_request, "запись на другую услугу: " + configuration.line_title(line));
  }
  command.service = line.service;
  command.procedure = line.procedure;
  auto event = numbered(context, command);
  if (!event) return event.refusal();
  event->entry = comes_late(state, appointment, context.now.at) ? Entry::walk_in : Entry::booked;
  event->appointment = state.booking_codes.at(command.booking_code);
  event->booked_at = appointment.slot_at;
  event->booked_t = context.now.t + (appointment.slot_at.utc - context.now.at.utc);
  return event;
}

Result<TicketIssued> walk_in(const Context& context, const IssueTicket& command) {
  const LineId line{command.service, command.procedure};
  if (const auto unknown = unknown_line(*context.state.configuration, line)) return *unknown;
  if (const auto closed = issuing_closed(context.state, line, context.now.at)) return *closed;
  return numbered(context, command);
}

}  // namespace

std::optional<Refusal> unknown_line(const Configuration& configuration, const LineId& line) {
  if (configuration.service(line.service) == nullptr) {
    return refuse(RefusalCode::unknown_service, line.service.value);
  }
  if (configuration.offer(line) == nullptr) {
    return refuse(RefusalCode::unknown_procedure, line.procedure.value);
  }
  return std::nullopt;
}

Outcome decide_one(const Context& context, const IssueTicket& command) {
  const State& state = context.state;
  if (command.ticket.empty() || state.ticket(command.ticket) != nullptr) {
    return refuse(RefusalCode::bad_request, "ticket");
  }
  if (command.number) {
    const auto unknown = unknown_line(*state.configuration, {command.service, command.procedure});
    return unknown ? Outcome{*unknown} : issue_offline(context, command);
  }
  if (!command.priority.empty() && state.configuration->priority(command.priority) == nullptr) {
    return refuse(RefusalCode::bad_request, "priority");
  }
  auto event = command.booking_code.empty() ? walk_in(context, command) : booked(context, command);
  if (!event) return event.refusal();
  const LineId line{event->service, event->procedure};
  add_norms(*state.configuration, *event);
  const visit::Visit visit = begun(state, *event);
  event->ahead = ahead_of(state, visit, context.now.t);
  add_forecast(state, visit, *event);
  if (command.booking_code.empty()) {
    const auto late = served_too_late(state, line, event->expected_wait_s, context.now.at);
    if (late) return *late;
  }
  return Events{*event};
}

Outcome decide_one(const Context& context, const ReceiveVisitor& command) {
  const State& state = context.state;
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const DeskNow& desk = state.desk(command.desk);
  if (desk.state == DeskState::paused) return refuse(RefusalCode::desk_paused);
  if (desk.state == DeskState::phone) return refuse(RefusalCode::desk_on_phone);
  if (const auto early = before_session(state, context.now.at)) return *early;
  if (const auto visitor = has_visitor(state, command.desk)) return *visitor;
  IssueTicket issue{command.ticket,
                    command.token,
                    command.service,
                    command.procedure,
                    "ru",
                    "",
                    command.booking_code,
                    {},
                    {}};
  auto event = issue.booking_code.empty() ? walk_in(context, issue) : booked(context, issue);
  if (!event) return event.refusal();
  const LineId line{event->service, event->procedure};
  if (!serves(state, command.desk, line)) {
    return refuse(RefusalCode::desk_does_not_serve, state.configuration->line_title(line));
  }
  const bool others_wait = oldest(state, command.desk).has_value();
  if (others_wait && !may_choose(state, command.desk, context.by, context.now.at)) {
    return refuse(RefusalCode::choice_not_permitted, desk_title(state, command.desk));
  }
  if (others_wait && command.reason.empty()) return refuse(RefusalCode::reason_required);
  add_norms(*state.configuration, *event);
  event->ahead = ahead_of(state, begun(state, *event), context.now.t);
  const ServiceStarted started{event->ticket,
                               event->number,
                               command.desk,
                               UserId{context.by.name},
                               std::max(Millis{0}, context.now.t - visit::reference_t(*event)),
                               command.reason,
                               others_wait};
  return Events{*event, started};
}

Outcome decide_one(const Context& context, const ReportSlip& command) {
  const visit::Visit* visit = context.state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  if (visit->slip == command.outcome && visit->slip_reason == command.reason) return Events{};
  return Events{SlipReported{command.ticket, command.outcome, command.reason}};
}

Outcome decide_one(const Context& context, const CancelTicket& command) {
  const visit::Visit* visit = context.state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  const TicketNumber& number = visit->issued.number;
  if (visit->now.state == TicketState::serving) return refuse(RefusalCode::ticket_in_service, number.text());
  if (!visit::in_hall(visit->now.state)) return refuse(RefusalCode::wrong_state, number.text());
  if (command.reason.empty()) return refuse(RefusalCode::reason_required);
  return Events{TicketCancelled{command.ticket, number, command.reason}};
}

Outcome decide_one(const Context& context, const RateTicket& command) {
  const visit::Visit* visit = context.state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  if (command.rating < 1 || command.rating > 3) return refuse(RefusalCode::bad_request, "rating");
  // S3-3.2: at any stage and after the result; the last word counts.
  if (visit->rating == command.rating) return Events{};
  return Events{TicketRated{command.ticket, command.rating}};
}

Outcome decide_one(const Context& context, const TicketArrived& command) {
  const visit::Visit* visit = context.state.ticket(command.ticket);
  if (visit == nullptr) return refuse(RefusalCode::unknown_ticket);
  const TicketState state = visit->now.state;
  if (state == TicketState::waiting) return Events{};
  if (state != TicketState::no_show && state != TicketState::held) {
    return refuse(RefusalCode::wrong_state, visit->issued.number.text());
  }
  return Events{returned(context.state, *visit)};
}

}  // namespace talon::queue
