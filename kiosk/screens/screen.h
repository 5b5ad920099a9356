// SPDX-License-Identifier: MIT
// What the terminal shows and asks for: step(screen, input, now) -> screen, requests. Pure: the clock, the
// server, the printer and the disk are the shell's. `now` is the device's own steady time (touch, time-outs
// and movement never run on hall time, which may be virtual or stepped).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "display/canvas/canvas.h"
#include "kiosk/screens/action.h"
#include "kiosk/screens/glass.h"
#include "kiosk/screens/input.h"
#include "kiosk/screens/request.h"
#include "kiosk/screens/rules.h"
#include "server/model/picture.h"
#include "server/model/refusal.h"

namespace talon::screens {

/// Languages of the screens, Russian first; each by its own name on the glass.
struct Language {
  std::string_view code;
  std::string_view name;
};
inline constexpr std::array<Language, 3> languages{{{"ru", "Русский"}, {"en", "English"}, {"tt", "Татарча"}}};

/// What can be on the glass. The last six stand before all pages: view() says them, Screen::page never does.
enum class Page {
  start,
  services,
  procedures,
  details,
  issuing,
  ticket,
  offer,
  refused,
  help,
  settings,
  search,
  found,  ///< what was searched for, where it has no room above the keyboard
  info,
  hours,
  limits,
  rooms,
  room,
  entry,
  own_ticket,
  code_entry,
  booking,
  memo,
  days,
  times,
  confirm,
  reserving,
  reserved,
  cancel,
  warning,   ///< "Вы ещё здесь?"
  starting,  ///< nothing heard from the server since the start
  no_server,
  closed,
  ending,  ///< the battery is nearly empty
  emergency
};
/// A ticket request on its way.
struct Pending {
  RequestId request;
  Millis since{0};
  bool here = false;    ///< no longer the server's: a number of our own was asked for
  bool booked = false;  ///< for an appointment: only the server can open it
};
/// The ticket on the glass and what became of its slip.
struct Given {
  TicketReply ticket{};
  SlipOutcome slip = SlipOutcome::pending;
  std::string reason{};
  bool on_screen = false;    ///< the printer could not print when the number was taken: no slip was tried
  bool will_repeat = false;  ///< the printer still keeps the slip: another one would be a second paper
  int attempt = 0;
  Millis started{0};      ///< when the print under way began
  std::string job{};      ///< of the print under way or done last
  Millis settled{0};      ///< when the slip's outcome became known
  bool reported = false;  ///< an outcome was given to the server
};
/// The ticket whose number was typed.
struct Inquiry {
  std::string number;
  bool asking = true;
  std::optional<TicketStatus> status{};
  std::optional<Refusal> refusal{};
  int rated = 0;        ///< what was given just now
  bool failed = false;  ///< the last return or rating did not reach the server
  bool paper_asked = false;
  bool no_paper = false;  ///< the server gave none
};
/// The appointment whose code was typed.
struct Claim {
  std::string code;
  Millis since{0};
  bool asking = true;
  std::optional<AppointmentPicture> appointment{};
  std::optional<Refusal> refusal{};
  bool cancelling = false;
  bool not_cancelled = false;  ///< the wish did not reach the server
};
/// A time that is being chosen and booked.
struct Plan {
  ServiceId service;
  ProcedureId procedure;
  Millis since{0};  ///< of what is asked for now
  bool asking = true;
  std::optional<SlotsPicture> slots{};  ///< empty and not asking: no answer
  Date day{};
  std::optional<Timestamp> slot_at{};
  RequestId request{};  ///< of the booking on its way; empty: none
  std::optional<AppointmentPicture> booked{};
  std::optional<Refusal> refusal{};  ///< of the booking
};
/// Paper without a number that was asked for: what became of it is for the visitor alone.
struct Leaf {
  std::string job{};  ///< "leaf/" and a count: never a ticket's
  SlipContent slip{};
  SlipOutcome outcome = SlipOutcome::pending;
  std::string reason{};
  bool will_repeat = false;  ///< the printer still keeps it: another one would be a second paper
  Millis started{0};
};
enum class HelpState { calling, called, failed };
/// A finger on a target.
struct Press {
  Action action;
  canvas::Rect box;
  Millis since{0};
};

struct Screen {
  Glass glass;
  bool movements = true;
  bool plain = false;  ///< safe mode: a number and its paper, nothing else (plain.h)
  std::string language = "ru";

  std::optional<MenuPicture> menu;
  Millis menu_at{0};  ///< when it came
  PrinterSeen printer;
  Link link = Link::connecting;
  Millis link_at{0};  ///< since when
  bool own_numbers = false;
  std::string emergency;
  bool ending = false;  ///< the power is about to go
  DeviceId device;      ///< this terminal: where it stands on the plan; empty: not known yet

