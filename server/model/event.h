// SPDX-License-Identifier: MIT
// What has happened. A flat JSON object is the one notation: journal record, live stream, the centre's input,
// test table. `apply` never refuses an event; everything in a picture or report can be drawn again from these
// alone.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/model/actor.h"
#include "server/model/configuration.h"
#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/ticket_number.h"
#include "server/model/time.h"

namespace talon {

enum class TicketState { waiting, called, serving, held, served, no_show, cancelled };
enum class SlipOutcome { pending, printed, failed, unknown };
/// `phone`: the specialist speaks on the telephone; nobody is called, but it is no break (S1-7.98).
enum class DeskState { closed, open, paused, phone };
/// What gives a waiting ticket its turn: the order of issue, the limit, that it came back or was sent on,
/// that its category is privileged, or that it was overtaken for too long (Guard).
enum class Ground { issue, limit, returned, transferred, head_start, out_of_turn, guard };
/// How an appointment was made (S2-5.4.1-q).
enum class BookedBy { in_person, telephone, kiosk };
/// How an appointment stands: what happened to its ticket is the ticket's.
enum class AppointmentState { expected, arrived, missed, cancelled };
/// The channel that the citizen chose for a reminder (S3-2.1).
enum class Channel { none, sms, email };
/// What staff see of an appointment's reminder; `failed`: nothing more is tried.
enum class ReminderState { not_wanted, waiting, sent, failed };
/// How a device's component is: in the words of IPP printer-state-reasons where it is a printer.
enum class Health { ok, warning, failed, silent };

/// First event of a journal, and again at each accepted change: the text in force from here on, its SHA-256
/// in hex.
struct ConfigurationApplied {
  static constexpr std::string_view type = "configuration_applied";
  std::string toml;
  std::string sha256;
  bool virtual_clock = false;  ///< the hall runs on a virtual clock: said here and in every report
  std::shared_ptr<const Configuration> parsed;  ///< not written; the codec fills it from `toml`
  TALON_FIELDS(ConfigurationApplied, toml, sha256, virtual_clock)
};

struct ServerStarted {
  static constexpr std::string_view type = "server_started";
  std::string version;
  std::string clock;  ///< "real" or "virtual"
  TALON_FIELDS(ServerStarted, version, clock)
};

/// The wall clock moved against the steady one by more than a second.
struct ClockStepped {
  static constexpr std::string_view type = "clock_stepped";
  Millis by_ms{0};
  TALON_FIELDS(ClockStepped, by_ms)
};

struct DayOpened {
  static constexpr std::string_view type = "day_opened";
  Date date;
  TALON_FIELDS(DayOpened, date)
};

struct DayClosed {
  static constexpr std::string_view type = "day_closed";
  Date date;
  int cancelled = 0;  ///< waiting tickets closed as `closed_at_day_end`
  int carried = 0;    ///< waiting tickets carried over (`overnight`)
  /// Minutes of reception in which a line had no open desk, "service/procedure=25 service/procedure=3".
  std::string unattended = {};
  TALON_FIELDS(DayClosed, date, cancelled, carried, unattended)
};

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
  int ahead = 0;                            ///< waiting tickets of the same line issued earlier
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
  Millis service_ms{0};  ///< half of the line's mean service
  Millis credit_ms{0};   ///< for a line that few desks serve
  Millis yield_ms{0};    ///< added because its limit could not be kept any more
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

struct DeskOpened {
  static constexpr std::string_view type = "desk_opened";
  DeskId desk;
  UserId specialist;
  TALON_FIELDS(DeskOpened, desk, specialist)
};

/// Another person or computer takes the desk with what stands on it.
struct DeskTakenOver {
  static constexpr std::string_view type = "desk_taken_over";
  DeskId desk;
  UserId specialist;
  UserId from;
  TALON_FIELDS(DeskTakenOver, desk, specialist, from)
};

struct DeskPaused {
  static constexpr std::string_view type = "desk_paused";
  DeskId desk;
  std::string reason;
  TALON_FIELDS(DeskPaused, desk, reason)
};

struct DeskResumed {
  static constexpr std::string_view type = "desk_resumed";
  DeskId desk;
  TALON_FIELDS(DeskResumed, desk)
};

struct DeskClosed {
  static constexpr std::string_view type = "desk_closed";
  DeskId desk;
  std::string reason;  ///< "" by the specialist, "day_end" by the system
  TALON_FIELDS(DeskClosed, desk, reason)
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

struct DeviceChanged {
  static constexpr std::string_view type = "device_changed";
  DeviceId device;
  std::string component;  ///< "printer", "screen", "sound", "link" ...
  Health health = Health::ok;
  std::string reason;  ///< media-empty, media-low, cover-open, media-jam, offline, other; empty when ok
  TALON_FIELDS(DeviceChanged, device, component, health, reason)
};

struct DeviceSilent {
  static constexpr std::string_view type = "device_silent";
  DeviceId device;
  TALON_FIELDS(DeviceSilent, device)
};

struct DeviceReturned {
  static constexpr std::string_view type = "device_returned";
  DeviceId device;
  TALON_FIELDS(DeviceReturned, device)
};

/// "Позвать сотрудника" at a kiosk.
struct HelpCalled {
  static constexpr std::string_view type = "help_called";
  DeviceId device;
  TALON_FIELDS(HelpCalled, device)
};

/// Somebody of the staff said that he comes (S4-II.14.1).
struct HelpAnswered {
  static constexpr std::string_view type = "help_answered";
  DeviceId device;
  Millis waited_ms{0};  ///< since the first press that nobody had answered
  TALON_FIELDS(HelpAnswered, device, waited_ms)
};

/// A manager's recorded decision: extension of hours, emergency text, a permission, the order of calls. A
/// `mode` or `priority` that has run out is followed by one of the system with what the configuration says.
struct DecisionMade {
  static constexpr std::string_view type = "decision_made";
  std::string kind;  ///< "extension", "emergency", "permission", "stop_issuing", "mode", "priority"
  std::string reason;
  std::optional<Timestamp> until;
  std::string subject;     ///< permission: desk; emergency: the text; priority: category
  std::string value = {};  ///< mode: an OrderMode; priority: a PriorityRule
  TALON_FIELDS(DecisionMade, kind, reason, until, subject, value)
};

/// Numbers of `date` under the letter of `number` up to and including it may already be on paper although
/// this journal does not know them (a backup was restored): the next number of that letter is above. It takes
/// no number: a kiosk may still deliver a ticket issued under its own letter below the floor.
struct NumberFloorRaised {
  static constexpr std::string_view type = "number_floor_raised";
  Date date;
  TicketNumber number;
  TALON_FIELDS(NumberFloorRaised, date, number)
};

/// After `day_opened`: how long service in the line took on past days, the newest weighing most; the order of
/// calls takes its means from here, so that they stand still all day.
struct LineHistory {
  static constexpr std::string_view type = "line_history";
  ServiceId service;
  ProcedureId procedure;
  int legs = 0;
  Millis mean_ms{0};
  TALON_FIELDS(LineHistory, service, procedure, legs, mean_ms)
};

/// A citizen has a time. Who he is stands in people.db under the same random id, never here.
struct AppointmentBooked {
  static constexpr std::string_view type = "appointment_booked";
  AppointmentId appointment;
  std::string code;  ///< ten digits, told to the citizen; unlike every other one that is still alive
  ServiceId service;
  ProcedureId procedure;
  RoomId room;  ///< told at booking (S2-5.4.2); empty: any of the line's desks
  Date date;    ///< service date of the slot
  Timestamp slot_at;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
  TALON_FIELDS(AppointmentBooked, appointment, code, service, procedure, room, date, slot_at, booked_by,
               remind)
};

/// After `day_opened`: an appointment that is still to come.
struct AppointmentCarried {
  static constexpr std::string_view type = "appointment_carried";
  AppointmentId appointment;
  std::string code;
  ServiceId service;
  ProcedureId procedure;
  RoomId room;
  Date date;
  Timestamp slot_at;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
  bool reminded = false;
  int reminder_attempts = 0;
  std::optional<Timestamp> reminder_tried_at;
  bool reminder_given_up = false;
  std::string reminder_reason;
  TALON_FIELDS(AppointmentCarried, appointment, code, service, procedure, room, date, slot_at, booked_by,
               remind, reminded, reminder_attempts, reminder_tried_at, reminder_given_up, reminder_reason)
};

struct AppointmentMoved {
  static constexpr std::string_view type = "appointment_moved";
  AppointmentId appointment;
  Date date;
  Timestamp slot_at;
  std::string reason;
  TALON_FIELDS(AppointmentMoved, appointment, date, slot_at, reason)
};

struct AppointmentCancelled {
  static constexpr std::string_view type = "appointment_cancelled";
  AppointmentId appointment;
  std::string reason;
  TALON_FIELDS(AppointmentCancelled, appointment, reason)
};

/// The service day of the slot ended and nobody had come with the code.
struct AppointmentMissed {
  static constexpr std::string_view type = "appointment_missed";
  AppointmentId appointment;
  ServiceId service;
  ProcedureId procedure;
  Timestamp slot_at;
  TALON_FIELDS(AppointmentMissed, appointment, service, procedure, slot_at)
};

/// A reminder is about to be handed over. It is recorded before: a server that dies in between tries again,
/// and no more often than any other attempt that came to nothing.
struct ReminderStarted {
  static constexpr std::string_view type = "reminder_started";
  AppointmentId appointment;
  Channel channel = Channel::none;
  Timestamp slot_at;  ///< which it reminds of
  TALON_FIELDS(ReminderStarted, appointment, channel, slot_at)
};

/// What became of a reminder; an appointment has one that was sent, or some that failed.
struct ReminderSent {
  static constexpr std::string_view type = "reminder_sent";
  AppointmentId appointment;
  Channel channel = Channel::none;
  bool sent = false;
  std::string reason;     ///< why not: a sentence without the address and without the gateway's words
  bool given_up = false;  ///< nothing more is tried
  TALON_FIELDS(ReminderSent, appointment, channel, sent, reason, given_up)
};

/// A talk on the telephone begins at a desk (S2-6.5: ten minutes, one forwarding).
struct PhoneStarted {
  static constexpr std::string_view type = "phone_started";
  DeskId desk;
  UserId specialist;
  bool forwarded = false;  ///< the call was forwarded to this desk already: no second time
  std::optional<Seconds> limit_s;
  ClauseId clause;
  TALON_FIELDS(PhoneStarted, desk, specialist, forwarded, limit_s, clause)
};

struct PhoneEnded {
  static constexpr std::string_view type = "phone_ended";
  DeskId desk;
  UserId specialist;
  ServiceId service;    ///< what was asked about; empty: not said
  std::string outcome;  ///< "answered", "forwarded", "callback"
  Millis spoken_ms{0};
  std::optional<Seconds> waited_s;  ///< until somebody answered, as the telephone says (S3-2.5.5)
  TALON_FIELDS(PhoneEnded, desk, specialist, service, outcome, spoken_ms, waited_s)
};

struct PhoneLimitBroken {
  static constexpr std::string_view type = "phone_limit_broken";
  DeskId desk;
  UserId specialist;
  Seconds limit_s{0};
  ClauseId clause;
  TALON_FIELDS(PhoneLimitBroken, desk, specialist, limit_s, clause)
};

/// A request to the consultation line that nobody answered (S3-2.5.6).
struct PhoneMissed {
  static constexpr std::string_view type = "phone_missed";
  DeskId desk;
  ServiceId service;
  TALON_FIELDS(PhoneMissed, desk, service)
};

/// Somebody is to be rung back by the end of `due_date`; the number stands in people.db.
struct CallbackPromised {
  static constexpr std::string_view type = "callback_promised";
  CallbackId callback;
  DeskId desk;
  UserId specialist;
  ServiceId service;
  Date due_date;
  TALON_FIELDS(CallbackPromised, callback, desk, specialist, service, due_date)
};

/// After `day_opened`: a promise that is still open.
struct CallbackCarried {
  static constexpr std::string_view type = "callback_carried";
  CallbackId callback;
  UserId specialist;
  ServiceId service;
  Date due_date;
  TALON_FIELDS(CallbackCarried, callback, specialist, service, due_date)
};

struct CallbackMade {
  static constexpr std::string_view type = "callback_made";
  CallbackId callback;
  ServiceId service;
  bool late = false;  ///< after the day it was due
  TALON_FIELDS(CallbackMade, callback, service, late)
};

/// After `day_opened`: the last number given in a journal of the regulation this year.
struct RegistryCarried {
  static constexpr std::string_view type = "registry_carried";
  RegistryId registry;
  int year = 0;
  int number = 0;
  TALON_FIELDS(RegistryCarried, registry, year, number)
};

/// What happened. Its special members are compiled once (event.cpp): every file that copies one
/// would write them anew for each alternative, and they were a third of the build.
struct EventBody
    : std::variant<ConfigurationApplied, ServerStarted, ClockStepped, DayOpened, DayClosed, TicketIssued,
                   TicketCarried, SlipReported, TicketCalled, TicketRecalled, ServiceStarted, ApplicantEnded,
                   ServiceFinished, TicketNoShow, TicketHeld, TicketReturned, TicketTransferred,
                   TicketCancelled, TicketRated, DeskOpened, DeskTakenOver, DeskPaused, DeskResumed,
                   DeskClosed, Undone, LimitBroken, DeviceChanged, DeviceSilent, DeviceReturned, HelpCalled,
                   DecisionMade, NumberFloorRaised, AppointmentBooked, AppointmentCarried, AppointmentMoved,
                   AppointmentCancelled, AppointmentMissed, ReminderStarted, ReminderSent, PhoneStarted,
                   PhoneEnded, PhoneLimitBroken, PhoneMissed, CallbackPromised, CallbackCarried, CallbackMade,
                   RegistryCarried, LineHistory, HelpAnswered> {
  using variant::variant;
  EventBody();
  EventBody(const EventBody&);
  EventBody(EventBody&&) noexcept;
  EventBody& operator=(const EventBody&);
  EventBody& operator=(EventBody&&) noexcept;
  ~EventBody();
};

struct Event {
  std::int64_t seq = 0;              ///< 1, 2, 3 ... without gaps within a hall
  Moment when;                       ///< JSON: `at` and `t`
  std::optional<Timestamp> due;      ///< when it fell due, where that is not `at`
  std::optional<RequestId> request;  ///< first event of a command: its Idempotency-Key
  std::string request_scope;         ///< caller whose key it is; written with `request`
  std::string request_sha;  ///< SHA-256 of the request's method, path and body; written with `request`
  Actor by;                 ///< JSON: `role`, `by`, `via`
  EventBody body;
};

[[nodiscard]] std::string_view event_type(const EventBody& body);

}  // namespace talon
