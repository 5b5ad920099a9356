// SPDX-License-Identifier: MIT
// GET /api/v1/live, events?view=live: what the manager sees.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/model/configuration.h"
#include "server/model/desk_picture.h"

namespace talon {

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

/// An order of calls that the head may choose.
struct OrderModePicture {
  OrderMode mode = OrderMode::live;
  std::string title;  ///< "живая очередь, уступка 20 минут"
  std::string text;   ///< what it does: Russian sentences
  TALON_FIELDS(OrderModePicture, mode, title, text)
};

/// The order of calls in force.
struct OrderPicture {
  OrderMode mode = OrderMode::live;
  std::string title;                    ///< a Russian sentence
  std::string reason;                   ///< of the head's decision; empty: as the configuration says
  std::optional<Timestamp> since;       ///< of the decision
  std::optional<Timestamp> until;       ///< of the decision; empty: to the end of the day
  double priority_share = 0;            ///< of today's tickets, 0..1
  bool guard = false;                   ///< in force, see Guard
  std::vector<OrderModePicture> modes;  ///< every one, from the live queue to the strictest
  TALON_FIELDS(OrderPicture, mode, title, reason, since, until, priority_share, guard, modes)
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

/// What the head of the hall should know and no other part of the picture tells.
struct NoticePicture {
  std::string kind;     ///< "decision", "clock", "carried", "unserved", "numbers", "server", "session"
  std::string text;     ///< a Russian sentence
  UserId by;            ///< who decided; empty: nobody, or the day before
  std::string by_name;  ///< filled by the shell from the people's file
  std::optional<Timestamp> since;
  TALON_FIELDS(NoticePicture, kind, text, by, by_name, since)
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
  std::vector<NoticePicture> notices;   ///< what needs a hand first, then decisions in force
  TALON_FIELDS(LivePicture, seq, time, office, open, closed_text, closes_at, date, issued, served, no_show,
               cancelled, in_hall, waiting, order, outlook, lines, desks, devices, breaches, help, notices)
};

}  // namespace talon
