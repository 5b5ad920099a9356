// SPDX-License-Identifier: MIT
// Everything the fold knows of a hall. Changed by apply() alone; two states that were given the same events
// are equal. The shell keeps two: one that holds the batch being formed (decide) and the last committed one
// (pictures), and applies each event to both.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "server/model/command.h"
#include "server/model/picture.h"
#include "server/queue/line_order.h"
#include "server/visit/visit.h"

namespace talon::queue {

using Waiting = std::map<Place, TicketId>;

/// Legs with service of this day: the mean that the forecast uses.
struct ServiceMean {
  int legs = 0;
  Millis sum{0};
  bool operator==(const ServiceMean&) const = default;
  /// Empty below `least` legs.
  [[nodiscard]] std::optional<Millis> mean(int least = 1) const {
    return legs < least || legs == 0 ? std::nullopt : std::optional{sum / legs};
  }
};

struct Line {
  Waiting waiting;    ///< for any desk that serves the line, by age
  LineOrder order;    ///< the same tickets, by turn
  int addressed = 0;  ///< waiting for one desk alone, see DeskNow
  int over = 0;       ///< of all these, waiting longer than their limit
  ServiceMean service;
  ServiceMean history;  ///< of past days
  bool operator==(const Line&) const = default;
  [[nodiscard]] int size() const { return static_cast<int>(waiting.size()) + addressed; }
};

/// How long a ticket taken now will wait.
struct Forecast {
  Seconds median{0};
  Seconds median_shift{0};           ///< of that, what the office's own past has added
  std::optional<Seconds> not_later;  ///< 9 of 10 wait no longer; empty: there is no history to say it from
  Seconds shift{0};                  ///< of that, what the office's own past has added
  bool operator==(const Forecast&) const = default;
};
/// By line; a line that no desk serves, open or planned, is not in it.
using Forecasts = std::map<LineId, Forecast>;

/// Somebody who takes a ticket and is no ordinary walk-in: his key in the order is another one.
struct Newcomer {
  LineId line;
  PriorityRule priority = PriorityRule::none;
  Millis head_start{0};                       ///< of his category
  std::optional<std::chrono::minutes> early;  ///< booked: so long before his time; empty: not booked
  auto operator<=>(const Newcomer&) const = default;
};

/// How long pauses of the desks lasted on past days, by their reason.
using PauseLengths = std::map<std::string, std::vector<Millis>>;

/// What a virtual run of the hall found last.
struct Outlook {
  Timestamp at;
  Forecasts lines;  ///< of ordinary walk-ins
  std::map<Newcomer, Forecast> others;
  OutlookPicture hall;
  std::shared_ptr<const PauseLengths> pauses;  ///< nullptr: nothing is known
};

/// The desk's last command: which events it made and what stood before each.
struct LastCommand {
  struct Step {
    std::int64_t seq = 0;
    std::string type;
    TicketId ticket;
    visit::Standing former;
    bool operator==(const Step&) const = default;
  };
  Moment when;
  std::vector<Step> steps;
  bool operator==(const LastCommand& other) const { return when.t == other.when.t && steps == other.steps; }
};

/// A row that an event of today took in a journal of the regulation.
struct RegistryRow {
  RegistryId registry;
  int year = 0;
  int number = 0;
  TicketNumber ticket;
  DeskId desk;
  bool operator==(const RegistryRow&) const = default;
};
/// The last number given in a journal of the regulation.
struct RegistryNow {
  int year = 0;
  int number = 0;
  bool operator==(const RegistryNow&) const = default;
};

struct PhoneNow {
  Timestamp since;
  Ticks since_t;
  bool forwarded = false;
  std::optional<Seconds> limit;
  ClauseId clause;
  bool broken = false;
  bool operator==(const PhoneNow&) const = default;
};

/// When a line had an open desk today.
struct Attended {
  std::optional<Timestamp> since;
  std::vector<std::pair<Timestamp, Timestamp>> spans;
  bool operator==(const Attended&) const = default;
};

/// An appointment of today or later.
struct Appointment {
  std::string code;
  LineId line;
  RoomId room;
  Date date;
  Timestamp slot_at;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
  AppointmentState state = AppointmentState::expected;
  bool reminded = false;
  int reminder_attempts = 0;
  std::optional<Timestamp> reminder_tried_at;  ///< the last of them
  bool reminder_given_up = false;
  std::string reminder_reason;  ///< why the last one came to nothing
  TicketId ticket;              ///< of who has arrived
  bool operator==(const Appointment&) const = default;
};

struct Callback {
  UserId specialist;
  ServiceId service;
  Date due_date;
  bool operator==(const Callback&) const = default;
};

struct DeskNow {
  DeskState state = DeskState::closed;
  UserId specialist;  ///< empty when closed
  std::string pause_reason;
  std::optional<Timestamp> since;           ///< of `state`
  std::optional<TicketId> ticket;           ///< called or in service
  std::map<std::int64_t, TicketId> held;    ///< by the event that held it
  std::map<std::int64_t, TicketId> missed;  ///< no-shows of today, by event
  Waiting addressed;                        ///< transferred to this desk alone, by age
  std::map<LineId, LineOrder> turns;        ///< the same tickets, by turn; no empty ones
  std::optional<LastCommand> last;
  std::optional<PhoneNow> phone;
  std::optional<Ticks> acted_t;  ///< the specialist's last command
  int served = 0;
  int no_show = 0;
  int transferred = 0;
  ServiceMean service;
  bool operator==(const DeskNow&) const = default;
};

struct ComponentNow {
  Health health = Health::ok;
  std::string reason;
  Timestamp since;
  bool operator==(const ComponentNow&) const = default;
};
struct DeviceNow {
  bool silent = false;
  std::map<std::string, ComponentNow> components;
  bool operator==(const DeviceNow&) const = default;
};

/// A call that is over: stays on boards for 30 s.
struct LeftCall {
  TicketId ticket;
  TicketNumber number;
  DeskId desk;
  std::int64_t seq = 0;
  Timestamp called_at;
  int recalls = 0;
  Ticks left_t;
  bool operator==(const LeftCall&) const = default;
};

struct Breach {
  TicketId ticket;
  TicketNumber number;
  LineId line;
  Measure measure = Measure::wait;
  ClauseId clause;
  Seconds limit_s{0};
  Timestamp at;
  DeskId desk;
  bool operator==(const Breach&) const = default;
};

struct Decided {
  std::string kind;
  std::string reason;
  std::string subject;
  std::optional<Timestamp> until;  ///< empty: to the end of the service day
  Timestamp at;
  std::string value;
  UserId by;  ///< empty: the system carried it over from the day before
  bool operator==(const Decided&) const = default;
};
/// The server's clock was set.
struct ClockStep {
  Timestamp at;
  Millis by{0};
  bool operator==(const ClockStep&) const = default;
};
/// A decision about one desk or one category: another about another stands beside it.
[[nodiscard]] inline bool by_subject(const std::string& kind) {
  return kind == "permission" || kind == "choice" || kind == "priority";
}
/// A decision about the order of calls: the system takes it back when it has run out.
[[nodiscard]] inline bool is_of_order(const Decided& decided) {
  return decided.kind == "mode" || decided.kind == "priority";
}

struct State {
  std::shared_ptr<const Configuration> configuration;  ///< in force; empty before the first one
  std::string configuration_sha;
  bool virtual_clock = false;
  std::int64_t seq = 0;  ///< of the last event
  Moment last;           ///< its time
  bool day_open = false;
  Date date{};  ///< service date

