// SPDX-License-Identifier: MIT
// One ticket's life, made of its events alone: legs, waiting, the time of being seen, service per applicant,
// limits. Durations are differences of Ticks; limits are compared in whole seconds, rounded down.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "server/model/event.h"
#include "server/model/leg.h"

namespace talon::visit {

/// Where a ticket stands now: everything that a command at a desk may change, so that `undone` can restore
/// it.
struct Standing {
  TicketState state = TicketState::waiting;
  LineId line;
  DeskId desk;                ///< called, in service, held or missed here; empty: never called in this leg
  UserId specialist;          ///< who called it last
  DeskId to_desk;             ///< transferred to this desk alone; empty: any desk of the line
  std::string note;           ///< of the desk that transferred it, or the reason of the hold
  int leg = 0;                ///< 0 is the first
  Ticks leg_t;                ///< since when it stands in this line: issue or transfer
  int recalls = 0;            ///< since its last call
  int applicants = 1;         ///< marked at the desk in this leg
  std::int64_t call_seq = 0;  ///< its last call or recall
  std::optional<Timestamp> called_at;
  std::optional<Ticks> called_t;
  std::optional<Timestamp> seen_at;  ///< first start of the visit, "точное время обращения" (S2-5.4.1-j)
  std::optional<Ticks> seen_t;
  std::optional<Timestamp> leg_seen_at;  ///< first start of this leg
  std::optional<Ticks> leg_seen_t;
  std::optional<Ticks> started_t;  ///< the running stretch of the applicant in service
  Millis applicant_ms{0};          ///< of the same applicant before a hold
  Millis leg_ms{0};                ///< served in this leg before the running stretch
  std::optional<Seconds> service_limit_s;
  ClauseId service_clause;
  std::optional<Ticks> held_t;        ///< held since, before being seen
  std::optional<Ticks> held_until_t;  ///< held: comes back by itself then
  std::optional<Ticks>
      returned_t;      ///< came back to wait (after a missed call or a hold), last time in this leg
  DeskId return_desk;  ///< "return to me": where the visitor goes when this leg has ended
  LineId return_line;
  Millis uncounted_ms{0};  ///< time held before seen that the profile does not count
  std::optional<Timestamp> ended_at;
  std::optional<Ticks> ended_t;
  std::int64_t ended_seq = 0;
  std::string reason;  ///< outcome code, or why it was cancelled

  bool operator==(const Standing&) const = default;
};

struct Visit {
  TicketIssued issued;
  std::int64_t issued_seq = 0;
  Standing now;
  std::int64_t touched = 0;  ///< last event that moved it; a breach, a slip's fate and a rating do not
  bool wait_broken = false;
  int wait_broken_leg = 0;
  std::pair<int, int> service_broken{-1, 0};  ///< leg and applicant of the last breach of service
  SlipOutcome slip = SlipOutcome::pending;
  std::string slip_reason;
  int rating = 0;
  std::shared_ptr<const TicketCalled> call;  ///< the last one, with its reasons; not compared

  bool operator==(const Visit& other) const;
};

/// The row of table `leg` that an event ended, or the number of the leg whose row it takes back.
struct Change {
  std::optional<Leg> ended;
  std::optional<int> removed;
};

[[nodiscard]] Visit begin(const TicketIssued& issued, std::int64_t seq);
[[nodiscard]] Visit begin(const TicketCarried& carried, std::int64_t seq);
/// What `event` changes; one that is not of this ticket changes nothing.
Change apply(Visit& visit, const Event& event);

/// The ticket an event is about; nullptr when it is about none.
[[nodiscard]] const TicketId* ticket_of(const EventBody& body);
[[nodiscard]] bool in_hall(TicketState state);

/// What waiting counts from: the issue, or for a booked visitor the later of the booked time and the arrival
/// (S2-7.3: who comes early does not start the clock early).
[[nodiscard]] Ticks reference_t(const TicketIssued& issued);
/// What the wait limit is compared with: reference -> seen, or -> `t` when not yet seen (S2-7.2). Recall,
/// transfer and return never reset it.
[[nodiscard]] Millis waited(const Visit& visit, Ticks t);
/// Of the applicant in service, until `t`.
[[nodiscard]] Millis served(const Visit& visit, Ticks t);
/// Of all applicants in this leg, until `t` or its end; empty when service has not begun in it.
[[nodiscard]] std::optional<Millis> leg_served(const Visit& visit, Ticks t);

/// Exactly the limit is within; one whole second more is a breach.
[[nodiscard]] bool broken(Millis span, std::optional<Seconds> limit);
/// Limits of service are per applicant (S2-10.3): for applicants who were not marked one by one it is
/// multiplied.
[[nodiscard]] std::optional<Seconds> limit_for(std::optional<Seconds> per_applicant, int applicants);

struct Due {
  Measure measure = Measure::wait;
  Ticks at;  ///< limit + 1 s: 30:01.000
  bool operator==(const Due&) const = default;
};
/// The next limit that will be broken if nothing happens; empty: none, or broken already.
[[nodiscard]] std::optional<Due> next_due(const Visit& visit);

/// The row of the visit's current leg, as it would be had it ended at `t` / `at` by event `seq`.
[[nodiscard]] Leg leg_row(const Visit& visit, LegOutcome outcome, const Moment& ended, std::int64_t seq);
/// The row of a visit that has ended (served, no_show, cancelled).
[[nodiscard]] Leg ended_row(const Visit& visit);

/// `undone` carries the whole former standing; these two are each other's inverse.
[[nodiscard]] Undone undone(const Visit& visit, const Standing& former, const DeskId& desk,
                            std::int64_t undoes);
[[nodiscard]] Standing former(const Undone& event);

}  // namespace talon::visit
