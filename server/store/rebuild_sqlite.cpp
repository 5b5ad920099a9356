// SPDX-License-Identifier: MIT
#include <array>
#include <string>

#include "server/model/result.h"
#include "server/store/lock.h"
#include "server/store/maintenance.h"
#include "server/store/sqlite.h"
#include "server/store/tables_sqlite.h"

namespace talon::store {
namespace {

using sqlite::Database;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::array<const char*, 6> tables = {"request", "number", "mark", "name", "kind", "leg"};

/// Every byte of the derived tables in one digest.
Digest digest_of(const Database& database) {
  Digest digest{};
  for (const char* table : tables) {
    Statement rows(database, std::string("SELECT * FROM ") + table + " ORDER BY 1, 2");
    const int columns = sqlite3_column_count(rows.handle());
    digest = chain_after(digest, table);
    std::string line;
    while (rows.step()) {
      line.clear();
      for (int column = 0; column < columns; ++column) {
        line += static_cast<char>('0' + sqlite3_column_type(rows.handle(), column));
        const std::string_view bytes = rows.bytes(column);
        line += std::to_string(bytes.size()) + ":";
        line += bytes;
      }
      digest = chain_after(digest, line);
    }
  }
  return digest;
}

void empty_tables(Database& database) {
  for (const char* table : tables) database.run((std::string("DROP TABLE IF EXISTS ") + table).c_str());
  database.run(sqlite::derived_tables());
}

std::int64_t refold_all(Database& database, const Refold& refold) {
  sqlite::DerivedTables derived(database);
  Statement events(database, "SELECT seq, json FROM event ORDER BY seq");
  Digest head{};
  std::int64_t seq = 0;
  while (events.step()) {
    const std::int64_t stored = events.integer(0);
    const Record record = refold(std::string(events.bytes(1)), head);
    if (record.seq != stored || stored != seq + 1) {
      throw StorageFailure("hall.db: event " + std::to_string(seq + 1) +
                           " is not in its place: verify first");
    }
    derived.apply(record);
    head = record.chain;
    seq = stored;
  }
  return seq;
}

}  // namespace

Rebuilt rebuild(const std::filesystem::path& directory, const Refold& refold, bool keep) {
  const HallLock lock(directory);
  Database database((directory / "hall.db").string(), SQLITE_OPEN_READWRITE);
  database.run("PRAGMA journal_mode = WAL");
  database.run("PRAGMA synchronous = FULL");
  sqlite::migrate(database);
  Rebuilt result;
  Transaction transaction(database);
  const Digest before = digest_of(database);
  empty_tables(database);
  result.events = refold_all(database, refold);
  result.changed = digest_of(database) != before;
  if (keep && result.changed) transaction.commit();
  return result;
}

}  // namespace talon::store
