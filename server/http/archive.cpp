// SPDX-License-Identifier: MIT
#include "server/http/archive.h"

#include <limits>

#include "server/visit/visit.h"

namespace talon::http {
namespace {

/// Later than any day of a journal.
constexpr Date last_date{std::chrono::year{9999}, std::chrono::December, std::chrono::day{31}};

std::vector<StoredEvent> stored(std::vector<store::StoredEvent> events) {
  std::vector<StoredEvent> out;
  out.reserve(events.size());
  for (store::StoredEvent& event : events) out.push_back({event.seq, std::move(event.json)});
  return out;
}

/// Who did something on the days on which the ticket's events lie.
std::vector<StoredEvent> names_of(const store::Reader& reader, std::int64_t first, std::int64_t last) {
  std::int64_t from = first;
  std::int64_t to = std::numeric_limits<std::int64_t>::max();
  for (const store::StoredDay& day : reader.days(Date{std::chrono::sys_days{}}, last_date)) {
    if (day.first <= first) from = day.first;
    if (day.next && *day.next > last) {
      to = *day.next;
      break;
    }
  }
  return stored(reader.names(from, to));
}

TicketRecord record_of(const store::Reader& reader, const TicketKey& ticket) {
  TicketRecord record;
  std::optional<TicketId> id;
  if (const auto* paper = std::get_if<std::pair<Date, TicketNumber>>(&ticket)) {
    id = reader.ticket_of(paper->first, paper->second);
  } else {
    id = std::get<TicketId>(ticket);
  }
  if (!id) return record;
  record.events = stored(reader.events_of(*id));
  if (record.events.empty()) return record;
  if (auto found = reader.configuration_before(record.events.front().seq)) {
    record.configuration = StoredEvent{found->seq, std::move(found->json)};
  }
  record.names = names_of(reader, record.events.front().seq, record.events.back().seq);
  return record;
}

}  // namespace

StoreArchive::StoreArchive(World world)
    : world_(std::move(world)), history_reader_(world_.directory), report_reader_(world_.directory) {}

void StoreArchive::finish() {
  history_worker_.finish();
  report_worker_.finish();
}

void StoreArchive::history(const TicketKey& ticket, std::function<void(TicketRecord)> done) {
  auto shared = std::make_shared<decltype(done)>(std::move(done));
  const bool taken = history_worker_.run([this, ticket, shared] {
    TicketRecord record;
    try {
      record = record_of(history_reader_, ticket);
    } catch (const store::StorageFailure&) {
      record = {};  // unreadable now is told as unknown; the writer's own failure makes the server not ready
    }
    world_.loop.post([shared, record = std::move(record)]() mutable { (*shared)(std::move(record)); });
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

Date StoreArchive::today() const {
  return service_date(world_.time().now, world_.state().configuration->day_ends);
}

void StoreArchive::report(const std::string& name, const Target& target, Answer answer) {
  const auto order = read_report_order(name, target, today());
  if (!order.ok()) return answer(refuse(order.refusal()));
  make(*order, 3, std::make_shared<Answer>(std::move(answer)));
}

void StoreArchive::own_report(const UserId& specialist, const Target& target, Answer answer) {
  const auto order = read_own_order(specialist, target, today());
  if (!order.ok()) return answer(refuse(order.refusal()));
  make(*order, 3, std::make_shared<Answer>(std::move(answer)));
}

// Legs and the live hall are read at different moments: where the books do not balance while the hall is
// busy, they are read once more. A loss that is real stays and is shown.
void StoreArchive::make(const ReportOrder& order, int attempts, std::shared_ptr<Answer> answer) {
  const queue::State& state = world_.state();
  const Timestamp now = world_.time().now;
  ReportWorld report_world{state.configuration, world_.name_of_person, {}, now, state.virtual_clock};
  for (const auto& [id, visit] : state.tickets) {
    const bool dated = visit.issued.date >= order.period.from && visit.issued.date <= order.period.to;
    if (!dated || !visit::in_hall(visit.now.state)) continue;
    const Moment moment{now, state.ticks_at(now)};
    report_world.running.push_back(visit::leg_row(visit, LegOutcome::cancelled, moment, state.seq));
  }
  const auto job = [this, order, attempts, answer, report_world = std::move(report_world)] {
    ReportMade made;
    try {
      made = make_report(report_reader_, book_, order, report_world);
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
