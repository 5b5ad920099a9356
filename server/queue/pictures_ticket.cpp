// SPDX-License-Identifier: MIT
// What one ticket says: the reply to the terminal with the slip, and the page behind the slip's QR.
#include "server/model/result.h"
#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "server/queue/pictures.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

SlipContent slip_content(const Configuration& configuration, const TicketIssued& issued,
                         const std::string& journal_head) {
  const LineId line{issued.service, issued.procedure};
  SlipContent slip;
  slip.office = configuration.short_name.empty() ? configuration.name : configuration.short_name;
  slip.phone = configuration.phone;
  slip.number = issued.number;
  slip.issued_at = issued.issued_at;
  const Service* service = configuration.service(issued.service);
  const Procedure* procedure = configuration.procedure(issued.procedure);
  const Offer* offer = configuration.offer(line);
  slip.service = service == nullptr ? issued.service.value : service->title;
  slip.procedure = procedure == nullptr ? issued.procedure.value : procedure->title;
  slip.official = procedure == nullptr ? "" : procedure->official;
  if (offer != nullptr) slip.brief = offer->brief;
  slip.ahead = issued.ahead;
  slip.expected_wait_s = issued.expected_wait_s;
  slip.not_later_s = issued.not_later_s;
  slip.rooms = rooms_of(configuration, line);
  slip.where = where_text(slip.rooms);
  slip.missed = missed_text();
  if (!issued.offline) slip.journal_head = journal_head;
  if (!configuration.public_url.empty() && !issued.token.empty()) {
    slip.url = configuration.public_url + "/t/" + issued.token;
  }
  slip.language = issued.language;
  slip.layout = configuration.slip;
  slip.offline = issued.offline;
  slip.booked_at = issued.booked_at;
  return slip;
}

/// What the slip promised, while it still can come true: nobody has called the visitor or sent him elsewhere.
std::optional<Timestamp> promised(const visit::Visit& visit, const Timestamp& now) {
  const bool first_wait = visit.now.leg == 0 && !visit.now.called_at && !visit.now.returned_t;
  if (!first_wait || !visit.issued.not_later_s) return std::nullopt;
  const Timestamp by = visit.issued.issued_at.plus(*visit.issued.not_later_s);
  return now < by ? std::optional{by} : std::nullopt;
}

}  // namespace

TicketReply ticket_reply(const Configuration& configuration, const TicketIssued& issued,
                         const std::string& journal_head) {
  TicketReply reply;
  reply.id = issued.ticket;
  reply.number = issued.number;
  reply.issued_at = issued.issued_at;
  reply.service = issued.service;
  reply.procedure = issued.procedure;
  reply.ahead = issued.ahead;
  reply.expected_wait_s = issued.expected_wait_s;
  reply.not_later_s = issued.not_later_s;
  reply.slip = slip_content(configuration, issued, journal_head);
  reply.rooms = reply.slip.rooms;
  return reply;
}

TicketReply ticket_reply(const State& state, const TicketId& ticket, const std::string& journal_head) {
  const visit::Visit* visit = state.ticket(ticket);
  TALON_EXPECT(visit != nullptr && state.configuration);
  return ticket_reply(*state.configuration, visit->issued, journal_head);
}

std::optional<TicketStatus> ticket_status(const State& state, const std::string& token,
                                          const HallTime& time) {
  const auto found = state.tokens.find(token);
  if (token.empty() || found == state.tokens.end()) return std::nullopt;
  return ticket_status(state, state.tickets.at(found->second), time);
}

TicketStatus ticket_status(const State& state, const visit::Visit& visit, const HallTime& time) {
  TicketStatus status;
  status.time = time;
  status.number = visit.issued.number;
  status.state = visit.now.state;
  // For its visitor a slip that the printer drew in again is none: he may ask for another.
  status.slip = visit.slip_reason == "not-collected" ? SlipOutcome::failed : visit.slip;
  if (visit.now.state == TicketState::waiting) {
    status.ahead = ahead_of(state, visit, state.ticks_at(time.now));
    status.expected_wait_s = expected_wait(state, visit.issued.ticket, time.now);
    status.not_later = promised(visit, time.now);
  }
  const bool at_desk = visit.now.state == TicketState::called || visit.now.state == TicketState::serving;
  if (const Desk* desk = at_desk ? state.configuration->desk(visit.now.desk) : nullptr) {
    status.desk_title = desk->title;
    status.rooms = {room_picture(*state.configuration, desk->room)};
    status.room_title = status.rooms.front().title;
  } else if (visit::in_hall(visit.now.state)) {
    status.rooms = rooms_of(*state.configuration, visit.now.line);
  }
  return status;
}

}  // namespace talon::queue
