// SPDX-License-Identifier: MIT
// What one hall is: read from HALL.toml by server/configuration, journalled as text, in force until the next
// one.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/board.h"
#include "server/model/id.h"
#include "server/model/led_board.h"
#include "server/model/room_plan.h"
#include "server/model/slip_layout.h"
#include "server/model/time.h"

namespace talon {

/// How a visitor entered the line: the limits of a regulation differ by it.
enum class Entry { walk_in, booked };
/// What a limit measures: waiting (issue -> seen) or service (seen -> ended, per applicant).
enum class Measure { wait, service };
/// May a ticket be issued that cannot be served before closing? `always`: until closing (less
/// last_ticket_before); `if_served`: only while the forecast says that its service ends in time.
enum class LastTicket { always, if_served };

/// Reception hours of some weekdays: [from, to) as minutes since local midnight.
struct Hours {
  std::vector<std::chrono::weekday> days;
  std::chrono::minutes from{0};
  std::chrono::minutes to{0};
  std::vector<int> weeks = {};  ///< "1st and 3rd Tuesday" (S2-17.7): n-th of the month; empty: each
};

/// A break of the whole hall or of some desks, e.g. lunch: no new call is made, tickets stay valid.
struct Break {
  std::vector<std::chrono::weekday> days;
  std::chrono::minutes from{0};
  std::chrono::minutes to{0};
  std::string title;               ///< "обед", "технический перерыв"
  std::vector<DeskId> desks = {};  ///< only these; empty: the whole hall
};

/// A date without reception, or with other hours.
struct SpecialDay {
  Date date;
  std::string title;
  std::optional<std::chrono::minutes> from;  ///< both empty: closed all day
  std::optional<std::chrono::minutes> to;
};

/// One row of a regulation's table of limits. Exactly the limit is within, one second more is a breach. Of
/// the rows that concern a ticket the most particular one counts: a service before a procedure before an
/// entry.
struct Limit {
  ClauseId clause;
  Measure measure = Measure::wait;
  ProcedureId procedure;         ///< empty: every procedure
  ServiceId service;             ///< empty: every service
  std::optional<Entry> entry;    ///< empty: both
  std::optional<Seconds> limit;  ///< empty: measured, without a norm
  std::string text;              ///< the clause's own words
};

/// In what a term is counted.
enum class Unit { second, minute, hour, day, working_day, month, year, time, metre, place };

/// A row of the table that the calls of tickets do not measure: a step's target minutes, a telephone talk, an
/// answer's days, the height of a board. Shown and printed with the limits (S2-6.4-j); code that measures one
/// finds it by its id and never holds the figure itself.
struct Term {
  std::string id;  ///< "telephone_talk"; unique in its regulation
  ClauseId clause;
  std::string title;             ///< what is limited: "Разговор по телефону"
  ProcedureId procedure;         ///< empty: not of one procedure
  std::optional<double> amount;  ///< empty: measured, without a norm
  Unit unit = Unit::minute;
  bool least = false;   ///< the amount is the least allowed, not the most
  bool target = false;  ///< a guide of the document's own flow chart, never a breach
  std::string from;     ///< the event it is counted from, in the document's words or ours; may be empty
  std::string to;
  std::string text;  ///< the clause's own words; may be empty
};

/// One version of a profile: all versions of a name are kept, each ticket has the one in force at its issue.
struct Regulation {
  std::string name;  ///< "snezhinsk-2008"
  std::string title;
  std::string status;  ///< "in force", "draft"
  Date valid_from;
  std::chrono::minutes late_after{15};      ///< a booked visitor later than this becomes a walk-in (S2-7.3)
  bool hold_counts = true;                  ///< hold before being seen counts as waiting
  std::optional<Seconds> phone_limit = {};  ///< of one talk on the telephone; empty: without a norm
  ClauseId phone_clause = {};
  int callback_days = 2;  ///< a promised answer by telephone is due so many days later
  std::vector<Limit> limits;
  std::vector<Term> terms;
};

struct Procedure {
  ProcedureId id;
  std::string letter;    ///< of its ticket numbers, unless the menu group has one
  std::string title;     ///< plain words, at most 60 characters: "Подать документы"
  std::string official;  ///< the regulation's own words
  std::string note;      ///< one short explanation for the menu
  std::chrono::minutes expected{10};  ///< mean service time until the office has its own history
};

/// A first level of the menu.
struct MenuGroup {
  std::string id;
  std::string title;
  std::string note;
  std::string letter;  ///< empty: the procedure's letter
};

/// Slots of appointments of one procedure of a service. Booking is forbidden where an offer has none.
struct Schedule {
  std::vector<Hours> hours;        ///< when slots begin; empty: the reception hours of the line
  std::chrono::minutes step{15};   ///< from slot to slot
  int places = 1;                  ///< appointments of one slot
  int days_ahead = 14;             ///< how far a slot may be booked
  std::chrono::minutes notice{0};  ///< a slot nearer than this is not offered
  RoomId room;                     ///< told at booking; empty: the rooms of the line's desks
};

/// A procedure of a service: what the visitor chooses, prints and is measured by.
struct Offer {
  ProcedureId procedure;
  std::vector<std::string>
      brief;                 ///< brief information of S2-5.4.1-i: one item a line, e.g. the document list
  std::vector<Hours> hours;  ///< empty: the hall's
  std::optional<std::string> letter;  ///< overrides the procedure's
  std::optional<std::chrono::minutes> expected;
  std::optional<Date> first_day = {};  ///< a temporary procedure: not received before
  std::optional<Date> last_day = {};   ///< nor after
  std::optional<Schedule> schedule = {};
};

struct Service {
  ServiceId id;
  std::string group;
  std::string title;     ///< plain words
  std::string official;  ///< as written in the document
  std::string note;
  std::vector<Offer> offers;
  std::vector<std::string> words{};  ///< how people call it, for the terminal's search
};

struct Room {
  RoomId id;
  std::string title;  ///< exactly as on the door plate: "кабинет 5"
  std::string way;    ///< "1 этаж, направо"
};

struct Desk {
  DeskId id;
  RoomId room;
  std::string title;           ///< "окно 3"
  std::vector<LineId> serves;  ///< wildcards already resolved
  bool may_choose = false;     ///< may call out of order, with a reason; else by a decision of the day
  /// When somebody is planned to sit there; the forecast counts with it. Empty: nothing is planned, it counts
  /// while it is open.
  std::vector<Hours> hours{};
};

/// One of the hall's own texts in another language of the terminal.
struct Translation {
  std::string language;  ///< "en", "tt"
  std::string text;      ///< as it stands elsewhere in the file
  std::string translated;
};

enum class DeviceRole { kiosk, display };

/// A device of the hall; its key is made by `talon-server device add NAME`.
struct Device {
  DeviceId id;
  DeviceRole role = DeviceRole::kiosk;
  std::string title;          ///< "Киоск у входа"
  std::string letter;         ///< kiosk: of numbers issued without the server
  double diagonal_inch = 27;  ///< of its screen
  double distance_m = 0.6;    ///< kiosk: eye to screen; display: farthest seat
  std::vector<RoomId> rooms;  ///< display: only calls to these rooms; empty: all
  std::string layout{};       ///< display: id of its BoardLayout; empty: the built-in one
  int width_px = 1920;        ///< display: of its picture; of a wall: of one panel
  int height_px = 1080;
  Wall wall{};         ///< display
  bool speaks = true;  ///< display: announces calls and notices
};

/// How the next ticket is chosen; server/queue/README.md says each in words. The number is how many minutes
/// a ticket whose limit is broken already yields to those that can still be called in time.
enum class OrderMode { live, live_0, live_60, patient, balanced, balanced_patient, compliance, fifo };

/// What a privileged category has before others: nothing, a limit of at most `head_start`, or the next call.
enum class PriorityRule { none, head_start, out_of_turn };

/// Those called out of turn wait for a walk-in who has yielded long enough: above a share of 15 % privileged
/// tickets of the day, always, or never.
enum class Guard { automatic, always, never };

struct Priority {
  std::string id;
  std::string title;  ///< "Ветеран боевых действий"
  PriorityRule rule = PriorityRule::head_start;
  std::chrono::minutes head_start{10};
};

struct OrderSettings {
  OrderMode mode = OrderMode::live;
  /// Median from the call to being seen. Limits end at `seen`, so a call is in time this much earlier.
  Seconds walk{30};
  std::chrono::minutes without_norm{30};      ///< stands for the limit where the regulation has none
  std::chrono::minutes booked_head_start{0};  ///< booked visitors count as this much nearer to their limit
  Guard guard = Guard::automatic;
  std::vector<Priority> priorities;
};

/// What stands in a column of a journal; `blank` is written in by hand: the queue does not know whom it
/// serves.
enum class ColumnOf {
  number,
  date,
  time,
  service,
  procedure,
  line,
  outcome,
  reason,
  ticket,
  desk,
  specialist,
  blank
};
struct RegistryColumn {
  std::string title;  ///< the regulation's own words: "Ф.И.О. заявителя"
  ColumnOf of = ColumnOf::blank;
};

/// A journal of the regulation whose rows are numbered without gaps, anew each year.
struct Registry {
  RegistryId id;
  std::string title;  ///< "Журнал регистрации устных обращений"
  std::vector<RegistryColumn> columns = {};  ///< in order; empty: what the queue knows of a row
};

/// How a visit may end (S2-10.2, S2-App8.2), as the desk offers it.
struct VisitOutcome {
  std::string id;                       ///< "accepted", "returned_documents"
  std::string title;                    ///< "документы возвращены"
  RegistryId registry;                  ///< it takes the next number of this one; empty: of none
  std::vector<std::string> reasons;     ///< one of these must be named; empty: no reason is asked
  std::vector<ProcedureId> procedures;  ///< only of these; empty: of every one
};

/// How citizens are reminded of an appointment, over the channel they chose.
struct Reminders {
  std::string smtp_url;           ///< "smtp://127.0.0.1:25"; empty: no e-mail
  std::string from;               ///< sender of e-mails
  std::string sms_url;            ///< HTTP gateway; empty: no SMS
  std::chrono::hours before{24};  ///< the slot
  std::string secret_file;        ///< with the names and passwords, which no journal may hold; empty: none
  std::string ca_file;            ///< certificates trusted instead of the system's; empty: the system's
};
/// A URL of this machine itself: what is sent there passes no wire.
[[nodiscard]] bool stays_here(std::string_view url);

struct Configuration {
  std::string id;
  std::string name;
  std::string short_name;
  std::string address;
  std::string phone;
  std::string place = "hall";  ///< hall, mobile session, village point
  std::string zone;            ///< IANA name, e.g. "Asia/Yekaterinburg"
  std::chrono::minutes day_ends{180};
  bool overnight = false;                      ///< waiting tickets are carried over to the next service day
  std::string public_url;                      ///< of the slip's QR, without a trailing slash
  std::string notice;                          ///< one line at the foot of the board
  std::chrono::minutes last_ticket_before{0};  ///< no ticket is issued later than this before closing
  std::string regulation;                      ///< name of the profile in use
  OrderSettings order;
  std::vector<Hours> hours;
  std::vector<Break> breaks;
  std::vector<SpecialDay> special_days;
  std::vector<Regulation> regulations;
  std::vector<Procedure> procedures;
  std::vector<MenuGroup> groups;
  std::vector<Service> services;
  std::vector<Room> rooms;
  std::vector<Desk> desks;
  std::vector<Device> devices;
  SlipLayout slip;
  std::vector<LedBus> buses;
  std::vector<InfoPage> pages;
  std::vector<BoardLayout> layouts;
  VoiceRules voice;
  std::vector<Translation> translations;
  LastTicket last_ticket = LastTicket::always;
  std::chrono::minutes hold{10};      ///< a held ticket comes back by itself after this
  std::chrono::minutes desk_idle{0};  ///< open, people waiting, no action: paused by itself; 0: never
  std::chrono::days keep_people{30};  ///< personal data of an appointment after its slot
  Reminders reminders;
  std::vector<Registry> registries;
  std::vector<VisitOutcome> outcomes;  ///< empty: any text is accepted as an outcome
  std::vector<FloorPlan> plans;        ///< of the rooms, a floor each; empty: the terminal lists them

