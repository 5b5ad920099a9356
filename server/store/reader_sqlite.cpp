// SPDX-License-Identifier: MIT
#include <algorithm>
#include <limits>

#include "server/store/flat.h"
#include "server/store/reader.h"
#include "server/store/sqlite.h"
#include "server/store/tables_sqlite.h"

namespace talon::store {
namespace {

using sqlite::CompactId;
using sqlite::Database;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::int64_t rows_at_once = 20'000;  // some 10 ms of one read transaction
constexpr std::int64_t whole_visit = (1 << 12) - 1;

StoredEvent event_of(const Statement& row) {
  StoredEvent event{row.integer(0), std::string(row.bytes(1)), {}};
  const std::string_view chain = row.bytes(2);
  if (chain.size() != event.chain.size()) throw StorageFailure("hall.db: an event's chain is damaged");
  std::copy(chain.begin(), chain.end(), event.chain.begin());
  return event;
}

Date day_after(const Date& date) {
  return Date{std::chrono::sys_days{date} + std::chrono::days{1}};
}

}  // namespace

struct Reader::Impl {
  explicit Impl(const std::string& path)
      : database(path, SQLITE_OPEN_READONLY),
        request(database,
                "SELECT event.seq, json, chain FROM request JOIN event USING(seq) WHERE scope = ?1 AND "
                "request = ?2"),
        from(database, "SELECT seq, json, chain FROM event WHERE seq >= ?1 ORDER BY seq LIMIT ?2"),
        number(database, "SELECT id, seq FROM number WHERE ticket = ?1"),
        ticket(database, "SELECT ticket FROM number WHERE id = ?1"),
        count(database, "SELECT count(*) FROM number WHERE id >= ?1 AND id < ?2"),
        last_leg(database, "SELECT seq, flags FROM leg WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1"),
        day_end(database, "SELECT seq FROM mark WHERE seq > ?1 AND type = 'day_opened' ORDER BY seq LIMIT 1"),
        configuration(database,
                      "SELECT seq, json, chain FROM event WHERE seq = (SELECT max(seq) FROM mark WHERE "
                      "seq < ?1 AND type = 'configuration_applied')"),
        marked(database,
               "SELECT seq, json, chain FROM event WHERE seq IN (SELECT seq FROM mark WHERE type = ?1 AND "
               "seq >= ?2 AND seq < ?3) ORDER BY seq"),
        opened(database,
               "SELECT seq, json FROM mark JOIN event USING(seq) WHERE type = 'day_opened' ORDER BY seq"),
        of_ticket(database,
                  "SELECT seq, json, chain FROM event WHERE seq BETWEEN ?1 AND ?2 AND "
                  "instr(json, ?3) > 0 ORDER BY seq"),
        legs(database, std::string("SELECT ") + sqlite::leg_columns +
                           " FROM leg WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3") {
    database.set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
    database.run("PRAGMA query_only = ON");
    database.run("PRAGMA cell_size_check = ON");
  }

  /// The last seq that can tell of the ticket whose number has the key `id`.
  std::int64_t last_seq_of(std::int64_t id) {
    last_leg.bind(1, id).bind(2, id + whole_visit);
    const bool ended = last_leg.step() && (last_leg.integer(1) & 1) != 0;
    const std::int64_t seq = ended ? last_leg.integer(0) : 0;
    last_leg.reset();
    if (!ended) return std::numeric_limits<std::int64_t>::max();
    const bool closed = day_end.bind(1, seq).step();
    const std::int64_t end = closed ? day_end.integer(0) : std::numeric_limits<std::int64_t>::max();
    day_end.reset();
    return end;
  }

