// SPDX-License-Identifier: MIT
// How many tickets a second this disk lets SQLite commit, one by one and in groups of 100: the raw limit that
// the issue rate over HTTP is divided by; and what the journal and its writer make of it.
#include <condition_variable>
#include <mutex>
#include <sqlite3.h>

#include "server/store/writer.h"
#include "tests/bench/store/bench.h"

namespace talon {
namespace {

const Date date{std::chrono::year{2026}, std::chrono::June, std::chrono::day{1}};

std::string uuid(std::int64_t n) {
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "5f0c8a52-7d1e-4c1b-9a55-%012llx",
                static_cast<unsigned long long>(n));
  return text.data();
}

/// The records of tickets as the server makes them, chained.
class Tickets {
 public:
  store::Record next() {
    const std::int64_t n = ++seq_;
    const TicketNumber number{"А", static_cast<std::uint32_t>(n)};
    store::Record record;
    record.seq = n;
    record.request = uuid(n + (std::int64_t{1} << 40));
    record.request_scope = "kiosk1";
    record.number = store::TakenNumber{TicketId{uuid(n)}, date, number};
    record.json =
        "{\"seq\":" + std::to_string(n) +
        ",\"at\":\"2026-06-01T09:14:07.120+05:00\",\"t\":33247120,\"type\":\"ticket_issued\",\"ticket\":\"" +
        uuid(n) + "\",\"number\":\"" + number.text() +
        "\",\"date\":\"2026-06-01\",\"service\":\"child_benefit\",\"procedure\":\"submission\","
        "\"entry\":\"walk_in\",\"priority\":\"\",\"place\":\"hall\",\"language\":\"ru\","
        "\"token\":\"ABCDEFGHIJKLMNOPQRSTUVWXYZ\",\"issued_at\":\"2026-06-01T09:14:07.120+05:00\","
        "\"issued_t\":33247120,\"offline\":false,\"ahead\":3,\"expected_wait_s\":840,"
        "\"regulation\":\"snezhinsk-2008\",\"wait_limit_s\":1800,\"wait_clause\":\"7.2\","
        "\"service_limit_s\":900,\"service_clause\":\"10.3\",\"hold_counts\":true,\"request\":\"" +
        record.request + "\",\"request_scope\":\"kiosk1\",\"role\":\"kiosk\",\"by\":\"kiosk1\"}";
    head_ = store::chain_after(head_, record.json);
    record.chain = head_;
    return record;
  }

