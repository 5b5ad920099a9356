// SPDX-License-Identifier: MIT
#include "server/configuration/equipment_toml.h"

#include "server/configuration/board_toml.h"
#include "server/configuration/calendar_toml.h"

namespace talon::configuration {
namespace {

void read_led_board(Table& table, LedBus& bus, Draft& draft) {
  LedBoard item;
  if (!table.has("address")) table.problem("address", "нужен адрес табло на шине");
  const bool candle = bus.protocol == BusProtocol::candle;
  item.address = table.integer("address", 0, candle ? 32 : 1, candle ? 127 : 246);
  item.role = table.named<LedRole>("role", true).value_or(LedRole::hall_line);
  item.desk = DeskId{table.optional_text("desk", 40)};
  for (const auto& [room, place] : table.texts("rooms", 20)) item.rooms.emplace_back(room);
  const bool fresh = draft.places.emplace(led_component(bus, item.address), table.place()).second;
  if (!fresh && item.address != 0)
    table.problem("address", "адрес " + std::to_string(item.address) + " на этой шине уже занят");
  bus.boards.push_back(std::move(item));
}

}  // namespace

void read_room(Table& table, Draft& draft) {
  Room item;
  item.id = RoomId{table.text("id", 20)};
  remember(draft, table, "room", item.id.value);
  item.title = table.text("title", title_length);
  item.way = table.optional_text("way", title_length);
  draft.hall.rooms.push_back(std::move(item));
}

void read_desk(Table& table, Draft& draft) {
  Desk item;
  item.id = DeskId{table.name("id")};
  remember(draft, table, "desk", item.id.value);
  item.room = RoomId{table.text("room", 20)};
  item.title = table.text("title", title_length);
  auto serves = table.texts("serves", 90);
  if (serves.empty()) table.problem("serves", "нужна хотя бы одна очередь, например \"child_benefit/*\"");
  item.may_choose = table.flag("may_choose", false);
  read_hours(table, "[[desk.hours]]", item.hours, true);
  draft.hall.desks.push_back(std::move(item));
  draft.serves.push_back(std::move(serves));
}

void read_device(Table& table, DeviceRole role, Draft& draft) {
  Device item;
  item.role = role;
  item.id = DeviceId{table.name("id")};
  remember(draft, table, "device", item.id.value);
  // Under it the journal tells how the server's own machine is, see queue::own_machine.
  if (item.id.value == "server") table.problem("id", "имя «server» занято самим сервером");
  item.title = table.text("title", title_length);
  const bool kiosk = role == DeviceRole::kiosk;
  if (kiosk) {
    item.letter = table.letter("letter").value_or("");
    if (!table.has("letter")) table.problem("letter", "нужна своя буква киоска для работы без сервера");
  } else {
    for (const auto& [room, place] : table.texts("rooms", 20)) item.rooms.emplace_back(room);
    read_display(table, item);
  }
  item.diagonal_inch = table.number("diagonal_inch", kiosk ? 27 : 43, 5, 200);
  item.distance_m = table.number("distance_m", kiosk ? 0.6 : 6, 0.2, 60);
  draft.hall.devices.push_back(std::move(item));
}

void read_slip(Table& table, Draft& draft) {
  SlipLayout& slip = draft.hall.slip;
  if (table.has("parts")) slip.parts.clear();
  for (auto& [part, place] : table.texts("parts", 20)) slip.parts.push_back(std::move(part));
  constexpr double longest_mm = 100;  // check() knows the rules' own limits and names them
  slip.number_mm = table.number("number_mm", slip.number_mm, 0, longest_mm);
  slip.text_mm = table.number("text_mm", slip.text_mm, 0, longest_mm);
  slip.qr_mm = table.number("qr_mm", slip.qr_mm, 0, longest_mm);
  slip.note = table.optional_text("note", note_length);
  slip.large_print = table.flag("large_print", slip.large_print);
  slip.high_contrast = table.flag("high_contrast", slip.high_contrast);
  slip.official_names = table.flag("official_names", slip.official_names);
  for (const SlipLayoutProblem& problem : check(slip)) table.problem(problem.key, problem.reason);
}

void read_bus(Table& table, Draft& draft) {
  LedBus item;
  item.id = table.name("id");
  remember(draft, table, "bus", item.id);
  item.display = DeviceId{table.name("display")};
  item.protocol = table.named<BusProtocol>("protocol").value_or(BusProtocol::modbus);
  const bool candle = item.protocol == BusProtocol::candle;
  item.baud = table.integer("baud", candle ? 57600 : 115200, 1200, 1'000'000);
  const bool good = candle ? item.baud == 19200 || item.baud == 57600 : item.baud == 115200;
  if (!good) table.problem("baud", candle ? "нужно 19200 или 57600" : "у шины modbus нужно 115200");
  item.brightness.day = table.integer("brightness", item.brightness.day, 1, 100);
  item.brightness.night = table.integer("night_brightness", item.brightness.night, 1, 100);
  item.brightness.night_from = table.clock("night_from", false).value_or(item.brightness.night_from);
  item.brightness.night_to = table.clock("night_to", false).value_or(item.brightness.night_to);
  table.each("board", "[[bus.board]]", [&](Table& inner) { read_led_board(inner, item, draft); });
  draft.hall.buses.push_back(std::move(item));
}

}  // namespace talon::configuration
