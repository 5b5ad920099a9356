// SPDX-License-Identifier: MIT
#include <boost/json.hpp>

#include "kiosk/self.h"
#include "server/model/names.h"
#include "server/model/ticket_number.h"

namespace talon::kiosk {

namespace json = boost::json;

namespace {

std::string text_of(const json::object& from, std::string_view name) {
  const json::value* found = from.if_contains(name);
  return found != nullptr && found->is_string() ? std::string(std::string_view(found->get_string()))
                                                : std::string();
}

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
  Self self;
  self.device = DeviceId{text_of(from, "device")};
  self.title = text_of(from, "title");
  self.diagonal_inch = number_of(from, "diagonal_inch", self.diagonal_inch, 5, 200);
  self.distance_m = number_of(from, "distance_m", self.distance_m, 0.2, 10);
  self.letter = ticket_letter(text_of(from, "letter")).value_or("");
  self.last_offline = static_cast<std::uint32_t>(number_of(from, "last_offline", 0, 0, 999'999'999));
  if (self.device.empty()) return std::nullopt;
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

}  // namespace talon::kiosk
