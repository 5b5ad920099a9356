// SPDX-License-Identifier: MIT
// Random damage to the file and deliberate damage through SQLite: found by verify, or by rebuild where it is
// in the leg rows, or without any effect on what the journal says.
#include <gtest/gtest.h>
#include <random>
#include <sqlite3.h>

#include "server/model/result.h"
#include "server/store/flat.h"
#include "server/store/maintenance.h"
#include "server/store/reader.h"
#include "server/store/witness.h"
#include "tests/server/store/faulty_disk.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::FaultyDisk;
using test::Folder;
using test::Script;

#if defined(__SANITIZE_ADDRESS__)
constexpr int rounds = 300;
#else
constexpr int rounds = 10'000;
#endif

/// All that a journal says: events with chain, requests by asking; and what rests on leg rows, which are
/// rebuild's business: histories and the rows themselves.
struct Said {
  std::string events;
  std::string legs;
  bool operator==(const Said&) const = default;
};

Said everything(const std::filesystem::path& directory) {
  const Reader reader(directory);
  Said said;
  auto& [all, rows] = said;
  for (const StoredEvent& event : reader.events(1, 100'000)) {
    all += std::to_string(event.seq) + event.json + hex(event.chain);
    if (const auto request = flat_text(event.json, "request")) {
      const auto found = reader.by_request("kiosk", std::string(*request));
      all += found ? std::to_string(found->seq) : "none";
    }
    if (flat_text(event.json, "type") == "ticket_issued") {
      const TicketId ticket{std::string(*flat_text(event.json, "ticket"))};
      rows += std::to_string(reader.events_of(ticket).size());
    }
  }
  LegNames names;
  reader.legs(Script::day(1), Script::day(28), names, [&, &rows = rows](const LegRow& row) {
    const Leg leg = leg_of(row, names, reader.ticket_of(row));
    rows += leg.ticket.value + leg.service.value + leg.reason + leg.desk.value + leg.regulation +
            std::to_string(row.wait) + std::to_string(row.service) + std::to_string(row.stay) +
            std::to_string(row.issued) + std::to_string(row.seq) + std::to_string(row.recalls) +
            std::to_string(row.applicants) + std::to_string(static_cast<int>(row.outcome)) +
            std::to_string(row.wait_broken) + std::to_string(row.ended) + leg.wait_clause.value;
  });
  all += std::to_string(reader.issued(Script::day(1), Script::day(28)));
  return said;
}

class DamageTest : public ::testing::Test {
 protected:
  void SetUp() override {
    disk().reset();
    const auto journal = open_journal(folder_.path(), {{}, 1000, false});
    Script script(*journal);
    journal->append({{script.plain("day_opened")}});
    for (std::int64_t n = 1; n <= 40; ++n) {
      Batch batch{{script.issue(n)}};
      if (n > 5) batch.records.push_back(script.serve(n - 5));
      journal->append(batch);
    }
  }
  FaultyDisk& disk() { return FaultyDisk::install(); }
  std::string path(const char* file) { return (folder_.path() / file).string(); }
  void put(const std::map<std::string, std::string>& contents) {
    disk().reset();
    for (const auto& [name, bytes] : contents) {
      auto file = std::make_shared<FaultyDisk::File>();
      file->seen = file->durable = bytes;
      disk().files()[name] = file;
    }
  }
  std::map<std::string, std::string> contents() {
    std::map<std::string, std::string> now;
    for (const auto& [name, file] : disk().files()) now[name] = file->seen;
    return now;
  }
  /// Flips, clears or swaps in the file `target`; every round is found or without effect.
  void mutate(const std::string& target, const std::map<std::string, std::string>& good, int count);

  Folder folder_{"/dev/shm"};
};

void DamageTest::mutate(const std::string& target, const std::map<std::string, std::string>& good,
                        int count) {
  put(good);
  const Said truth = everything(folder_.path());
  std::mt19937 random(11);
  int found = 0;
  int by_rebuild = 0;
  int harmless = 0;
  for (int round = 0; round < count; ++round) {
    auto bad = good;
    std::string& bytes = bad.at(target);
    const std::size_t at = random() % bytes.size();
    switch (random() % 4) {
      case 0:
        bytes[at] = static_cast<char>(bytes[at] ^ (1 << random() % 8));
        break;
      case 1:
        bytes[at] = static_cast<char>(random());
        break;
      case 2:
        for (std::size_t i = at; i < std::min(bytes.size(), at + 1 + random() % 64); ++i) bytes[i] = 0;
        break;
      default:
        std::swap(bytes[at], bytes[random() % bytes.size()]);
    }
    put(bad);
    if (!verify(folder_.path()).ok()) {
      ++found;
      continue;
    }
    // not in the chain, the numbers or the pages: then it is in a leg row (rebuild's business), or nowhere
    Said now;
    try {
      now = everything(folder_.path());
    } catch (const StorageFailure&) {
      ++found;  // unreadable, and said so
      continue;
    }
    if (now == truth) {
      ++harmless;
      continue;
    }
    ASSERT_TRUE(now.events == truth.events) << "round " << round << " byte " << at;
    ASSERT_TRUE(rebuild(folder_.path(), test::refold_script(), false).changed) << "round " << round;
    ++by_rebuild;
  }
  std::printf("%d damages: %d found by verify, %d in leg rows by rebuild, %d without effect\n", count, found,
              by_rebuild, harmless);
  EXPECT_GT(found, count / 10);
}

TEST_F(DamageTest, RandomBytesOfTheFileAreFoundOrWithoutEffect) {
  {
    // what the WAL holds goes into the file
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path("hall.db").c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, "PRAGMA wal_checkpoint(TRUNCATE)", nullptr, nullptr, nullptr),
              SQLITE_OK);
    sqlite3_close(database);
  }
  mutate(path("hall.db"), contents(), rounds);
}

