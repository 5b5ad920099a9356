// SPDX-License-Identifier: MIT
// What somebody asks for. A command is decided in one place (server/queue), once; its Idempotency-Key travels
// beside it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/model/event.h"

namespace talon {

/// `ticket` and `token` are made by the shell: randomness is an input, the core has none of its own.
struct IssueTicket {
  TicketId ticket;
  std::string token;
  ServiceId service;
  ProcedureId procedure;
  std::string language = "ru";
  std::string priority;
  std::string booking_code;
  std::optional<TicketNumber> number;  ///< issued without the server under the kiosk's own letter
  std::optional<Timestamp> issued_at;  ///< with `number`
};
struct ReportSlip {
  TicketId ticket;
  SlipOutcome outcome;
  std::string reason;
};
struct CancelTicket {
  TicketId ticket;
  std::string reason;
};
struct RateTicket {
  TicketId ticket;
  int rating = 0;
};
/// A no-show who came back to the kiosk: waits again with the first issue time.
struct TicketArrived {
  TicketId ticket;
};

struct OpenDesk {
  DeskId desk;
};
struct TakeOverDesk {
  DeskId desk;
};
struct PauseDesk {
  DeskId desk;
  std::string reason;
};
struct ResumeDesk {
  DeskId desk;
};
struct CloseDesk {
  DeskId desk;
};
/// While serving it finishes with `outcome` in the same transaction; while `called` it is refused.
struct CallNext {
  DeskId desk;
  std::string outcome;
};
/// A chosen ticket, out of order: needs a right (specialist's `choose` or manager) and a reason.
struct CallTicket {
  DeskId desk;
  TicketId ticket;
  std::string reason;
};
struct RecallTicket {
  DeskId desk;
};
struct StartService {
  DeskId desk;
};
struct NextApplicant {
  DeskId desk;
};
struct FinishService {
  DeskId desk;
  std::string outcome;
};
struct MarkNoShow {
  DeskId desk;
};
struct HoldTicket {
  DeskId desk;
  std::string reason;
};
struct ReturnTicket {
  DeskId desk;
  TicketId ticket;
};
struct TransferTicket {
  DeskId desk;
  ServiceId service;
  ProcedureId procedure;
  DeskId to_desk;
  std::string note;
};
struct UndoLast {
  DeskId desk;
};

struct ReportDevice {
  struct Component {
    std::string component;
    Health health = Health::ok;
    std::string reason;
  };
  DeviceId device;
  std::vector<Component> components;
};
struct CallHelp {
  DeviceId device;
};
struct Decide {
  DecisionMade decision;
};
struct ApplyConfiguration {
  ConfigurationApplied configuration;
};
struct StartServer {
  std::string version;
  std::string clock;
};
/// Sent by the shell when next_deadline(state) has come, and after a restart.
struct TimePassed {};
struct StepClock {
  Millis by_ms{0};
};
/// Sent by the shell at start for Journal::number_floors(), before any ticket is issued: one
/// number_floor_raised each.
struct RaiseNumberFloors {
  std::vector<NumberFloorRaised> floors;
};

using CommandBody =
    std::variant<IssueTicket, ReportSlip, CancelTicket, RateTicket, TicketArrived, OpenDesk, TakeOverDesk,
                 PauseDesk, ResumeDesk, CloseDesk, CallNext, CallTicket, RecallTicket, StartService,
                 NextApplicant, FinishService, MarkNoShow, HoldTicket, ReturnTicket, TransferTicket, UndoLast,
                 ReportDevice, CallHelp, Decide, ApplyConfiguration, StartServer, TimePassed, StepClock,
                 RaiseNumberFloors>;

struct Command {
  std::optional<RequestId> request;
  std::string request_scope;
  std::string request_sha;
  Actor by;
  CommandBody body;
};

}  // namespace talon
