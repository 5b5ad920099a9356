// SPDX-License-Identifier: MIT
// Free times, and appointments as staff and their citizen see them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/office_picture.h"
#include "server/model/state.h"

namespace talon {

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

}  // namespace talon
