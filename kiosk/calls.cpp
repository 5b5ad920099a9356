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

std::string body_of(const screens::TakeTicket& wanted) {
  return "{" + field("service", wanted.service.value) + "," + field("procedure", wanted.procedure.value) +
         "," + field("language", wanted.language) + "}";
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

}  // namespace

std::optional<screens::TicketAnswer> take_ticket(offline::Journal& journal, const Post& post,
                                                 const screens::TakeTicket& wanted, bool first) {
  if (first) {
    journal.write(offline::Requested{wanted.request, wanted.service, wanted.procedure, wanted.language});
  }
  const client::Reply reply = post("/api/v1/tickets", body_of(wanted), wanted.request);
  if (undecided(reply)) return std::nullopt;
  if (reply.status == 200 || reply.status == 201) {
    auto ticket = protocol::decode<TicketReply>(reply.body);
    if (ticket.ok()) {
      journal.write(offline::Answered{wanted.request, ticket.value()});
      return screens::TicketAnswer{wanted.request, ticket.value(), {}};
    }
  }
  const Refusal refusal = refusal_of(reply);
  journal.write(offline::Refused{wanted.request, std::string(refusal_name(refusal.code))});
  return screens::TicketAnswer{wanted.request, {}, refusal};
}

bool deliver_slip(offline::Journal& journal, const Post& post, const offline::SlipKnown& known) {
  const client::Reply reply = post("/api/v1/tickets/" + known.ticket.value + "/slip", body_of(known), {});
  if (undecided(reply)) return false;
  // A refusal is final too: the ticket is gone, and asking again would not bring it back.
  journal.write(offline::SlipDelivered{known.ticket, known.serial});
  return true;
}

}  // namespace talon::kiosk