TEST_F(DamageTest, RandomBytesOfTheWalAreFoundOrWithoutEffect) {
  disk().reset();
  std::map<std::string, std::string> open;
  {
    const auto journal = open_journal(folder_.path(), {{}, 100'000, false});
    Script script(*journal);
    for (std::int64_t n = 1; n <= 20; ++n) journal->append({{script.issue(n)}});
    open = contents();
  }
  ASSERT_GT(open.at(path("hall.db-wal")).size(), 50'000U);
  mutate(path("hall.db-wal"), open, rounds / 5);
}

/// A hand that knows SQLite: drops the triggers, then changes one thing.
TEST_F(DamageTest, EveryChangeThroughSqliteIsFound) {
  const auto good = contents();
  std::mt19937 random(3);
  const std::string drop =
      "DROP TRIGGER event_follows; DROP TRIGGER event_stays; DROP TRIGGER event_stays_as_it_is;";
  int found = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::string a = std::to_string(1 + random() % 76);
    const std::string b = std::to_string(1 + random() % 76);
    if (a == b) continue;
    const std::vector<std::string> changes = {
        "UPDATE event SET json = CAST(replace(json, '\"t\":1', '\"t\":2') AS BLOB) WHERE seq = " + a,
        "UPDATE event SET json = CAST(json || ' ' AS BLOB) WHERE seq = " + a,
        "UPDATE event SET chain = zeroblob(32) WHERE seq = " + a,
        "UPDATE event SET chain = (SELECT chain FROM event WHERE seq = " + b + ") WHERE seq = " + a,
        "DELETE FROM event WHERE seq = " + a,
        "DELETE FROM event WHERE seq >= " + a,
        "UPDATE event SET seq = 1000 WHERE seq = " + a + "; UPDATE event SET seq = " + a +
            " WHERE seq = " + b + "; UPDATE event SET seq = " + b + " WHERE seq = 1000",
        "INSERT INTO event SELECT 77, json, chain FROM event WHERE seq = " + a,
        "UPDATE event SET seq = -seq WHERE seq > " + a + "; UPDATE event SET seq = 1 - seq WHERE seq < 0; " +
            "INSERT INTO event SELECT " + a + " + 1, json, chain FROM event WHERE seq = " + a,
        "DELETE FROM number WHERE rowid = (SELECT rowid FROM number LIMIT 1 OFFSET " + a + " % 40)",
        "UPDATE number SET id = id + 4096 * 1000 WHERE seq = (SELECT max(seq) FROM number WHERE seq <= max(" +
            a + ", 2))",
        "DELETE FROM request WHERE seq = (SELECT max(seq) FROM request WHERE seq <= max(" + a + ", 2))",
        "UPDATE request SET seq = 1 WHERE seq = (SELECT max(seq) FROM request WHERE seq <= max(" + a +
            ", 2))",
        "DELETE FROM mark",
    };
    const std::string change = changes[random() % changes.size()];
    put(good);
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path("hall.db").c_str(), &database), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(database, (drop + change).c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database) << ": " << change;
    sqlite3_close(database);
    ASSERT_FALSE(verify(folder_.path()).ok()) << change;
    ++found;
  }
  std::printf("%d changes through SQLite: all found\n", found);
}

TEST_F(DamageTest, TheTriggersStandInTheWay) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path("hall.db").c_str(), &database), SQLITE_OK);
  for (const char* change :
       {"DELETE FROM event WHERE seq = 3", "UPDATE event SET json = x'7b7d' WHERE seq = 3",
        "INSERT INTO event VALUES(99, x'7b7d', zeroblob(32))",
        "INSERT OR REPLACE INTO event VALUES(3, x'7b7d', zeroblob(32))"}) {
    EXPECT_EQ(sqlite3_exec(database, change, nullptr, nullptr, nullptr), SQLITE_CONSTRAINT) << change;
  }
  sqlite3_close(database);
  EXPECT_TRUE(verify(folder_.path()).ok());
}

