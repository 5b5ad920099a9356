// SPDX-License-Identifier: MIT
#include "server/configuration/plan_toml.h"

#include <set>

#include "server/model/floors.h"

namespace talon::configuration {
namespace {

constexpr double longest = 300;  // metres; check() knows what a floor may be

void read_plan_room(Table& table, FloorPlan& plan) {
  PlanRoom item;
  item.room = RoomId{table.optional_text("room", 20)};
  item.title = table.optional_text("title", 20);
  if (!item.room.empty() && !item.title.empty())
    table.problem("title", "имя помещения зала стоит в [[room]]; здесь оно только у прочих");
  item.x = table.number("x", 0, 0, longest);
  item.y = table.number("y", 0, 0, longest);
  item.width = table.number("width", 0, 0, longest);
  item.height = table.number("height", 0, 0, longest);
  item.door = {table.number("door_x", item.x, 0, longest), table.number("door_y", item.y, 0, longest)};
  plan.rooms.push_back(std::move(item));
}

void read_sign(Table& table, FloorPlan& plan) {
  PlanSign item;
  item.mark = table.named<PlanMark>("mark", true).value_or(PlanMark::here);
  item.x = table.number("x", 0, 0, longest);
  item.y = table.number("y", 0, 0, longest);
  item.device = DeviceId{table.optional_text("kiosk", 40)};
  if (!item.device.empty() && item.mark != PlanMark::here)
    table.problem("kiosk", "терминал называют только у знака here");
  plan.signs.push_back(std::move(item));
}

void check_names(Draft& draft, const Place& place, const FloorPlan& plan, std::set<RoomId>& drawn) {
  const std::string which = "план «" + plan.title + "»: ";
  for (const PlanRoom& room : plan.rooms) {
    if (room.room.empty()) continue;
    if (draft.hall.room(room.room) == nullptr)
      draft.problem(place, which + "помещения «" + room.room.value + "» нет");
    if (!drawn.insert(room.room).second)
      draft.problem(place, which + "помещение «" + room.room.value + "» уже начерчено");
  }
  for (const PlanSign& sign : plan.signs) {
    const Device* device = sign.device.empty() ? nullptr : draft.hall.device(sign.device);
    if (!sign.device.empty() && (device == nullptr || device->role != DeviceRole::kiosk))
      draft.problem(place, which + "терминала «" + sign.device.value + "» нет");
  }
}

}  // namespace

void read_plan(Table& table, Draft& draft) {
  FloorPlan plan;
  plan.title = table.text("title", 40);
  plan.width = table.number("width", 0, 0, longest);
  plan.height = table.number("height", 0, 0, longest);
  table.each("room", "[[plan.room]]", [&](Table& inner) { read_plan_room(inner, plan); });
  table.each("sign", "[[plan.sign]]", [&](Table& inner) { read_sign(inner, plan); });
  draft.places["plan " + std::to_string(draft.hall.plans.size())] = table.place();
  draft.hall.plans.push_back(std::move(plan));
}

void check_plans(Draft& draft) {
  std::set<RoomId> drawn;
  bool sound = true;  // a floor that cannot be drawn cannot be walked
  for (std::size_t index = 0; index < draft.hall.plans.size(); ++index) {
    const FloorPlan& plan = draft.hall.plans[index];
    const Place place = draft.place("plan " + std::to_string(index));
    check_names(draft, place, plan, drawn);
    const auto problems = check(plan);
    sound = sound && problems.empty();
    for (const std::string& problem : problems) draft.problem(place, "план «" + plan.title + "»: " + problem);
  }
  if (!draft.hall.plans.empty() && sound) {
    for (const std::string& problem : check_passages(draft.hall.plans))
      draft.problem(draft.place("plan 0"), problem);
  }
}

}  // namespace talon::configuration
