// SPDX-License-Identifier: MIT
// Sessions of the mobile service (S2-11): its laptop is a hall of its own with place "mobile", the office
// receives its journal afterwards.
#include "server/queue/decide.h"
#include "server/queue/regulation.h"
#include "server/queue/session.h"

namespace talon::queue {

Outcome decide_one(const Context& context, const PrepareSession& command) {
  const State& state = context.state;
  if (is_mobile(*state.configuration))
    return refuse(RefusalCode::wrong_state, "выезд готовят в зале учреждения, а это сам выездной приём");
  if (command.hall.empty()) return refuse(RefusalCode::bad_request, "hall: какой выездной приём");
  if (command.hall == state.configuration->id)
    return refuse(RefusalCode::bad_request, "hall: это зал учреждения, а не выездной приём");
  if (command.location.empty()) return refuse(RefusalCode::bad_request, "location: куда выезд");
  if (command.distance_m < 0) return refuse(RefusalCode::bad_request, "distance_km: не меньше нуля");
  if (command.date < state.date) return refuse(RefusalCode::bad_request, "date: этот день прошёл");
  const Seconds travel = travel_time(*state.configuration, state.date, command.distance_m);
  return Events{SessionPrepared{command.hall, command.date, command.location, command.distance_m, travel}};
}

Outcome decide_one(const Context& context, const CancelSession& command) {
  const State& state = context.state;
  if (is_mobile(*state.configuration))
    return refuse(RefusalCode::wrong_state, "выезд отменяет зал учреждения, а это сам выездной приём");
  if (command.reason.empty()) return refuse(RefusalCode::bad_request, "reason: почему выезд отменён");
  if (!state.sessions.contains({command.hall, command.date}))
    return refuse(RefusalCode::wrong_state, "такого выезда нет: он не подготовлен, отменён или уже принят");
  return Events{SessionCancelled{command.hall, command.date, command.reason}};
}

Outcome decide_one(const Context& context, const ArriveSession& command) {
  const State& state = context.state;
  if (!is_mobile(*state.configuration))
    return refuse(RefusalCode::wrong_state, "это зал учреждения, а не выездной приём");
  if (command.location.empty()) return refuse(RefusalCode::bad_request, "location: куда приехали");
  if (state.session_begins) return refuse(RefusalCode::wrong_state, "приезд сегодня уже отмечен");
  const Seconds set_up = time_of_term(*state.configuration, state.date, "mobile_start").value_or(Seconds{0});
  return Events{SessionArrived{command.location, context.now.at.plus(set_up)}};
}

Outcome decide_one(const Context& context, const HandSession& command) {
  const State& state = context.state;
  if (!is_mobile(*state.configuration))
    return refuse(RefusalCode::wrong_state, "дела передаёт выездной приём, а это зал учреждения");
  if (command.cases < 0) return refuse(RefusalCode::bad_request, "cases: не меньше нуля");
  // Pressed twice it would count the same case files twice.
  if (state.sessions.empty())
    return refuse(RefusalCode::wrong_state, "с прошлой передачи никого не принимали, передавать нечего");
  return Events{SessionHanded{command.cases}};
}

Outcome decide_one(const Context& context, const ReceiveSession& command) {
  const State& state = context.state;
  if (is_mobile(*state.configuration))
    return refuse(RefusalCode::wrong_state, "дела принимает зал учреждения, а это выездной приём");
  const auto known = state.received.find(command.session.hall);
  // The same copy again: it is there already.
  if (known != state.received.end() && command.session.last <= known->second) return Events{};
  return Events{command.session};
}

}  // namespace talon::queue
