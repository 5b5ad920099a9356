// SPDX-License-Identifier: MIT
// Sessions of the mobile service (S2-11): its laptop is a hall of its own with place "mobile", the office
// receives its journal afterwards.
#include "server/queue/decide.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

bool is_mobile(const State& state) {
  return state.configuration->place == "mobile";
}

}  // namespace

Outcome decide_one(const Context& context, const PrepareSession& command) {
  if (is_mobile(context.state)) return refuse(RefusalCode::wrong_state, "это делает зал учреждения");
  if (command.hall.empty()) return refuse(RefusalCode::bad_request, "hall");
  if (command.location.empty()) return refuse(RefusalCode::bad_request, "location");
  if (command.distance_m < 0) return refuse(RefusalCode::bad_request, "distance_m");
  if (command.date < context.state.date) return refuse(RefusalCode::bad_request, "date");
  const Seconds travel = travel_time(*context.state.configuration, context.state.date, command.distance_m);
  return Events{SessionPrepared{command.hall, command.date, command.location, command.distance_m, travel}};
}

Outcome decide_one(const Context& context, const ArriveSession& command) {
  const State& state = context.state;
  if (!is_mobile(state)) return refuse(RefusalCode::wrong_state, "это зал учреждения, а не выездной приём");
  if (command.location.empty()) return refuse(RefusalCode::bad_request, "location");
  if (state.session_begins) return refuse(RefusalCode::wrong_state, "приезд уже отмечен");
  const Seconds set_up = time_of_term(*state.configuration, state.date, "mobile_start").value_or(Seconds{0});
  return Events{SessionArrived{command.location, context.now.at.plus(set_up)}};
}

Outcome decide_one(const Context& context, const HandSession& command) {
  if (!is_mobile(context.state)) return refuse(RefusalCode::wrong_state, "передаёт выездной приём");
  if (command.cases < 0) return refuse(RefusalCode::bad_request, "cases");
  return Events{SessionHanded{command.cases}};
}

Outcome decide_one(const Context& context, const ReceiveSession& command) {
  const State& state = context.state;
  if (is_mobile(state)) return refuse(RefusalCode::wrong_state, "принимает зал учреждения");
  const auto known = state.received.find(command.session.hall);
  // The same copy again: it is there already.
  if (known != state.received.end() && command.session.last <= known->second) return Events{};
  return Events{command.session};
}

}  // namespace talon::queue