  Page page = Page::start;
  Page before_help = Page::start;
  Page before_settings = Page::start;
  std::string group;
  ServiceId service;
  ProcedureId procedure;
  RoomId room;    ///< whose plan is shown
  int sheet = 0;  ///< of choices or of a long list, from 0
  Millis page_since{0};
  Millis touched{0};
  bool large = false;
  bool contrast = false;
  bool low = false;
  bool speech = false;
  bool can_speak = false;               ///< there is a synthesiser
  int loudness_db = usual_loudness_db;  ///< of the speech
  bool louder = true;                   ///< which way the key of loudness goes next
  std::optional<Action> focus;          ///< of the keypad
  std::string spoken_of;                ///< what the last words were about: said anew when it changes
  std::string typed;                    ///< search words or a number
  std::optional<Inquiry> inquiry;
  std::optional<Claim> claim;
  int wrong_codes = 0;            ///< of this visitor
  Millis codes_closed_until{-1};  ///< after too many: guessing must not pay
  std::optional<Plan> plan;
  std::optional<Leaf> leaf;
  int leaves = 0;  ///< counted, so that answers to older paper are told apart

  std::optional<Pending> pending;
  std::optional<Given> given;
  std::deque<TicketReply> offers;
  std::deque<TicketId> perhaps_out;  ///< the last tickets of which some paper may have come out
  std::optional<Refusal> refusal;
  bool lost = false;  ///< the page `refused` tells of an answer that did not come
  HelpState help = HelpState::calling;
  std::deque<Millis> taken;  ///< the last tickets' times
  bool flood = false;        ///< the page `refused` tells of too many tickets in a row

  std::optional<std::int64_t> finger;  ///< the one that is followed
  Millis finger_since{0};
  std::optional<Press> press;
  Millis blocked_until{0};  ///< presses that begin in `blocked` before this are ignored
  canvas::Rect blocked;
  Millis keys_blocked_until{0};
  bool warned = false;  ///< the time-out's warning stands
};

struct Stepped {
  Screen screen;
  std::vector<Request> requests;
};

/// fresh: a new UUID from the shell; used when this input makes a TakeTicket.
[[nodiscard]] Stepped step(Screen screen, const Input& input, Millis now, const RequestId& fresh = {});

/// The page, or what stands before it.
[[nodiscard]] Page view(const Screen& screen, Millis now);
/// Hall time on the glass: the last picture's, carried on at its rate. Empty before the first picture.
[[nodiscard]] std::optional<Timestamp> hall_now(const Screen& screen, Millis now);
/// The server is out of reach for longer than a visitor need not notice.
[[nodiscard]] bool without_server(const Screen& screen, Millis now);
/// Reception goes on: what the server says; without it the hours it told last.
[[nodiscard]] bool receives(const Screen& screen, Millis now);
[[nodiscard]] bool can_take(const Screen& screen, const OfferPicture& offer, Millis now);
/// A slip can be tried: the printer did not say that it cannot, and the power is not about to go.
[[nodiscard]] bool can_print(const Screen& screen);
/// After a refusal the visitor can choose again: the page before is still his.
[[nodiscard]] bool can_choose_again(const Screen& screen);
/// The same paper once more can help: it can be tried, and the printer does not keep the last one.
[[nodiscard]] inline bool can_print_again(const Screen& screen, bool will_repeat) {
  return can_print(screen) && !will_repeat;
}
/// The ticket whose number was typed waits without paper, and a slip can be tried.
[[nodiscard]] bool can_print_own(const Screen& screen);
/// Reason of a printed slip that its printer drew in again: nobody took it. The ticket is valid.
inline constexpr std::string_view not_collected = "not-collected";
/// The visitor most likely holds the slip: printed and not drawn in, or sent without trouble to a printer
/// that cannot confirm.
[[nodiscard]] bool in_hand(SlipOutcome outcome, const std::string& reason);
[[nodiscard]] inline bool in_hand(const Given& given) {
  return in_hand(given.slip, given.reason);
}
/// Something moves on the glass: the shell should draw again soon.
[[nodiscard]] bool moving(const Screen& screen, Millis now);
/// Whole seconds left of the time-out's warning.
[[nodiscard]] long seconds_left(const Screen& screen, Millis now);

/// The hall's own words in the visitor's language; what the hall does not translate stays Russian.
[[nodiscard]] std::string translated(const Screen& screen, const std::string& words);
/// Letters and digits of the page's keyboard: of the language on the search page, of ticket numbers else.
[[nodiscard]] std::vector<std::string> keyboard(const Screen& screen);
/// One of the modes for people who see, reach or hear otherwise: all limits of time are twice as long.
[[nodiscard]] bool access_mode(const Screen& screen);
/// The low layout is asked for and the glass stands upright.
[[nodiscard]] bool is_low(const Screen& screen);

[[nodiscard]] std::vector<const ServicePicture*> services_of(const MenuPicture& menu,
                                                             const std::string& group);
[[nodiscard]] const ServicePicture* chosen_service(const Screen& screen);
[[nodiscard]] const OfferPicture* chosen_offer(const Screen& screen);
/// Days with free times of the plan, in order; the free times of one of them.
[[nodiscard]] std::vector<Date> days_of(const Plan& plan);
[[nodiscard]] std::vector<Timestamp> times_of(const Plan& plan, const Date& day);
/// Local date of a time in the hall.
[[nodiscard]] Date date_of(const Timestamp& time);
/// Somebody can have an appointment in this hall.
[[nodiscard]] bool takes_bookings(const Screen& screen);

}  // namespace talon::screens
