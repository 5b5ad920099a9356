// SPDX-License-Identifier: MIT
#include "server/outlook/copy.h"

#include <algorithm>
#include <numeric>

#include "server/model/result.h"
#include "server/queue/calendar.h"
#include "server/queue/forecast.h"
#include "server/queue/newcomer.h"
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

CopiedDesk closed_desk(const Desk& configured, const Copy& copy) {
  CopiedDesk desk;
  desk.id = configured.id;
  desk.title = configured.title;
  for (const LineId& line : configured.serves) {
    if (const auto index = line_index(copy, line)) desk.lines.push_back(*index);
  }
  return desk;
}

CopiedDesk copy_desk(const queue::State& state, const Desk& configured, const Copy& copy) {
  const queue::DeskNow& now = state.desk(configured.id);
  CopiedDesk desk = closed_desk(configured, copy);
  desk.open = now.state == DeskState::open;
  desk.shifts = queue::calling_hours(state, configured, copy.now);
  for (const auto& [line, turns] : now.turns) {
    if (const auto index = line_index(copy, line)) desk.own.push_back({*index, turns.excerpt(most_copied)});
  }
  if (now.ticket) {
    const visit::Visit& visit = state.tickets.at(*now.ticket);
    if (const auto index = line_index(copy, visit.now.line))
      desk.busy = {*index, visit::served(visit, copy.t), visit.now.state == TicketState::called};
  }
  return desk;
}