/// Somebody with all rights rewrites the history from one event on, with right chains: only what the public
/// and DIR/head hold contradicts.
TEST_F(DamageTest, ARewrittenHistoryIsContradictedByItsWitnesses) {
  const std::string slip = head_text(read_head(folder_.path())->digest);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(path("hall.db").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "DROP TRIGGER event_stays_as_it_is", nullptr, nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(database);
  Digest head{};
  std::vector<StoredEvent> events;
  { events = Reader(folder_.path()).events(1, 1000); }
  ASSERT_EQ(sqlite3_open(path("hall.db").c_str(), &database), SQLITE_OK);
  for (StoredEvent& event : events) {
    if (event.seq == 30) event.json.insert(event.json.size() - 1, ",\"forged\":\"yes\"");
    head = chain_after(head, event.json);
    sqlite3_stmt* update = nullptr;
    sqlite3_prepare_v2(database, "UPDATE event SET json = ?1, chain = ?2 WHERE seq = ?3", -1, &update,
                       nullptr);
    sqlite3_bind_blob(update, 1, event.json.data(), static_cast<int>(event.json.size()), SQLITE_STATIC);
    sqlite3_bind_blob(update, 2, head.data(), 32, SQLITE_STATIC);
    sqlite3_bind_int64(update, 3, event.seq);
    ASSERT_EQ(sqlite3_step(update), SQLITE_DONE);
    sqlite3_finalize(update);
  }
  sqlite3_close(database);
  EXPECT_EQ(verify(folder_.path()).damage, Damage::other_history);
  std::filesystem::remove(folder_.path() / "head");
  EXPECT_TRUE(verify(folder_.path()).ok()) << "alone it is a chain like any other";
  EXPECT_EQ(verify(folder_.path(), slip).damage, Damage::head_unknown);
}

}  // namespace
}  // namespace talon::store
