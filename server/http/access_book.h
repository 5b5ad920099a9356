// SPDX-License-Identifier: MIT
// Who came in, who was refused, and who changed whose rights, in DIR/accesses.db (S1-7.90-h, S1-7.90-k). In
// real time, not the hall's: it is about people at keyboards. What a visitor's terminal does is not in here.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/access.h"
#include "server/model/fields.h"
#include "server/model/time.h"

namespace talon::http {

enum class AccessKind {
  logged_in,
  logged_out,
  wrong_password,
  too_many_attempts,
  not_authenticated,
  not_permitted,
  wrong_origin,
  user_added,
  user_removed,
  password_set,
  device_added,
  device_revoked
};
/// Turned away: of these, the same again within ten minutes is counted in one row.
[[nodiscard]] bool is_refusal(AccessKind kind);

struct AccessNote {
  AccessKind kind = AccessKind::not_authenticated;
  /// Login or device that asked; empty: nobody known. Never what a stranger typed: it may be a password.
  std::string who;
  std::string address;
  std::string about;  ///< the call that was refused, or the login or device that was changed
};

struct AccessRow {
  Timestamp at;
  Timestamp last;  ///< of `count` alike, the last one
  std::string kind;
  std::string title;
  std::string who;
  std::string who_name;  ///< filled by the caller
  std::string address;
  std::string about;
  std::int64_t count = 1;
  TALON_FIELDS(AccessRow, at, last, kind, title, who, who_name, address, about, count)
};
struct AccessReport {
  Date from;
  Date to;
  std::vector<AccessRow> rows;  ///< the newest first
  std::int64_t left_out = 0;    ///< older ones that are not in `rows`
  TALON_FIELDS(AccessReport, from, to, rows, left_out)
};

struct AccessQuestion {
  Date from;
  Date to;
  std::string who;                 ///< rows by this login or device, or about it; empty: all
  std::chrono::minutes offset{0};  ///< of the hall: the dates are its own
};

/// Thread-safe. Refusals cost memory for at most a minute's worth and are kept 400 days, at most 200 000
/// rows; changes of rights are kept for ever. Functions that touch the file may block: call them on a worker.
/// They throw std::runtime_error when it fails.
class AccessBook {
 public:
  explicit AccessBook(const std::string& file);
  ~AccessBook();

  /// In memory until write(): never blocks and never fails.
  void note(const AccessNote& note, RealTime now);
  /// Call it each minute, and at once after a change of rights.
  void write(RealTime now);
  [[nodiscard]] AccessReport read(const AccessQuestion& question);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// With Russian headers, as server/stats writes its tables.
[[nodiscard]] std::string csv(const AccessReport& report, char separator);

}  // namespace talon::http
