// SPDX-License-Identifier: MIT
// GET /api/v1/desks/{desk}, the replies of desk verbs, events?view=desk&desk=3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/model/configuration.h"
#include "server/model/hall_picture.h"

namespace talon {

struct DeskTicket {
  TicketId id;
  TicketNumber number;
  TicketState state = TicketState::waiting;
  ServiceId service;
  ProcedureId procedure;
  std::string service_title;
  std::string procedure_title;
  Entry entry = Entry::walk_in;
  std::string priority;
  std::string note;  ///< of the desk that transferred it; hold reason
  Timestamp issued_at;
  std::optional<Timestamp> called_at;
  std::optional<Timestamp> seen_at;  ///< "точное время обращения" for the stamp
  Seconds wait_s{0};                 ///< until seen, or until now
  std::optional<Seconds> service_s;  ///< of the applicant in service, until now
  std::optional<Seconds> wait_limit_s;
  ClauseId wait_clause;
  std::optional<Seconds> service_limit_s;
  ClauseId service_clause;
  int recalls = 0;
  int applicants = 1;
  SlipOutcome slip = SlipOutcome::pending;
  std::string slip_reason;  ///< of that outcome: media-empty, not-collected ...; empty: none
  std::string why;          ///< called or in service: why this ticket was called, a Russian sentence
  std::vector<std::string> brief;
  std::optional<Timestamp> booked_at;   ///< came with an appointment for this time
  std::optional<Timestamp> held_until;  ///< comes back by itself then
  DeskId return_desk;                   ///< goes back there when this desk has finished
  TALON_FIELDS(DeskTicket, id, number, state, service, procedure, service_title, procedure_title, entry,
               priority, note, issued_at, called_at, seen_at, wait_s, service_s, wait_limit_s, wait_clause,
               service_limit_s, service_clause, recalls, applicants, slip, slip_reason, why, brief, booked_at,
               held_until, return_desk)
};

/// A ticket issued later that a desk called before this one: the answer to "why not me".
struct CalledBefore {
  TicketNumber number;
  DeskId desk;
  std::string desk_title;
  Timestamp called_at;
  bool out_of_order = false;
  std::string why;  ///< a Russian sentence
  TALON_FIELDS(CalledBefore, number, desk, desk_title, called_at, out_of_order, why)
};

struct UndoPicture {
  std::string what;  ///< event type that would be taken back, e.g. "ticket_called"
  Timestamp until;
  TALON_FIELDS(UndoPicture, what, until)
};

struct DeskDay {
  int served = 0;
  int no_show = 0;
  int transferred = 0;
  std::optional<Seconds> mean_service_s;
  TALON_FIELDS(DeskDay, served, no_show, transferred, mean_service_s)
};

/// A way to end a visit, as the desk offers it.
struct OutcomePicture {
  std::string id;
  std::string title;
  std::string registry_title;        ///< takes the next number of this journal; empty: none
  std::vector<std::string> reasons;  ///< one must be chosen; empty: none is asked
  std::vector<ProcedureId> procedures;
  TALON_FIELDS(OutcomePicture, id, title, registry_title, reasons, procedures)
};

/// The talk on the telephone that runs at the desk.
struct PhonePicture {
  Timestamp since;
  bool forwarded = false;
  std::optional<Seconds> limit_s;
  ClauseId clause;
  TALON_FIELDS(PhonePicture, since, forwarded, limit_s, clause)
};

/// A row of a journal of the regulation that this desk's last visit took.
struct RegistryRowPicture {
  RegistryId registry;
  std::string title;
  int year = 0;
  int number = 0;
  TicketNumber ticket;
  TALON_FIELDS(RegistryRowPicture, registry, title, year, number, ticket)
};

/// A promise to ring back; `contact` is filled by the shell from people.db for who may see it.
struct CallbackPicture {
  CallbackId callback;
  ServiceId service;
  UserId specialist;
  Date due_date;
  bool late = false;
  std::string contact;
  std::string specialist_name;  ///< filled by the shell, which knows the people
  TALON_FIELDS(CallbackPicture, callback, service, specialist, due_date, late, contact, specialist_name)
};

struct CallbackList {
  HallTime time;
  std::vector<CallbackPicture> callbacks;
  TALON_FIELDS(CallbackList, time, callbacks)
};

/// Another desk that is not closed: where a visitor can be sent.
struct ColleaguePicture {
  DeskId desk;
  std::string title;
  DeskState state = DeskState::closed;
  UserId specialist;
  std::vector<std::string> serves;  ///< lines as the configuration writes them: "child_benefit/result"
  TALON_FIELDS(ColleaguePicture, desk, title, state, specialist, serves)
};

/// "Позвать сотрудника" at a terminal, and nobody has said that he comes.
struct HelpCallPicture {
  DeviceId device;
  std::string title;
  Timestamp called_at;
  TALON_FIELDS(HelpCallPicture, device, title, called_at)
};

/// A ticket that waits for a desk which may choose.
struct WaitingPicture {
  TicketId id;
  TicketNumber number;
  std::string line_title;
  Seconds wait_s{0};  ///< since its issue
  TALON_FIELDS(WaitingPicture, id, number, line_title, wait_s)
};

struct DeskPicture {
  std::int64_t seq = 0;
  HallTime time;
  DeskId desk;
  std::string title;
  RoomPicture room;
  DeskState state = DeskState::closed;
  std::string pause_reason;
  UserId specialist;                 ///< empty when closed
  std::vector<std::string> alerts;   ///< sentences: what of this desk's equipment does not work
  std::optional<DeskTicket> ticket;  ///< called or in service here
  std::vector<DeskTicket> held;      ///< held at this desk
  std::vector<DeskTicket> no_shows;  ///< of today at this desk, newest first, at most 10: can be returned
  int waiting = 0;                   ///< in the lines this desk serves
  std::optional<Seconds> oldest_s;
  std::optional<Seconds> oldest_limit_s;
  std::vector<LinePicture> lines;    ///< the lines this desk serves
  std::vector<LinePicture> targets;  ///< lines one can transfer to
  std::optional<UndoPicture> undo;
  DeskDay today;
  std::vector<ColleaguePicture> colleagues;
  std::vector<OutcomePicture> outcomes;
  std::optional<PhonePicture> phone;
  std::optional<RegistryRowPicture> row;  ///< of the visit that ended here last
  int callbacks = 0;                      ///< promises that are open in the hall
  int callbacks_late = 0;
  std::vector<HelpCallPicture> help;    ///< in order of time
  bool may_choose = false;              ///< may call out of order: its own right, or a decision in force
  std::vector<WaitingPicture> choices;  ///< then: who waits for it, in order of call, at most 50
  TALON_FIELDS(DeskPicture, seq, time, desk, title, room, state, pause_reason, specialist, alerts, ticket,
               held, no_shows, waiting, oldest_s, oldest_limit_s, lines, targets, undo, today, colleagues,
               outcomes, phone, row, callbacks, callbacks_late, help, may_choose, choices)
};

}  // namespace talon
