// SPDX-License-Identifier: MIT
#include "server/queue/decide.h"

#include <iterator>
#include <type_traits>

namespace talon::queue {
namespace {

void append(std::vector<Decision::Item>& all, std::vector<Decision::Item> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// A copy of `state` after `items`; seq is provisional, the writer gives the real ones, which are the same.
State after(const State& state, const std::vector<Decision::Item>& items, const Actor& by,
            const Moment& now) {
  State next = state;
  for (const Decision::Item& item : items) {
    Event event;
    event.seq = next.seq + 1;
    event.when = now;
    event.due = item.due;
    event.by = by;
    event.body = item.body;
    apply(next, event);
  }
  return next;
}

/// Whether the journal does not say yet what reports call the command's person today.
bool unnamed(const State& state, const Command& command) {
  if (command.person.empty() || !state.day_open) return false;
  const auto known = state.names.find(command.by.name);
  return known == state.names.end() || known->second != command.person;
}

/// Before the first configuration nothing can be asked but to begin.
bool needs_configuration(const CommandBody& body) {
  return !std::holds_alternative<ApplyConfiguration>(body) && !std::holds_alternative<StartServer>(body) &&
         !std::holds_alternative<StepClock>(body) && !std::holds_alternative<TimePassed>(body);
}

/// Once a day; copies the state, because what is decided next must see the new day.
bool day_is_over(const State& state, const Moment& now) {
  if (!state.configuration) return false;
  const auto end = day_end(state);
  return !end || now.at >= *end;
}

/// Overdue events that change where a ticket or a desk stands.
std::vector<Decision::Item> moved_by_time(const State& state, Ticks t) {
  auto moved = holds_over(state, t);
  append(moved, desks_left(state, t));
  return moved;
}

}  // namespace

Result<Decision> decide(const State& state, const Command& command, const Moment& now) {
  if (!state.configuration && needs_configuration(command.body)) {
    return refuse(RefusalCode::hall_closed, "нет действующей конфигурации");
  }
  Decision decision;
  const State* current = &state;
  std::optional<State> changed;
  if (day_is_over(state, now)) {
    if (const auto end = day_end(state)) append(decision.events, limits_broken(state, state.ticks_at(*end)));
    append(decision.events, change_day(state, now));
    current = &changed.emplace(after(state, decision.events, command.by, now));
  }
  append(decision.events, limits_broken(*current, now.t));
  append(decision.events, devices_silent(*current, now.t));
  append(decision.events, orders_over(*current, now.at));
  append(decision.events, phones_over(*current, now.t));
  if (auto moved = moved_by_time(*current, now.t); !moved.empty()) {
    // The command must see them: rare, the shell sends TimePassed when their time comes.
    State next = after(*current, moved, command.by, now);
    changed = std::move(next);
    current = &*changed;
    append(decision.events, std::move(moved));
  }
  decision.overdue = decision.events.size();

  const Context context{*current, command.by, now};
  Outcome outcome =
      std::visit([&](const auto& body) -> Outcome { return decide_one(context, body); }, command.body);
  if (!outcome) return outcome.refusal();
  for (EventBody& body : outcome.value()) decision.events.push_back({std::move(body), std::nullopt});
  // Behind what was asked for: the reply is made from its first event.
  if (!outcome.value().empty() && unnamed(*current, command))
    decision.events.push_back({PersonNamed{command.by.name, command.person}, std::nullopt});
  return decision;
}

std::optional<Timestamp> next_deadline(const State& state) {
  if (!state.configuration) return std::nullopt;
  if (!state.day_open) return state.last.at;
  std::optional<Timestamp> next = day_end(state);
  const auto consider = [&](const Timestamp& at) {
    if (!next || at < *next) next = at;
  };
  if (!state.due.empty()) consider(state.at(state.due.begin()->first));
  for (const Decided& decided : state.decisions) {
    if (is_of_order(decided) && decided.until) consider(*decided.until);
  }
  if (!state.holds.empty()) consider(state.at(state.holds.begin()->first));
  for (const auto& [id, desk] : state.desks) {
    if (const auto over = phone_due(desk)) consider(state.at(*over));
    if (const auto left = left_at(state, id, desk)) consider(state.at(*left));
  }
  for (const auto& [device, when] : state.heard) {
    const auto known = state.devices.find(device);
    const bool silent = known != state.devices.end() && known->second.silent;
    if (!silent) consider(state.at(when.t + silence(state)));
  }
  return next;
}

}  // namespace talon::queue
