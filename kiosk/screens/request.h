// SPDX-License-Identifier: MIT
// What the terminal asks of its shell: the server, the printer, the voice.
#pragma once

#include <string>
#include <variant>

#include "kiosk/screens/rules.h"
#include "server/model/picture.h"

namespace talon::screens {

struct TakeTicket {
  RequestId request;
  ServiceId service;
  ProcedureId procedure;
  std::string language;
  std::string booking_code{};  ///< of who has an appointment
};
/// A number under the kiosk's own letter, for a touch the server does not answer: all but id and number is
/// there.
struct IssueHere {
  RequestId request;
  TicketReply ticket;
};
struct PrintSlip {
  std::string job{};  ///< the ticket's id and the attempt: answers to an older attempt are told apart
  TicketId ticket;
  SlipContent slip;
};
struct ReportOutcome {
  TicketId ticket;
  SlipOutcome outcome = SlipOutcome::unknown;
  std::string reason;
  bool will_repeat = false;  ///< not the last word: the printer keeps it and prints it when it works again
  bool on_glass = false;     ///< the visitor has no paper and stands before his number
};
/// He has left the page of a number without paper: he had the time he wanted to read it.
struct NumberRead {
  TicketId ticket;
};
/// The paper of a ticket that waits without one: another terminal could not print it.
struct AskPaper {
  std::string number;
};
/// The visitor holds no slip though the printer said printed.
struct SlipMissed {};
struct CallStaff {};
struct AskStatus {
  std::string number;
};
struct AskBooking {
  std::string code;
};
struct AskSlots {
  ServiceId service;
  ProcedureId procedure;
};
/// No person is asked for: the code in the answer is the key of the appointment.
struct BookTime {
  RequestId request;
  ServiceId service;
  ProcedureId procedure;
  Timestamp slot_at;
};
/// The visitor has the code of this request's appointment before him.
struct KeepBooking {
  RequestId request;
};
/// An appointment whose code nobody will ever see: its place is given back, until the server has it.
struct DropBooking {
  RequestId request;
  AppointmentId appointment;
};
/// By the visitor's wish, asked once.
struct CancelBooking {
  AppointmentId appointment;
};
struct NoteReturn {
  std::string number;
};
struct NoteRating {
  std::string number;
  int rating = 0;
};
/// Said at once; what was being said is over.
struct Speak {
  std::string words;
  std::string language;
  int loudness_db = usual_loudness_db;
};
struct Hush {};
/// A short tone: a time-out is near.
struct Tone {};
using Request = std::variant<TakeTicket, IssueHere, PrintSlip, ReportOutcome, NumberRead, SlipMissed,
                             CallStaff, AskStatus, AskPaper, AskBooking, AskSlots, BookTime, KeepBooking,
                             DropBooking, CancelBooking, NoteReturn, NoteRating, Speak, Hush, Tone>;

}  // namespace talon::screens
