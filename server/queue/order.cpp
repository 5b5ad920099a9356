// SPDX-License-Identifier: MIT
#include "server/queue/order.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "server/model/names.h"
#include "server/queue/regulation.h"

namespace talon::queue {
namespace {

constexpr int legs_known = 30;

/// Where a chosen ticket is found again.
struct Source {
  const LineOrder* order = nullptr;
  const Waiting* waiting = nullptr;
};

const TicketId& ticket_at(const std::vector<Source>& sources, const Choice::Candidate& chosen) {
  const auto source = std::find_if(sources.begin(), sources.end(),
                                   [&](const Source& each) { return each.order == chosen.line; });
  return source->waiting->at(chosen.key.turn.place);
}

const Decided* decided(const State& state, std::string_view kind, std::string_view subject) {
  const auto found = std::find_if(state.decisions.begin(), state.decisions.end(), [&](const Decided& each) {
    return each.kind == kind && each.subject == subject;
  });
  return found == state.decisions.end() ? nullptr : &*found;
}

/// Somebody who was seen already has no limit any more; in the next line he stands as one who comes now.
Ticks second_deadline(const Configuration& configuration, const visit::Visit& visit) {
  const TicketIssued& issued = visit.issued;
  const Regulation* regulation = regulation_of(configuration, issued.regulation, issued.date);
  const Norm wait = norm(regulation, visit.now.line, Entry::walk_in, Measure::wait);
  return call_by(configuration.order, visit.now.leg_t, wait.limit);
}

ServiceMean history_of(const State& state, const ProcedureId& procedure) {
  ServiceMean all;
  for (const auto& [id, line] : state.lines) {
    if (id.procedure != procedure) continue;
    all.legs += line.history.legs;
    all.sum += line.history.sum;
  }
  return all;
}

/// Desks at work, by line that they serve; before any of a line has opened, all that could.
std::map<LineId, int> able_desks(const State& state) {
  std::map<LineId, int> at_work;
  std::map<LineId, int> all;
  for (const Desk& desk : state.configuration->desks) {
    const bool works = state.desk(desk.id).state != DeskState::closed;
    for (const LineId& line : desk.serves) {
      ++all[line];
      if (works) ++at_work[line];
    }
  }
  at_work.merge(all);  // adds only the lines where nobody works
  return at_work;
}

/// Whoever guards must have somebody to guard against.
bool guard_in_force(const State& state) {
  constexpr int least_issued = 20;
  constexpr int most_percent = 15;
  const OrderSettings& settings = state.configuration->order;
  const auto out_of_turn = [&](const Priority& category) {
    return priority_in_force(state, category.id)->rule == PriorityRule::out_of_turn;
  };
  if (settings.guard == Guard::never ||
      std::none_of(settings.priorities.begin(), settings.priorities.end(), out_of_turn)) {
    return false;
  }
  const bool many = state.issued >= least_issued && state.privileged * 100 > state.issued * most_percent;
  return settings.guard == Guard::always || many;
}

}  // namespace

const std::vector<LineId>& lines_of(const State& state, const DeskId& desk) {
  static const std::vector<LineId> none;
  const Desk* known = state.configuration ? state.configuration->desk(desk) : nullptr;
  return known == nullptr ? none : known->serves;
}

std::optional<NextCall> next_call(const State& state, const DeskId& desk, Ticks t) {
  const DeskNow& now = state.desk(desk);
  std::vector<Source> sources;
  for (const LineId& line : lines_of(state, desk)) {
    const Line& each = state.line(line);
    if (!each.waiting.empty()) sources.push_back({&each.order, &each.waiting});
  }
  for (const auto& [line, turns] : now.turns) sources.push_back({&turns, &now.addressed});
  Choice choice(state.rule, t);
  for (const Source& source : sources) choice.consider(*source.order);
  const Choice::Candidate* chosen = choice.chosen();
  if (chosen == nullptr) return std::nullopt;
  NextCall next{ticket_at(sources, *chosen), chosen->key, {}, {}};
  if (const auto second = choice.runner_up()) {
    next.runner_up = ticket_at(sources, *second);
    next.runner_up_key = second->key;
  }
  return next;
}

Key key_at(const State& state, const visit::Visit& visit, const OrderRule& rule, Ticks t) {
  const LineWeight weight = visit.now.to_desk.empty() ? state.line(visit.now.line).order.weight()
                                                      : addressed_weight(state, visit.now.line);
  return key_of(turn_of(waiting_ticket(state, visit), rule), weight, rule, t);
}

Ticks call_by(const OrderSettings& settings, Ticks from, std::optional<Seconds> limit) {
  return from + (Millis{limit.value_or(settings.without_norm)} - settings.walk);
}

WaitingTicket waiting_ticket(const State& state, const visit::Visit& visit) {
  const Configuration& configuration = *state.configuration;
  const OrderSettings& settings = configuration.order;
  const TicketIssued& issued = visit.issued;
  WaitingTicket ticket;
  ticket.place = {issued.issued_t, visit.issued_seq};
  const bool again = visit.now.seen_t && visit.now.leg > 0;
  ticket.reference = again ? visit.now.leg_t : visit::reference_t(issued);
  ticket.booked = issued.entry == Entry::booked;
  ticket.head_start = ticket.booked ? settings.booked_head_start : Millis{0};
  ticket.deadline = again ? second_deadline(configuration, visit)
                          : call_by(settings, ticket.reference, issued.wait_limit_s) + visit.now.uncounted_ms;
  if (visit.now.leg > 0) ticket.transferred_t = visit.now.leg_t;
  ticket.returned_t = visit.now.returned_t;
  if (const auto priority = priority_in_force(state, issued.priority)) {
    ticket.priority = priority->rule;
    if (priority->rule == PriorityRule::head_start && !ticket.booked)
      ticket.head_start = priority->head_start;
  }
  return ticket;
}

OrderMode mode_in_force(const State& state) {
  const Decided* decision = decided(state, "mode", "");
  const auto mode = decision == nullptr ? std::nullopt : parse_name<OrderMode>(decision->value);
  return mode.value_or(state.configuration ? state.configuration->order.mode : OrderMode::live);
}

std::optional<Priority> priority_in_force(const State& state, const std::string& category) {
  const Priority* configured = category.empty() ? nullptr : state.configuration->priority(category);
  if (configured == nullptr) return std::nullopt;
  Priority priority = *configured;
  if (const Decided* decision = decided(state, "priority", category)) {
    priority.rule = parse_name<PriorityRule>(decision->value).value_or(priority.rule);
  }
  return priority;
}

Millis usual_service(const State& state, const LineId& line) {
  if (const auto mean = state.line(line).history.mean(legs_known)) return *mean;
  return history_of(state, line.procedure).mean(legs_known).value_or(state.configuration->expected(line));
}

LineWeight addressed_weight(const State& state, const LineId& line) {
  return weight_of(state.rule, usual_service(state, line), 1);
}

void reorder(State& state) {
  if (!state.configuration) return;
  state.rule = rule_of(mode_in_force(state), guard_in_force(state));
  for (auto& [id, line] : state.lines) line.order.clear();
  for (auto& [id, desk] : state.desks) desk.turns.clear();
  weigh_lines(state);
  for (const auto& [id, visit] : state.tickets) {
    if (visit.now.state != TicketState::waiting) continue;
    const Turn turn = turn_of(waiting_ticket(state, visit), state.rule);
    if (visit.now.to_desk.empty()) {
      state.lines[visit.now.line].order.insert(turn);
    } else {
      state.desks[visit.now.to_desk].turns[visit.now.line].insert(turn);
    }
  }
  weigh_lines(state);
}

void count_issued(State& state, const std::string& category) {
  ++state.issued;
  const auto priority = priority_in_force(state, category);
  if (!priority || priority->rule == PriorityRule::none) return;
  ++state.privileged;
  // Once on, it stays on for the day: who is guarded today is not given up again.
  state.rule.guard = state.rule.guard || guard_in_force(state);
}

void weigh_lines(State& state) {
  if (!state.configuration) return;
  const std::map<LineId, int> able = able_desks(state);
  for (const LineId& line : state.configuration->lines()) {
    const auto desks = able.find(line);
    state.lines[line].order.set_weight(
        weight_of(state.rule, usual_service(state, line), desks == able.end() ? 1 : desks->second));
  }
  for (auto& [id, desk] : state.desks) {
    for (auto& [line, turns] : desk.turns) turns.set_weight(addressed_weight(state, line));
  }
}

void roll_lines(State& state, const DeskId& desk) {
  for (const LineId& id : lines_of(state, desk)) {
    const auto line = state.lines.find(id);
    if (line != state.lines.end()) line->second.order.roll(state.rule, state.last.t);
  }
}

bool serves(const State& state, const DeskId& desk, const LineId& line) {
  const auto& lines = lines_of(state, desk);
  return std::find(lines.begin(), lines.end(), line) != lines.end();
}

bool any_serves(const State& state, const LineId& line) {
  const auto& desks = state.configuration->desks;
  return std::any_of(desks.begin(), desks.end(), [&](const Desk& desk) {
    return std::find(desk.serves.begin(), desk.serves.end(), line) != desk.serves.end();
  });
}

int open_desks(const State& state, const LineId& line) {
  int open = 0;
  for (const auto& [id, desk] : state.desks) {
    if (desk.state == DeskState::open && serves(state, id, line)) ++open;
  }
  return open;
}

int attending_desks(const State& state, const LineId& line) {
  const auto on_phone = std::count_if(state.desks.begin(), state.desks.end(), [&](const auto& each) {
    return each.second.state == DeskState::phone && serves(state, each.first, line);
  });
  return open_desks(state, line) + static_cast<int>(on_phone);
}

int ahead_of(const State& state, const visit::Visit& visit, Ticks t) {
  const LineId& id = visit.now.line;
  const Line& line = state.line(id);
  const Turn turn = turn_of(waiting_ticket(state, visit), state.rule);
  std::vector<const LineOrder*> orders{&line.order};
  const LineOrder* own = &line.order;
  // Nearly always nobody of the line is sent to one desk alone.
  if (line.addressed > 0) {
    for (const auto& [desk, now] : state.desks) {
      const auto turns = now.turns.find(id);
      if (turns == now.turns.end()) continue;
      orders.push_back(&turns->second);
      if (desk == visit.now.to_desk) own = &turns->second;
    }
  }
  std::size_t ahead = own->before(turn, state.rule, t);
  if (orders.size() == 1) return static_cast<int>(ahead);
  const Key key = own->deciding_key(turn, state.rule, t);
  for (const LineOrder* order : orders) {
    if (order != own) ahead += order->before(key, state.rule, t);
  }
  return static_cast<int>(ahead);
}

std::optional<TicketId> oldest(const State& state, const DeskId& desk) {
  const std::pair<const Place, TicketId>* first = nullptr;
  const auto consider = [&](const Waiting& waiting) {
    if (waiting.empty()) return;
    const auto& head = *waiting.begin();
    if (first == nullptr || head.first < first->first) first = &head;
  };
  for (const LineId& line : lines_of(state, desk)) consider(state.line(line).waiting);
  consider(state.desk(desk).addressed);
  return first == nullptr ? std::nullopt : std::optional{first->second};
}

std::optional<Millis> oldest_wait(const State& state, const LineId& line, Ticks t) {
  const Waiting& waiting = state.line(line).waiting;
  if (waiting.empty()) return std::nullopt;
  return t - waiting.begin()->first.issued_t;
}

}  // namespace talon::queue
