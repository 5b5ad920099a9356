// SPDX-License-Identifier: MIT
// What is shown: whole pictures drawn from the last committed state, never differences. The JSON of the API
// has exactly these fields (durations ending in _s are whole seconds). No picture for the public carries a
// person's name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/event.h"
#include "server/model/slip_layout.h"

namespace talon {

/// GET /api/v1/time; part of every picture.
struct HallTime {
  Timestamp now;
  double rate = 1;             ///< hall seconds per real second
  bool virtual_clock = false;  ///< shown on every screen when true
  TALON_FIELDS(HallTime, now, rate, virtual_clock)
};

struct OfficePicture {
  std::string id;
  std::string name;
  std::string short_name;
  std::string address;
  std::string phone;
  TALON_FIELDS(OfficePicture, id, name, short_name, address, phone)
};

struct RoomPicture {
  RoomId room;
  std::string title;  ///< "кабинет 5"
  std::string way;    ///< "1 этаж, направо"
  TALON_FIELDS(RoomPicture, room, title, way)
};

// ---- GET /api/v1/menu
// -------------------------------------------------------------------------------------------------

struct OfferPicture {
  ProcedureId procedure;
  std::string title;
  std::string official;
  std::string note;
  std::vector<std::string> brief;
  std::vector<RoomPicture> rooms;
  int waiting = 0;
  std::optional<Seconds> expected_wait_s;  ///< of a ticket taken now; empty: not known
  std::optional<Seconds> not_later_s;      ///< 9 of 10 wait no longer; empty: the office has no history yet
  std::optional<Seconds> wait_limit_s;     ///< empty: without a norm
  bool open = false;
  std::string why_closed;  ///< a sentence; empty when open
  bool booking = false;    ///< one can be booked for it
  TALON_FIELDS(OfferPicture, procedure, title, official, note, brief, rooms, waiting, expected_wait_s,
               not_later_s, wait_limit_s, open, why_closed, booking)
};

struct ServicePicture {
  ServiceId service;
  std::string group;
  std::string title;
  std::string official;
  std::string note;
  std::vector<std::string> words;  ///< how people call it, for the search
  std::vector<OfferPicture> procedures;
  TALON_FIELDS(ServicePicture, service, group, title, official, note, words, procedures)
};

struct GroupPicture {
  std::string id;
  std::string title;
  std::string note;
  TALON_FIELDS(GroupPicture, id, title, note)
};

/// Reception of the hall from a moment to a moment: a terminal without the server keeps to these.
struct ReceptionPicture {
  Timestamp from;
  Timestamp to;
  TALON_FIELDS(ReceptionPicture, from, to)
};

/// One row of the regulation in force, for the table of limits.
struct MenuLimitPicture {
  ClauseId clause;
  Measure measure = Measure::wait;
  std::string entry;               ///< walk_in, booked; empty: both
  std::string title;               ///< of the procedure or service; empty: every one
  std::optional<Seconds> limit_s;  ///< empty: measured, without a norm
  TALON_FIELDS(MenuLimitPicture, clause, measure, entry, title, limit_s)
};

/// The hall's own words in another language; whatever is not among them stays Russian.
struct TranslationPicture {
  std::string language;
  std::string text;
  std::string translated;
  TALON_FIELDS(TranslationPicture, language, text, translated)
};

struct MenuPicture {
  HallTime time;
  OfficePicture office;
  bool open = false;
  std::string closed_text;             ///< a sentence with the next reception time; empty when open
  std::optional<Timestamp> next_open;  ///< when closed
  std::optional<Timestamp> closes_at;  ///< when open
  std::vector<std::string> hours;      ///< reception hours, a line each, for the closed screen
  std::vector<GroupPicture> groups;
  std::vector<ServicePicture> services;
  std::optional<SlipLayout> slip;            ///< as the hall asks for; not drawn by yet
  std::vector<ReceptionPicture> receptions;  ///< of today and the next 7 days, in order
  std::string regulation;                    ///< title of the one in force
  std::vector<MenuLimitPicture> limits;
  std::vector<TranslationPicture> translations;
  TALON_FIELDS(MenuPicture, time, office, open, closed_text, next_open, closes_at, hours, groups, services,
               slip, receptions, regulation, limits, translations)
};

// ---- POST /api/v1/tickets -> 201
// ---------------------------------------------------------------------------------------

/// All that the paper needs; the kiosk asks nothing more.
struct SlipContent {
  std::string office;
  std::string phone;
  TicketNumber number;  ///< JSON: its text
  Timestamp issued_at;
  std::string service;    ///< plain title
  std::string procedure;  ///< plain title
  std::string official;   ///< the procedure's official name
  std::vector<std::string> brief;
  int ahead = 0;
  std::optional<Seconds> expected_wait_s;
  std::optional<Seconds> not_later_s;
  std::vector<RoomPicture> rooms;  ///< where one may be called to
  std::string where;   ///< "Смотрите на табло: вас пригласят в кабинет 5."
  std::string missed;  ///< what to do after a missed call
  std::string journal_head;  ///< first 10 base32 characters of the journal's head; empty without the server
  std::string url;           ///< ticket's state, for the QR; empty: no QR
  std::string language = "ru";
  bool repeat = false;  ///< marked "повтор"
  bool offline = false;  ///< issued without the server: `ahead` is not known, "время ожидания уточняется"
  std::optional<SlipLayout> layout;    ///< empty: the defaults
  std::optional<Timestamp> booked_at;  ///< the visitor has an appointment for this time
  std::string booking_code;  ///< paper of an appointment: the code instead of a number, nothing of a queue
  bool memo = false;         ///< the document list alone, no number and nothing of a queue
  TALON_FIELDS(SlipContent, office, phone, number, issued_at, service, procedure, official, brief, ahead,
               expected_wait_s, not_later_s, rooms, where, missed, journal_head, url, language, repeat,
               offline, layout, booked_at, booking_code, memo)
};

struct TicketReply {
  TicketId id;
  TicketNumber number;
  Timestamp issued_at;
  ServiceId service;
  ProcedureId procedure;
  int ahead = 0;
  std::optional<Seconds> expected_wait_s;
  std::optional<Seconds> not_later_s;
  std::vector<RoomPicture> rooms;
  SlipContent slip;
  TALON_FIELDS(TicketReply, id, number, issued_at, service, procedure, ahead, expected_wait_s, not_later_s,
               rooms, slip)
};

// ---- GET /api/v1/hall, events?view=hall
// ---------------------------------------------------------------------------------

/// A ticket now `called`, or one that left `called` less than 30 s ago.
struct CallPicture {
  TicketNumber number;
  DeskId desk;
  std::string desk_title;  ///< "окно 3"
  RoomId room;
  std::string room_title;  ///< "кабинет 5"
  std::string way;
  std::int64_t seq =
      0;  ///< of its last call or recall: a board or voice that has shown this seq has nothing new
  Timestamp called_at;  ///< of that call or recall
  int recalls = 0;
  bool left = false;         ///< no longer called (serving, no-show, held ...)
  bool room_shared = false;  ///< the room has several desks: board and voice name the desk too
  TALON_FIELDS(CallPicture, number, desk, desk_title, room, room_title, way, seq, called_at, recalls, left,
               room_shared)
};

struct LinePicture {
  ServiceId service;
  ProcedureId procedure;
  std::string title;
  int waiting = 0;
  std::optional<Seconds> oldest_s;  ///< longest wait of those waiting now
  std::optional<Seconds> limit_s;   ///< empty: without a norm
  ClauseId clause;
  int over = 0;  ///< waiting longer than the limit
  std::optional<Seconds> expected_wait_s;
  int desks_open = 0;  ///< open desks that serve it
  TALON_FIELDS(LinePicture, service, procedure, title, waiting, oldest_s, limit_s, clause, over,
               expected_wait_s, desks_open)
};

/// A ticket that will soon be called, as the order of its line stands now.
struct NextPicture {
  TicketNumber number;
  ServiceId service;
  ProcedureId procedure;
  TALON_FIELDS(NextPicture, number, service, procedure)
};

struct HallPicture {
  std::int64_t seq = 0;  ///< last event it shows; also the SSE id
  HallTime time;
  OfficePicture office;
  bool open = false;
  std::string closed_text;
  std::optional<Timestamp> closes_at;
  std::string notice;              ///< one line at the foot of the board
  std::string emergency;           ///< evacuation text; empty: none
  std::vector<CallPicture> calls;  ///< newest first by seq
  std::vector<LinePicture> lines;  ///< lines with somebody waiting or an open desk
  std::vector<NextPicture> next;   ///< the first of each line, at most 3 of one and 24 of all
  TALON_FIELDS(HallPicture, seq, time, office, open, closed_text, closes_at, notice, emergency, calls, lines,
               next)
};

// ---- desks: GET /api/v1/desks/{desk}, replies of desk verbs, events?view=desk&desk=3
// ---------------------------------------

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
  std::string why;  ///< called or in service: why this ticket was called, a Russian sentence
  std::vector<std::string> brief;
  std::optional<Timestamp> booked_at;   ///< came with an appointment for this time
  std::optional<Timestamp> held_until;  ///< comes back by itself then
  DeskId return_desk;                   ///< goes back there when this desk has finished
  TALON_FIELDS(DeskTicket, id, number, state, service, procedure, service_title, procedure_title, entry,
               priority, note, issued_at, called_at, seen_at, wait_s, service_s, wait_limit_s, wait_clause,
               service_limit_s, service_clause, recalls, applicants, slip, why, brief, booked_at, held_until,
               return_desk)
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
  TALON_FIELDS(CallbackPicture, callback, service, specialist, due_date, late, contact)
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
  std::vector<HelpCallPicture> help;  ///< in order of time
  TALON_FIELDS(DeskPicture, seq, time, desk, title, room, state, pause_reason, specialist, alerts, ticket,
               held, no_shows, waiting, oldest_s, oldest_limit_s, lines, targets, undo, today, colleagues,
               outcomes, phone, row, callbacks, callbacks_late, help)
};

