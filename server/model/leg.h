// SPDX-License-Identifier: MIT
// One leg of a visit: from standing in a line to leaving it. Statistics are a fold of these rows.
#pragma once

#include <optional>
#include <string>

#include "server/model/event.h"

namespace talon {

enum class LegOutcome { served, no_show, cancelled, transferred };

/// Row of table `leg`. Made by server/visit when a leg ends, stored in the same transaction as the ending
/// event. A no-show that returns or an ending that is undone replaces its row (key: ticket and leg).
struct Leg {
  TicketId ticket;
  int leg = 0;           ///< 0 is the first one of the visit
  bool last = true;      ///< the visit ended with this leg
  std::int64_t seq = 0;  ///< event that ended it
  Date date;             ///< service date of issue
  TicketNumber number;
  ServiceId service;
  ProcedureId procedure;
  Entry entry = Entry::walk_in;
  std::string place;
  DeskId desk;  ///< empty: never called
  UserId specialist;
  Timestamp issued_at;
  std::optional<Timestamp> called_at;  ///< last call of the leg
  std::optional<Timestamp> seen_at;    ///< start of service of this leg
  Timestamp ended_at;
  std::optional<Millis>
      wait_ms;  ///< first leg: issue (or booked time) -> seen; later legs: transfer -> start
  std::optional<Millis> walk_ms;     ///< call -> start
  std::optional<Millis> service_ms;  ///< start -> end
  Millis stay_ms{0};                 ///< issue -> end of this leg
  LegOutcome outcome = LegOutcome::served;
  std::string reason;  ///< outcome code, cancel reason
  int recalls = 0;
  int applicants = 1;
  std::string regulation;
  std::optional<Seconds> wait_limit_s;
  ClauseId wait_clause;
  std::optional<Seconds> service_limit_s;
  ClauseId service_clause;
  bool wait_broken = false;  ///< also when the visitor was never seen and the limit had passed
  bool service_broken = false;
  TALON_FIELDS(Leg, ticket, leg, last, seq, date, number, service, procedure, entry, place, desk, specialist,
               issued_at, called_at, seen_at, ended_at, wait_ms, walk_ms, service_ms, stay_ms, outcome,
               reason, recalls, applicants, regulation, wait_limit_s, wait_clause, service_limit_s,
               service_clause, wait_broken, service_broken)
};

}  // namespace talon
