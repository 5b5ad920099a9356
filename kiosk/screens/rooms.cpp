// SPDX-License-Identifier: MIT
#include "kiosk/screens/rooms.h"

#include <algorithm>

namespace talon::screens {

namespace {

void add(std::vector<RoomLine>& all, const RoomPicture& room, const std::string& title) {
  auto line =
      std::find_if(all.begin(), all.end(), [&](const RoomLine& each) { return each.room.room == room.room; });
  if (line == all.end()) line = all.insert(all.end(), {room, {}});
  if (std::find(line->titles.begin(), line->titles.end(), title) == line->titles.end())
    line->titles.push_back(title);
}

}  // namespace

std::vector<RoomLine> rooms_of(const MenuPicture& menu) {
  std::vector<RoomLine> all;
  for (const ServicePicture& service : menu.services) {
    for (const OfferPicture& offer : service.procedures) {
      for (const RoomPicture& room : offer.rooms) add(all, room, offer.title);
    }
  }
  return all;
}

const FloorPlan* floor_of(const MenuPicture& menu, const RoomId& room) {
  const auto has_it = [&](const FloorPlan& floor) {
    return std::any_of(floor.rooms.begin(), floor.rooms.end(),
                       [&](const PlanRoom& each) { return each.room == room; });
  };
  const auto found = std::find_if(menu.plans.begin(), menu.plans.end(), has_it);
  return room.empty() || found == menu.plans.end() ? nullptr : &*found;
}

}  // namespace talon::screens
