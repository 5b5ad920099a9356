// SPDX-License-Identifier: MIT
#include "server/model/room_plan.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace talon {
namespace {

constexpr double least_side = 3;   ///< metres of a floor
constexpr double most_side = 300;  ///< of a floor
constexpr double least_room = 1;   ///< of a room
constexpr double on_edge = 0.05;   ///< a door may be drawn so far from its wall
constexpr double most_longer = 3;  ///< a floor's long side to its short one

std::string name_of_room(const PlanRoom& room) {
  if (!room.room.empty()) return "помещение «" + room.room.value + "»";
  return room.title.empty() ? "помещение без имени" : "помещение «" + room.title + "»";
}

bool inside(const PlanRoom& room, double x, double y, double margin) {
  return x > room.x - margin && x < room.x + room.width + margin && y > room.y - margin &&
         y < room.y + room.height + margin;
}

bool overlap(const PlanRoom& a, const PlanRoom& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

bool door_in_wall(const PlanRoom& room) {
  return inside(room, room.door.x, room.door.y, on_edge) && !inside(room, room.door.x, room.door.y, -on_edge);
}

void check_room(const FloorPlan& plan, std::size_t index, std::vector<std::string>& problems) {
  const PlanRoom& room = plan.rooms[index];
  const std::string name = name_of_room(room);
  if (room.width < least_room || room.height < least_room) problems.push_back(name + ": меньше метра");
  const bool within =
      room.x >= 0 && room.y >= 0 && room.x + room.width <= plan.width && room.y + room.height <= plan.height;
  if (!within) problems.push_back(name + ": выходит за край этажа");
  if (!door_in_wall(room)) problems.push_back(name + ": дверь не в его стене");
  for (std::size_t other = 0; other < index; ++other) {
    if (overlap(room, plan.rooms[other]))
      problems.push_back(name + ": налезает на " + name_of_room(plan.rooms[other]));
  }
}

void check_signs(const FloorPlan& plan, std::vector<std::string>& problems) {
  for (const PlanSign& sign : plan.signs) {
    if (sign.x < 0 || sign.y < 0 || sign.x > plan.width || sign.y > plan.height)
      problems.emplace_back("знак стоит за краем этажа");
    if (sign.mark != PlanMark::here) continue;
    for (const PlanRoom& room : plan.rooms) {
      if (inside(room, sign.x, sign.y, 0))
        problems.push_back("терминал стоит внутри: " + name_of_room(room));
      else if (!room.room.empty() && walk(plan, {sign.x, sign.y}, room.door).empty())
        problems.push_back(name_of_room(room) + ": от терминала к двери не пройти");
    }
  }
}

}  // namespace

const PlanSign* here(const FloorPlan& plan, const DeviceId& device) {
  const PlanSign* common = nullptr;
  for (const PlanSign& sign : plan.signs) {
    if (sign.mark != PlanMark::here) continue;
    if (!sign.device.empty() && sign.device == device) return &sign;
    if (sign.device.empty()) common = &sign;
  }
  return common;
}

std::vector<std::string> check(const FloorPlan& plan) {
  std::vector<std::string> problems;
  const auto [short_side, long_side] = std::minmax(plan.width, plan.height);
  if (short_side < least_side || long_side > most_side) {
    problems.emplace_back("сторона этажа — от 3 до 300 метров");
    return problems;
  }
  if (long_side > most_longer * short_side)
    problems.emplace_back("этаж длиннее своей ширины больше чем втрое: разделите его на два плана");
  for (std::size_t index = 0; index < plan.rooms.size(); ++index) check_room(plan, index, problems);
  if (problems.empty()) check_signs(plan, problems);
  return problems;
}

}  // namespace talon
