// SPDX-License-Identifier: MIT
// A small SQLite file of the shell (people, keys, contacts): text in, text out, one statement at a time.
// Included by this folder's *_sqlite.cpp alone.
#pragma once

#include <initializer_list>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/stat.h>

namespace talon::http {

class Database {
 public:
  /// Opens or makes `file`, readable by its owner alone, and runs `schema`. Throws std::runtime_error.
  Database(const std::string& file, const char* schema) : file_(file) {
    const mode_t before = umask(077);
    const int code =
        sqlite3_open_v2(file.c_str(), &handle_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    umask(before);
    if (code != SQLITE_OK) {
      sqlite3_close_v2(handle_);
      throw std::runtime_error("cannot open " + file);
    }
    sqlite3_busy_timeout(handle_, 5000);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    if (sqlite3_exec(handle_, schema, nullptr, nullptr, nullptr) != SQLITE_OK) {
      const std::string why = file + ": " + sqlite3_errmsg(handle_);
      sqlite3_close_v2(handle_);
      throw std::runtime_error(why);
    }
  }
  ~Database() { sqlite3_close_v2(handle_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  void roll_back() {
    if (sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  [[noreturn]] void fail() const { throw std::runtime_error(file_ + ": " + sqlite3_errmsg(handle_)); }
  [[nodiscard]] sqlite3* handle() const { return handle_; }

  /// Runs one statement with text parameters; calls row(column) for each row. Returns the rows changed.
  template <class Row>
  int run(const char* sql, std::initializer_list<std::string_view> values, Row row) {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(handle_, sql, -1, &raw, nullptr) != SQLITE_OK) fail();
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement(raw, sqlite3_finalize);
    int index = 0;
    for (const std::string_view value : values) {
      sqlite3_bind_text(raw, ++index, value.data() == nullptr ? "" : value.data(),
                        static_cast<int>(value.size()), SQLITE_TRANSIENT);
    }
    for (;;) {
      const int code = sqlite3_step(raw);
      if (code == SQLITE_DONE) return sqlite3_changes(handle_);
      if (code != SQLITE_ROW) fail();
      row([raw](int column) {
        const auto* text = sqlite3_column_text(raw, column);
        return text == nullptr ? std::string{} : std::string(reinterpret_cast<const char*>(text));
      });
    }
  }
  int run(const char* sql, std::initializer_list<std::string_view> values) {
    return run(sql, values, [](const auto&) {});
  }

 private:
  std::string file_;
  sqlite3* handle_ = nullptr;
};

/// Rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_(database) { database_.run("BEGIN IMMEDIATE", {}); }
  ~Transaction() { database_.roll_back(); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() { database_.run("COMMIT", {}); }

 private:
  Database& database_;
};

}  // namespace talon::http
