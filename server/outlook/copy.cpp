// SPDX-License-Identifier: MIT
#include "server/outlook/copy.h"

#include <algorithm>

#include "server/model/result.h"
#include "server/queue/calendar.h"
#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "server/queue/regulation.h"

namespace talon::outlook {
namespace {

constexpr std::size_t most_copied = 100;

CopiedLine copy_line(const queue::State& state, const LineId& id, const Timestamp& now) {
  const Configuration& configuration = *state.configuration;
  const queue::Line& real = state.line(id);
  const Regulation* regulation = queue::regulation_of(configuration, configuration.regulation, state.date);
  CopiedLine line;
  line.id = id;
  line.order = real.order.excerpt(most_copied);
  line.waiting = static_cast<int>(real.waiting.size());
  line.limit = queue::norm(regulation, id, Entry::walk_in, Measure::wait).limit;
  line.mean = queue::mean_service(state, id);
  const queue::Reception reception = queue::line_reception(state, id, now);
  if (reception.closes_at)
    line.receives_until = reception.closes_at->utc - now.utc - configuration.last_ticket_before;
  return line;
}

CopiedDesk copy_desk(const queue::State& state, const Desk& configured, const Copy& copy) {
  const auto line_index = [&](const LineId& id) {
    const auto found = std::find_if(copy.lines.begin(), copy.lines.end(),
                                    [&](const CopiedLine& line) { return line.id == id; });
    return found == copy.lines.end() ? std::optional<std::size_t>{}
                                     : static_cast<std::size_t>(found - copy.lines.begin());
  };
  const queue::DeskNow& now = state.desk(configured.id);
  CopiedDesk desk;
  desk.id = configured.id;
  desk.title = configured.title;
  desk.open = now.state == DeskState::open;
  for (const LineId& line : configured.serves) {
    if (const auto index = line_index(line)) desk.lines.push_back(*index);
  }
  for (const auto& [line, turns] : now.turns) {
    if (const auto index = line_index(line)) desk.own.push_back({*index, turns.excerpt(most_copied)});
  }
  if (now.ticket) {
    const visit::Visit& visit = state.tickets.at(*now.ticket);
    if (const auto index = line_index(visit.now.line))
      desk.busy = {*index, visit::served(visit, copy.t), visit.now.state == TicketState::called};
  }
  return desk;
}

/// The lines of the configuration, and any that people stand in although it is configured no longer.
std::vector<LineId> all_lines(const queue::State& state) {
  std::vector<LineId> ids = state.configuration->lines();
  for (const auto& [id, line] : state.lines) {
    if (line.size() > 0 && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

std::vector<Stretch> breaks_of(const queue::State& state, const Timestamp& now) {
  const Date today = queue::local_date(now);
  std::vector<Stretch> found;
  for (const queue::Span& pause : queue::hall_breaks(*state.configuration, today)) {
    const Stretch stretch{queue::local_time(state, today, pause.from, now).utc - now.utc,
                          queue::local_time(state, today, pause.to, now).utc - now.utc};
    if (stretch.to > Millis{0}) found.push_back(stretch);
  }
  std::sort(found.begin(), found.end(), [](const Stretch& a, const Stretch& b) { return a.from < b.from; });
  return found;
}

}  // namespace

Copy copy_hall(const queue::State& state, const Timestamp& now, std::shared_ptr<const Past> past) {
  TALON_EXPECT(state.configuration && past);
  Copy copy;
  copy.now = now;
  copy.t = state.ticks_at(now);
  copy.seed = state.seq;
  copy.rule = state.rule;
  copy.order = state.configuration->order;
  for (const LineId& id : all_lines(state)) copy.lines.push_back(copy_line(state, id, now));
  give_past(copy, std::move(past));
  for (const Desk& desk : state.configuration->desks) copy.desks.push_back(copy_desk(state, desk, copy));
  copy.breaks = breaks_of(state, now);
  if (const auto closes = queue::hall_reception(state, now).closes_at) copy.closes = closes->utc - now.utc;
  return copy;
}

void give_past(Copy& copy, std::shared_ptr<const Past> past) {
  copy.past = std::move(past);
  for (CopiedLine& line : copy.lines) {
    line.services = copy.past->services(line.id);
    const auto known = copy.past->lines.find(line.id);
    line.arrivals = known == copy.past->lines.end() ? nullptr : &known->second.arrivals;
  }
}

queue::Turn walk_in(const Copy& copy, const CopiedLine& line, Millis after, std::int64_t seq) {
  queue::WaitingTicket ticket;
  ticket.place = {copy.t + after, seq};
  ticket.reference = ticket.place.issued_t;
  ticket.deadline = queue::call_by(copy.order, ticket.reference, line.limit);
  return queue::turn_of(ticket, copy.rule);
}

}  // namespace talon::outlook
