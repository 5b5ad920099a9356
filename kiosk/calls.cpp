// SPDX-License-Identifier: MIT
#include "kiosk/calls.h"

#include "server/model/names.h"
#include "server/protocol/json.h"

namespace talon::kiosk {

namespace {

/// Names from the configuration and our own UUIDs: nothing in them needs an escape.
std::string field(std::string_view name, std::string_view value) {
  return "\"" + std::string(name) + "\":\"" + std::string(value) + "\"";
}

std::string fields_of(const ServiceId& service, const ProcedureId& procedure, const std::string& language) {
  return field("service", service.value) + "," + field("procedure", procedure.value) + "," +
         field("language", language);
}

std::string body_of(const screens::TakeTicket& wanted) {
  std::string fields = fields_of(wanted.service, wanted.procedure, wanted.language);
  if (!wanted.booking_code.empty()) fields += "," + field("booking_code", wanted.booking_code);
  return "{" + fields + "}";
}

/// The body of the touch that ended with a number of our own: the same bytes, or the key would not fit.
std::string asked_body(const TicketReply& ticket) {
  return "{" + fields_of(ticket.service, ticket.procedure, ticket.slip.language) + "}";
}

std::string issued_body(const TicketReply& ticket) {
  return "{" + fields_of(ticket.service, ticket.procedure, ticket.slip.language) + "," +
         field("number", ticket.number.text()) + "," +
         field("issued_at", format_timestamp(ticket.issued_at)) + "}";
}

std::string body_of(const offline::SlipKnown& known) {
  std::string body = "{" + field("outcome", name_of(known.outcome));
  if (!known.reason.empty()) body += "," + field("reason", known.reason);
  return body + "}";
}

/// The server could not decide: it may have or may not have; only the same key tells.
bool undecided(const client::Reply& reply) {
  return !reply.answered() || reply.status >= 500 || reply.status == 429;
}

Refusal refusal_of(const client::Reply& reply) {
  if (reply.refusal) return *reply.refusal;
  return {RefusalCode::bad_request, "Ответ сервера не понят."};
}

constexpr std::string_view tickets_path = "/api/v1/tickets";

std::optional<TicketReply> ticket_in(const client::Reply& reply) {
  if (reply.status != 200 && reply.status != 201) return std::nullopt;
  auto ticket = protocol::decode<TicketReply>(reply.body);
  if (!ticket.ok()) return std::nullopt;
  return std::move(ticket).value();
}

/// The server executed the touch after all and nobody ever saw its number. False: not known yet, try again.
bool take_back(const Post& post, const offline::IssuedHere& issued) {
  const client::Reply asked = post(tickets_path, asked_body(issued.ticket), issued.request);
  if (undecided(asked)) return false;
  const auto theirs = ticket_in(asked);
  if (!theirs) return true;
  const std::string why = field("reason", "терминал выдал без связи номер " + issued.ticket.number.text());
  return !undecided(
      post(std::string(tickets_path) + "/" + theirs->id.value + "/cancel", "{" + why + "}", {}));
}

}  // namespace

bool deliver_issued(offline::Journal& journal, const Post& post, const offline::IssuedHere& issued) {
  client::Reply reply = post(tickets_path, issued_body(issued.ticket), issued.request);
  if (reply.refusal && reply.refusal->code == RefusalCode::key_reused) {
    if (!take_back(post, issued)) return false;
    reply = post(tickets_path, issued_body(issued.ticket), issued.spare);
  }
  if (undecided(reply)) return false;
  if (const auto ticket = ticket_in(reply)) {
    journal.write(offline::Delivered{issued.ticket.id, ticket->id});
  } else {
    journal.write(offline::Refused{issued.request, std::string(refusal_name(refusal_of(reply).code))});
  }
  return true;
}

std::optional<screens::TicketAnswer> take_ticket(offline::Journal& journal, const Post& post,
                                                 const screens::TakeTicket& wanted, bool first) {
  if (first) {
    journal.write(offline::Requested{wanted.request, wanted.service, wanted.procedure, wanted.language,
                                     wanted.booking_code});
  }
  const client::Reply reply = post(tickets_path, body_of(wanted), wanted.request);
  if (undecided(reply)) return std::nullopt;
  if (auto ticket = ticket_in(reply)) {
    journal.write(offline::Answered{wanted.request, *ticket});
    return screens::TicketAnswer{wanted.request, std::move(ticket), {}};
  }
  const Refusal refusal = refusal_of(reply);
  journal.write(offline::Refused{wanted.request, std::string(refusal_name(refusal.code))});
  return screens::TicketAnswer{wanted.request, {}, refusal};
}

std::optional<screens::BookAnswer> book_time(offline::Journal& journal, const Post& post,
                                             const screens::BookTime& wanted, bool first) {
  if (first) {
    journal.write(offline::BookingAsked{wanted.request, wanted.service, wanted.procedure, wanted.slot_at});
  }
  const std::string body = "{" + field("service", wanted.service.value) + "," +
                           field("procedure", wanted.procedure.value) + "," +
                           field("slot_at", format_timestamp(wanted.slot_at)) + "}";
  const client::Reply reply = post("/api/v1/appointments", body, wanted.request);
  if (undecided(reply)) return std::nullopt;
  auto booked = protocol::decode<AppointmentPicture>(reply.body);
  const bool made = reply.status == 200 || reply.status == 201;
  if (made && booked.ok()) return screens::BookAnswer{wanted.request, std::move(booked).value(), {}};
  journal.write(offline::BookingOver{wanted.request});
  return screens::BookAnswer{wanted.request, {}, refusal_of(reply)};
}

void keep_booking(offline::Journal& journal, const RequestId& request) {
  journal.write(offline::BookingOver{request});
}

bool drop_booking(offline::Journal& journal, const Post& post, const screens::DropBooking& unseen) {
  const std::string body = "{" + field("reason", "терминал: код записи никто не увидел") + "}";
  const client::Reply reply = post("/api/v1/appointments/" + unseen.appointment.value + "/cancel", body, {});
  if (undecided(reply)) return false;
  // Refused: it is over or was cancelled already; asking again would not change that.
  journal.write(offline::BookingOver{unseen.request});
  return true;
}

bool deliver_slip(offline::Journal& journal, const Post& post, const offline::SlipKnown& known) {
  const offline::Journal::Named name = journal.name_of(known.ticket);
  if (name.standing == offline::Journal::Standing::not_yet) return false;
  if (name.standing == offline::Journal::Standing::never) return true;
  const client::Reply reply = post("/api/v1/tickets/" + name.ticket.value + "/slip", body_of(known), {});
  if (undecided(reply)) return false;
  // A refusal is final too: the ticket is gone, and asking again would not bring it back.
  journal.write(offline::SlipDelivered{known.ticket, known.serial});
  return true;
}

}  // namespace talon::kiosk
