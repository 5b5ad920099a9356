// SPDX-License-Identifier: MIT
// What somebody asks for. A command is decided in one place (server/queue), once; its Idempotency-Key travels
// beside it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/model/event.h"

namespace talon {

/// `ticket` and `token` are made by the shell: randomness is an input, the core has none of its own.
struct IssueTicket {
  TicketId ticket;
  std::string token;
  ServiceId service;
  ProcedureId procedure;
  std::string language = "ru";
  std::string priority;
  std::string booking_code;
  std::optional<TicketNumber> number;  ///< issued without the server under the kiosk's own letter
  std::optional<Timestamp> issued_at;  ///< with `number`
};
struct ReportSlip {
  TicketId ticket;
  SlipOutcome outcome;
  std::string reason;
};
struct CancelTicket {
  TicketId ticket;
  std::string reason;
};
struct RateTicket {
  TicketId ticket;
  int rating = 0;
};
/// A no-show who came back to the kiosk: waits again with the first issue time.
struct TicketArrived {
  TicketId ticket;
};

/// A time for somebody. `codes` are made by the shell, the first that nobody alive holds is given.
struct BookAppointment {
  AppointmentId appointment;
  std::vector<std::string> codes;
  ServiceId service;
  ProcedureId procedure;
  Timestamp slot_at;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
};
struct MoveAppointment {
  AppointmentId appointment;
  Timestamp slot_at;
  std::string reason;
};
struct CancelAppointment {
  AppointmentId appointment;
  std::string reason;
};
/// Sent by the shell before it hands a reminder over that is due.
struct StartReminder {
  AppointmentId appointment;
};
/// Sent by the shell when a reminder was given to the gateway, or not.
struct NoteReminder {
  AppointmentId appointment;
  Channel channel = Channel::none;
  Timestamp slot_at;  ///< which it reminded of
  bool sent = false;
  std::string reason;      ///< why not
  bool permanent = false;  ///< another attempt would end alike
};

struct OpenDesk {
  DeskId desk;
};
struct TakeOverDesk {
  DeskId desk;
};
struct PauseDesk {
  DeskId desk;
  std::string reason;
};
struct ResumeDesk {
  DeskId desk;
};
struct CloseDesk {
  DeskId desk;
};
/// While serving it finishes with `outcome` in the same transaction; while `called` it is refused.
struct CallNext {
  DeskId desk;
  std::string outcome;
  std::string reason = {};  ///< of the outcome
};
/// A chosen ticket. When it is not the first of the order it needs a right (the desk's `may_choose`, a
/// decision "choice", or a manager at the desk), and always a reason.
struct CallTicket {
  DeskId desk;
  TicketId ticket;
  std::string reason;
};
struct RecallTicket {
  DeskId desk;
};
struct StartService {
  DeskId desk;
};
struct NextApplicant {
  DeskId desk;
};
struct FinishService {
  DeskId desk;
  std::string outcome;
  std::string reason = {};  ///< of the outcome
};
/// Another matter of the same visitor, at this desk at once: the leg ends with `outcome`, the next begins.
struct NextMatter {
  DeskId desk;
  ServiceId service;
  ProcedureId procedure;
  std::string outcome;
  std::string reason = {};  ///< of the outcome
};
/// A visitor without a ticket: the desk issues one and serves. When people wait for it, it needs what a call
/// out of order needs.
struct ReceiveVisitor {
  DeskId desk;
  TicketId ticket;
  std::string token;
  ServiceId service;
  ProcedureId procedure;
  std::string booking_code;
  std::string reason;
};
struct MarkNoShow {
  DeskId desk;
};
struct HoldTicket {
  DeskId desk;
  std::string reason;
  std::optional<std::chrono::minutes> minutes = {};  ///< until it comes back; empty: the hall's own
};
struct ReturnTicket {
  DeskId desk;
  TicketId ticket;
};
struct TransferTicket {
  DeskId desk;
  ServiceId service;
  ProcedureId procedure;
  DeskId to_desk;
  std::string note;
  UserId to_specialist = {};  ///< instead of `to_desk`: where that person sits now
  bool return_here = false;   ///< "return to me" when the other desk has finished
};
struct UndoLast {
  DeskId desk;
};

struct StartPhone {
  DeskId desk;
  bool forwarded = false;
};
/// outcome: answered, forwarded, callback (then `callback` names the promise).
struct EndPhone {
  DeskId desk;
  ServiceId service;
  std::string outcome;
  std::optional<Seconds> waited_s;
  CallbackId callback;
};
struct MissPhone {
  DeskId desk;
  ServiceId service;
};
struct MakeCallback {
  CallbackId callback;
};

struct ReportDevice {
  struct Component {
    std::string component;
    Health health = Health::ok;
    std::string reason;
  };
  DeviceId device;
  std::vector<Component> components;
};
struct CallHelp {
  DeviceId device;
};
struct AnswerHelp {
  DeviceId device;
};
struct PrepareSession {
  std::string hall;
  Date date;
  std::string location;
  int distance_m = 0;
};
/// What was prepared does not take place.
struct CancelSession {
  std::string hall;
  Date date;
  std::string reason;
};
/// The mobile service has arrived.
struct ArriveSession {
  std::string location;
};
struct HandSession {
  int cases = 0;
};
/// The shell has verified the laptop's journal and read from it what it says.
struct ReceiveSession {
  SessionReceived session;
};
struct Decide {
  DecisionMade decision;
};
struct ApplyConfiguration {
  ConfigurationApplied configuration;
};
struct StartServer {
  std::string version;
  std::string clock;
};
/// Sent by the shell when next_deadline(state) has come, and after a restart.
struct TimePassed {};
struct StepClock {
  Millis by_ms{0};
};
/// Sent by the shell at start for Journal::number_floors(), before any ticket is issued: one
/// number_floor_raised each.
struct RaiseNumberFloors {
  std::vector<NumberFloorRaised> floors;
};

/// What is asked for. Its special members are compiled once (command.cpp): every file that copies one
/// would write them anew for each alternative, and they were a third of the build.
struct CommandBody
    : std::variant<IssueTicket, ReportSlip, CancelTicket, RateTicket, TicketArrived, OpenDesk, TakeOverDesk,
                   PauseDesk, ResumeDesk, CloseDesk, CallNext, CallTicket, RecallTicket, StartService,
                   NextApplicant, FinishService, MarkNoShow, HoldTicket, ReturnTicket, TransferTicket,
                   UndoLast, ReportDevice, CallHelp, Decide, ApplyConfiguration, StartServer, TimePassed,
                   StepClock, RaiseNumberFloors, BookAppointment, MoveAppointment, CancelAppointment,
                   StartReminder, NoteReminder, NextMatter, ReceiveVisitor, StartPhone, EndPhone, MissPhone,
                   MakeCallback, AnswerHelp, PrepareSession, ArriveSession, HandSession, ReceiveSession,
                   CancelSession> {
  using variant::variant;
  CommandBody();
  CommandBody(const CommandBody&);
  CommandBody(CommandBody&&) noexcept;
  CommandBody& operator=(const CommandBody&);
  CommandBody& operator=(CommandBody&&) noexcept;
  ~CommandBody();
};

struct Command {
  std::optional<RequestId> request;
  std::string request_scope;
  std::string request_sha;
  Actor by;
  CommandBody body;
  std::string person = {};  ///< name of `by`, as reports call him; empty: no person, or not known
};

}  // namespace talon
