// SPDX-License-Identifier: MIT
// A leg as statistics read it: integers and small dictionary ids instead of texts, so that a year streams
// through a report without holding strings. Row of table `leg`; Leg <-> LegRow is exact.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "server/model/leg.h"

namespace talon {

/// What many legs share: the line, the entry and the limits then in force. A hall has some hundreds of them.
struct LegKind {
  ServiceId service;
  ProcedureId procedure;
  Entry entry = Entry::walk_in;
  std::string place;
  std::string regulation;
  std::optional<Seconds> wait_limit_s;
  ClauseId wait_clause;
  std::optional<Seconds> service_limit_s;
  ClauseId service_clause;
  /// Minutes east of UTC at issue, call, start, end (a zone change inside a visit is kept).
  std::array<int, 4> offsets{};
  auto operator<=>(const LegKind&) const = default;
};

/// The dictionaries of table `leg`, ids in order of first use from 0. Name 0 is always the empty text.
class LegNames {
 public:
  LegNames();
  std::uint32_t name_id(const std::string& text);  ///< finds or adds
  std::uint32_t kind_id(const LegKind& kind);      ///< finds or adds
  [[nodiscard]] const std::string& name(std::uint32_t id) const { return names_.at(id); }
  [[nodiscard]] const LegKind& kind(std::uint32_t id) const { return kinds_.at(id); }
  [[nodiscard]] std::size_t name_count() const { return names_.size(); }
  [[nodiscard]] std::size_t kind_count() const { return kinds_.size(); }

 private:
  std::vector<std::string> names_;
  std::vector<LegKind> kinds_;
  std::unordered_map<std::string, std::uint32_t> name_ids_;
  std::map<LegKind, std::uint32_t> kind_ids_;
};

/// Durations are in milliseconds; -1 where the leg has none.
struct LegRow {
  std::int32_t day = 0;     ///< service date of issue, days since 1970-01-01
  std::uint8_t letter = 0;  ///< index in ticket_letters
  std::uint32_t ordinal = 0;
  std::uint32_t leg = 0;
  std::uint32_t kind = 0;        ///< LegNames::kind
  std::uint32_t desk = 0;        ///< LegNames::name
  std::uint32_t specialist = 0;  ///< LegNames::name
  std::uint32_t reason = 0;      ///< LegNames::name
  LegOutcome outcome = LegOutcome::served;
  bool last = true;
  bool wait_broken = false;
  bool service_broken = false;
  std::int64_t issued = 0;  ///< UTC, since the epoch
  std::int64_t wait = -1;
  std::int64_t service = -1;
  std::int64_t walk = -1;
  std::int64_t stay = 0;
  std::int64_t ended = 0;              ///< since issue, by the wall
  std::optional<std::int64_t> called;  ///< since issue, by the wall
  std::optional<std::int64_t> seen;    ///< since issue, by the wall
  std::int32_t recalls = 0;
  std::int32_t applicants = 1;
  std::int64_t seq = 0;
  bool operator==(const LegRow&) const = default;
};

[[nodiscard]] LegRow leg_row(const Leg& leg, LegNames& names);
/// The whole leg again; `ticket` is not part of a row and is given by who knows it.
[[nodiscard]] Leg leg_of(const LegRow& row, const LegNames& names, TicketId ticket = {});

/// Orders rows by service date, letter, ordinal and leg in one positive integer: a range of dates is a range
/// of keys. Holds dates to 2328, ordinals below 2^30 and 4096 legs a visit; beyond that it is our bug.
[[nodiscard]] std::int64_t leg_key(const Date& date, const TicketNumber& number, int leg);
[[nodiscard]] std::int64_t leg_key(const LegRow& row);
/// The smallest key of `date`; that of the next date is one past its greatest.
[[nodiscard]] std::int64_t leg_key_begin(const Date& date);
/// Fills day, letter, ordinal and leg of `row`.
void set_leg_key(LegRow& row, std::int64_t key);
/// Local time of issue (with the offset then in force).
[[nodiscard]] inline std::int64_t local_issue_ms(const LegRow& row, const LegNames& names) {
  return row.issued + std::int64_t{60'000} * names.kind(row.kind).offsets[0];
}

}  // namespace talon
