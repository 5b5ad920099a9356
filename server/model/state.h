// SPDX-License-Identifier: MIT
// The states and kinds that events, pictures and the order of calls share.
#pragma once

namespace talon {

enum class TicketState { waiting, called, serving, held, served, no_show, cancelled };
enum class SlipOutcome { pending, printed, failed, unknown };
/// `phone`: the specialist speaks on the telephone; nobody is called, but it is no break (S1-7.98).
enum class DeskState { closed, open, paused, phone };
/// What gives a waiting ticket its turn: the order of issue, the limit, the limit of somebody behind it in
/// its line, that it came back or was sent on, that its category is privileged, or that it was overtaken for
/// too long (Guard).
enum class Ground { issue, limit, behind, returned, transferred, head_start, out_of_turn, guard };
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

}  // namespace talon
