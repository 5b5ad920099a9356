// SPDX-License-Identifier: MIT
// What has happened to a ticket, from its issue to its end. Alternatives of EventBody.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/model/configuration.h"
#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/state.h"
#include "server/model/ticket_number.h"
#include "server/model/time.h"

namespace talon {

struct TicketIssued {
  static constexpr std::string_view type = "ticket_issued";
  TicketId ticket;
  TicketNumber number;
  Date date;  ///< service date; number is unique within it
  ServiceId service;
  ProcedureId procedure;
  Entry entry = Entry::walk_in;
  std::string priority;  ///< empty: none
  std::string place;     ///< hall, mobile session, village point
  std::string language;  ///< of the slip, e.g. "ru"
  std::string token;     ///< 128 random bits in base32 for the slip's QR
  Timestamp issued_at;   ///< printed on the slip; earlier than `at` when issued without the server
  Ticks issued_t;
  bool offline = false;                     ///< issued by a kiosk under its own letter
  int ahead = 0;                            ///< of its line, those who stand before it in the order of calls
  std::optional<Seconds> expected_wait_s;   ///< the median of the forecast; empty: not known
  std::optional<Seconds> expected_shift_s;  ///< of that, what the office's own past has added; null: 0
  std::optional<Seconds> not_later_s;  ///< 9 of 10 wait no longer; empty: without a history nobody can say
  std::optional<Seconds> not_later_shift_s;  ///< of that, what the office's own past has added; null: 0
  std::string regulation;                    ///< profile in force at issue; the ticket keeps it
  std::optional<Date> regulation_from;       ///< its version: valid from this date; empty: from ever
  std::optional<Seconds> wait_limit_s;       ///< empty: measured without a norm
  ClauseId wait_clause;
  std::optional<Seconds> service_limit_s;  ///< per applicant
  ClauseId service_clause;
  bool hold_counts = true;  ///< the profile's flag: being held before seen counts as waiting
  AppointmentId
      appointment;  ///< of a visitor who came with a booking code, also when too late to be `booked`
  std::optional<Timestamp> booked_at;  ///< the slot; waiting of a `booked` visitor counts from it
  std::optional<Ticks> booked_t;
  TALON_FIELDS(TicketIssued, ticket, number, date, service, procedure, entry, priority, place, language,
               token, issued_at, issued_t, offline, ahead, expected_wait_s, expected_shift_s, not_later_s,
               not_later_shift_s, regulation, regulation_from, wait_limit_s, wait_clause, service_limit_s,
               service_clause, hold_counts, appointment, booked_at, booked_t)
};

/// After `day_opened`: a ticket that still waits (`overnight`), with all a fold needs that begins at this
/// day.
struct TicketCarried {
  static constexpr std::string_view type = "ticket_carried";
  TicketId ticket;
  TicketNumber number;
  Date date;          ///< service date of issue
  ServiceId service;  ///< the line it waits in now
  ProcedureId procedure;
  Entry entry = Entry::walk_in;
  std::string priority;
  std::string place;
  std::string language;
  std::string token;
  Timestamp issued_at;
  Ticks issued_t;
  std::int64_t issued_seq = 0;
  bool offline = false;
  std::string regulation;
  std::optional<Date> regulation_from;
  std::optional<Seconds> wait_limit_s;
  ClauseId wait_clause;
  std::optional<Seconds> service_limit_s;
  ClauseId service_clause;
  bool hold_counts = true;
  int leg = 0;
  Ticks leg_t;  ///< since when it stands in this line
  std::optional<Timestamp> seen_at;
  std::optional<Ticks> seen_t;
  Millis uncounted_ms{0};  ///< time held before seen that does not count
  DeskId to_desk;
  std::string note;
  std::optional<Ticks> returned_t;
  bool wait_broken = false;
  SlipOutcome slip = SlipOutcome::pending;
  AppointmentId appointment;
  std::optional<Timestamp> booked_at;
  std::optional<Ticks> booked_t;
  DeskId return_desk;
  ServiceId return_service;
  ProcedureId return_procedure;
  TALON_FIELDS(TicketCarried, ticket, number, date, service, procedure, entry, priority, place, language,
               token, issued_at, issued_t, issued_seq, offline, regulation, regulation_from, wait_limit_s,
               wait_clause, service_limit_s, service_clause, hold_counts, leg, leg_t, seen_at, seen_t,
               uncounted_ms, to_desk, note, returned_t, wait_broken, slip, appointment, booked_at, booked_t,
               return_desk, return_service, return_procedure)
};

/// What became of a slip; `reason` in the standard words (media-empty, cover-open, offline ...).
struct SlipReported {
  static constexpr std::string_view type = "slip_reported";
  TicketId ticket;
  SlipOutcome outcome = SlipOutcome::pending;
  std::string reason;
  TALON_FIELDS(SlipReported, ticket, outcome, reason)
};

/// With the parts of its key and of the runner-up's, the ticket that would be called if this one did not wait
/// (of a call out of order: the one that was passed over). The least sum of parts is called:
/// claim + service - credit + yield; `out_of_turn` and `guard` come before every other ground.
struct TicketCalled {
  static constexpr std::string_view type = "ticket_called";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  RoomId room;
  UserId specialist;
  Millis waited_ms{0};  ///< from the ticket's reference time to this call
  std::string why;      ///< why this ticket: its ground, or the reason of a call out of order
  bool out_of_order = false;
  OrderMode mode = OrderMode::fifo;
  Ground ground = Ground::issue;
  Millis claim_ms{0};    ///< from this call to the moment by which it was due; negative: passed
  Millis service_ms{0};  ///< half of the line's mean service, or what the mode takes of it
  Millis credit_ms{0};   ///< for a line that few desks serve
  Millis yield_ms{0};    ///< added because its limit could not be kept any more; `behind`: for all who are
                         ///< before the one whose limit counts
  std::optional<TicketId> runner_up = {};  ///< empty: nobody else waited for this desk
  std::optional<TicketNumber> runner_up_number = {};
  std::optional<Ground> runner_up_ground = {};
  std::optional<Millis> runner_up_claim_ms = {};
  std::optional<Millis> runner_up_service_ms = {};
  std::optional<Millis> runner_up_credit_ms = {};
  std::optional<Millis> runner_up_yield_ms = {};
  TALON_FIELDS(TicketCalled, ticket, number, desk, room, specialist, waited_ms, why, out_of_order, mode,
               ground, claim_ms, service_ms, credit_ms, yield_ms, runner_up, runner_up_number,
               runner_up_ground, runner_up_claim_ms, runner_up_service_ms, runner_up_credit_ms,
               runner_up_yield_ms)
};

struct TicketRecalled {
  static constexpr std::string_view type = "ticket_recalled";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  RoomId room;
  int recalls = 0;  ///< after this one
  TALON_FIELDS(TicketRecalled, ticket, number, desk, room, recalls)
};

/// The first one of a visit is `seen`, the "точное время обращения" of S2-5.4.1-j.
struct ServiceStarted {
  static constexpr std::string_view type = "service_started";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  UserId specialist;
  Millis waited_ms{0};   ///< what the wait limit is compared with; only the first start of a visit has it
  std::string why = {};  ///< started without a call: "next_matter", or the reason of a reception out of turn
  bool out_of_order = false;
  TALON_FIELDS(ServiceStarted, ticket, number, desk, specialist, waited_ms, why, out_of_order)
};

/// `next-applicant`: limits of service are per applicant (S2-10.3).
struct ApplicantEnded {
  static constexpr std::string_view type = "applicant_ended";
  TicketId ticket;
  DeskId desk;
  Millis served_ms{0};
  TALON_FIELDS(ApplicantEnded, ticket, desk, served_ms)
};

struct ServiceFinished {
  static constexpr std::string_view type = "service_finished";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  UserId specialist;
  std::string outcome;  ///< of S2-10.2 and S2-App8.2, e.g. "accepted", "consulted"; empty: not said
  Millis served_ms{0};
  std::string reason = {};   ///< of the outcome, e.g. which document is missing
  RegistryId registry = {};  ///< the journal of the regulation that the outcome stands in; empty: none
  int registry_year = 0;
  int registry_number = 0;  ///< without gaps within the year
  TALON_FIELDS(ServiceFinished, ticket, number, desk, specialist, outcome, served_ms, reason, registry,
               registry_year, registry_number)
};

struct TicketNoShow {
  static constexpr std::string_view type = "ticket_no_show";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  UserId specialist;
  TALON_FIELDS(TicketNoShow, ticket, number, desk, specialist)
};

struct TicketHeld {
  static constexpr std::string_view type = "ticket_held";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  std::string reason;
  std::optional<Timestamp> until = {};  ///< comes back by itself then; empty: only by hand
  std::optional<Ticks> until_t = {};
  TALON_FIELDS(TicketHeld, ticket, number, desk, reason, until, until_t)
};

/// A held or no-show ticket waits again, with its first issue time.
struct TicketReturned {
  static constexpr std::string_view type = "ticket_returned";
  TicketId ticket;
  TicketNumber number;
  DeskId to_desk = {};  ///< held in the middle of a service: waits for that desk; empty: any of the line
  TALON_FIELDS(TicketReturned, ticket, number, to_desk)
};

/// The leg at `desk` ends, another begins in the line named here; waiting time is not reset.
struct TicketTransferred {
  static constexpr std::string_view type = "ticket_transferred";
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  UserId specialist;
  ServiceId service;
  ProcedureId procedure;
  DeskId to_desk;  ///< empty: any desk of the line
  std::string note;
  Millis served_ms{0};
  std::optional<Seconds> service_limit_s;  ///< of the new line, by the regulation the ticket was issued under
  ClauseId service_clause;
  UserId to_specialist = {};  ///< a person was meant: `to_desk` is where that person sits now
  std::string outcome = {};   ///< how the leg that ends has ended, e.g. one of several matters
  DeskId return_desk = {};    ///< "return to me": finishing the new leg sends the visitor back here
  ServiceId return_service = {};
  ProcedureId return_procedure = {};
  std::string reason = {};  ///< of the outcome
  RegistryId registry = {};
  int registry_year = 0;
  int registry_number = 0;
  TALON_FIELDS(TicketTransferred, ticket, number, desk, specialist, service, procedure, to_desk, note,
               served_ms, service_limit_s, service_clause, to_specialist, outcome, return_desk,
               return_service, return_procedure, reason, registry, registry_year, registry_number)
};

struct TicketCancelled {
  static constexpr std::string_view type = "ticket_cancelled";
  TicketId ticket;
  TicketNumber number;
  std::string reason;  ///< "closed_at_day_end", "left", "mistake" ...
  TALON_FIELDS(TicketCancelled, ticket, number, reason)
};

struct TicketRated {
  static constexpr std::string_view type = "ticket_rated";
  TicketId ticket;
  int rating = 0;  ///< 1 bad, 2 middling, 3 good
  TALON_FIELDS(TicketRated, ticket, rating)
};

/// Takes back the event `undoes`: carries the ticket's and the desk's former state; apply restores from these
/// alone.
struct Undone {
  static constexpr std::string_view type = "undone";
  std::int64_t undoes = 0;
  DeskId desk;
  TicketId ticket;
  TicketNumber number;
  TicketState state = TicketState::waiting;  ///< former state of the ticket
  DeskId ticket_desk;                        ///< desk it stood at; empty: none
  ServiceId service;                         ///< its former line
  ProcedureId procedure;
  std::optional<Timestamp> called_at;  ///< of the current leg
  std::optional<Ticks> called_t;
  std::optional<Timestamp> seen_at;
  std::optional<Ticks> seen_t;
  std::optional<Ticks> started_t;  ///< of the applicant in service
  int recalls = 0;
  int applicants = 1;
  UserId specialist;  ///< who called it last
  DeskId to_desk;     ///< transferred to this desk alone; empty: any
  std::string note;
  int leg = 0;
  Ticks leg_t;                ///< since when it stands in this line
  std::int64_t call_seq = 0;  ///< its last call or recall
  std::optional<Timestamp> leg_seen_at;
  std::optional<Ticks> leg_seen_t;
  Millis applicant_ms{0};  ///< of the applicant in service, before a hold
  Millis leg_ms{0};        ///< served in this leg before the running stretch
  std::optional<Seconds> service_limit_s;
  ClauseId service_clause;
  std::optional<Ticks> held_t;
  std::optional<Ticks> returned_t;
  Millis uncounted_ms{0};
  std::optional<Timestamp> ended_at;
  std::optional<Ticks> ended_t;
  std::int64_t ended_seq = 0;
  std::string reason;
  std::optional<Ticks> held_until_t;
  DeskId return_desk;
  ServiceId return_service;
  ProcedureId return_procedure;
  TALON_FIELDS(Undone, undoes, desk, ticket, number, state, ticket_desk, service, procedure, called_at,
               called_t, seen_at, seen_t, started_t, recalls, applicants, specialist, to_desk, note, leg,
               leg_t, call_seq, leg_seen_at, leg_seen_t, applicant_ms, leg_ms, service_limit_s,
               service_clause, held_t, returned_t, uncounted_ms, ended_at, ended_t, ended_seq, reason,
               held_until_t, return_desk, return_service, return_procedure)
};

/// A limit was passed: recorded when it happens, not when the ticket is called. Header.due is the exact
/// moment.
struct LimitBroken {
  static constexpr std::string_view type = "limit_broken";
  TicketId ticket;
  TicketNumber number;
  Measure measure = Measure::wait;
  ClauseId clause;
  Seconds limit_s{0};
  DeskId desk;  ///< service limit: where
  TALON_FIELDS(LimitBroken, ticket, number, measure, clause, limit_s, desk)
};

}  // namespace talon
