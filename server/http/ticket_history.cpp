// SPDX-License-Identifier: MIT
#include "server/http/ticket_history.h"

#include <set>

#include "server/model/names.h"
#include "server/protocol/json.h"
#include "server/protocol/writer.h"
#include "server/queue/pictures.h"
#include "server/queue/regulation.h"
#include "server/visit/visit.h"

namespace talon::http {
namespace {

/// The visit as its own events left it: right for a ticket of any day.
std::optional<visit::Visit> fold_visit(const std::vector<StoredEvent>& events) {
  std::optional<visit::Visit> visit;
  for (const StoredEvent& stored : events) {
    const auto event = protocol::decode_event(stored.json);
    if (!event.ok()) continue;
    if (const auto* issued = std::get_if<TicketIssued>(&event->body)) {
      visit = visit::begin(*issued, event->seq);
    } else if (visit) {
      visit::apply(*visit, *event);
    }
  }
  return visit;
}

std::shared_ptr<const Configuration> configuration_of(const queue::State& state, const TicketRecord& record) {
  if (record.configuration) {
    const auto event = protocol::decode_event(record.configuration->json);
    const auto* applied = event.ok() ? std::get_if<ConfigurationApplied>(&event->body) : nullptr;
    if (applied != nullptr && applied->parsed) return applied->parsed;
  }
  return state.configuration;
}

std::string words_of(const Regulation* regulation, const ClauseId& clause, Measure measure) {
  if (regulation == nullptr) return "";
  for (const Limit& limit : regulation->limits) {
    if (limit.clause == clause && limit.measure == measure) return limit.text;
  }
  return "";
}

void write_limit(protocol::Writer& out, const Regulation* regulation, const TicketIssued& issued,
                 Measure measure) {
  const bool wait = measure == Measure::wait;
  const ClauseId& clause = wait ? issued.wait_clause : issued.service_clause;
  out.begin_object().field("measure", measure).field("clause", clause);
  out.field("limit_s", wait ? issued.wait_limit_s : issued.service_limit_s);
  out.field("regulation", issued.regulation).field("valid_from", issued.regulation_from);
  out.field("title", regulation == nullptr ? std::string{} : regulation->title);
  out.field("text", words_of(regulation, clause, measure)).end_object();
}

/// Who did something to the ticket, each once and as he was called then; devices and the system have no
/// names.
void write_people(protocol::Writer& out, const TicketRecord& record, const NameOfPerson& name_of_person) {
  std::set<std::string> logins;
  for (const StoredEvent& stored : record.events) {
    const auto event = protocol::decode_event(stored.json);
    if (event.ok()) logins.insert(event->by.name);
  }
  for (const std::string& login : logins) {
    const auto known = record.names.find(login);
    const std::string name = known == record.names.end() ? name_of_person(login) : known->second;
    if (!name.empty()) out.begin_object().field("login", login).field("name", name).end_object();
  }
}

}  // namespace

std::string ticket_history_json(const queue::State& state, const TicketRecord& record, const HallTime& time,
                                const NameOfPerson& name_of_person) {
  protocol::Writer out;
  out.begin_object();
  const auto visit = fold_visit(record.events);
  if (visit) {
    const Ticks then = visit->now.ended_t.value_or(state.ticks_at(time.now));
    out.field("ticket", queue::desk_ticket(state, *visit, then));
  }
  out.key("events").begin_array();
  for (const StoredEvent& event : record.events) out.raw(event.json);
  out.end_array().key("limits").begin_array();
  const auto configuration = configuration_of(state, record);
  if (visit) {
    const Regulation* regulation = queue::regulation_of(*configuration, visit->issued);
    write_limit(out, regulation, visit->issued, Measure::wait);
    write_limit(out, regulation, visit->issued, Measure::service);
  }
  out.end_array().key("called_before").begin_array();
  const visit::Visit* of_today = visit ? state.ticket(visit->issued.ticket) : nullptr;
  if (of_today != nullptr) {
    for (const CalledBefore& call : queue::called_before(state, *of_today)) out.value(call);
  }
  out.end_array().key("people").begin_array();
  write_people(out, record, name_of_person);
  out.end_array().key("outcomes").begin_array();
  for (const VisitOutcome& outcome : configuration->outcomes) {
    out.begin_object().field("id", outcome.id).field("title", outcome.title).end_object();
  }
  out.end_array().end_object();
  return std::move(out).text();
}

}  // namespace talon::http
