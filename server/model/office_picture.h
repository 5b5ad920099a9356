// SPDX-License-Identifier: MIT
// What every picture says of the hall: its time, its office, its rooms.
#pragma once

#include <string>

#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/time.h"

namespace talon {

/// GET /api/v1/time; part of every picture.
struct HallTime {
  Timestamp now;
  double rate = 1;             ///< hall seconds per real second
  bool virtual_clock = false;  ///< shown on every screen when true
  TALON_FIELDS(HallTime, now, rate, virtual_clock)
};

struct OfficePicture {
  std::string id;
  std::string name;
  std::string short_name;
  std::string address;
  std::string phone;
  TALON_FIELDS(OfficePicture, id, name, short_name, address, phone)
};

struct RoomPicture {
  RoomId room;
  std::string title;  ///< "кабинет 5"
  std::string way;    ///< "1 этаж, направо"
  TALON_FIELDS(RoomPicture, room, title, way)
};

}  // namespace talon
