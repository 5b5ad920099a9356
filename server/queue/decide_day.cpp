// SPDX-License-Identifier: MIT
// What time alone brings about: limits broken, devices silent, the end of a service day.
#include <algorithm>

#include "server/model/names.h"
#include "server/queue/attendance.h"
#include "server/queue/calendar.h"
#include "server/queue/decide.h"
#include "server/queue/order.h"

namespace talon::queue {
namespace {

constexpr Seconds silent_after{15};
constexpr std::string_view closed_at_day_end = "closed_at_day_end";
constexpr std::string_view left_open = "нет действий, люди ждут";

LimitBroken limit_broken(const visit::Visit& visit, Measure measure) {
  LimitBroken event;
  event.ticket = visit.issued.ticket;
  event.number = visit.issued.number;
  event.measure = measure;
  if (measure == Measure::wait) {
    event.clause = visit.issued.wait_clause;
    event.limit_s = visit.issued.wait_limit_s.value_or(Seconds{0});
  } else {
    event.clause = visit.now.service_clause;
    event.limit_s = visit.now.service_limit_s.value_or(Seconds{0});
    event.desk = visit.now.desk;
  }
  return event;
}

TicketCarried carried(const visit::Visit& visit) {
  const TicketIssued& issued = visit.issued;
  TicketCarried event;
  event.ticket = issued.ticket;
  event.number = issued.number;
  event.date = issued.date;
  event.service = visit.now.line.service;
  event.procedure = visit.now.line.procedure;
  event.entry = issued.entry;
  event.priority = issued.priority;
  event.place = issued.place;
  event.language = issued.language;
  event.token = issued.token;
  event.issued_at = issued.issued_at;
  event.issued_t = issued.issued_t;
  event.issued_seq = visit.issued_seq;
  event.offline = issued.offline;
  event.regulation = issued.regulation;
  event.regulation_from = issued.regulation_from;
  event.wait_limit_s = issued.wait_limit_s;
  event.wait_clause = issued.wait_clause;
  event.service_limit_s = visit.now.service_limit_s;
  event.service_clause = visit.now.service_clause;
  event.hold_counts = issued.hold_counts;
  event.leg = visit.now.leg;
  event.leg_t = visit.now.leg_t;
  event.seen_at = visit.now.seen_at;
  event.seen_t = visit.now.seen_t;
  event.uncounted_ms = visit.now.uncounted_ms;
  event.note = visit.now.note;
  event.returned_t = visit.now.returned_t;
  event.appointment = issued.appointment;
  event.booked_at = issued.booked_at;
  event.booked_t = issued.booked_t;
  event.return_desk = visit.now.return_desk;
  event.return_service = visit.now.return_line.service;
  event.return_procedure = visit.now.return_line.procedure;
  event.wait_broken = visit.wait_broken;
  event.slip = visit.slip;
  return event;
}

/// Tickets still in the hall, in the order of issue, so that the same state always gives the same events.
std::vector<const visit::Visit*> left_in_hall(const State& state) {
  std::vector<const visit::Visit*> left;
  for (const auto& [id, visit] : state.tickets) {
    if (visit::in_hall(visit.now.state)) left.push_back(&visit);
  }
  std::sort(left.begin(), left.end(),
            [](const auto* a, const auto* b) { return a->issued_seq < b->issued_seq; });
  return left;
}

/// Past days weigh as this many legs at most, so that the mean follows the office.
constexpr int past_legs = 300;

LineHistory line_history(const LineId& id, const Line& line) {
  const int past = std::min(line.history.legs, past_legs);
  const Millis known = line.history.mean().value_or(Millis{0}) * past;
  const int legs = past + line.service.legs;
  return {id.service, id.procedure, legs, (known + line.service.sum) / legs};
}

AppointmentCarried carried(const AppointmentId& id, const Appointment& appointment) {
  return {id,
          appointment.code,
          appointment.line.service,
          appointment.line.procedure,
          appointment.room,
          appointment.date,
          appointment.slot_at,
          appointment.booked_by,
          appointment.remind,
          appointment.reminded,
          appointment.reminder_attempts,
          appointment.reminder_tried_at,
          appointment.reminder_given_up,
          appointment.reminder_reason};
}

/// Appointments of a day that is over: nobody came with the code.
void miss_appointments(const State& state, const Date& date, const std::optional<Timestamp>& end,
                       std::vector<Decision::Item>& items) {
  for (const auto& [id, appointment] : state.appointments) {
    if (appointment.state != AppointmentState::expected || appointment.date >= date) continue;
    items.push_back(
        {AppointmentMissed{id, appointment.line.service, appointment.line.procedure, appointment.slot_at},
         end});
  }
}

/// Appointments to come, promises that are open, numbers of the regulation's journals.
void carry_work(const State& state, const Date& date, std::vector<Decision::Item>& items) {
  for (const auto& [id, appointment] : state.appointments) {
    const bool to_come = appointment.state == AppointmentState::expected && appointment.date >= date;
    if (to_come) items.push_back({carried(id, appointment), {}});
  }
  for (const auto& [id, callback] : state.callbacks) {
    items.push_back({CallbackCarried{id, callback.specialist, callback.service, callback.due_date}, {}});
  }
  for (const auto& [id, registry] : state.registries) {
    items.push_back({RegistryCarried{id, registry.year, registry.number}, {}});
  }
  for (const auto& [hall, last] : state.received) items.push_back({SessionCarried{hall, {}, last}, {}});
  for (const auto& [hall, day] : state.sessions) items.push_back({SessionCarried{hall, day, 0}, {}});
}

/// What is still true on the new day besides the tickets.
void carry_facts(const State& state, const Date& date, const Timestamp& now,
                 std::vector<Decision::Item>& items) {
  for (const Decided& decided : state.decisions) {
    if (!decided.until || *decided.until <= now) continue;
    items.push_back(
        {DecisionMade{decided.kind, decided.reason, decided.until, decided.subject, decided.value}, {}});
  }
  for (const auto& [id, line] : state.lines) {
    if (line.history.legs + line.service.legs > 0) items.push_back({line_history(id, line), {}});
  }
  for (const auto& [key, floor] : state.number_floors) {
    if (key.first >= date) items.push_back({NumberFloorRaised{key.first, {key.second, floor}}, {}});
  }
  carry_work(state, date, items);
  for (const auto& [id, device] : state.devices) {
    for (const auto& [component, known] : device.components) {
      items.push_back({DeviceChanged{id, component, known.health, known.reason}, {}});
    }
    if (device.silent) items.push_back({DeviceSilent{id}, {}});
  }
}

}  // namespace

Millis silence(const State& state) {
  return Millis{static_cast<Millis::rep>(static_cast<double>(Millis{silent_after}.count()) * state.rate)};
}

std::vector<Decision::Item> limits_broken(const State& state, Ticks until) {
  std::vector<Decision::Item> items;
  for (const auto& [at, id] : state.due) {
    if (at > until) break;
    const visit::Visit& visit = state.tickets.at(id);
    const auto due = visit::next_due(visit);
    if (due) items.push_back({limit_broken(visit, due->measure), state.at(at)});
  }
  return items;
}

std::vector<Decision::Item> holds_over(const State& state, Ticks until) {
  std::vector<Decision::Item> items;
  for (const auto& [at, id] : state.holds) {
    if (at > until) break;
    items.push_back({returned(state, state.tickets.at(id)), state.at(at)});
  }
  return items;
}

std::vector<Decision::Item> phones_over(const State& state, Ticks until) {
  std::vector<Decision::Item> items;
  for (const auto& [id, desk] : state.desks) {
    const auto due = phone_due(desk);
    if (!due || *due > until) continue;
    items.push_back(
        {PhoneLimitBroken{id, desk.specialist, *desk.phone->limit, desk.phone->clause}, state.at(*due)});
  }
  return items;
}

std::optional<Ticks> left_at(const State& state, const DeskId& id, const DeskNow& desk) {
  const Millis idle = state.configuration->desk_idle;
  if (idle == Millis{0} || desk.state != DeskState::open || desk.ticket || !desk.acted_t) return std::nullopt;
  const auto waiting = oldest(state, id);
  if (!waiting) return std::nullopt;
  return std::max(*desk.acted_t, state.tickets.at(*waiting).now.leg_t) + idle;
}

std::vector<Decision::Item> desks_left(const State& state, Ticks until) {
  std::vector<Decision::Item> items;
  for (const auto& [id, desk] : state.desks) {
    const auto at = left_at(state, id, desk);
    if (!at || *at > until || !oldest(state, id)) continue;
    items.push_back({DeskPaused{id, std::string(left_open)}, state.at(*at)});
  }
  return items;
}

std::vector<Decision::Item> devices_silent(const State& state, Ticks now) {
  std::vector<Decision::Item> items;
  for (const auto& [device, when] : state.heard) {
    const auto known = state.devices.find(device);
    if (known != state.devices.end() && known->second.silent) continue;
    const Ticks due = when.t + silence(state);
    if (due <= now) items.push_back({DeviceSilent{device}, state.at(due)});
  }
  return items;
}

std::vector<Decision::Item> orders_over(const State& state, const Timestamp& now) {
  std::vector<Decision::Item> items;
  for (const Decided& decided : state.decisions) {
    if (!is_of_order(decided) || !decided.until || *decided.until > now) continue;
    DecisionMade back{decided.kind, "срок решения истёк", {}, decided.subject};
    if (decided.kind == "mode") {
      back.value = name_of(state.configuration->order.mode);
    } else if (const Priority* category = state.configuration->priority(decided.subject)) {
      back.value = name_of(category->rule);
    }
    items.push_back({std::move(back), decided.until});
  }
  return items;
}

std::optional<Timestamp> day_end(const State& state) {
  if (!state.configuration || !state.day_open) return std::nullopt;
  const Date next{std::chrono::local_days{state.date} + std::chrono::days{1}};
  return local_time(state, next, state.configuration->day_ends, state.last.at);
}

std::vector<Decision::Item> change_day(const State& state, const Moment& now) {
  std::vector<Decision::Item> items;
  std::vector<Decision::Item> alive;
  DayClosed closed{state.date, 0, 0};
  const bool overnight = state.configuration->overnight;
  const auto end = day_end(state);
  const Date date = service_date(now.at, state.configuration->day_ends);
  if (end) closed.unattended = unattended_text(state, *end);
  for (const visit::Visit* visit : left_in_hall(state)) {
    const TicketIssued& issued = visit->issued;
    if (overnight && visit->now.state != TicketState::serving) {
      const bool waits = visit->now.state == TicketState::waiting;
      if (!waits) items.push_back({TicketReturned{issued.ticket, issued.number}, end});
      alive.push_back({carried(*visit), end});
      ++closed.carried;
    } else {
      items.push_back({TicketCancelled{issued.ticket, issued.number, std::string(closed_at_day_end)}, end});
      ++closed.cancelled;
    }
  }
  for (const auto& [id, desk] : state.desks) {
    if (desk.state != DeskState::closed) items.push_back({DeskClosed{id, "day_end"}, end});
  }
  miss_appointments(state, date, end, items);
  if (state.day_open) items.push_back({closed, end});
  items.push_back({DayOpened{date}, end});
  for (auto& item : alive) items.push_back(std::move(item));
  carry_facts(state, date, now.at, items);
  return items;
}

}  // namespace talon::queue