CopiedLine empty_line(const Configuration& configuration, const LineId& id, const Date& date) {
  CopiedLine line;
  line.id = id;
  const Regulation* regulation = queue::regulation_of(configuration, configuration.regulation, date);
  line.limit = queue::norm(regulation, id, Entry::walk_in, Measure::wait).limit;
  line.mean = configuration.expected(id);
  const auto spans = queue::reception(configuration, configuration.offer(id), date);
  if (!spans.empty()) line.receives_until = spans.back().to - configuration.last_ticket_before;
  return line;
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

std::optional<SaidBefore> said_before(const queue::State& state, const Timestamp& now) {
  if (!state.outlook) return std::nullopt;
  const OutlookPicture& hall = state.outlook->hall;
  if (!hall.at || now < *hall.at) return std::nullopt;  // the clock was set back
  return SaidBefore{hall.warn, hall.breach_probability, now.utc - hall.at->utc};
}

/// What is known of those who are yet to come today.
void add_coming(const queue::State& state, const Timestamp& now, Copy& copy) {
  const Configuration& configuration = *state.configuration;
  for (const Priority& category : configuration.order.priorities) {
    const Priority priority = *queue::priority_in_force(state, category.id);
    if (priority.rule != PriorityRule::none)
      copy.rights.push_back({category.id, priority.rule, Millis{priority.head_start}});
  }
  const Regulation* regulation = queue::regulation_of(configuration, configuration.regulation, state.date);
  copy.appointments.emplace();
  copy.walk_ins = state.issued;
  for (const auto& [id, appointment] : state.appointments) {
    if (appointment.date != state.date) continue;
    const auto line = line_index(copy, appointment.line);
    if (appointment.state == AppointmentState::expected && line) {
      copy.appointments->push_back(
          {*line, appointment.slot_at.utc - now.utc,
           queue::norm(regulation, appointment.line, Entry::booked, Measure::wait).limit});
    } else if (const visit::Visit* visit = state.ticket(appointment.ticket)) {
      if (visit->issued.entry == Entry::booked) --copy.walk_ins;
    }
  }
}

/// Of today's walk-ins to those of a usual day until now, between 1 and what today shows alone: the more days
/// differ and the longer this one has lasted, the nearer to the latter.
double pace_of(const Copy& copy) {
  if (copy.past->day_spread <= 0) return 1;
  const Millis of_day = time_of_day(copy.now);
  double usual = 0;
  for (const auto& [id, line] : copy.past->lines) {
    for (std::size_t slot = 0; slot < half_hours; ++slot) {
      constexpr Millis half_hour = std::chrono::minutes{30};
      const double passed = static_cast<double>((of_day - half_hour * static_cast<int>(slot)).count()) /
                            static_cast<double>(half_hour.count());
      usual += std::clamp(passed, 0.0, 1.0) * (line.arrivals[slot] - line.booked[slot]);
    }
  }
  const double trust = 1 / copy.past->day_spread;
  return (trust + copy.walk_ins) / (trust + usual);
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
  add_coming(state, now, copy);
  give_past(copy, std::move(past));
  for (const Desk& desk : state.configuration->desks) copy.desks.push_back(copy_desk(state, desk, copy));
  for (const queue::Newcomer& kind : queue::newcomers(state)) {
    if (const auto line = line_index(copy, kind.line))
      copy.others.push_back({kind, *line, queue::turn_of(state, kind, {copy.t, 0})});
  }
  copy.before = said_before(state, now);
  copy.breaks = breaks_of(state, now);
  if (const auto closes = queue::hall_reception(state, now).closes_at) copy.closes = closes->utc - now.utc;
  return copy;
}

Copy empty_day(const Configuration& configuration, const Date& date, std::chrono::minutes offset,
               std::shared_ptr<const Past> past) {
  TALON_EXPECT(past);
  Copy copy;
  copy.now = {std::chrono::sys_days{date} - offset, offset};
  copy.seed = std::chrono::sys_days{date}.time_since_epoch().count();
  copy.rule = queue::rule_of(configuration.order.mode, false);
  copy.order = configuration.order;
  for (const LineId& id : configuration.lines()) copy.lines.push_back(empty_line(configuration, id, date));
  give_past(copy, std::move(past));
  for (const Desk& desk : configuration.desks) copy.desks.push_back(closed_desk(desk, copy));
  for (const queue::Span& pause : queue::hall_breaks(configuration, date))
    copy.breaks.push_back({pause.from, pause.to});
  const auto spans = queue::reception(configuration, nullptr, date);
  if (!spans.empty()) {
    copy.opens = spans.front().from;
    copy.closes = spans.back().to;
  }
  return copy;
}

void weigh_lines(Copy& copy) {
  std::vector<int> able(copy.lines.size(), 0);
  for (const CopiedDesk& desk : copy.desks) {
    if (desk.shifts.empty()) continue;
    for (const std::size_t line : desk.lines) ++able[line];
  }
  for (std::size_t i = 0; i < copy.lines.size(); ++i) {
    copy.lines[i].order.set_weight(
        queue::weight_of(copy.rule, mean_service(copy.lines[i]), std::max(1, able[i])));
  }
}

Millis mean_service(const CopiedLine& line) {
  if (line.services == nullptr) return line.mean;
  return std::accumulate(line.services->begin(), line.services->end(), Millis{0}) /
         static_cast<std::int64_t>(line.services->size());
}

std::optional<std::size_t> line_index(const Copy& copy, const LineId& id) {
  const auto found = std::find_if(copy.lines.begin(), copy.lines.end(),
                                  [&](const CopiedLine& line) { return line.id == id; });
  if (found == copy.lines.end()) return std::nullopt;
  return static_cast<std::size_t>(found - copy.lines.begin());
}

void give_past(Copy& copy, std::shared_ptr<const Past> past) {
  copy.past = std::move(past);
  for (CopiedLine& line : copy.lines) {
    line.services = copy.past->services(line.id);
    const auto known = copy.past->lines.find(line.id);
    line.arrivals = known == copy.past->lines.end() ? nullptr : &known->second.arrivals;
    line.booked = known == copy.past->lines.end() ? nullptr : &known->second.booked;
    line.onward.clear();
    if (known == copy.past->lines.end()) continue;
    for (const auto& [to, share] : known->second.onward) {
      if (const auto index = line_index(copy, to)) line.onward.emplace_back(*index, share);
    }
  }
  for (CopiedRight& right : copy.rights) {
    const auto known = copy.past->categories.find(right.category);
    right.share = known == copy.past->categories.end() ? 0 : known->second;
  }
  copy.pace = pace_of(copy);
}

}  // namespace talon::outlook
