// SPDX-License-Identifier: MIT
#include "server/model/event.h"

#include <type_traits>

namespace talon {

EventBody::EventBody() = default;
EventBody::EventBody(const EventBody&) = default;
EventBody::EventBody(EventBody&&) noexcept = default;
EventBody& EventBody::operator=(const EventBody&) = default;
EventBody& EventBody::operator=(EventBody&&) noexcept = default;
EventBody::~EventBody() = default;

std::string_view event_type(const EventBody& body) {
  return std::visit([](const auto& event) { return std::decay_t<decltype(event)>::type; }, body);
}

}  // namespace talon