  [[nodiscard]] const Service* service(const ServiceId& wanted) const;
  [[nodiscard]] const Procedure* procedure(const ProcedureId& wanted) const;
  [[nodiscard]] const Offer* offer(const LineId& line) const;
  [[nodiscard]] const Desk* desk(const DeskId& wanted) const;
  [[nodiscard]] const Room* room(const RoomId& wanted) const;
  [[nodiscard]] const Device* device(const DeviceId& wanted) const;
  /// A board of the buses by its component's name (led_component); nullptr: none.
  [[nodiscard]] const LedBoard* led_board(std::string_view component) const;
  /// How people find what a device reports under this name: "пульт, окно 3". Empty: no more than its name.
  [[nodiscard]] std::string component_title(std::string_view component) const;
  /// Whether `display` drives a panel of this desk.
  [[nodiscard]] bool has_panel(const DeviceId& display, const DeskId& desk) const;
  [[nodiscard]] const MenuGroup* group(const std::string& wanted) const;
  [[nodiscard]] const Priority* priority(const std::string& wanted) const;
  /// The layout of a display: the one it names, else the built-in one.
  [[nodiscard]] const BoardLayout& layout(const Device& display) const;
  [[nodiscard]] const Registry* registry(const RegistryId& wanted) const;
  [[nodiscard]] const VisitOutcome* outcome(const std::string& wanted) const;
  /// The letter of the line's numbers: the offer's, else the group's, else the procedure's.
  [[nodiscard]] std::string letter(const LineId& line) const;
  /// Mean service time assumed for the line until the office has its own history.
  [[nodiscard]] std::chrono::minutes expected(const LineId& line) const;
  /// "Пособие на ребёнка: Подать документы"
  [[nodiscard]] std::string line_title(const LineId& line) const;
  /// All lines, in menu order.
  [[nodiscard]] std::vector<LineId> lines() const;
};

}  // namespace talon
