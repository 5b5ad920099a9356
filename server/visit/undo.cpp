// SPDX-License-Identifier: MIT
// The flat notation of a former standing: what `undone` carries.
#include "server/visit/visit.h"

namespace talon::visit {

Undone undone(const Visit& visit, const Standing& former, const DeskId& desk, std::int64_t undoes) {
  Undone event;
  event.undoes = undoes;
  event.desk = desk;
  event.ticket = visit.issued.ticket;
  event.number = visit.issued.number;
  event.state = former.state;
  event.ticket_desk = former.desk;
  event.service = former.line.service;
  event.procedure = former.line.procedure;
  event.called_at = former.called_at;
  event.called_t = former.called_t;
  event.seen_at = former.seen_at;
  event.seen_t = former.seen_t;
  event.started_t = former.started_t;
  event.recalls = former.recalls;
  event.applicants = former.applicants;
  event.specialist = former.specialist;
  event.to_desk = former.to_desk;
  event.note = former.note;
  event.leg = former.leg;
  event.leg_t = former.leg_t;
  event.call_seq = former.call_seq;
  event.leg_seen_at = former.leg_seen_at;
  event.leg_seen_t = former.leg_seen_t;
  event.applicant_ms = former.applicant_ms;
  event.leg_ms = former.leg_ms;
  event.service_limit_s = former.service_limit_s;
  event.service_clause = former.service_clause;
  event.held_t = former.held_t;
  event.returned_t = former.returned_t;
  event.uncounted_ms = former.uncounted_ms;
  event.ended_at = former.ended_at;
  event.ended_t = former.ended_t;
  event.ended_seq = former.ended_seq;
  event.reason = former.reason;
  event.held_until_t = former.held_until_t;
  event.return_desk = former.return_desk;
  event.return_service = former.return_line.service;
  event.return_procedure = former.return_line.procedure;
  return event;
}

Standing former(const Undone& event) {
  Standing standing;
  standing.state = event.state;
  standing.line = {event.service, event.procedure};
  standing.desk = event.ticket_desk;
  standing.specialist = event.specialist;
  standing.to_desk = event.to_desk;
  standing.note = event.note;
  standing.leg = event.leg;
  standing.leg_t = event.leg_t;
  standing.recalls = event.recalls;
  standing.applicants = event.applicants;
  standing.call_seq = event.call_seq;
  standing.called_at = event.called_at;
  standing.called_t = event.called_t;
  standing.seen_at = event.seen_at;
  standing.seen_t = event.seen_t;
  standing.leg_seen_at = event.leg_seen_at;
  standing.leg_seen_t = event.leg_seen_t;
  standing.started_t = event.started_t;
  standing.applicant_ms = event.applicant_ms;
  standing.leg_ms = event.leg_ms;
  standing.service_limit_s = event.service_limit_s;
  standing.service_clause = event.service_clause;
  standing.held_t = event.held_t;
  standing.returned_t = event.returned_t;
  standing.uncounted_ms = event.uncounted_ms;
  standing.ended_at = event.ended_at;
  standing.ended_t = event.ended_t;
  standing.ended_seq = event.ended_seq;
  standing.reason = event.reason;
  standing.held_until_t = event.held_until_t;
  standing.return_desk = event.return_desk;
  standing.return_line = {event.return_service, event.return_procedure};
  return standing;
}

}  // namespace talon::visit
