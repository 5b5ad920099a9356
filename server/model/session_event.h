// SPDX-License-Identifier: MIT
// What has happened to a session of the mobile service (S2-11): its laptop is a hall of its own. Alternatives
// of EventBody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/model/fields.h"
#include "server/model/time.h"

namespace talon {

/// At the office: the laptop of the mobile service is ready for this date (S2-11.4, S2-11.5).
struct SessionPrepared {
  static constexpr std::string_view type = "session_prepared";
  std::string hall;      ///< id of the laptop's hall
  Date date;             ///< of the session
  std::string location;  ///< "Дом культуры посёлка"
  int distance_m = 0;
  Seconds travel_s{0};  ///< by the regulation's norm for the distance
  TALON_FIELDS(SessionPrepared, hall, date, location, distance_m, travel_s)
};

/// At the office: the session that was prepared for this date does not take place.
struct SessionCancelled {
  static constexpr std::string_view type = "session_cancelled";
  std::string hall;  ///< id of the laptop's hall
  Date date;
  std::string reason;
  TALON_FIELDS(SessionCancelled, hall, date, reason)
};

/// On the laptop: the specialists have arrived; reception may begin at `begins` (S2-11.6).
struct SessionArrived {
  static constexpr std::string_view type = "session_arrived";
  std::string location;  ///< "Дом культуры посёлка"
  Timestamp begins;
  TALON_FIELDS(SessionArrived, location, begins)
};

/// On the laptop: the case files of the days so far were handed to the office, and the journal up to here
/// goes with them (S2-11.8). Who did it is the event's `by`.
struct SessionHanded {
  static constexpr std::string_view type = "session_handed";
  int cases = 0;  ///< case files
  TALON_FIELDS(SessionHanded, cases)
};

/// At the office: the laptop's journal up to `last` lies beside ours, verified. Who took the cases is the
/// event's `by`.
struct SessionReceived {
  static constexpr std::string_view type = "session_received";
  std::string hall;       ///< id of the laptop's hall
  std::int64_t last = 0;  ///< number of its last event that was handed over
  std::string head;       ///< chain head at `last`, hex
  Date from;              ///< service dates since the handing over before this one
  Date to;
  int tickets = 0;       ///< issued on these
  int cases = 0;         ///< case files
  std::string given_by;  ///< name of who handed over
  Timestamp given_at;
  TALON_FIELDS(SessionReceived, hall, last, head, from, to, tickets, cases, given_by, given_at)
};

/// On a new service day, what is known of a mobile hall: a session whose records are not handed over yet, or
/// how far its journal is here. On the laptop `hall` is its own.
struct SessionCarried {
  static constexpr std::string_view type = "session_carried";
  std::string hall;
  std::optional<Date> date;  ///< of a session whose records are not at the office
  std::int64_t last = 0;     ///< at the office: number of the last event that was received; else 0
  TALON_FIELDS(SessionCarried, hall, date, last)
};

}  // namespace talon
