// SPDX-License-Identifier: MIT
#include "server/http/archive.h"

#include "server/model/names.h"
#include "server/protocol/json.h"
#include "server/protocol/writer.h"
#include "server/queue/pictures.h"
#include "server/visit/visit.h"

namespace talon::http {
namespace {

std::vector<StoredEvent> stored(std::vector<store::StoredEvent> events) {
  std::vector<StoredEvent> out;
  out.reserve(events.size());
  for (store::StoredEvent& event : events) out.push_back({event.seq, std::move(event.json)});
  return out;
}

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

void write_limit(protocol::Writer& out, const queue::State& state, const TicketIssued& issued,
                 Measure measure) {
  const bool wait = measure == Measure::wait;
  const ClauseId& clause = wait ? issued.wait_clause : issued.service_clause;
  std::string text;
  if (state.configuration) {
    for (const Regulation& regulation : state.configuration->regulations) {
      if (regulation.name != issued.regulation) continue;
      for (const Limit& limit : regulation.limits) {
        if (limit.clause == clause && limit.measure == measure && text.empty()) text = limit.text;
      }
    }
  }
  out.begin_object().field("measure", measure).field("clause", clause);
  out.field("limit_s", wait ? issued.wait_limit_s : issued.service_limit_s);
  out.field("regulation", issued.regulation).field("text", text).end_object();
}

}  // namespace

std::string ticket_history_json(const queue::State& state, const std::vector<StoredEvent>& events,
                                const HallTime& time) {
  protocol::Writer out;
  out.begin_object();
  const auto visit = fold_visit(events);
  if (visit) {
    const Ticks then = visit->now.ended_t.value_or(state.ticks_at(time.now));
    out.field("ticket", queue::desk_ticket(state, *visit, then));
  }
  out.key("events").begin_array();
  for (const StoredEvent& event : events) out.raw(event.json);
  out.end_array().key("limits").begin_array();
  if (visit) {
    write_limit(out, state, visit->issued, Measure::wait);
    write_limit(out, state, visit->issued, Measure::service);
  }
  out.end_array().key("called_before").begin_array();
  const visit::Visit* of_today = visit ? state.ticket(visit->issued.ticket) : nullptr;
  if (of_today != nullptr) {
    for (const CalledBefore& call : queue::called_before(state, *of_today)) out.value(call);
  }
  out.end_array().end_object();
  return std::move(out).text();
}

StoreArchive::StoreArchive(World world)
    : world_(std::move(world)), history_reader_(world_.directory), report_reader_(world_.directory) {}

void StoreArchive::finish() {
  history_worker_.finish();
  report_worker_.finish();
}

void StoreArchive::history(const TicketId& ticket, std::function<void(std::vector<StoredEvent>)> done) {
  auto shared = std::make_shared<decltype(done)>(std::move(done));
  const bool taken = history_worker_.run([this, ticket, shared] {
    std::vector<StoredEvent> events;
    try {
      events = stored(history_reader_.events_of(ticket));
    } catch (const store::StorageFailure&) {
      events
          .clear();  // unreadable now is told as unknown; the writer's own failure makes the server not ready
    }
    world_.loop.post([shared, events = std::move(events)]() mutable { (*shared)(std::move(events)); });
  });
  if (!taken) (*shared)({});
}

bool StoreArchive::events(std::int64_t from, int most, std::function<void(std::vector<StoredEvent>)> done) {
  auto shared = std::make_shared<decltype(done)>(std::move(done));
  return history_worker_.run([this, from, most, shared] {
    std::vector<StoredEvent> events;
    try {
      events = stored(history_reader_.events(from, static_cast<std::size_t>(most)));
    } catch (const store::StorageFailure&) {
      events.clear();
    }
    world_.loop.post([shared, events = std::move(events)]() mutable { (*shared)(std::move(events)); });
  });
}

void StoreArchive::report(const std::string& name, const Target& target, Answer answer) {
  const queue::State& state = world_.state();
  const auto today = service_date(world_.time().now, state.configuration->day_ends);
  const auto order = read_report_order(name, target, today);
  if (!order.ok()) return answer(refuse(order.refusal()));
  make(*order, 3, std::make_shared<Answer>(std::move(answer)));
}

// Legs and the live hall are read at different moments: where the books do not balance while the hall is
// busy, they are read once more. A loss that is real stays and is shown.
void StoreArchive::make(const ReportOrder& order, int attempts, std::shared_ptr<Answer> answer) {
  const queue::State& state = world_.state();
  ReportWorld report_world{state.configuration, world_.name_of_person, 0, state.virtual_clock};
  for (const auto& [id, visit] : state.tickets) {
    const bool dated = visit.issued.date >= order.period.from && visit.issued.date <= order.period.to;
    if (dated && visit::in_hall(visit.now.state)) ++report_world.in_hall;
  }
  const auto job = [this, order, attempts, answer, report_world = std::move(report_world)] {
    ReportMade made;
    try {
      made = make_report(report_reader_, order, report_world);
    } catch (const store::StorageFailure&) {
      made.reply = refuse({RefusalCode::storage_unavailable, ""});
    }
    world_.loop.post([this, order, attempts, answer, made = std::move(made)]() mutable {
      if (!made.balanced && attempts > 1) return make(order, attempts - 1, answer);
      (*answer)(std::move(made.reply));
    });
  };
  if (!report_worker_.run(job)) (*answer)(refuse({RefusalCode::too_many_attempts, "5"}));
}

}  // namespace talon::http
