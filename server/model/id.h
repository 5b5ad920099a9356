// SPDX-License-Identifier: MIT
// Identifiers that cannot be mixed up: DeskId{"3"} is never accepted where a TicketId is asked for.
#pragma once

#include <compare>
#include <functional>
#include <ostream>
#include <string>
#include <utility>

namespace talon {

template <class Tag>
struct Id {
  std::string value;

  Id() = default;
  explicit Id(std::string text) : value(std::move(text)) {}
  [[nodiscard]] bool empty() const { return value.empty(); }
  auto operator<=>(const Id&) const = default;
  friend std::ostream& operator<<(std::ostream& out, const Id& id) { return out << id.value; }
};

using TicketId =
    Id<struct TicketTag>;  ///< UUID, lower case, made by the shell that first asked for the ticket
using RequestId =
    Id<struct RequestTag>;  ///< Idempotency-Key: UUID made and stored by the caller before the first send
using ServiceId = Id<struct ServiceTag>;  ///< name from the configuration, [a-z0-9_]+
using ProcedureId =
    Id<struct ProcedureTag>;            ///< `consultation`, `submission`, `result` or the configuration's own
using DeskId = Id<struct DeskTag>;      ///< name from the configuration, e.g. "3"
using RoomId = Id<struct RoomTag>;      ///< as on the door plate, e.g. "5"
using UserId = Id<struct UserTag>;      ///< a person's log-in name
using DeviceId = Id<struct DeviceTag>;  ///< name of a device key: kiosk, display, LED bus
using ClauseId = Id<struct ClauseTag>;  ///< clause of the regulation as cited, e.g. "7.2"
using AppointmentId = Id<struct AppointmentTag>;  ///< random UUID: all that the journal knows of a person
using CallbackId = Id<struct CallbackTag>;        ///< random UUID of a promise to ring back
using RegistryId = Id<struct RegistryTag>;        ///< a journal of the regulation with numbered rows

/// A line is the tickets of one service and procedure.
struct LineId {
  ServiceId service;
  ProcedureId procedure;
  auto operator<=>(const LineId&) const = default;
};

}  // namespace talon

template <class Tag>
struct std::hash<talon::Id<Tag>> {
  std::size_t operator()(const talon::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value);
  }
};
template <>
struct std::hash<talon::LineId> {
  std::size_t operator()(const talon::LineId& line) const noexcept {
    return std::hash<std::string>{}(line.service.value) * 31 + std::hash<std::string>{}(line.procedure.value);
  }
};