 private:
  std::int64_t seq_ = 0;
  store::Digest head_{};
};

/// The same rows through SQLite's own API and nothing else.
double raw(std::int64_t tickets, std::int64_t group) {
  const bench::Folder folder;
  sqlite3* database = nullptr;
  sqlite3_open((folder.path() / "raw.db").c_str(), &database);
  sqlite3_exec(database,
               "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
               "CREATE TABLE event(seq INTEGER PRIMARY KEY, json BLOB, chain BLOB);"
               "CREATE TABLE request(scope, request, seq, PRIMARY KEY(scope, request)) WITHOUT ROWID;"
               "CREATE TABLE number(id INTEGER PRIMARY KEY, ticket UNIQUE, seq);",
               nullptr, nullptr, nullptr);
  std::array<sqlite3_stmt*, 3> insert{};
  sqlite3_prepare_v2(database, "INSERT INTO event VALUES(?1, ?2, ?3)", -1, &insert[0], nullptr);
  sqlite3_prepare_v2(database, "INSERT INTO request VALUES('kiosk1', ?1, ?2)", -1, &insert[1], nullptr);
  sqlite3_prepare_v2(database, "INSERT INTO number VALUES(?1, ?2, ?1)", -1, &insert[2], nullptr);
  Tickets source;
  std::vector<store::Record> records;
  for (std::int64_t n = 0; n < tickets; ++n) records.push_back(source.next());
  const double time = bench::seconds([&] {
    for (std::int64_t n = 0; n < tickets; ++n) {
      if (n % group == 0) sqlite3_exec(database, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
      const store::Record& record = records[static_cast<std::size_t>(n)];
      const std::string& ticket = record.number->ticket.value;
      sqlite3_bind_int64(insert[0], 1, record.seq);
      sqlite3_bind_blob(insert[0], 2, record.json.data(), static_cast<int>(record.json.size()),
                        SQLITE_STATIC);
      sqlite3_bind_blob(insert[0], 3, record.chain.data(), 32, SQLITE_STATIC);
      sqlite3_bind_blob(insert[1], 1, record.request.data() + 20, 16, SQLITE_STATIC);
      sqlite3_bind_int64(insert[1], 2, record.seq);
      sqlite3_bind_int64(insert[2], 1, record.seq);
      sqlite3_bind_blob(insert[2], 2, ticket.data() + 20, 16, SQLITE_STATIC);
      for (sqlite3_stmt* statement : insert) {
        if (sqlite3_step(statement) != SQLITE_DONE) std::exit(1);
        sqlite3_reset(statement);
      }
      if (n % group == group - 1 || n + 1 == tickets) {
        if (sqlite3_exec(database, "COMMIT", nullptr, nullptr, nullptr) != SQLITE_OK) std::exit(1);
      }
    }
  });
  for (sqlite3_stmt* statement : insert) sqlite3_finalize(statement);
  sqlite3_close(database);
  return static_cast<double>(tickets) / time;
}

double journal(std::int64_t tickets, std::int64_t group) {
  const bench::Folder folder;
  const auto ours = store::open_journal(folder.path());
  Tickets source;
  std::vector<store::Batch> batches;
  for (std::int64_t n = 0; n < tickets; n += group) {
    store::Batch& batch = batches.emplace_back();
    for (std::int64_t i = 0; i < std::min(group, tickets - n); ++i) batch.records.push_back(source.next());
  }
  const double time = bench::seconds([&] {
    for (const store::Batch& batch : batches) ours->append(batch);
  });
  return static_cast<double>(tickets) / time;
}

/// `clients` each wait for their ticket before asking for the next, as kiosks do: the writer makes the
/// groups.
double writer(std::int64_t tickets, std::int64_t clients) {
  const bench::Folder folder;
  const auto ours = store::open_journal(folder.path());
  std::mutex mutex;
  std::condition_variable wake;
  std::vector<std::function<void()>> posted;
  std::int64_t done = 0;
  store::Writer writer(*ours, [&](std::function<void()> job) {
    const std::lock_guard lock(mutex);
    posted.push_back(std::move(job));
    wake.notify_one();
  });
  Tickets source;
  std::int64_t asked = 0;
  const auto ask = [&] {
    if (asked++ < tickets) {
      store::Batch batch;
      batch.records.push_back(source.next());
      writer.submit(std::move(batch), [&](const store::CommitOutcome& outcome) {
        if (!outcome.ok()) std::exit(1);
        ++done;
      });
    }
  };
  const double time = bench::seconds([&] {
    for (std::int64_t n = 0; n < clients; ++n) ask();
    while (done < tickets) {
      std::vector<std::function<void()>> jobs;
      {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return !posted.empty(); });
        std::swap(jobs, posted);
      }
      for (auto& job : jobs) job();
      for (std::size_t n = 0; n < jobs.size(); ++n) ask();
    }
  });
  return static_cast<double>(tickets) / time;
}

int run(double scale) {
  const auto few = static_cast<std::int64_t>(3000 * scale) + 1;
  const auto many = static_cast<std::int64_t>(50'000 * scale) + 100;
  // in turns, the best of three: other work on the disk then hits both alike
  double one = 0, hundred = 0, ours_one = 0, ours_hundred = 0, clients = 0;
  for (int round = 0; round < 3; ++round) {
    one = std::max(one, raw(few, 1));
    ours_one = std::max(ours_one, journal(few, 1));
    hundred = std::max(hundred, raw(many, 100));
    ours_hundred = std::max(ours_hundred, journal(many, 100));
    clients = std::max(clients, writer(many, 32));
  }
  bench::print("sqlite_commit_1", one, "tickets/s", 1);
  bench::print("sqlite_commit_100", hundred, "tickets/s", 1);
  bench::print("journal_commit_1", ours_one, "tickets/s", ours_one / one);
  bench::print("journal_commit_100", ours_hundred, "tickets/s", ours_hundred / hundred);
  bench::print("writer_32_clients", clients, "tickets/s", clients / one);
  return 0;
}

}  // namespace
}  // namespace talon

int main(int argc, char** argv) {
  return talon::run(talon::bench::scale_of(argc, argv));
}
