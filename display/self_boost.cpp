// SPDX-License-Identifier: MIT
#include <algorithm>
#include <boost/json.hpp>

#include "display/self.h"
#include "server/model/names.h"
#include "server/protocol/json.h"

namespace talon::display {
namespace {

namespace json = boost::json;

double number_of(const json::object& from, std::string_view name, double otherwise, double least,
                 double most) {
  const json::value* found = from.if_contains(name);
  if (found == nullptr || !found->is_number()) return otherwise;
  const double value = found->to_number<double>();
  return value >= least && value <= most ? value : otherwise;
}

std::string text_of(const json::object& from, std::string_view name) {
  const json::value* found = from.if_contains(name);
  if (found == nullptr || !found->is_string()) return {};
  return std::string(std::string_view(found->get_string()));
}

int integer_of(const json::object& from, std::string_view name, int otherwise, int least, int most) {
  return static_cast<int>(number_of(from, name, otherwise, least, most));
}

/// Calls read(object) for each object of the list `name`.
template <class Read>
void each_of(const json::object& from, std::string_view name, Read read) {
  const json::value* list = from.if_contains(name);
  if (list == nullptr || !list->is_array()) return;
  for (const json::value& item : list->get_array()) {
    if (item.is_object()) read(item.get_object());
  }
}

std::vector<RoomId> rooms_of(const json::object& from) {
  std::vector<RoomId> rooms;
  const json::value* list = from.if_contains("rooms");
  if (list == nullptr || !list->is_array()) return rooms;
  for (const json::value& room : list->get_array()) {
    if (room.is_string()) rooms.emplace_back(std::string(std::string_view(room.get_string())));
  }
  return rooms;
}

LedBus read_bus(const json::object& from, const DeviceId& display) {
  LedBus bus;
  bus.id = text_of(from, "bus");
  bus.display = display;
  bus.protocol = parse_name<BusProtocol>(text_of(from, "protocol")).value_or(bus.protocol);
  bus.baud = integer_of(from, "baud", bus.baud, 1200, 1'000'000);
  Brightness& light = bus.brightness;
  light.day = integer_of(from, "brightness", light.day, 1, 100);
  light.night = integer_of(from, "night_brightness", light.night, 1, 100);
  const auto minutes = [&](std::string_view name, std::chrono::minutes otherwise) {
    return std::chrono::minutes{integer_of(from, name, static_cast<int>(otherwise.count()), 0, 1439)};
  };
  light.night_from = minutes("night_from_min", light.night_from);
  light.night_to = minutes("night_to_min", light.night_to);
  each_of(from, "boards", [&](const json::object& item) {
    const auto role = parse_name<LedRole>(text_of(item, "role"));
    const int address = integer_of(item, "address", 0, 1, 247);
    if (role && address > 0)
      bus.boards.push_back({address, *role, DeskId{text_of(item, "desk")}, rooms_of(item)});
  });
  return bus;
}

/// What the arithmetic of the layout divides by is never 0.
BoardPicture sane(BoardPicture board) {
  board.wall.columns = std::clamp(board.wall.columns, 1, 8);
  board.wall.rows = std::clamp(board.wall.rows, 1, 8);
  board.layout.every_s = std::max(board.layout.every_s, Seconds{1});
  board.layout.columns = std::clamp(board.layout.columns, 0, 8);
  board.layout.rows = std::clamp(board.layout.rows, 0, 24);
  return board;
}

/// The server refuses a whole report for one reason that is longer, and then nobody hears of any fault. What
/// ALSA says of a missing card is such a one.
std::string shortened(const std::string& reason) {
  constexpr std::size_t most = 64;  // letters, not bytes
  std::size_t letters = 0, last = 0;
  for (std::size_t at = 0; at < reason.size(); ++at) {
    if ((static_cast<unsigned char>(reason[at]) & 0xC0U) == 0x80U) continue;
    if (++letters == most) last = at;
  }
  return letters > most ? reason.substr(0, last) + "…" : reason;
}

}  // namespace

std::optional<Self> read_self(std::string_view text) {
  boost::system::error_code error;
  const json::value value = json::parse(json::string_view(text.data(), text.size()), error);
  if (error || !value.is_object()) return std::nullopt;
  const json::object& from = value.get_object();
  const json::value* name = from.if_contains("device");
  if (name == nullptr || !name->is_string() || name->get_string().empty()) return std::nullopt;
  Self self;
  self.device = DeviceId{std::string(std::string_view(name->get_string()))};
  self.diagonal_inch = number_of(from, "diagonal_inch", self.diagonal_inch, 5, 500);
  self.distance_m = number_of(from, "distance_m", self.distance_m, 0.2, 100);
  self.rooms = rooms_of(from);
  if (const json::value* board = from.if_contains("board")) {
    auto read = protocol::decode<BoardPicture>(json::serialize(*board));
    if (read.ok()) self.board = sane(std::move(read).value());
  }
  each_of(from, "buses", [&](const json::object& bus) { self.buses.push_back(read_bus(bus, self.device)); });
  return self;
}

std::string state_body(const std::vector<Component>& components) {
  json::array list;
  for (const Component& each : components) {
    list.push_back(json::object{{"component", each.component},
                                {"health", std::string(name_of(each.health))},
                                {"reason", shortened(each.reason)}});
  }
  return json::serialize(json::object{{"components", list}});
}

}  // namespace talon::display
