// SPDX-License-Identifier: MIT
// POST /api/v1/tickets -> 201: the ticket and its paper.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/office_picture.h"
#include "server/model/slip_layout.h"
#include "server/model/ticket_number.h"

namespace talon {

/// All that the paper needs; the kiosk asks nothing more.
struct SlipContent {
  std::string office;
  std::string phone;
  TicketNumber number;  ///< JSON: its text
  Timestamp issued_at;
  std::string service;    ///< plain title
  std::string procedure;  ///< plain title
  std::string official;   ///< the procedure's official name
  std::vector<std::string> brief;
  int ahead = 0;
  std::optional<Seconds> expected_wait_s;
  std::optional<Seconds> not_later_s;
  std::vector<RoomPicture> rooms;  ///< where one may be called to
  std::string where;   ///< "Смотрите на табло: вас пригласят в кабинет 5."
  std::string missed;  ///< what to do after a missed call
  std::string journal_head;  ///< first 10 base32 characters of the journal's head; empty without the server
  std::string url;           ///< ticket's state, for the QR; empty: no QR
  std::string language = "ru";
  bool repeat = false;  ///< marked "повтор"
  bool offline = false;  ///< issued without the server: `ahead` is not known, "время ожидания уточняется"
  std::optional<SlipLayout> layout;    ///< empty: the defaults
  std::optional<Timestamp> booked_at;  ///< the visitor has an appointment for this time
  std::string booking_code;  ///< paper of an appointment: the code instead of a number, nothing of a queue
  bool memo = false;         ///< the document list alone, no number and nothing of a queue
  TALON_FIELDS(SlipContent, office, phone, number, issued_at, service, procedure, official, brief, ahead,
               expected_wait_s, not_later_s, rooms, where, missed, journal_head, url, language, repeat,
               offline, layout, booked_at, booking_code, memo)
};

struct TicketReply {
  TicketId id;
  TicketNumber number;
  Timestamp issued_at;
  ServiceId service;
  ProcedureId procedure;
  int ahead = 0;
  std::optional<Seconds> expected_wait_s;
  std::optional<Seconds> not_later_s;
  std::vector<RoomPicture> rooms;
  SlipContent slip;
  TALON_FIELDS(TicketReply, id, number, issued_at, service, procedure, ahead, expected_wait_s, not_later_s,
               rooms, slip)
};

}  // namespace talon
