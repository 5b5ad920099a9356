// SPDX-License-Identifier: MIT
// What comes to the terminal: touches, keys, answers of the server, the printer, the clock.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "kiosk/screens/glass.h"
#include "server/model/picture.h"
#include "server/model/refusal.h"

namespace talon::screens {

struct TouchDown {
  std::int64_t finger = 0;
  double x = 0, y = 0;  ///< pixels
};
struct TouchMove {
  std::int64_t finger = 0;
  double x = 0, y = 0;
};
struct TouchUp {
  std::int64_t finger = 0;
  double x = 0, y = 0;
};
/// How a TakeTicket or IssueHere ended: a ticket or a refusal; neither: no number could be given here. No
/// answer of the server is no input: the shell sends the same key again.
struct TicketAnswer {
  RequestId request;
  std::optional<TicketReply> ticket;
  std::optional<Refusal> refusal;
};
/// The kiosk can give numbers under its own letter: it knows the letter and its journal is well.
struct OwnNumbersSeen {
  bool ready = false;
};
/// A ticket whose slip was never heard of (power cut, late reply): its number is offered for 60 s.
struct TicketRecovered {
  TicketReply ticket;
};
struct PrinterSeen {
  Health health = Health::ok;
  std::string reason;  ///< media-empty, media-low, cover-open, media-jam, offline, other
};
struct SlipSeen {
  std::string job;
  SlipOutcome outcome = SlipOutcome::printed;
  std::string reason;
  bool will_repeat = false;  ///< the printer keeps it and prints it by itself when it works again
};
enum class Link { connecting, up, lost };
struct LinkSeen {
  Link link = Link::connecting;
};
struct HelpAnswer {
  bool ok = false;
};
/// What the server says of the ticket whose number was typed.
struct StatusSeen {
  std::string number;
  std::optional<TicketStatus> status;  ///< empty: refused, or no answer
  std::optional<Refusal> refusal;
};
/// The paper of the ticket whose number was typed; without a ticket: refused, or no answer.
struct PaperSeen {
  std::string number;
  std::optional<TicketReply> ticket;
};
/// What the server says of the appointment whose code was typed.
struct BookingSeen {
  std::string code;
  std::optional<AppointmentPicture> appointment;  ///< empty: refused, or no answer
  std::optional<Refusal> refusal;
};
/// Free times of a procedure; without a picture: refused, or no answer.
struct SlotsSeen {
  ServiceId service;
  ProcedureId procedure;
  std::optional<SlotsPicture> slots;
};
/// How a BookTime ended. No answer of the server is no input.
struct BookAnswer {
  RequestId request;
  std::optional<AppointmentPicture> booked;  ///< with its code
  std::optional<Refusal> refusal;
};
/// The visitor's own appointment was cancelled, or not.
struct CancelSeen {
  bool ok = false;
};
/// A return or a rating was taken, or not.
struct NoteSeen {
  bool ok = false;
};
/// The tactile keypad, or any keyboard: four arrows, OK, back, repeat, loudness, numbers; headphones in and
/// out.
struct KeyPressed {
  enum class Key { former, next, ok, back, repeat, loudness, speech_on, speech_off, none };
  Key key = Key::ok;
  std::optional<int> digit = {};  ///< typed where the page takes it now; elsewhere the key means `key`
};
struct EmergencySeen {
  std::string text;  ///< empty: over
};
struct GlassSeen {
  Glass glass;
};
/// The battery is nearly empty: the machine will be switched off. Nothing more is begun until this is over.
struct PowerSeen {
  bool ending = false;
};
/// Which of the hall's terminals this is.
struct DeviceSeen {
  DeviceId device;
};
struct Tick {};

using Input = std::variant<TouchDown, TouchMove, TouchUp, TicketAnswer, TicketRecovered, OwnNumbersSeen,
                           MenuPicture, PrinterSeen, SlipSeen, LinkSeen, HelpAnswer, StatusSeen, PaperSeen,
                           BookingSeen, SlotsSeen, BookAnswer, CancelSeen, NoteSeen, KeyPressed,
                           EmergencySeen, GlassSeen, PowerSeen, DeviceSeen, Tick>;

}  // namespace talon::screens
