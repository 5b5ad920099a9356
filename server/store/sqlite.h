// SPDX-License-Identifier: MIT
// SQLite as C++ objects, nothing more: included by this folder's *_sqlite.cpp alone.
#pragma once

#include <cstdint>
#include <sqlite3.h>
#include <string>
#include <string_view>

#include "server/store/journal.h"

namespace talon::store::sqlite {

/// Set once for the process before the first connection: without memory statistics and their global lock two
/// reading threads are twice as fast as one (measured), with them they are no faster.
inline void configure_once() {
  static const int done = [] {
    const int result = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3_initialize();
    return result;
  }();
  static_cast<void>(done);
}

/// One connection, used by one thread at a time.
class Database {
 public:
  Database(const std::string& path, int flags, const std::string& vfs = {}) {
    configure_once();
    const int result = sqlite3_open_v2(path.c_str(), &handle_, flags | SQLITE_OPEN_NOMUTEX,
                                       vfs.empty() ? nullptr : vfs.c_str());
    if (result != SQLITE_OK) {
      const std::string reason = path + ": " + (handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(result));
      sqlite3_close_v2(handle_);
      throw StorageFailure(reason);
    }
    sqlite3_busy_timeout(handle_, 5000);
    set(SQLITE_DBCONFIG_DEFENSIVE, 1);
    set(SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0);
  }
  ~Database() { sqlite3_close_v2(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void set(int option, int value) { sqlite3_db_config(handle_, option, value, nullptr); }
  void run(const char* sql) {
    if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  [[noreturn]] void fail() const {
    const char* path = sqlite3_db_filename(handle_, "main");
    throw StorageFailure(std::string(path ? path : "database") + ": " + sqlite3_errmsg(handle_));
  }
  [[nodiscard]] sqlite3* handle() const { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Bound and returned bytes are borrowed: they live until the next reset or step.
class Statement {
 public:
  Statement(const Database& database, std::string_view sql) : database_(&database) {
    if (sqlite3_prepare_v3(database.handle(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &handle_, nullptr) != SQLITE_OK) {
      database.fail();
    }
  }
  ~Statement() { sqlite3_finalize(handle_); }
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  Statement& bind(int index, std::int64_t value) { return check(sqlite3_bind_int64(handle_, index, value)); }
  Statement& bind(int index, std::string_view value) {
    return check(sqlite3_bind_text(handle_, index, value.data() ? value.data() : "",
                                   static_cast<int>(value.size()), SQLITE_STATIC));
  }
  Statement& bind_blob(int index, std::string_view value) {
    return check(sqlite3_bind_blob(handle_, index, value.data() ? value.data() : "",
                                   static_cast<int>(value.size()), SQLITE_STATIC));
  }
  Statement& bind_null(int index) { return check(sqlite3_bind_null(handle_, index)); }

  /// True: there is a row. False: no more, and the statement is reset.
  bool step() {
    const int result = sqlite3_step(handle_);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) {
      // the reason is read before the reset, which may overwrite it
      const std::string reason = sqlite3_errmsg(database_->handle());
      sqlite3_reset(handle_);
      throw StorageFailure(reason);
    }
    sqlite3_reset(handle_);
    return false;
  }
  void run() {
    while (step()) {
    }
  }
  void reset() { sqlite3_reset(handle_); }

  [[nodiscard]] std::int64_t integer(int column) const { return sqlite3_column_int64(handle_, column); }
  [[nodiscard]] bool null(int column) const { return sqlite3_column_type(handle_, column) == SQLITE_NULL; }
  [[nodiscard]] std::string_view bytes(int column) const {
    const void* data = sqlite3_column_blob(handle_, column);
    return {static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
  }
  [[nodiscard]] sqlite3_stmt* handle() const { return handle_; }

 private:
  Statement& check(int result) {
    if (result != SQLITE_OK) database_->fail();
    return *this;
  }
  const Database* database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// Rolled back unless committed. Throws from commit() leave nothing of it.
class Transaction {
 public:
  explicit Transaction(Database& database, const char* begin = "BEGIN IMMEDIATE") : database_(database) {
    database_.run(begin);
  }
  ~Transaction() {
    if (!sqlite3_get_autocommit(database_.handle())) {
      sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() { database_.run("COMMIT"); }

 private:
  Database& database_;
};

/// A UUID in its written form takes 16 bytes, anything else its text: bound as key of `request` and `number`.
class CompactId {
 public:
  explicit CompactId(const std::string& text) : text_(text), packed_(pack(text)) {}
  void bind(Statement& statement, int index) const {
    if (packed_.empty()) {
      statement.bind(index, std::string_view{text_});
    } else {
      statement.bind_blob(index, packed_);
    }
  }
  /// The text again, from a column that CompactId filled.
  static std::string text(const Statement& statement, int column);

 private:
  static std::string pack(const std::string& text);
  std::string text_;
  std::string packed_;
};

inline constexpr std::int64_t application_id = 0x54414C4E;  ///< "TALN" in the file's header

/// Brings a new or older database to the newest schema. Throws StorageFailure for a newer one.
void migrate(Database& database);
/// The statements that make the tables which are derived from `event`.
[[nodiscard]] const char* derived_tables();

}  // namespace talon::store::sqlite
