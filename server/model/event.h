// SPDX-License-Identifier: MIT
// What has happened. A flat JSON object is the one notation: journal record, live stream, the centre's input,
// test table. `apply` never refuses an event; everything in a picture or report can be drawn again from these
// alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/model/actor.h"
#include "server/model/appointment_event.h"
#include "server/model/desk_event.h"
#include "server/model/hall_event.h"
#include "server/model/session_event.h"
#include "server/model/ticket_event.h"
#include "server/model/time.h"

namespace talon {

/// What happened. Its special members are compiled once (event.cpp): every file that copies one
/// would write them anew for each alternative, and they were a third of the build.
struct EventBody
    : std::variant<ConfigurationApplied, ServerStarted, ClockStepped, DayOpened, DayClosed, TicketIssued,
                   TicketCarried, SlipReported, TicketCalled, TicketRecalled, ServiceStarted, ApplicantEnded,
                   ServiceFinished, TicketNoShow, TicketHeld, TicketReturned, TicketTransferred,
                   TicketCancelled, TicketRated, DeskOpened, DeskTakenOver, DeskPaused, DeskResumed,
                   DeskClosed, Undone, LimitBroken, DeviceChanged, DeviceSilent, DeviceReturned, HelpCalled,
                   DecisionMade, NumberFloorRaised, AppointmentBooked, AppointmentCarried, AppointmentMoved,
                   AppointmentCancelled, AppointmentMissed, ReminderStarted, ReminderSent, PhoneStarted,
                   PhoneEnded, PhoneLimitBroken, PhoneMissed, CallbackPromised, CallbackCarried, CallbackMade,
                   RegistryCarried, LineHistory, HelpAnswered, PersonNamed, SessionPrepared, SessionArrived,
                   SessionHanded, SessionReceived, SessionCarried, SessionCancelled> {
  using variant::variant;
  EventBody();
  EventBody(const EventBody&);
  EventBody(EventBody&&) noexcept;
  EventBody& operator=(const EventBody&);
  EventBody& operator=(EventBody&&) noexcept;
  ~EventBody();
};

struct Event {
  std::int64_t seq = 0;              ///< 1, 2, 3 ... without gaps within a hall
  Moment when;                       ///< JSON: `at` and `t`
  std::optional<Timestamp> due;      ///< when it fell due, where that is not `at`
  std::optional<RequestId> request;  ///< first event of a command: its Idempotency-Key
  std::string request_scope;         ///< caller whose key it is; written with `request`
  std::string request_sha;  ///< SHA-256 of the request's method, path and body; written with `request`
  Actor by;                 ///< JSON: `role`, `by`, `via`
  EventBody body;
};

[[nodiscard]] std::string_view event_type(const EventBody& body);

}  // namespace talon
