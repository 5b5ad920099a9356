// SPDX-License-Identifier: MIT
#include "server/queue/state.h"

#include <algorithm>

#include "server/model/result.h"
#include "server/queue/order.h"

namespace talon::queue {
namespace {

Place place_of(const visit::Visit& visit) {
  return {visit.issued.issued_t, visit.issued_seq};
}

}  // namespace

const visit::Visit* State::ticket(const TicketId& id) const {
  const auto found = tickets.find(id);
  return found == tickets.end() ? nullptr : &found->second;
}

const visit::Visit* State::ticket(const TicketNumber& number) const {
  const visit::Visit* found = nullptr;
  // Asked by a person at a terminal, a few times an hour: no index is kept for it.
  for (const auto& [id, visit] : tickets) {
    if (visit.issued.number != number) continue;
    if (found == nullptr || visit.issued.date > found->issued.date) found = &visit;
  }
  return found;
}

const Line& State::line(const LineId& id) const {
  static const Line nobody;
  const auto found = lines.find(id);
  return found == lines.end() ? nobody : found->second;
}

const DeskNow& State::desk(const DeskId& id) const {
  static const DeskNow closed;
  const auto found = desks.find(id);
  return found == desks.end() ? closed : found->second;
}

std::optional<DeskId> State::desk_of(const UserId& specialist) const {
  if (specialist.empty()) return std::nullopt;
  for (const auto& [id, desk] : desks) {
    if (desk.state != DeskState::closed && desk.specialist == specialist) return id;
  }
  return std::nullopt;
}

std::uint32_t State::last_offline(const std::string& letter) const {
  const auto found = offline_numbers.find(letter);
  const std::uint32_t ordinals =
      found == offline_numbers.end() || found->second.empty() ? 0 : *found->second.rbegin();
  return std::max(ordinals, number_floor(letter));
}

std::uint32_t State::number_floor(const std::string& letter) const {
  const auto found = number_floors.find({date, letter});
  return found == number_floors.end() ? 0 : found->second;
}

Ticks State::ticks_at(const Timestamp& when) const {
  return last.t + std::max(Millis{0}, when.utc - last.at.utc);
}

Timestamp State::at(Ticks t) const {
  return last.at.plus(t - last.t);
}

bool State::operator==(const State& other) const {
  return configuration_sha == other.configuration_sha && virtual_clock == other.virtual_clock &&
         seq == other.seq && last.t == other.last.t && last.at == other.last.at &&
         day_open == other.day_open && date == other.date && tickets == other.tickets &&
         tokens == other.tokens && count == other.count && rule == other.rule && issued == other.issued &&
         privileged == other.privileged && lines == other.lines && desks == other.desks && due == other.due &&
         numbers == other.numbers && offline_numbers == other.offline_numbers &&
         late_numbers == other.late_numbers && number_floors == other.number_floors &&
         left_calls == other.left_calls && breaches == other.breaches && decisions == other.decisions &&
         help == other.help && devices == other.devices && holds == other.holds &&
         appointments == other.appointments && booking_codes == other.booking_codes && slots == other.slots &&
         callbacks == other.callbacks && registries == other.registries &&
         registry_rows == other.registry_rows && attended == other.attended &&
         clock_step == other.clock_step && names == other.names && sessions == other.sessions &&
         received == other.received && session_begins == other.session_begins;
}

void heard(State& state, const DeviceId& device, const Moment& now) {
  state.heard[device] = now;
}

void index(State& state, const visit::Visit& visit) {
  const visit::Standing& now = visit.now;
  const TicketId& id = visit.issued.ticket;
  ++state.count[static_cast<std::size_t>(now.state)];
  switch (now.state) {
    case TicketState::waiting: {
      Line& line = state.lines[now.line];
      const Turn turn = turn_of(waiting_ticket(state, visit), state.rule);
      if (now.to_desk.empty()) {
        line.waiting.emplace(place_of(visit), id);
        line.order.insert(turn);
        line.order.roll(state.rule, state.last.t);
      } else {
        DeskNow& desk = state.desks[now.to_desk];
        desk.addressed.emplace(place_of(visit), id);
        const auto [turns, fresh] = desk.turns.try_emplace(now.line);
        if (fresh) turns->second.set_weight(addressed_weight(state, now.line));
        turns->second.insert(turn);
        ++line.addressed;
      }
      if (visit.wait_broken && !now.seen_at) ++line.over;
      break;
    }
    case TicketState::called:
    case TicketState::serving:
      state.desks[now.desk].ticket = id;
      break;
    case TicketState::held:
      state.desks[now.desk].held.emplace(visit.touched, id);
      if (now.held_until_t) state.holds.emplace(*now.held_until_t, id);
      break;
    case TicketState::no_show:
      state.desks[now.desk].missed.emplace(visit.touched, id);
      break;
    case TicketState::served:
    case TicketState::cancelled:
      break;
  }
  if (const auto due = visit::next_due(visit)) state.due.emplace(due->at, id);
}

void unindex(State& state, const visit::Visit& visit) {
  const visit::Standing& now = visit.now;
  const TicketId& id = visit.issued.ticket;
  --state.count[static_cast<std::size_t>(now.state)];
  switch (now.state) {
    case TicketState::waiting: {
      Line& line = state.lines[now.line];
      const Turn turn = turn_of(waiting_ticket(state, visit), state.rule);
      if (now.to_desk.empty()) {
        line.waiting.erase(place_of(visit));
        line.order.erase(turn);
      } else {
        DeskNow& desk = state.desks[now.to_desk];
        desk.addressed.erase(place_of(visit));
        const auto turns = desk.turns.find(now.line);
        turns->second.erase(turn);
        if (turns->second.empty()) desk.turns.erase(turns);
        --line.addressed;
      }
      if (visit.wait_broken && !now.seen_at) --line.over;
      break;
    }
    case TicketState::called:
    case TicketState::serving:
      state.desks[now.desk].ticket.reset();
      break;
    case TicketState::held:
      state.desks[now.desk].held.erase(visit.touched);
      if (now.held_until_t) state.holds.erase({*now.held_until_t, id});
      break;
    case TicketState::no_show:
      state.desks[now.desk].missed.erase(visit.touched);
      break;
    case TicketState::served:
    case TicketState::cancelled:
      break;
  }
  if (const auto due = visit::next_due(visit)) state.due.erase({due->at, id});
}

}  // namespace talon::queue