  std::unordered_map<TicketId, visit::Visit> tickets;  ///< of the day, and carried over
  std::unordered_map<std::string, TicketId> tokens;
  std::array<int, 7> count{};  ///< tickets by TicketState
  OrderRule rule;              ///< the order of calls in force
  int issued = 0;              ///< tickets of today
  int privileged = 0;          ///< of these, with a category that has a right
  std::map<LineId, Line> lines;
  std::map<DeskId, DeskNow> desks;
  std::set<std::pair<Ticks, TicketId>> due;      ///< when each running limit will be broken
  std::map<std::string, std::uint32_t> numbers;  ///< highest ordinal given by the server, per letter
  std::map<std::string, std::set<std::uint32_t>> offline_numbers;  ///< of this service date, per letter
  std::set<std::pair<Date, std::string>> late_numbers;             ///< delivered today, of an earlier date
  /// After a restored backup: numbers up to here may be on paper already, per date and letter.
  std::map<std::pair<Date, std::string>, std::uint32_t> number_floors;
  std::vector<LeftCall> left_calls;                  ///< at most 30 s old at the last event
  std::vector<Breach> breaches;                      ///< today's, oldest first, at most 50
  std::vector<Decided> decisions;                    ///< oldest first
  std::vector<std::pair<DeviceId, Timestamp>> help;  ///< where nobody has answered; first presses
  std::map<DeviceId, DeviceNow> devices;
  std::set<std::pair<Ticks, TicketId>> holds;          ///< when each held ticket comes back by itself
  std::map<AppointmentId, Appointment> appointments;   ///< of today and later
  std::map<std::string, AppointmentId> booking_codes;  ///< of those still expected
  std::map<std::pair<Timestamp, LineId>, int> slots;   ///< places taken
  std::map<CallbackId, Callback> callbacks;            ///< promised and not made
  std::map<RegistryId, RegistryNow> registries;
  std::map<std::int64_t, RegistryRow> registry_rows;  ///< of today, by event
  std::map<LineId, Attended> attended;
  std::optional<ClockStep> clock_step;      ///< the last one of today
  std::optional<Timestamp> session_begins;  ///< reception of the mobile service that has arrived today
  /// Sessions whose records are not at the office: hall and date. On the laptop its own hall.
  std::set<std::pair<std::string, Date>> sessions;
  std::map<std::string, std::int64_t> received;  ///< last event of each laptop that the office has
  std::map<std::string, std::string> names;      ///< of who did something today, by login