  Database database;
  Statement request, from, number, ticket, count, last_leg, day_end, configuration, marked, opened, of_ticket,
      legs;
};

Reader::Reader(const std::filesystem::path& directory)
    : impl_(std::make_unique<Impl>((directory / "hall.db").string())) {}
Reader::~Reader() = default;

std::optional<StoredEvent> Reader::by_request(const std::string& scope, const std::string& request) const {
  Statement& query = impl_->request;
  const CompactId key(request);
  query.bind(1, std::string_view{scope});
  key.bind(query, 2);
  if (!query.step()) return std::nullopt;
  auto found = event_of(query);
  query.reset();
  return found;
}

std::vector<StoredEvent> Reader::events(std::int64_t from, std::size_t limit) const {
  Statement& query = impl_->from;
  query.bind(1, from).bind(2, static_cast<std::int64_t>(limit));
  std::vector<StoredEvent> found;
  while (query.step()) found.push_back(event_of(query));
  return found;
}

std::vector<StoredEvent> Reader::events_of(const TicketId& ticket) const {
  Transaction transaction(impl_->database, "BEGIN");
  const CompactId key(ticket.value);
  key.bind(impl_->number, 1);
  if (!impl_->number.step()) return {};
  const std::int64_t id = impl_->number.integer(0);
  const std::int64_t issued = impl_->number.integer(1);
  impl_->number.reset();
  const std::string wanted = "\"ticket\":\"" + ticket.value + "\"";
  Statement& query = impl_->of_ticket;
  query.bind(1, issued).bind(2, impl_->last_seq_of(id)).bind_blob(3, wanted);
  std::vector<StoredEvent> found;
  while (query.step()) found.push_back(event_of(query));
  transaction.commit();
  return found;
}

std::optional<StoredEvent> Reader::configuration_before(std::int64_t seq) const {
  Statement& query = impl_->configuration;
  if (!query.bind(1, seq).step()) return std::nullopt;
  auto found = event_of(query);
  query.reset();
  return found;
}

void Reader::each(std::int64_t from, std::int64_t to,
                  const std::function<void(const StoredEvent&)>& visit) const {
  constexpr std::size_t at_once = 5000;
  while (from < to) {
    const auto found = events(from, at_once);
    for (const StoredEvent& event : found) {
      if (event.seq >= to) return;
      visit(event);
    }
    if (found.size() < at_once) return;
    from = found.back().seq + 1;
  }
}

std::vector<StoredEvent> Reader::marked(std::string_view type, std::int64_t from, std::int64_t to) const {
  Statement& query = impl_->marked;
  query.bind(1, type).bind(2, from).bind(3, to);
  std::vector<StoredEvent> found;
  while (query.step()) found.push_back(event_of(query));
  return found;
}

std::vector<StoredDay> Reader::days() const {
  using namespace std::chrono;
  return days(Date{year::min(), January, day{1}}, Date{year::max(), December, day{31}});
}

std::vector<StoredDay> Reader::days(const Date& from, const Date& to) const {
  std::vector<StoredDay> found;
  StoredDay* before = nullptr;
  bool earliest = true;
  Statement& query = impl_->opened;
  while (query.step()) {
    const auto date = flat_text(query.bytes(1), "date");
    const auto day = date ? parse_date(*date) : std::nullopt;
    if (!day) throw StorageFailure("hall.db: a day_opened without its date");
    if (before != nullptr) before->next = query.integer(0);
    before = nullptr;
    if (*day >= from && *day <= to)
      before = &found.emplace_back(StoredDay{*day, query.integer(0), {}, earliest});
    earliest = false;
  }
  return found;
}

std::optional<TicketId> Reader::ticket_of(const Date& date, const TicketNumber& number) const {
  Statement& query = impl_->ticket;
  if (!query.bind(1, leg_key(date, number, 0)).step()) return std::nullopt;
  TicketId ticket{CompactId::text(query, 0)};
  query.reset();
  return ticket;
}

TicketId Reader::ticket_of(const LegRow& row) const {
  LegRow first = row;
  first.leg = 0;
  Statement& query = impl_->ticket;
  if (!query.bind(1, leg_key(first)).step()) return {};
  TicketId ticket{CompactId::text(query, 0)};
  query.reset();
  return ticket;
}

std::int64_t Reader::issued(const Date& from, const Date& to) const {
  Statement& query = impl_->count;
  query.bind(1, leg_key_begin(from)).bind(2, leg_key_begin(day_after(to)));
  const std::int64_t count = query.step() ? query.integer(0) : 0;
  query.reset();
  return count;
}

void Reader::legs(const Date& from, const Date& to, LegNames& names,
                  const std::function<void(const LegRow&)>& visit) const {
  std::int64_t next = leg_key_begin(from);
  const std::int64_t end = leg_key_begin(day_after(to));
  std::vector<LegRow> rows;
  while (true) {
    rows.clear();
    {
      Transaction transaction(impl_->database, "BEGIN");
      sqlite::read_names(impl_->database, names);
      Statement& query = impl_->legs;
      query.bind(1, next).bind(2, end).bind(3, rows_at_once);
      while (query.step()) rows.push_back(sqlite::read_leg(query, names));
      transaction.commit();
    }
    for (const LegRow& row : rows) visit(row);
    if (rows.size() < rows_at_once) return;
    next = leg_key(rows.back()) + 1;
  }
}

}  // namespace talon::store
