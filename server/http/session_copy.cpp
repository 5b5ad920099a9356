// SPDX-License-Identifier: MIT
#include "server/http/session_copy.h"

#include <algorithm>
#include <set>

#include "server/protocol/json.h"
#include "server/queue/queue.h"
#include "server/store/chain.h"
#include "server/store/flat.h"
#include "server/store/maintenance.h"

namespace talon::http {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t no_end = store::Reader::no_end;

Event decoded(const std::string& json) {
  auto event = protocol::decode_event(json);
  if (!event.ok()) throw store::StorageFailure("hall.db: an event is damaged");
  return std::move(*event);
}

Date service_day(const store::Reader& reader, std::int64_t seq, const Timestamp& at) {
  const auto stored = reader.configuration_before(seq);
  const Event event = stored ? decoded(stored->json) : Event{};
  const auto* applied = std::get_if<ConfigurationApplied>(&event.body);
  return service_date(
      at, applied != nullptr && applied->parsed ? applied->parsed->day_ends : std::chrono::minutes{0});
}

/// Counts the tickets of (since, handed.last] and finds their dates.
void add_tickets(const store::Reader& reader, std::int64_t since, SessionReceived& handed) {
  reader.each(since + 1, handed.last, [&](const store::StoredEvent& stored) {
    if (store::flat_text(std::string_view(stored.json).substr(0, 200), "type") != TicketIssued::type) return;
    const auto date = parse_date(store::flat_text(stored.json, "date").value_or(""));
    if (!date) throw store::StorageFailure("hall.db: a ticket has no date");
    handed.from = handed.tickets == 0 ? *date : std::min(handed.from, *date);
    handed.to = handed.tickets == 0 ? *date : std::max(handed.to, *date);
    ++handed.tickets;
  });
  if (handed.tickets == 0) handed.from = handed.to = service_day(reader, handed.last, handed.given_at);
}

}  // namespace

bool is_hall_id(std::string_view text) {
  constexpr std::size_t longest = 40;
  return !text.empty() && text.size() <= longest &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

fs::path copy_folder(const fs::path& data, const std::string& hall) {
  return data / "sessions" / hall;
}

std::vector<std::string> copied_halls(const fs::path& data) {
  std::vector<std::string> halls;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(data / "sessions", error)) {
    const std::string name = entry.path().filename().string();
    if (is_hall_id(name) && fs::exists(entry.path() / "hall.db", error)) halls.push_back(name);
  }
  std::sort(halls.begin(), halls.end());
  return halls;
}

SessionCopy::SessionCopy(const fs::path& folder) : reader_(folder) {
  const auto days = reader_.days();
  const std::int64_t from = days.empty() ? 1 : days.back().first;
  if (const auto stored = reader_.configuration_before(from)) queue::apply(state_, decoded(stored->json));
  reader_.each(from, no_end,
               [&](const store::StoredEvent& stored) { queue::apply(state_, decoded(stored.json)); });
  if (!state_.configuration) throw store::StorageFailure("hall.db: the journal has no configuration");
}

std::string copies_problem(const fs::path& data) {
  for (const std::string& hall : copied_halls(data)) {
    const store::Verdict verdict = store::verify(copy_folder(data, hall));
    if (!verdict.ok())
      return "принятый журнал «" + hall + "»: " + std::string(store::sentence(verdict.damage));
  }
  const store::Reader own(data);
  for (const store::StoredEvent& stored : own.marked(SessionReceived::type, 1, no_end)) {
    const Event event = decoded(stored.json);
    const auto& taken = std::get<SessionReceived>(event.body);
    const fs::path folder = copy_folder(data, taken.hall);
    const std::string which = "журнал «" + taken.hall + "», принятый " + format_timestamp(event.when.at);
    if (!fs::exists(folder / "hall.db")) return which + ", не найден";
    const auto last = store::Reader(folder).events(taken.last, 1);
    if (last.empty() || last.front().seq != taken.last || store::hex(last.front().chain) != taken.head)
      return which + ", подменён";
  }
  return {};
}

std::vector<SessionReceived> handings(const store::Reader& reader, const std::string& hall,
                                      std::int64_t since) {
  std::vector<SessionReceived> all;
  const PersonNames names = person_names(reader, 1, no_end);
  for (const store::StoredEvent& stored : reader.marked(SessionHanded::type, since + 1, no_end)) {
    const Event event = decoded(stored.json);
    SessionReceived handed;
    handed.hall = hall;
    handed.last = stored.seq;
    handed.head = store::hex(stored.chain);
    handed.cases = std::get<SessionHanded>(event.body).cases;
    const auto name = names.find(event.by.name);
    handed.given_by = name == names.end() ? event.by.name : name->second;
    handed.given_at = event.when.at;
    add_tickets(reader, since, handed);
    since = stored.seq;
    all.push_back(std::move(handed));
  }
  return all;
}

SessionReceived together(const std::vector<SessionReceived>& all) {
  SessionReceived whole = all.front();
  std::set<std::string> givers{whole.given_by};
  for (std::size_t i = 1; i < all.size(); ++i) {
    const SessionReceived& next = all[i];
    whole.last = next.last;
    whole.head = next.head;
    whole.from = std::min(whole.from, next.from);
    whole.to = std::max(whole.to, next.to);
    whole.tickets += next.tickets;
    whole.cases += next.cases;
    whole.given_at = next.given_at;
    if (givers.insert(next.given_by).second) whole.given_by += ", " + next.given_by;
  }
  return whole;
}

}  // namespace talon::http
