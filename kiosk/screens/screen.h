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
#include <variant>
#include <vector>

#include "display/canvas/canvas.h"
#include "kiosk/screens/glass.h"
#include "server/model/picture.h"
#include "server/model/refusal.h"

namespace talon::screens {

// ---- what a finger can do ---------------------------------------------------------------------------------

enum class Act {
  group,      ///< index into the menu's groups
  service,    ///< index into the menu's services
  take,       ///< a ticket of procedure `index` of the chosen service
  details,    ///< brief information of procedure `index`
  next_page,  ///< of choices or of a long list
  former_page,
  back,
  home,
  settings,  ///< languages and how the screen looks and sounds
  language,  ///< index into languages()
  large,     ///< large text on and off
  contrast,  ///< high contrast on and off
  low,       ///< everything to press in the lower third
  speech,    ///< every shown word spoken, on and off
  search,    ///< a service by the words people use
  letter,    ///< of the keyboard, index into keyboard()
  erase,
  info,  ///< hours, limits, rooms
  hours,
  limits,
  rooms,
  entry,           ///< a number on a slip
  enter,           ///< the typed number is complete
  check_in,        ///< "Я по записи": the code is typed next
  take_booked,     ///< a ticket for the appointment whose code was typed
  own_number,      ///< the ticket that this appointment has already
  instead,         ///< the time has passed: a ticket of the common queue for the same service
  memo,            ///< the document list on paper, without a ticket
  book,            ///< a time for the chosen procedure: days, times, confirmation
  day,             ///< index into days_of()
  slot,            ///< index into the free times of the chosen day
  reserve,         ///< the chosen time is taken for the visitor
  nearest,         ///< the chosen time was taken by another: the next free one instead
  print_booking,   ///< the paper of the appointment once more
  cancel_booking,  ///< asks whether it is meant
  cancel_surely,
  came_back,    ///< "Я пропустил вызов"
  rate,         ///< 1 bad, 2 middling, 3 good
  help,         ///< "Позвать сотрудника"
  print_again,  ///< the same number once more
  no_slip,      ///< "Талон не вышел": the printer said printed, the visitor holds nothing
  print_offer,  ///< a number left over from a lost reply or a power cut: print it
  drop_offer,
  stay  ///< the time-out's warning: go on
};
/// Languages of the screens, Russian first; each by its own name on the glass.
struct Language {
  std::string_view code;
  std::string_view name;
};
inline constexpr std::array<Language, 3> languages{{{"ru", "Русский"}, {"en", "English"}, {"tt", "Татарча"}}};

struct Action {
  Act act = Act::home;
  int index = 0;
  bool operator==(const Action&) const = default;
};

// ---- inputs -----------------------------------------------------------------------------------------------

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
/// The tactile keypad, or any keyboard: four arrows, OK, back, repeat; headphones in and out.
struct KeyPressed {
  enum class Key { former, next, ok, back, repeat, speech_on, speech_off };
  Key key = Key::ok;
};
struct EmergencySeen {
  std::string text;  ///< empty: over
};
struct GlassSeen {
  Glass glass;
};
struct Tick {};

using Input =
    std::variant<TouchDown, TouchMove, TouchUp, TicketAnswer, TicketRecovered, OwnNumbersSeen, MenuPicture,
                 PrinterSeen, SlipSeen, LinkSeen, HelpAnswer, StatusSeen, BookingSeen, SlotsSeen, BookAnswer,
                 CancelSeen, NoteSeen, KeyPressed, EmergencySeen, GlassSeen, Tick>;

// ---- requests ---------------------------------------------------------------------------------------------

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
};
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
};
struct Hush {};
/// A short tone: a time-out is near.
struct Tone {};
using Request = std::variant<TakeTicket, IssueHere, PrintSlip, ReportOutcome, CallStaff, AskStatus,
                             AskBooking, AskSlots, BookTime, KeepBooking, DropBooking, CancelBooking,
                             NoteReturn, NoteRating, Speak, Hush, Tone>;

// ---- state ------------------------------------------------------------------------------------------------

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
  info,
  hours,
  limits,
  rooms,
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
  cancel
};
/// What is really on the glass: a page, or what stands before all pages.
enum class View {
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
  info,
  hours,
  limits,
  rooms,
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
  bool on_screen = false;  ///< the printer could not print when the number was taken: no slip was tried
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
  std::string language = "ru";

  std::optional<MenuPicture> menu;
  Millis menu_at{0};  ///< when it came
  PrinterSeen printer;
  Link link = Link::connecting;
  Millis link_at{0};  ///< since when
  bool own_numbers = false;
  std::string emergency;

  Page page = Page::start;
  Page before_help = Page::start;
  Page before_settings = Page::start;
  std::string group;
  ServiceId service;
  ProcedureId procedure;
  int sheet = 0;  ///< of choices or of a long list, from 0
  Millis page_since{0};
  Millis touched{0};
  bool large = false;
  bool contrast = false;
  bool low = false;
  bool speech = false;
  bool can_speak = false;       ///< there is a synthesiser
  std::optional<Action> focus;  ///< of the keypad
  std::string spoken_of;        ///< what the last words were about: said anew when it changes
  std::string typed;            ///< search words or a number
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

[[nodiscard]] View view(const Screen& screen, Millis now);
/// Hall time on the glass: the last picture's, carried on at its rate. Empty before the first picture.
[[nodiscard]] std::optional<Timestamp> hall_now(const Screen& screen, Millis now);
/// The server is out of reach for longer than a visitor need not notice.
[[nodiscard]] bool without_server(const Screen& screen, Millis now);
/// Reception goes on: what the server says; without it the hours it told last.
[[nodiscard]] bool receives(const Screen& screen, Millis now);
[[nodiscard]] bool can_take(const Screen& screen, const OfferPicture& offer, Millis now);
/// A slip can be tried: the printer did not say that it cannot.
[[nodiscard]] bool can_print(const Screen& screen);
/// The visitor most likely holds the slip: printed, or sent without trouble to a printer that cannot confirm.
[[nodiscard]] bool in_hand(const Given& given);
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

// Time rules.
inline constexpr Millis shortest_press{80};
inline constexpr Millis page_change_block{400};
inline constexpr Millis idle_limit{60'000};
inline constexpr Millis warning_span{30'000};
inline constexpr Millis ticket_span{20'000};  ///< a printed ticket stays on the glass
inline constexpr Millis offer_span{60'000};
inline constexpr Millis own_number_after{5'000};  ///< no answer: a number under the kiosk's own letter
inline constexpr Millis answer_limit{8'000};      ///< none of that either: the visitor is sent to the staff
inline constexpr Millis slip_limit{20'000};       ///< no word of the slip: unknown
inline constexpr Millis link_grace{5'000};        ///< a shorter cut is not seen
inline constexpr std::size_t code_digits = 10;
inline constexpr int most_wrong_codes = 5;  ///< then the keys are away for a while
inline constexpr Millis codes_closed{60'000};
inline constexpr Millis between_tickets{3'000};
inline constexpr std::size_t most_in_a_row = 8;  ///< tickets within flood_span; then the staff is named
inline constexpr Millis flood_span{60'000};
inline constexpr Millis movement_span{220};

}  // namespace talon::screens
