// SPDX-License-Identifier: MIT
#include "server/http/archive.h"

#include "server/http/session_book.h"
#include "server/http/session_copy.h"
#include "server/store/maintenance.h"
#include "server/visit/visit.h"

namespace talon::http {
namespace {

std::vector<StoredEvent> stored(std::vector<store::StoredEvent> events) {
  std::vector<StoredEvent> out;
  out.reserve(events.size());
  for (store::StoredEvent& event : events) out.push_back({event.seq, std::move(event.json)});
  return out;
}

/// Who did something on the days on which the ticket's events lie.
PersonNames names_of(const store::Reader& reader, std::int64_t first, std::int64_t last) {
  std::int64_t from = first;
  std::int64_t to = store::Reader::no_end;
  for (const store::StoredDay& day : reader.days()) {
    if (day.first <= first) from = day.first;
    if (day.next && *day.next > last) {
      to = *day.next;
      break;
    }
  }
  return person_names(reader, from, to);
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

/// What a report is told of the hall in `state`, beside its journal.
ReportWorld world_of(const queue::State& state, const Timestamp& now, const stats::Period& period,
                     std::function<std::string(const std::string&)> name_of_person) {
  ReportWorld world{state.configuration, std::move(name_of_person), {}, now, state.virtual_clock};
  const Moment moment{now, state.ticks_at(now)};
  for (const auto& [id, visit] : state.tickets) {
    const bool dated = visit.issued.date >= period.from && visit.issued.date <= period.to;
    if (!dated || !visit::in_hall(visit.now.state)) continue;
    world.running.push_back(visit::leg_row(visit, LegOutcome::cancelled, moment, state.seq));
  }
  return world;
}

/// Of a received journal: its time stands where it ends, and its people are not the office's.
ReportMade report_of_copy(const std::filesystem::path& folder, const ReportOrder& order) {
  if (!std::filesystem::exists(folder / "hall.db"))
    return {refuse({RefusalCode::bad_request, "hall: журнала «" + order.hall + "» здесь нет"})};
  SessionCopy copy(folder);
  const auto name_of = [names =
                            person_names(copy.reader(), 1, store::Reader::no_end)](const std::string& login) {
    const auto known = names.find(login);
    return known == names.end() ? std::string{} : known->second;
  };
  return make_report(copy.reader(), copy.book(), order,
                     world_of(copy.state(), copy.state().last.at, order.period, name_of));
}

/// What the copy says was handed over after `since`, proven once more: what is journalled must be true now.
Result<std::optional<SessionReceived>> handed_in(const std::filesystem::path& folder, const std::string& hall,
                                                 std::int64_t since) {
  if (!std::filesystem::exists(folder / "hall.db"))
    return Refusal{RefusalCode::bad_request,
                   "hall: копии журнала «" + hall + "» здесь нет, сначала talon-server receive"};
  const store::Verdict verdict = store::verify(folder);
  if (!verdict.ok())
    return Refusal{RefusalCode::wrong_state,
                   "копия журнала повреждена: " + std::string(store::sentence(verdict.damage))};
  const auto all = handings(store::Reader(folder), hall, since);
  if (all.empty()) return std::optional<SessionReceived>{};
  return std::optional{together(all)};
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
  auto shared = std::make_shared<Answer>(std::move(answer));
  if (order->hall.empty() || order->hall == world_.state().configuration->id) return make(*order, 3, shared);
  make_of_copy(*order, shared);
}

void StoreArchive::own_report(const UserId& specialist, const Target& target, Answer answer) {
  const auto order = read_own_order(specialist, target, today());
  if (!order.ok()) return answer(refuse(order.refusal()));
  make(*order, 3, std::make_shared<Answer>(std::move(answer)));
}

// Legs and the live hall are read at different moments: where the books do not balance while the hall is
// busy, they are read once more. A loss that is real stays and is shown.
void StoreArchive::make(const ReportOrder& order, int attempts, std::shared_ptr<Answer> answer) {
  ReportWorld report_world = world_of(world_.state(), world_.time().now, order.period, world_.name_of_person);
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

void StoreArchive::make_of_copy(const ReportOrder& order, std::shared_ptr<Answer> answer) {
  const auto job = [this, order, answer] {
    Reply reply;
    try {
      reply = report_of_copy(copy_folder(world_.directory, order.hall), order).reply;
    } catch (const store::StorageFailure&) {
      reply = refuse({RefusalCode::storage_unavailable, ""});
    }
    world_.loop.post([answer, reply = std::move(reply)]() mutable { (*answer)(std::move(reply)); });
  };
  if (!report_worker_.run(job)) (*answer)(refuse({RefusalCode::too_many_attempts, "5"}));
}

void StoreArchive::sessions(const Target& target, Answer answer) {
  const auto order = read_session_order(target);
  if (!order.ok()) return answer(refuse(order.refusal()));
  const queue::State& state = world_.state();
  auto shared = std::make_shared<Answer>(std::move(answer));
  const SessionWorld world{world_.directory, state.configuration, world_.name_of_person, state.virtual_clock};
  const auto job = [this, order = *order, world, shared] {
    Reply reply;
    try {
      reply = session_reply(session_report(report_reader_, world), order);
    } catch (const store::StorageFailure&) {
      reply = refuse({RefusalCode::storage_unavailable, ""});
    }
    world_.loop.post([shared, reply = std::move(reply)]() mutable { (*shared)(std::move(reply)); });
  };
  if (!report_worker_.run(job)) (*shared)(refuse({RefusalCode::too_many_attempts, "5"}));
}

void StoreArchive::handed(const std::string& hall, std::int64_t since, WhenHanded done) {
  auto shared = std::make_shared<WhenHanded>(std::move(done));
  const auto job = [this, hall, since, shared] {
    Result<std::optional<SessionReceived>> found = std::optional<SessionReceived>{};
    try {
      found = handed_in(copy_folder(world_.directory, hall), hall, since);
    } catch (const store::StorageFailure&) {
      found = Refusal{RefusalCode::storage_unavailable, ""};
    }
    world_.loop.post([shared, found = std::move(found)]() mutable { (*shared)(std::move(found)); });
  };
  if (!report_worker_.run(job)) (*shared)(Refusal{RefusalCode::too_many_attempts, "5"});
}

}  // namespace talon::http
