// SPDX-License-Identifier: MIT
// The schema and its migrations; only `event` is a source, all other tables are made from it again by
// rebuild.
#include <array>
#include <string>

#include "server/store/sqlite.h"

namespace talon::store::sqlite {
namespace {

constexpr const char* event_table = R"sql(
CREATE TABLE event(seq INTEGER PRIMARY KEY, json BLOB NOT NULL, chain BLOB NOT NULL);
CREATE TRIGGER event_follows BEFORE INSERT ON event
  WHEN NEW.seq IS NOT (SELECT ifnull(max(seq), 0) + 1 FROM event)
  BEGIN SELECT RAISE(ABORT, 'event out of order'); END;
CREATE TRIGGER event_stays_as_it_is BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;
CREATE TABLE probe(id INTEGER PRIMARY KEY CHECK(id = 1), count INTEGER NOT NULL);
)sql";

// number.id is leg_key(date, number, 0), leg.id is leg_key(date, number, leg): a range of dates is a range of
// keys. The columns that most reports read come first, so that SQLite need not decode the rest.
constexpr const char* derived = R"sql(
CREATE TABLE request(scope TEXT NOT NULL, request NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY(scope, request))
  WITHOUT ROWID;
CREATE TABLE number(id INTEGER PRIMARY KEY, ticket NOT NULL UNIQUE, seq INTEGER NOT NULL);
CREATE TABLE mark(seq INTEGER PRIMARY KEY, type TEXT NOT NULL);
CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE kind(id INTEGER PRIMARY KEY, service TEXT NOT NULL, procedure TEXT NOT NULL, entry INTEGER NOT NULL,
  place TEXT NOT NULL, regulation TEXT NOT NULL, wait_limit_s INTEGER, wait_clause TEXT NOT NULL,
  service_limit_s INTEGER, service_clause TEXT NOT NULL, issued_offset INTEGER NOT NULL,
  called_offset INTEGER NOT NULL, seen_offset INTEGER NOT NULL, ended_offset INTEGER NOT NULL);
CREATE TABLE leg(id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, flags INTEGER NOT NULL, desk INTEGER NOT NULL,
  specialist INTEGER NOT NULL, issued INTEGER NOT NULL, wait INTEGER, service INTEGER, seq INTEGER NOT NULL,
  reason INTEGER NOT NULL, walk INTEGER, stay INTEGER NOT NULL, called INTEGER, seen INTEGER,
  ended INTEGER NOT NULL, recalls INTEGER NOT NULL, applicants INTEGER NOT NULL);
)sql";

constexpr int newest = 1;

std::int64_t pragma(Database& database, std::string_view name) {
  Statement statement(database, name);
  const std::int64_t value = statement.step() ? statement.integer(0) : 0;
  statement.reset();
  return value;
}

constexpr std::array<std::size_t, 4> dashes = {8, 13, 18, 23};

bool is_dash(std::size_t position) {
  for (const std::size_t dash : dashes) {
    if (dash == position) return true;
  }
  return false;
}

int nibble(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

std::string CompactId::pack(const std::string& text) {
  if (text.size() != 36) return {};
  std::string packed;
  int high = -1;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash(i)) {
      if (text[i] != '-') return {};
      continue;
    }
    const int value = nibble(text[i]);
    if (value < 0) return {};
    if (high < 0) {
      high = value;
    } else {
      packed += static_cast<char>(high << 4 | value);
      high = -1;
    }
  }
  return packed;
}

std::string CompactId::text(const Statement& statement, int column) {
  const bool packed = sqlite3_column_type(statement.handle(), column) == SQLITE_BLOB;
  const std::string_view bytes = statement.bytes(column);
  if (!packed || bytes.size() != 16) return std::string(bytes);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    if (is_dash(text.size())) text += '-';
    text += digits[static_cast<unsigned char>(byte) >> 4];
    text += digits[static_cast<unsigned char>(byte) & 15];
  }
  return text;
}

const char* derived_tables() {
  return derived;
}

void migrate(Database& database) {
  const std::int64_t version = pragma(database, "PRAGMA user_version");
  if (version == newest) return;
  if (version > newest) {
    throw StorageFailure("hall.db has schema " + std::to_string(version) + ", this program knows only " +
                         std::to_string(newest) + ": use the newer program");
  }
  Transaction transaction(database, "BEGIN EXCLUSIVE");
  database.run(event_table);
  database.run(derived);
  database.run(("PRAGMA application_id = " + std::to_string(application_id)).c_str());
  database.run(("PRAGMA user_version = " + std::to_string(newest)).c_str());
  transaction.commit();
}

}  // namespace talon::store::sqlite
