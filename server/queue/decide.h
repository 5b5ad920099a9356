// SPDX-License-Identifier: MIT
// Inside of decide(): one function per command, found by overload.
#pragma once

#include <vector>

#include "server/model/command.h"
#include "server/model/result.h"
#include "server/queue/queue.h"

namespace talon::queue {

/// What a command is decided against: the state after everything overdue, who asks, and when.
struct Context {
  const State& state;
  const Actor& by;
  const Moment& now;
};

using Events = std::vector<EventBody>;
using Outcome = Result<Events>;

[[nodiscard]] inline Refusal refuse(RefusalCode code, std::string detail = {}) {
  return {code, std::move(detail)};
}

// ---- decide_ticket.cpp
Outcome decide_one(const Context& context, const IssueTicket& command);
Outcome decide_one(const Context& context, const ReportSlip& command);
Outcome decide_one(const Context& context, const CancelTicket& command);
Outcome decide_one(const Context& context, const RateTicket& command);
Outcome decide_one(const Context& context, const TicketArrived& command);
/// Why the hall has no such line; empty: it has.
[[nodiscard]] std::optional<Refusal> unknown_line(const Configuration& configuration, const LineId& line);
Outcome decide_one(const Context& context, const ReceiveVisitor& command);
// ---- decide_appointment.cpp
Outcome decide_one(const Context& context, const BookAppointment& command);
Outcome decide_one(const Context& context, const MoveAppointment& command);
Outcome decide_one(const Context& context, const CancelAppointment& command);
Outcome decide_one(const Context& context, const StartReminder& command);
Outcome decide_one(const Context& context, const NoteReminder& command);
// ---- decide_session.cpp
Outcome decide_one(const Context& context, const PrepareSession& command);
Outcome decide_one(const Context& context, const CancelSession& command);
Outcome decide_one(const Context& context, const ArriveSession& command);
Outcome decide_one(const Context& context, const HandSession& command);
Outcome decide_one(const Context& context, const ReceiveSession& command);
// ---- decide_phone.cpp
Outcome decide_one(const Context& context, const StartPhone& command);
Outcome decide_one(const Context& context, const EndPhone& command);
Outcome decide_one(const Context& context, const MissPhone& command);
Outcome decide_one(const Context& context, const MakeCallback& command);
/// When the talk at the desk passes its limit; empty: there is none, or it has.
[[nodiscard]] std::optional<Ticks> phone_due(const DeskNow& desk);
// ---- decide_desk.cpp
Outcome decide_one(const Context& context, const OpenDesk& command);
Outcome decide_one(const Context& context, const TakeOverDesk& command);
Outcome decide_one(const Context& context, const PauseDesk& command);
Outcome decide_one(const Context& context, const ResumeDesk& command);
Outcome decide_one(const Context& context, const CloseDesk& command);
// ---- decide_service.cpp
Outcome decide_one(const Context& context, const CallNext& command);
Outcome decide_one(const Context& context, const CallTicket& command);
Outcome decide_one(const Context& context, const RecallTicket& command);
Outcome decide_one(const Context& context, const StartService& command);
Outcome decide_one(const Context& context, const NextApplicant& command);
Outcome decide_one(const Context& context, const FinishService& command);
Outcome decide_one(const Context& context, const MarkNoShow& command);
Outcome decide_one(const Context& context, const HoldTicket& command);
Outcome decide_one(const Context& context, const ReturnTicket& command);
Outcome decide_one(const Context& context, const TransferTicket& command);
Outcome decide_one(const Context& context, const NextMatter& command);
// ---- undo.cpp
Outcome decide_one(const Context& context, const UndoLast& command);
/// The command that UndoLast would take back at `t`; nullptr: none.
[[nodiscard]] const LastCommand* undoable(const State& state, const DeskId& desk, Ticks t);
[[nodiscard]] Ticks undo_until(const LastCommand& last);
// ---- decide_device.cpp
Outcome decide_one(const Context& context, const ReportDevice& command);
Outcome decide_one(const Context& context, const CallHelp& command);
Outcome decide_one(const Context& context, const AnswerHelp& command);
Outcome decide_one(const Context& context, const Decide& command);
Outcome decide_one(const Context& context, const ApplyConfiguration& command);
Outcome decide_one(const Context& context, const StartServer& command);
Outcome decide_one(const Context& context, const TimePassed& command);
Outcome decide_one(const Context& context, const StepClock& command);
Outcome decide_one(const Context& context, const RaiseNumberFloors& command);

// ---- decide_day.cpp
/// Limits that were passed by `until`, oldest first.
[[nodiscard]] std::vector<Decision::Item> limits_broken(const State& state, Ticks until);
/// Held tickets whose time is over by `until`, oldest first.
[[nodiscard]] std::vector<Decision::Item> holds_over(const State& state, Ticks until);
/// Talks on the telephone over their limit by `until`.
[[nodiscard]] std::vector<Decision::Item> phones_over(const State& state, Ticks until);
/// Open desks where people wait and nobody has acted for the hall's `desk_idle`: paused, so that the manager
/// sees it.
[[nodiscard]] std::vector<Decision::Item> desks_left(const State& state, Ticks until);
/// When the desk will count as left open; empty: it does not.
[[nodiscard]] std::optional<Ticks> left_at(const State& state, const DeskId& id, const DeskNow& desk);
[[nodiscard]] std::vector<Decision::Item> devices_silent(const State& state, Ticks now);
/// Decisions about the order of calls that have run out: what the configuration says is in force again.
[[nodiscard]] std::vector<Decision::Item> orders_over(const State& state, const Timestamp& now);
/// The end of the open service day; empty: no day is open.
[[nodiscard]] std::optional<Timestamp> day_end(const State& state);
/// day_closed with all that belongs to it, and day_opened.
[[nodiscard]] std::vector<Decision::Item> change_day(const State& state, const Moment& now);
/// When a silent device is noticed.
[[nodiscard]] Millis silence(const State& state);

/// The desk's own specialist asks, and the desk is open or paused; else why not.
[[nodiscard]] std::optional<Refusal> not_own_desk(const Context& context, const DeskId& desk);
/// The ticket that stands at the desk in this state; nullptr: none.
[[nodiscard]] const visit::Visit* at_desk(const State& state, const DeskId& desk, TicketState wanted);
/// Called or in service at the desk: why it can neither close nor pause; empty: nobody is.
[[nodiscard]] std::optional<Refusal> has_visitor(const State& state, const DeskId& desk);
/// A held or missed ticket waits again; held in the middle of a service, it waits for that desk.
[[nodiscard]] TicketReturned returned(const State& state, const visit::Visit& visit);
[[nodiscard]] std::string desk_title(const State& state, const DeskId& desk);

}  // namespace talon::queue