  // Not in the journal, and not compared: the shell sets them.
  std::map<DeviceId, Moment> heard;        ///< see heard()
  double rate = 1;                         ///< hall seconds per real second (Clock::rate)
  std::shared_ptr<const Outlook> outlook;  ///< nullptr: none yet
  std::shared_ptr<const ZoneRules> zone;   ///< empty: the offset of now is taken for every moment

  [[nodiscard]] const visit::Visit* ticket(const TicketId& id) const;
  /// The ticket that carries `number` now: today's, else one carried over; nullptr: none.
  [[nodiscard]] const visit::Visit* ticket(const TicketNumber& number) const;
  [[nodiscard]] const Line& line(const LineId& id) const;     ///< an empty one when nobody stood in it
  [[nodiscard]] const DeskNow& desk(const DeskId& id) const;  ///< a closed one when it was never opened
  [[nodiscard]] std::optional<DeskId> desk_of(const UserId& specialist) const;
  /// Highest ordinal received under a kiosk's own letter today; 0: none. A replaced kiosk continues above it.
  [[nodiscard]] std::uint32_t last_offline(const std::string& letter) const;
  /// Today's numbers of the letter begin above this; 0 unless a backup was restored.
  [[nodiscard]] std::uint32_t number_floor(const std::string& letter) const;
  [[nodiscard]] int waiting() const { return count[static_cast<std::size_t>(TicketState::waiting)]; }
  /// Ticks at a wall time near the last event, and back.
  [[nodiscard]] Ticks ticks_at(const Timestamp& at) const;
  [[nodiscard]] Timestamp at(Ticks t) const;

  /// Equal folds: everything but what is not in the journal.
  bool operator==(const State& other) const;
};

/// A device has reported: call it for each ReportDevice on both states, also when nothing changed. It is not
/// in the journal; silence is (device_silent after 15 s).
void heard(State& state, const DeviceId& device, const Moment& now);

// ---- for apply(): a visit is taken out of every index, changed, and put back
void index(State& state, const visit::Visit& visit);
void unindex(State& state, const visit::Visit& visit);

}  // namespace talon::queue
