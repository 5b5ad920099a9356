// SPDX-License-Identifier: MIT
// The consultation line at a desk (S2-6.5, S3-2.5.5, S3-2.5.6): a talk has a limit, is forwarded once at
// most, and an answer that cannot be given at once is promised for a day.
#include <algorithm>

#include "server/queue/decide.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

constexpr Seconds first_too_late{1};

const Regulation* regulation_now(const State& state) {
  return regulation_of(*state.configuration, state.configuration->regulation, state.date);
}

bool unknown_service(const State& state, const ServiceId& service) {
  return !service.empty() && state.configuration->service(service) == nullptr;
}

}  // namespace

std::optional<Ticks> phone_due(const DeskNow& desk) {
  if (!desk.phone || desk.phone->broken || !desk.phone->limit) return std::nullopt;
  return desk.phone->since_t + (*desk.phone->limit + first_too_late);
}

Outcome decide_one(const Context& context, const StartPhone& command) {
  const State& state = context.state;
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  if (state.desk(command.desk).state == DeskState::phone) return refuse(RefusalCode::desk_on_phone);
  if (state.desk(command.desk).state == DeskState::paused) return refuse(RefusalCode::desk_paused);
  if (const auto visitor = has_visitor(state, command.desk)) return *visitor;
  const Regulation* regulation = regulation_now(state);
  PhoneStarted event{command.desk, UserId{context.by.name}, command.forwarded, std::nullopt, {}};
  if (regulation != nullptr) {
    event.limit_s = regulation->phone_limit;
    event.clause = regulation->phone_clause;
  }
  return Events{event};
}

Outcome decide_one(const Context& context, const EndPhone& command) {
  const State& state = context.state;
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  const auto& phone = state.desk(command.desk).phone;
  if (!phone) return refuse(RefusalCode::wrong_state);
  if (unknown_service(state, command.service))
    return refuse(RefusalCode::unknown_service, command.service.value);
  if (command.outcome == "forwarded" && phone->forwarded) return refuse(RefusalCode::forwarded_already);
  const UserId specialist{context.by.name};
  Events events{PhoneEnded{command.desk, specialist, command.service, command.outcome,
                           context.now.t - phone->since_t, command.waited_s}};
  if (command.outcome != "callback") return events;
  const Regulation* regulation = regulation_now(state);
  const int days = regulation == nullptr ? Regulation{}.callback_days : regulation->callback_days;
  const Date due{std::chrono::local_days{state.date} + std::chrono::days{days}};
  events.push_back(CallbackPromised{command.callback, command.desk, specialist, command.service, due});
  return events;
}

Outcome decide_one(const Context& context, const MissPhone& command) {
  const State& state = context.state;
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  if (unknown_service(state, command.service))
    return refuse(RefusalCode::unknown_service, command.service.value);
  return Events{PhoneMissed{command.desk, command.service}};
}

Outcome decide_one(const Context& context, const MakeCallback& command) {
  const auto found = context.state.callbacks.find(command.callback);
  if (found == context.state.callbacks.end()) return refuse(RefusalCode::unknown_callback);
  return Events{
      CallbackMade{command.callback, found->second.service, context.state.date > found->second.due_date}};
}

CallbackList callback_list(const State& state, const HallTime& time) {
  CallbackList list{time, {}};
  for (const auto& [id, callback] : state.callbacks) {
    list.callbacks.push_back({id, callback.service, callback.specialist, callback.due_date,
                              state.date > callback.due_date, "", ""});
  }
  std::stable_sort(list.callbacks.begin(), list.callbacks.end(),
                   [](const auto& a, const auto& b) { return a.due_date < b.due_date; });
  return list;
}

}  // namespace talon::queue
