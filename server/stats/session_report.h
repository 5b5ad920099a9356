// SPDX-License-Identifier: MIT
// Sessions of the mobile service and the book in which its case files change hands (S2-11.8). At the office
// its laptops are read from their journals; on a laptop there is its own alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/model/fields.h"
#include "server/model/time.h"

namespace talon::stats {

/// A hall and a date. What this server does not know is empty: the laptop knows no preparation, the office
/// nothing that lies in a journal it has not received.
struct SessionRow {
  std::string hall;
  Date date;
  std::string location;
  std::optional<int> distance_m;
  std::optional<Seconds> travel_s;  ///< by the regulation's norm (S2-11.5)
  std::optional<Timestamp> prepared_at;
  std::string prepared_by;                ///< name
  bool prepared_late = false;             ///< not on a day before (S2-11.5)
  std::optional<Timestamp> cancelled_at;  ///< it does not take place
  std::string cancelled_by;               ///< name
  std::string cancel_reason;
  std::optional<Timestamp> arrived_at;
  std::optional<Timestamp> begins;    ///< reception may begin (S2-11.6)
  std::optional<Timestamp> begun_at;  ///< first call of those whose visit has ended
  std::optional<Seconds> late_s;      ///< begun later than it could, or than the first visitor came
  std::int64_t tickets = 0;
  bool received = false;  ///< its records are at the office
  TALON_FIELDS(SessionRow, hall, date, location, distance_m, travel_s, prepared_at, prepared_by,
               prepared_late, cancelled_at, cancelled_by, cancel_reason, arrived_at, begins, begun_at, late_s,
               tickets, received)
};
/// Case files that changed hands. Nobody took them yet where `taken_at` is empty, or the laptop does not
/// know.
struct HandoverRow {
  std::string hall;
  Date from;  ///< service dates of the tickets, both included
  Date to;
  std::int64_t tickets = 0;
  int cases = 0;
  std::string given_by;  ///< name
  Timestamp given_at;
  std::string taken_by;  ///< name
  std::optional<Timestamp> taken_at;
  TALON_FIELDS(HandoverRow, hall, from, to, tickets, cases, given_by, given_at, taken_by, taken_at)
};
struct SessionReport {
  std::string hall;     ///< of this server
  bool mobile = false;  ///< it is a laptop's
  std::vector<SessionRow> sessions;
  std::vector<HandoverRow> handovers;
  bool virtual_clock = false;
  TALON_FIELDS(SessionReport, hall, mobile, sessions, handovers, virtual_clock)
};

[[nodiscard]] std::string json(const SessionReport& report);
/// The book: a line each time case files changed hands.
[[nodiscard]] std::string csv(const SessionReport& report, char separator = ',');

}  // namespace talon::stats
