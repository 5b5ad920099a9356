// SPDX-License-Identifier: MIT
#include "server/model/event.h"

#include <type_traits>

namespace talon {

std::string_view event_type(const EventBody& body) {
  return std::visit([](const auto& event) { return std::decay_t<decltype(event)>::type; }, body);
}

}  // namespace talon
