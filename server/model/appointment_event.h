// SPDX-License-Identifier: MIT
// What has happened to an appointment. Who it is for stands in people.db, never here. Alternatives of
// EventBody.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/state.h"
#include "server/model/time.h"

namespace talon {

/// A citizen has a time. Who he is stands in people.db under the same random id, never here.
struct AppointmentBooked {
  static constexpr std::string_view type = "appointment_booked";
  AppointmentId appointment;
  std::string code;  ///< ten digits, told to the citizen; unlike every other one that is still alive
  ServiceId service;
  ProcedureId procedure;
  RoomId room;  ///< told at booking (S2-5.4.2); empty: any of the line's desks
  Date date;    ///< service date of the slot
  Timestamp slot_at;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
  TALON_FIELDS(AppointmentBooked, appointment, code, service, procedure, room, date, slot_at, booked_by,
               remind)
};

/// After `day_opened`: an appointment that is still to come.
struct AppointmentCarried {
  static constexpr std::string_view type = "appointment_carried";
  AppointmentId appointment;
  std::string code;
  ServiceId service;
  ProcedureId procedure;
  RoomId room;
  Date date;
  Timestamp slot_at;
  BookedBy booked_by = BookedBy::in_person;
  Channel remind = Channel::none;
  bool reminded = false;
  int reminder_attempts = 0;
  std::optional<Timestamp> reminder_tried_at;
  bool reminder_given_up = false;
  std::string reminder_reason;
  TALON_FIELDS(AppointmentCarried, appointment, code, service, procedure, room, date, slot_at, booked_by,
               remind, reminded, reminder_attempts, reminder_tried_at, reminder_given_up, reminder_reason)
};

struct AppointmentMoved {
  static constexpr std::string_view type = "appointment_moved";
  AppointmentId appointment;
  Date date;
  Timestamp slot_at;
  std::string reason;
  TALON_FIELDS(AppointmentMoved, appointment, date, slot_at, reason)
};

struct AppointmentCancelled {
  static constexpr std::string_view type = "appointment_cancelled";
  AppointmentId appointment;
  std::string reason;
  TALON_FIELDS(AppointmentCancelled, appointment, reason)
};

/// The service day of the slot ended and nobody had come with the code.
struct AppointmentMissed {
  static constexpr std::string_view type = "appointment_missed";
  AppointmentId appointment;
  ServiceId service;
  ProcedureId procedure;
  Timestamp slot_at;
  TALON_FIELDS(AppointmentMissed, appointment, service, procedure, slot_at)
};

/// A reminder is about to be handed over. It is recorded before: a server that dies in between tries again,
/// and no more often than any other attempt that came to nothing.
struct ReminderStarted {
  static constexpr std::string_view type = "reminder_started";
  AppointmentId appointment;
  Channel channel = Channel::none;
  Timestamp slot_at;  ///< which it reminds of
  TALON_FIELDS(ReminderStarted, appointment, channel, slot_at)
};

/// What became of a reminder; an appointment has one that was sent, or some that failed.
struct ReminderSent {
  static constexpr std::string_view type = "reminder_sent";
  AppointmentId appointment;
  Channel channel = Channel::none;
  bool sent = false;
  std::string reason;     ///< why not: a sentence without the address and without the gateway's words
  bool given_up = false;  ///< nothing more is tried
  TALON_FIELDS(ReminderSent, appointment, channel, sent, reason, given_up)
};

}  // namespace talon
