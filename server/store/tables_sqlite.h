// SPDX-License-Identifier: MIT
// The tables made from events: one writer of them for the journal and for rebuild, one reader of leg rows.
#pragma once

#include <string>

#include "server/model/leg_row.h"
#include "server/store/sqlite.h"

namespace talon::store::sqlite {

/// Columns in the order read_leg expects.
inline constexpr const char* leg_columns =
    "id, kind, flags, desk, specialist, issued, wait, service, seq, reason, walk, stay, called, seen, ended, "
    "recalls, applicants";
/// Throws StorageFailure for a row that cannot be one, or whose names are not in `names`.
[[nodiscard]] LegRow read_leg(const Statement& statement, const LegNames& names);

/// Fills `names` with what the file has beyond what they already know.
void read_names(const Database& database, LegNames& names);

/// The type of an event at which a fold begins (day_opened) or that outlives a service day, so that a fold
/// which begins later needs it too; else empty. These get a row in `mark`.
[[nodiscard]] std::string_view mark_of(std::string_view json);

/// Writes everything a record changes besides `event`. After a transaction that failed call forget().
class DerivedTables {
 public:
  explicit DerivedTables(Database& database);
  void apply(const Record& record);
  /// Reads the dictionaries anew: the file no longer has what a failed transaction added.
  void forget();

 private:
  void remove_leg(const TicketId& ticket, int leg);
  void put_leg(const Leg& leg);
  void put_new_names();

  Database& database_;
  LegNames names_;
  std::size_t names_stored_ = 0;
  std::size_t kinds_stored_ = 0;
  Statement put_request_, put_number_, put_mark_, put_name_, put_kind_, put_leg_, find_number_, remove_leg_;
};

}  // namespace talon::store::sqlite
