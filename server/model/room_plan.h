// SPDX-License-Identifier: MIT
// A plan of the rooms as the terminal draws it: data of the administrator (`[[plan]]` of HALL.toml), one a
// floor. check() says why a plan is refused.
#pragma once

#include <string>
#include <vector>

#include "server/model/fields.h"
#include "server/model/id.h"

namespace talon {

/// What stands on a plan beside rooms; `here` is where a terminal stands.
enum class PlanMark { here, entrance, wc, lift, stairs };

/// A place on the plan, in metres: x to the right, y down, from its upper left corner.
struct PlanPoint {
  double x = 0;
  double y = 0;
  bool operator==(const PlanPoint&) const = default;
  TALON_FIELDS(PlanPoint, x, y)
};

/// A room, or any closed part of the floor: whoever walks goes around it and in by its door.
struct PlanRoom {
  RoomId room;        ///< empty: not one of the hall's, only drawn
  std::string title;  ///< of such a one: "архив"; may be empty
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  PlanPoint door;  ///< on its edge
  bool operator==(const PlanRoom&) const = default;
  TALON_FIELDS(PlanRoom, room, title, x, y, width, height, door)
};

struct PlanSign {
  PlanMark mark = PlanMark::here;
  double x = 0;
  double y = 0;
  DeviceId device;  ///< `here`: the terminal that stands there; empty: every one
  bool operator==(const PlanSign&) const = default;
  TALON_FIELDS(PlanSign, mark, x, y, device)
};

struct FloorPlan {
  std::string title;  ///< "1 этаж"
  double width = 0;   ///< metres
  double height = 0;
  std::vector<PlanRoom> rooms;
  std::vector<PlanSign> signs;
  bool operator==(const FloorPlan&) const = default;
  TALON_FIELDS(FloorPlan, title, width, height, rooms, signs)
};

/// Where `device` stands on this floor; nullptr: not here.
[[nodiscard]] const PlanSign* here(const FloorPlan& plan, const DeviceId& device);
/// A way on foot between two places, from corner to corner and around every room, its ends being `from` and
/// `to`; empty: there is none. A door is reached from outside its room.
[[nodiscard]] std::vector<PlanPoint> walk(const FloorPlan& plan, const PlanPoint& from, const PlanPoint& to);
/// Russian sentences, each naming the room or sign; empty: the plan can be drawn and walked.
[[nodiscard]] std::vector<std::string> check(const FloorPlan& plan);

}  // namespace talon
