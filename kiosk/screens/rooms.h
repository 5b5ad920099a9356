// SPDX-License-Identifier: MIT
// The hall's rooms as the menu names them, and where they are drawn.
#pragma once

#include <string>
#include <vector>

#include "server/model/picture.h"

namespace talon::screens {

struct RoomLine {
  RoomPicture room;
  std::vector<std::string> titles;  ///< of procedures, each once
};
/// Every room somebody is received in, once, in the menu's order.
[[nodiscard]] std::vector<RoomLine> rooms_of(const MenuPicture& menu);
/// The floor on which the room is drawn; nullptr: on none. It belongs to `menu`.
[[nodiscard]] const FloorPlan* floor_of(const MenuPicture& menu, const RoomId& room);

}  // namespace talon::screens