// ---- GET /api/v1/live, events?view=live: the manager
// ------------------------------------------------------------------------

struct LiveDesk {
  DeskId desk;
  std::string title;
  std::string room_title;
  DeskState state = DeskState::closed;
  std::string pause_reason;
  UserId specialist;
  std::string specialist_name;  ///< filled by the shell from the people's file
  std::optional<Timestamp> since;
  std::optional<DeskTicket> ticket;
  TALON_FIELDS(LiveDesk, desk, title, room_title, state, pause_reason, specialist, specialist_name, since,
               ticket)
};

struct ComponentPicture {
  std::string component;
  std::string title;  ///< where the configuration knows more than the name: "пульт, окно 3"
  Health health = Health::ok;
  std::string reason;
  Timestamp since;
  TALON_FIELDS(ComponentPicture, component, title, health, reason, since)
};

struct DevicePicture {
  DeviceId device;
  DeviceRole role = DeviceRole::kiosk;
  std::string title;
  Health health = Health::silent;  ///< worst of its components; silent: not heard for 15 s or never
  std::optional<Seconds> heard_s;  ///< seconds since it was last heard (real time); empty: never
  std::vector<ComponentPicture> components;
  TALON_FIELDS(DevicePicture, device, role, title, health, heard_s, components)
};

