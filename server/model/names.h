// SPDX-License-Identifier: MIT
// The written name of each enumerator: the same in journal, API, configuration and reports.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "server/model/event.h"
#include "server/model/leg.h"

namespace talon {

template <class Enum>
struct Names;

#define TALON_NAMES(Enum, count, ...)                                                            \
  template <>                                                                                    \
  struct Names<Enum> {                                                                           \
    static constexpr std::array<std::pair<Enum, std::string_view>, count> all = {{__VA_ARGS__}}; \
  }

TALON_NAMES(Entry, 2, {Entry::walk_in, "walk_in"}, {Entry::booked, "booked"});
TALON_NAMES(Measure, 2, {Measure::wait, "wait"}, {Measure::service, "service"});
TALON_NAMES(Unit, 10, {Unit::second, "second"}, {Unit::minute, "minute"}, {Unit::hour, "hour"},
            {Unit::day, "day"}, {Unit::working_day, "working_day"}, {Unit::month, "month"},
            {Unit::year, "year"}, {Unit::time, "time"}, {Unit::metre, "metre"}, {Unit::place, "place"});
TALON_NAMES(DeviceRole, 2, {DeviceRole::kiosk, "kiosk"}, {DeviceRole::display, "display"});
TALON_NAMES(LedRole, 3, {LedRole::hall_line, "hall_line"}, {LedRole::desk_board, "desk_board"},
            {LedRole::desk_panel, "desk_panel"});
TALON_NAMES(PanelKey, 4, {PanelKey::next, "next"}, {PanelKey::recall, "recall"},
            {PanelKey::start_finish, "start_finish"}, {PanelKey::pause, "pause"});
TALON_NAMES(BusProtocol, 2, {BusProtocol::modbus, "modbus"}, {BusProtocol::candle, "candle"});
TALON_NAMES(BoardKind, 2, {BoardKind::hall, "hall"}, {BoardKind::plate, "plate"});
TALON_NAMES(PanelKind, 6, {PanelKind::waiting, "waiting"}, {PanelKind::next, "next"},
            {PanelKind::hours, "hours"}, {PanelKind::rooms, "rooms"}, {PanelKind::limits, "limits"},
            {PanelKind::page, "page"});
TALON_NAMES(PlanMark, 5, {PlanMark::here, "here"}, {PlanMark::entrance, "entrance"}, {PlanMark::wc, "wc"},
            {PlanMark::lift, "lift"}, {PlanMark::stairs, "stairs"});
TALON_NAMES(TicketState, 7, {TicketState::waiting, "waiting"}, {TicketState::called, "called"},
            {TicketState::serving, "serving"}, {TicketState::held, "held"}, {TicketState::served, "served"},
            {TicketState::no_show, "no_show"}, {TicketState::cancelled, "cancelled"});
TALON_NAMES(SlipOutcome, 4, {SlipOutcome::pending, "pending"}, {SlipOutcome::printed, "printed"},
            {SlipOutcome::failed, "failed"}, {SlipOutcome::unknown, "unknown"});
TALON_NAMES(DeskState, 4, {DeskState::closed, "closed"}, {DeskState::open, "open"},
            {DeskState::paused, "paused"}, {DeskState::phone, "phone"});
TALON_NAMES(BookedBy, 3, {BookedBy::in_person, "in_person"}, {BookedBy::telephone, "telephone"},
            {BookedBy::kiosk, "kiosk"});
TALON_NAMES(AppointmentState, 4, {AppointmentState::expected, "expected"},
            {AppointmentState::arrived, "arrived"}, {AppointmentState::missed, "missed"},
            {AppointmentState::cancelled, "cancelled"});
TALON_NAMES(Channel, 3, {Channel::none, "none"}, {Channel::sms, "sms"}, {Channel::email, "email"});
TALON_NAMES(ReminderState, 4, {ReminderState::not_wanted, "not_wanted"}, {ReminderState::waiting, "waiting"},
            {ReminderState::sent, "sent"}, {ReminderState::failed, "failed"});
TALON_NAMES(Health, 4, {Health::ok, "ok"}, {Health::warning, "warning"}, {Health::failed, "failed"},
            {Health::silent, "silent"});
TALON_NAMES(LegOutcome, 4, {LegOutcome::served, "served"}, {LegOutcome::no_show, "no_show"},
            {LegOutcome::cancelled, "cancelled"}, {LegOutcome::transferred, "transferred"});
TALON_NAMES(Role, 7, {Role::visitor, "visitor"}, {Role::kiosk, "kiosk"}, {Role::display, "display"},
            {Role::specialist, "specialist"}, {Role::manager, "manager"},
            {Role::administrator, "administrator"}, {Role::system, "system"});
TALON_NAMES(OrderMode, 8, {OrderMode::live, "live"}, {OrderMode::live_0, "live_0"},
            {OrderMode::live_60, "live_60"}, {OrderMode::patient, "patient"},
            {OrderMode::balanced, "balanced"}, {OrderMode::balanced_patient, "balanced_patient"},
            {OrderMode::compliance, "compliance"}, {OrderMode::fifo, "fifo"});
TALON_NAMES(ColumnOf, 12, {ColumnOf::number, "number"}, {ColumnOf::date, "date"}, {ColumnOf::time, "time"},
            {ColumnOf::service, "service"}, {ColumnOf::procedure, "procedure"}, {ColumnOf::line, "line"},
            {ColumnOf::outcome, "outcome"}, {ColumnOf::reason, "reason"}, {ColumnOf::ticket, "ticket"},
            {ColumnOf::desk, "desk"}, {ColumnOf::specialist, "specialist"}, {ColumnOf::blank, "blank"});
TALON_NAMES(Guard, 3, {Guard::automatic, "auto"}, {Guard::always, "on"}, {Guard::never, "off"});
TALON_NAMES(PriorityRule, 3, {PriorityRule::none, "none"}, {PriorityRule::head_start, "head_start"},
            {PriorityRule::out_of_turn, "out_of_turn"});
TALON_NAMES(Ground, 8, {Ground::issue, "issue"}, {Ground::limit, "limit"}, {Ground::behind, "behind"},
            {Ground::returned, "returned"}, {Ground::transferred, "transferred"},
            {Ground::head_start, "head_start"}, {Ground::out_of_turn, "out_of_turn"},
            {Ground::guard, "guard"});
#undef TALON_NAMES

template <class Enum>
concept Named = requires {
  Names<Enum>::all;
};

template <Named Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) {
  for (const auto& [known, name] : Names<Enum>::all) {
    if (known == value) return name;
  }
  return "";
}

template <Named Enum>
[[nodiscard]] constexpr std::optional<Enum> parse_name(std::string_view text) {
  for (const auto& [value, name] : Names<Enum>::all) {
    if (name == text) return value;
  }
  return std::nullopt;
}

}  // namespace talon
