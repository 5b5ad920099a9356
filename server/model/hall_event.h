// SPDX-License-Identifier: MIT
// What has happened to the hall itself: its configuration, clock, days, decisions and devices. Alternatives
// of EventBody.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "server/model/configuration.h"
#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/state.h"
#include "server/model/ticket_number.h"
#include "server/model/time.h"

namespace talon {

/// First event of a journal, and again at each accepted change: the text in force from here on, its SHA-256
/// in hex.
struct ConfigurationApplied {
  static constexpr std::string_view type = "configuration_applied";
  std::string toml;
  std::string sha256;
  bool virtual_clock = false;  ///< the hall runs on a virtual clock: said here and in every report
  std::shared_ptr<const Configuration> parsed;  ///< not written; the codec fills it from `toml`
  TALON_FIELDS(ConfigurationApplied, toml, sha256, virtual_clock)
};

struct ServerStarted {
  static constexpr std::string_view type = "server_started";
  std::string version;
  std::string clock;  ///< "real" or "virtual"
  TALON_FIELDS(ServerStarted, version, clock)
};

/// The wall clock moved against the steady one by more than a second.
struct ClockStepped {
  static constexpr std::string_view type = "clock_stepped";
  Millis by_ms{0};
  TALON_FIELDS(ClockStepped, by_ms)
};

struct DayOpened {
  static constexpr std::string_view type = "day_opened";
  Date date;
  TALON_FIELDS(DayOpened, date)
};

struct DayClosed {
  static constexpr std::string_view type = "day_closed";
  Date date;
  int cancelled = 0;  ///< waiting tickets closed as `closed_at_day_end`
  int carried = 0;    ///< waiting tickets carried over (`overnight`)
  /// Minutes of reception in which a line had no open desk, "service/procedure=25 service/procedure=3".
  std::string unattended = {};
  TALON_FIELDS(DayClosed, date, cancelled, carried, unattended)
};

struct DeviceChanged {
  static constexpr std::string_view type = "device_changed";
  DeviceId device;
  std::string component;  ///< "printer", "screen", "sound", "link" ...
  Health health = Health::ok;
  std::string reason;  ///< media-empty, media-low, cover-open, media-jam, offline, other; empty when ok
  TALON_FIELDS(DeviceChanged, device, component, health, reason)
};

struct DeviceSilent {
  static constexpr std::string_view type = "device_silent";
  DeviceId device;
  TALON_FIELDS(DeviceSilent, device)
};

struct DeviceReturned {
  static constexpr std::string_view type = "device_returned";
  DeviceId device;
  TALON_FIELDS(DeviceReturned, device)
};

/// "Позвать сотрудника" at a kiosk.
struct HelpCalled {
  static constexpr std::string_view type = "help_called";
  DeviceId device;
  TALON_FIELDS(HelpCalled, device)
};

/// Somebody of the staff said that he comes (S4-II.14.1).
struct HelpAnswered {
  static constexpr std::string_view type = "help_answered";
  DeviceId device;
  Millis waited_ms{0};  ///< since the first press that nobody had answered
  TALON_FIELDS(HelpAnswered, device, waited_ms)
};

/// A manager's recorded decision: extension of hours, emergency text, a permission, the order of calls. A
/// `mode` or `priority` that has run out is followed by one of the system with what the configuration says.
struct DecisionMade {
  static constexpr std::string_view type = "decision_made";
  std::string kind;  ///< "extension", "emergency", "permission", "choice", "stop_issuing", "mode", "priority"
  std::string reason;
  std::optional<Timestamp> until;
  std::string subject;     ///< permission, choice: desk; emergency: the text; priority: category
  std::string value = {};  ///< mode: an OrderMode; priority: a PriorityRule
  TALON_FIELDS(DecisionMade, kind, reason, until, subject, value)
};

/// Numbers of `date` under the letter of `number` up to and including it may already be on paper although
/// this journal does not know them (a backup was restored): the next number of that letter is above. It takes
/// no number: a kiosk may still deliver a ticket issued under its own letter below the floor.
struct NumberFloorRaised {
  static constexpr std::string_view type = "number_floor_raised";
  Date date;
  TicketNumber number;
  TALON_FIELDS(NumberFloorRaised, date, number)
};

/// After `day_opened`: how long service in the line took on past days, the newest weighing most; the order of
/// calls takes its means from here, so that they stand still all day.
struct LineHistory {
  static constexpr std::string_view type = "line_history";
  ServiceId service;
  ProcedureId procedure;
  int legs = 0;
  Millis mean_ms{0};
  TALON_FIELDS(LineHistory, service, procedure, legs, mean_ms)
};

/// How reports call somebody from here on. Once a day for each who does something, so that a report of a past
/// day has the names of that day and a copy of the journal alone gives the same bytes.
struct PersonNamed {
  static constexpr std::string_view type = "person_named";
  std::string login;
  std::string name;
  TALON_FIELDS(PersonNamed, login, name)
};

}  // namespace talon