struct BreachPicture {
  TicketNumber number;
  std::string line_title;
  Measure measure = Measure::wait;
  ClauseId clause;
  Seconds limit_s{0};
  Timestamp at;  ///< when the limit was passed
  DeskId desk;
  TALON_FIELDS(BreachPicture, number, line_title, measure, clause, limit_s, at, desk)
};

/// The order of calls in force.
struct OrderPicture {
  OrderMode mode = OrderMode::live;
  std::string title;               ///< a Russian sentence
  std::string reason;              ///< of the head's decision; empty: as the configuration says
  std::optional<Timestamp> since;  ///< of the decision
  std::optional<Timestamp> until;  ///< of the decision; empty: to the end of the day
  double priority_share = 0;       ///< of today's tickets, 0..1
  bool guard = false;              ///< in force, see Guard
  TALON_FIELDS(OrderPicture, mode, title, reason, since, until, priority_share, guard)
};

/// A desk that could open, and what the forecast says of it.
struct HelpPicture {
  DeskId desk;
  std::string title;         ///< "окно 3"
  int minutes = 0;           ///< open for so long
  double breaches_less = 0;  ///< expected
  TALON_FIELDS(HelpPicture, desk, title, minutes, breaches_less)
};

/// What the forecast says of limits and of closing time; probabilities are shares of the virtual runs.
struct OutlookPicture {
  std::optional<Timestamp> at;    ///< when it was computed; empty: not yet
  int horizon_min = 0;            ///< it looks so far ahead
  int breach_count = 0;           ///< the warning is about at least so many limits broken
  double breach_probability = 0;  ///< 0..1
  double breaches_expected = 0;
  bool warn = false;
  std::vector<HelpPicture> helps;       ///< with a warning, the best first
  std::optional<Timestamp> closes_at;   ///< only in the last two hours of reception
  std::optional<Timestamp> last_start;  ///< of the last service, median
  std::optional<Timestamp> last_start_p90;
  double late_probability = 0;  ///< that it starts more than 15 min after closing
  bool propose_extension = false;
  int late_tickets = 0;  ///< waiting now, expected to be called after closing
  TALON_FIELDS(OutlookPicture, at, horizon_min, breach_count, breach_probability, breaches_expected, warn,
               helps, closes_at, last_start, last_start_p90, late_probability, propose_extension,
               late_tickets)
};

