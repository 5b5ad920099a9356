// SPDX-License-Identifier: MIT
#include <boost/json.hpp>

#include "display/self.h"
#include "server/model/names.h"

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
  const json::value* rooms = from.if_contains("rooms");
  if (rooms == nullptr || !rooms->is_array()) return self;
  for (const json::value& room : rooms->get_array()) {
    if (room.is_string()) self.rooms.emplace_back(std::string(std::string_view(room.get_string())));
  }
  return self;
}

std::string state_body(const std::vector<Component>& components) {
  json::array list;
  for (const Component& each : components) {
    list.push_back(json::object{{"component", each.component},
                                {"health", std::string(name_of(each.health))},
                                {"reason", each.reason}});
  }
  return json::serialize(json::object{{"components", list}});
}

}  // namespace talon::display
