// SPDX-License-Identifier: MIT
// What a manager sees: the whole hall now, with its books, breaches and devices.
#include <algorithm>

#include "server/queue/calendar.h"
#include "server/queue/forecast.h"
#include "server/queue/notices.h"
#include "server/queue/pictures.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

int count(const State& state, TicketState wanted) {
  return state.count[static_cast<std::size_t>(wanted)];
}

void add_books(const State& state, LivePicture& picture) {
  picture.issued = static_cast<int>(state.tickets.size());
  picture.served = count(state, TicketState::served);
  picture.no_show = count(state, TicketState::no_show);
  picture.cancelled = count(state, TicketState::cancelled);
  picture.waiting = count(state, TicketState::waiting);
  picture.in_hall = picture.waiting + count(state, TicketState::called) + count(state, TicketState::serving) +
                    count(state, TicketState::held);
}

LiveDesk live_desk(const State& state, const Desk& configured, Ticks t) {
  const DeskNow& now = state.desk(configured.id);
  LiveDesk desk;
  desk.desk = configured.id;
  desk.title = configured.title;
  desk.room_title = room_picture(*state.configuration, configured.room).title;
  desk.state = now.state;
  desk.pause_reason = now.pause_reason;
  desk.specialist = now.specialist;
  desk.since = now.since;
  if (now.ticket) desk.ticket = desk_ticket(state, state.tickets.at(*now.ticket), t);
  return desk;
}

/// Worst of the components; silent when it was not heard for 15 s, or never.
Health health_of(const DeviceNow& now, bool was_heard) {
  if (now.silent || !was_heard) return Health::silent;
  Health worst = Health::ok;
  for (const auto& [name, component] : now.components) worst = std::max(worst, component.health);
  return worst;
}

DevicePicture device_picture(const State& state, const Device& configured, Ticks t) {
  static const DeviceNow unknown;
  const auto known = state.devices.find(configured.id);
  const DeviceNow& now = known == state.devices.end() ? unknown : known->second;
  const auto last = state.heard.find(configured.id);
  DevicePicture picture;
  picture.device = configured.id;
  picture.role = configured.role;
  picture.title = configured.title;
  picture.health = health_of(now, last != state.heard.end());
  if (last != state.heard.end()) {
    const auto hall_ms = static_cast<double>(std::max(Millis{0}, t - last->second.t).count());
    picture.heard_s = whole_seconds(Millis{static_cast<Millis::rep>(hall_ms / state.rate)});
  }
  for (const auto& [name, component] : now.components) {
    picture.components.push_back({name, state.configuration->component_title(name), component.health,
                                  component.reason, component.since});
  }
  return picture;
}

}  // namespace

LivePicture live_picture(const State& state, const HallTime& time) {
  LivePicture picture;
  picture.seq = state.seq;
  picture.time = time;
  picture.date = state.date;
  if (!state.configuration) return picture;
  const Configuration& configuration = *state.configuration;
  const Ticks t = state.ticks_at(time.now);
  const Reception reception = hall_reception(state, time.now);
  picture.office = office_picture(configuration);
  picture.open = reception.open;
  picture.closed_text = closed_text(reception, time.now);
  picture.closes_at = reception.closes_at;
  add_books(state, picture);
  picture.order = order_picture(state);
  if (state.outlook) picture.outlook = state.outlook->hall;
  const auto waits = forecasts(state, time.now);
  for (const LineId& line : configuration.lines()) {
    picture.lines.push_back(line_picture(state, line, *waits, t));
  }
  for (const Desk& desk : configuration.desks) picture.desks.push_back(live_desk(state, desk, t));
  for (const Device& device : configuration.devices) {
    picture.devices.push_back(device_picture(state, device, t));
  }
  for (auto breach = state.breaches.rbegin(); breach != state.breaches.rend(); ++breach) {
    picture.breaches.push_back({breach->number, configuration.line_title(breach->line), breach->measure,
                                breach->clause, breach->limit_s, breach->at, breach->desk});
  }
  picture.help = help_calls(state);
  picture.notices = notices(state, time.now);
  return picture;
}

}  // namespace talon::queue