struct LivePicture {
  std::int64_t seq = 0;
  HallTime time;
  OfficePicture office;
  bool open = false;
  std::string closed_text;
  std::optional<Timestamp> closes_at;
  Date date;
  int issued = 0;  ///< of this service date; issued = served + no_show + cancelled + in_hall
  int served = 0;
  int no_show = 0;
  int cancelled = 0;
  int in_hall = 0;  ///< waiting, called, serving, held
  int waiting = 0;
  OrderPicture order;
  OutlookPicture outlook;
  std::vector<LinePicture> lines;  ///< every line
  std::vector<LiveDesk> desks;
  std::vector<DevicePicture> devices;
  std::vector<BreachPicture> breaches;  ///< today's, newest first, at most 50
  std::vector<HelpCallPicture> help;    ///< in order of time
  TALON_FIELDS(LivePicture, seq, time, office, open, closed_text, closes_at, date, issued, served, no_show,
               cancelled, in_hall, waiting, order, outlook, lines, desks, devices, breaches, help)
};

// ---- appointments
// --------------------------------------------------------------------------------------------------------

struct SlotPicture {
  Timestamp slot_at;
  int free = 0;  ///< places left
  TALON_FIELDS(SlotPicture, slot_at, free)
};

/// GET /appointments/slots: free slots, the nearest first.
struct SlotsPicture {
  HallTime time;
  ServiceId service;
  ProcedureId procedure;
  std::string title;
  std::vector<RoomPicture> rooms;
  std::vector<SlotPicture> slots;
  std::vector<Channel> channels;  ///< by which this hall can remind
  TALON_FIELDS(SlotsPicture, time, service, procedure, title, rooms, slots, channels)
};

/// One appointment as staff see it, and the answer to who booked it (then with its code).
struct AppointmentPicture {
  AppointmentId appointment;
  std::string code;  ///< only in the answer to booking
  ServiceId service;
  ProcedureId procedure;
  std::string title;
  Timestamp slot_at;
  std::vector<RoomPicture> rooms;
  AppointmentState state = AppointmentState::expected;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
  ReminderState reminder = ReminderState::not_wanted;
  std::string reminder_reason;  ///< why the last attempt came to nothing
  std::string number;           ///< of the ticket of who has arrived; else empty
  std::string contact;          ///< the last four digits or a masked address; filled by the shell
  bool late = false;            ///< expected, and who came now would wait as a walk-in (S2-7.3)
  TALON_FIELDS(AppointmentPicture, appointment, code, service, procedure, title, slot_at, rooms, state,
               booked_by, remind, reminder, reminder_reason, number, contact, late)
};

struct AppointmentList {
  HallTime time;
  std::vector<AppointmentPicture> appointments;
  TALON_FIELDS(AppointmentList, time, appointments)
};

struct CallbackList {
  HallTime time;
  std::vector<CallbackPicture> callbacks;
  TALON_FIELDS(CallbackList, time, callbacks)
};

/// GET /t/TOKEN.json and the page of the slip's QR: position and room only.
struct TicketStatus {
  HallTime time;
  TicketNumber number;
  TicketState state = TicketState::waiting;
  int ahead = 0;
  std::optional<Seconds> expected_wait_s;
  std::string room_title;  ///< when called
  std::string desk_title;
  TALON_FIELDS(TicketStatus, time, number, state, ahead, expected_wait_s, room_title, desk_title)
};

}  // namespace talon
