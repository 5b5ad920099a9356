// SPDX-License-Identifier: MIT
// What each event changes. Nothing is refused here: what the journal says has happened.
#include "server/queue/apply.h"

#include <algorithm>
#include <type_traits>

#include "server/queue/attendance.h"
#include "server/queue/notices.h"
#include "server/queue/order.h"
#include "server/queue/queue.h"

namespace talon::queue {
namespace {

constexpr Seconds call_stays{30};
constexpr std::size_t breaches_kept = 50;

/// Adds a finished leg to the day's means and counts, or takes it out again.
void count_leg(State& state, LegOutcome outcome, const LineId& line, const DeskId& desk,
               std::optional<Millis> service, int sign) {
  if (desk.empty()) return;
  DeskNow& at = state.desks[desk];
  if (outcome == LegOutcome::served) at.served += sign;
  if (outcome == LegOutcome::no_show) at.no_show += sign;
  if (outcome == LegOutcome::transferred) at.transferred += sign;
  if (!service || (outcome != LegOutcome::served && outcome != LegOutcome::transferred)) return;
  for (ServiceMean* mean : {&at.service, &state.lines[line].service}) {
    mean->legs += sign;
    mean->sum += *service * sign;
  }
}

LegOutcome outcome_of(TicketState state) {
  return state == TicketState::served    ? LegOutcome::served
         : state == TicketState::no_show ? LegOutcome::no_show
                                         : LegOutcome::cancelled;
}

/// The counts of the row that `event` takes back; `before` is the visit as it stood.
void uncount_leg(State& state, const visit::Visit& before, const EventBody& body) {
  const auto* undone = std::get_if<Undone>(&body);
  if (undone != nullptr && undone->leg != before.now.leg) {
    const visit::Standing left = visit::former(*undone);
    // The transfer that is taken back ended that leg when the next one began.
    std::optional<Millis> service;
    if (left.leg_seen_t) {
      service = left.leg_ms + (left.started_t ? before.now.leg_t - *left.started_t : Millis{0});
    }
    count_leg(state, LegOutcome::transferred, left.line, left.desk, service, -1);
    return;
  }
  const Ticks ended = before.now.ended_t.value_or(Ticks{});
  count_leg(state, outcome_of(before.now.state), before.now.line, before.now.desk,
            visit::leg_served(before, ended), -1);
}

/// Keeps a call that is over on the boards for a while; an undone call was none.
void note_call(State& state, const visit::Visit& before, const visit::Visit& after, const Event& event) {
  std::erase_if(state.left_calls, [&](const LeftCall& call) {
    return call.ticket == after.issued.ticket || event.when.t - call.left_t >= call_stays;
  });
  const bool left = before.now.state == TicketState::called && after.now.state != TicketState::called;
  if (!left || std::holds_alternative<Undone>(event.body)) return;
  state.left_calls.push_back({before.issued.ticket, before.issued.number, before.now.desk,
                              before.now.call_seq, before.now.called_at.value_or(event.when.at),
                              before.now.recalls, event.when.t});
}

/// The desk whose last command made this event; empty when it was no desk's.
DeskId desk_of_command(const State& state, const Event& event) {
  if (event.by.role == Role::system || std::holds_alternative<TicketCancelled>(event.body)) return {};
  if (std::holds_alternative<TicketReturned>(event.body)) {
    if (event.by.role != Role::specialist) return {};
    return state.desk_of(UserId{event.by.name}).value_or(DeskId{});
  }
  return std::visit(
      [](const auto& body) -> DeskId {
        if constexpr (requires {
                        body.ticket;
                        body.desk;
                      })
          return body.desk;
        return {};
      },
      event.body);
}

/// `next` makes two events, `call` of a held ticket too: the call that follows at once belongs to the same
/// command.
bool continues(const LastCommand& last, const Event& event) {
  const bool at_once = !event.request && !last.steps.empty() && last.steps.back().seq == event.seq - 1 &&
                       last.when.t == event.when.t;
  if (!at_once) return false;
  // Another matter of the same visitor: transferred to the desk's own line and started.
  const bool next_matter =
      std::holds_alternative<ServiceStarted>(event.body) && last.steps.back().type == TicketTransferred::type;
  return std::holds_alternative<TicketCalled>(event.body) || next_matter;
}

void note_command(State& state, const Event& event, const visit::Visit& before) {
  const DeskId desk = desk_of_command(state, event);
  if (desk.empty()) return;
  auto& last = state.desks[desk].last;
  if (std::holds_alternative<Undone>(event.body)) {
    last.reset();
    return;
  }
  if (!last || !continues(*last, event)) last = LastCommand{event.when, {}};
  last->steps.push_back({event.seq, std::string(event_type(event.body)), before.issued.ticket, before.now});
  state.desks[desk].acted_t = event.when.t;
}

/// A row that the ending of a leg took in a journal of the regulation, or gives back.
void note_registry(State& state, const Event& event) {
  const auto row = [&](const auto& body) {
    note_row(state, event.seq,
             {body.registry, body.registry_year, body.registry_number, body.number, body.desk});
  };
  if (const auto* finished = std::get_if<ServiceFinished>(&event.body)) row(*finished);
  if (const auto* transferred = std::get_if<TicketTransferred>(&event.body)) row(*transferred);
  if (const auto* undone = std::get_if<Undone>(&event.body)) forget_row(state, undone->undoes);
}

bool moves_ticket(const EventBody& body) {
  return !std::holds_alternative<LimitBroken>(body) && !std::holds_alternative<SlipReported>(body) &&
         !std::holds_alternative<TicketRated>(body);
}

/// Any event of a ticket that the day knows.
void ticket_event(State& state, const Event& event, const TicketId& id, Applied& applied) {
  const auto found = state.tickets.find(id);
  if (found == state.tickets.end()) return;
  visit::Visit& visit = found->second;
  const visit::Visit before = visit;
  unindex(state, visit);
  const visit::Change change = visit::apply(visit, event);
  visit::Standing& now = visit.now;
  const bool waits = now.state == TicketState::waiting;
  // Whoever comes back to wait for a desk that has closed meanwhile waits for any desk of the line.
  if (waits && state.desk(now.to_desk).state == DeskState::closed) now.to_desk = {};
  index(state, visit);
  note_registry(state, event);
  if (moves_ticket(event.body)) {
    note_command(state, event, before);
    note_call(state, before, visit, event);
  }
  if (change.removed) {
    uncount_leg(state, before, event.body);
    applied.legs_removed.emplace_back(id, *change.removed);
  }
  if (change.ended) {
    const Leg& leg = *change.ended;
    count_leg(state, leg.outcome, {leg.service, leg.procedure}, leg.desk, leg.service_ms, 1);
    applied.legs.push_back(leg);
  }
}

/// A ticket of the mobile service makes records that the office does not have.
void note_session(State& state, const TicketIssued& issued) {
  if (state.configuration && state.configuration->place == "mobile")
    state.sessions.emplace(state.configuration->id, issued.date);
}

void note_number(State& state, const TicketIssued& issued) {
  if (issued.date != state.date) {
    state.late_numbers.emplace(issued.date, issued.number.text());
  } else if (issued.offline) {
    state.offline_numbers[issued.number.letter].insert(issued.number.ordinal);
  } else {
    auto& last = state.numbers[issued.number.letter];
    last = std::max(last, issued.number.ordinal);
  }
}

void begin_visit(State& state, visit::Visit visit) {
  const TicketId id = visit.issued.ticket;
  if (const auto known = state.tickets.find(id); known != state.tickets.end()) {
    unindex(state, known->second);
    state.tickets.erase(known);
  }
  index(state, visit);
  if (!visit.issued.token.empty()) state.tokens[visit.issued.token] = id;
  state.tickets.emplace(id, std::move(visit));
}

void set_desk(State& state, const DeskId& id, DeskState wanted, const UserId& specialist,
              const std::string& reason, const Event& event) {
  DeskNow& desk = state.desks[id];
  desk.state = wanted;
  desk.specialist = specialist;
  desk.pause_reason = reason;
  desk.since = event.when.at;
  desk.acted_t = event.when.t;
  desk.last.reset();
  desk.phone.reset();
  note_attendance(state, event.when.at);
}

/// Whoever was sent to this desk alone waits for any desk of the line now: nobody waits for a closed door.
void release_addressed(State& state, const DeskId& id) {
  const Waiting addressed = state.desks[id].addressed;
  for (const auto& [place, ticket] : addressed) {
    visit::Visit& visit = state.tickets.at(ticket);
    unindex(state, visit);
    visit.now.to_desk = {};
    index(state, visit);
  }
}

/// A new service day begins empty: what is alive follows in events of its own (ticket_carried and others), so
/// that a fold may begin here. Only the configuration and what is not in the journal are kept.
void open_day(State& state, const Date& date) {
  State fresh;
  fresh.configuration = state.configuration;
  fresh.configuration_sha = state.configuration_sha;
  fresh.virtual_clock = state.virtual_clock;
  fresh.seq = state.seq;
  fresh.last = state.last;
  fresh.day_open = true;
  fresh.date = date;
  fresh.heard = std::move(state.heard);
  fresh.rate = state.rate;
  fresh.zone = state.zone;
  state = std::move(fresh);
  reorder(state);
}

void on(State& state, const Event& event, const ConfigurationApplied& body) {
  if (body.parsed) state.configuration = body.parsed;
  state.configuration_sha = body.sha256;
  state.virtual_clock = body.virtual_clock;
  reorder(state);
  note_attendance(state, event.when.at);
}

void on(State& state, const Event& event, const ServerStarted& /*body*/) {
  // Nothing was heard while the server was down: silence is counted from here.
  for (const auto& [id, device] : state.devices) {
    if (!device.silent && id.value != own_machine) heard(state, id, event.when);
  }
}

void on(State& state, const Event& event, const ClockStepped& body) {
  state.clock_step = ClockStep{event.when.at, body.by_ms};
}

void on(State& state, const Event& /*event*/, const DayOpened& body) {
  open_day(state, body.date);
}
void on(State& state, const Event& /*event*/, const DayClosed& /*body*/) {
  state.day_open = false;
}
void on(State& state, const Event& event, const DeskOpened& body) {
  set_desk(state, body.desk, DeskState::open, body.specialist, "", event);
  weigh_lines(state);
}
void on(State& state, const Event& event, const DeskPaused& body) {
  set_desk(state, body.desk, DeskState::paused, state.desks[body.desk].specialist, body.reason, event);
}
void on(State& state, const Event& event, const DeskResumed& body) {
  set_desk(state, body.desk, DeskState::open, state.desks[body.desk].specialist, "", event);
}
void on(State& state, const Event& event, const PhoneStarted& body) {
  set_desk(state, body.desk, DeskState::phone, body.specialist, "", event);
  state.desks[body.desk].phone =
      PhoneNow{event.when.at, event.when.t, body.forwarded, body.limit_s, body.clause, false};
}
void on(State& state, const Event& event, const PhoneEnded& body) {
  set_desk(state, body.desk, DeskState::open, state.desks[body.desk].specialist, "", event);
}
void on(State& state, const Event& event, const DeskClosed& body) {
  set_desk(state, body.desk, DeskState::closed, {}, "", event);
  release_addressed(state, body.desk);
  weigh_lines(state);
}
void on(State& state, const Event& /*event*/, const DeskTakenOver& body) {
  state.desks[body.desk].specialist = body.specialist;
  state.desks[body.desk].last.reset();
}

void on(State& state, const Event& event, const DeviceChanged& body) {
  state.devices[body.device].components[body.component] = {body.health, body.reason, event.when.at};
}
void on(State& state, const Event& /*event*/, const DeviceSilent& body) {
  state.devices[body.device].silent = true;
}
void on(State& state, const Event& /*event*/, const DeviceReturned& body) {
  state.devices[body.device].silent = false;
}

void on(State& state, const Event& event, const HelpCalled& body) {
  const bool open = std::any_of(state.help.begin(), state.help.end(),
                                [&](const auto& call) { return call.first == body.device; });
  if (!open) state.help.emplace_back(body.device, event.when.at);
}
void on(State& state, const Event& /*event*/, const HelpAnswered& body) {
  std::erase_if(state.help, [&](const auto& call) { return call.first == body.device; });
}

void on(State& state, const Event& event, const DecisionMade& body) {
  // One emergency, one extension, one permission of a kind per desk, one right per category: the newest is in
  // force.
  std::erase_if(state.decisions, [&](const Decided& known) {
    return known.kind == body.kind && (!by_subject(body.kind) || known.subject == body.subject);
  });
  state.decisions.push_back(
      {body.kind, body.reason, body.subject, body.until, event.when.at, body.value, UserId{event.by.name}});
  if (body.kind == "mode" || body.kind == "priority") reorder(state);
}

void on(State& state, const Event& /*event*/, const SessionPrepared& body) {
  state.sessions.emplace(body.hall, body.date);
}
void on(State& state, const Event& /*event*/, const SessionCancelled& body) {
  state.sessions.erase({body.hall, body.date});
}
void on(State& state, const Event& /*event*/, const SessionArrived& body) {
  state.session_begins = body.begins;
}
void on(State& state, const Event& /*event*/, const SessionHanded& /*body*/) {
  state.sessions.clear();
}
void on(State& state, const Event& /*event*/, const SessionReceived& body) {
  std::erase_if(state.sessions,
                [&](const auto& session) { return session.first == body.hall && session.second <= body.to; });
  state.received[body.hall] = body.last;
}
void on(State& state, const Event& /*event*/, const SessionCarried& body) {
  if (body.date) state.sessions.emplace(body.hall, *body.date);
  if (body.last > 0) state.received[body.hall] = body.last;
}

void on(State& state, const Event& /*event*/, const PersonNamed& body) {
  state.names[body.login] = body.name;
}

void on(State& state, const Event& /*event*/, const LineHistory& body) {
  state.lines[{body.service, body.procedure}].history = {body.legs, body.mean_ms * body.legs};
  weigh_lines(state);
}

void on(State& state, const Event& /*event*/, const NumberFloorRaised& body) {
  auto& floor = state.number_floors[{body.date, body.number.letter}];
  floor = std::max(floor, body.number.ordinal);
}

void on(State& state, const Event& event, const LimitBroken& body) {
  const visit::Visit* visit = state.ticket(body.ticket);
  const LineId line = visit == nullptr ? LineId{} : visit->now.line;
  state.breaches.push_back({body.ticket, body.number, line, body.measure, body.clause, body.limit_s,
                            event.due.value_or(event.when.at), body.desk});
  if (state.breaches.size() > breaches_kept) state.breaches.erase(state.breaches.begin());
}

template <class Body>
concept Handled = requires(State& state, const Event& event, const Body& body) {
  on(state, event, body);
};

}  // namespace

Applied apply(State& state, const Event& event) {
  Applied applied;
  state.seq = event.seq;
  state.last = event.when;
  std::visit(
      [&](const auto& body) {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (std::is_same_v<Body, TicketIssued>) {
          note_number(state, body);
          note_session(state, body);
          count_issued(state, body.priority);
          note_arrival(state, body);
          begin_visit(state, visit::begin(body, event.seq));
        } else if constexpr (std::is_same_v<Body, TicketCarried>) {
          begin_visit(state, visit::begin(body, event.seq));
        } else {
          if constexpr (Handled<Body>) on(state, event, body);
          if constexpr (requires { body.ticket; }) ticket_event(state, event, body.ticket, applied);
          if constexpr (std::is_same_v<Body, TicketCalled>) roll_lines(state, body.desk);
        }
      },
      event.body);
  return applied;
}

}  // namespace talon::queue
