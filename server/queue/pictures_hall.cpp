// SPDX-License-Identifier: MIT
// What the public sees: the menu of the terminal and the board of the hall. No names, ever.
#include <algorithm>

#include "server/model/names.h"
#include "server/queue/calendar.h"
#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "server/queue/pictures.h"
#include "server/queue/regulation.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

constexpr Seconds call_stays{30};

OfferPicture offer_picture(const State& state, const Service& service, const Offer& offer,
                           const Forecasts& waits, const Timestamp& now) {
  const Configuration& configuration = *state.configuration;
  const LineId line{service.id, offer.procedure};
  OfferPicture picture;
  picture.procedure = offer.procedure;
  if (const Procedure* procedure = configuration.procedure(offer.procedure)) {
    picture.title = procedure->title;
    picture.official = procedure->official;
    picture.note = procedure->note;
  }
  picture.brief = offer.brief;
  picture.rooms = rooms_of(configuration, line);
  picture.waiting = state.line(line).size();
  if (const auto wait = waits.find(line); wait != waits.end()) {
    picture.expected_wait_s = wait->second.median;
    picture.not_later_s = wait->second.not_later;
  }
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, local_date(now));
  picture.wait_limit_s = norm(regulation, line, Entry::walk_in, Measure::wait).limit;
  auto closed = issuing_closed(state, line, now);
  if (!closed) closed = served_too_late(state, line, picture.expected_wait_s, now);
  picture.open = !closed && any_serves(state, line);
  if (closed) {
    picture.why_closed = closed->detail;
  } else if (!picture.open) {
    picture.why_closed = "Сейчас эту услугу не оказывает ни одно окно.";
  }
  picture.booking = offer.schedule.has_value();
  return picture;
}

CallPicture call_picture(const Configuration& configuration, const TicketNumber& number, const DeskId& desk) {
  CallPicture picture;
  picture.number = number;
  picture.desk = desk;
  const Desk* configured = configuration.desk(desk);
  picture.desk_title = configured == nullptr ? desk.value : configured->title;
  const RoomPicture room = room_picture(configuration, configured == nullptr ? RoomId{} : configured->room);
  picture.room = room.room;
  picture.room_title = room.title;
  picture.way = room.way;
  const auto& desks = configuration.desks;
  picture.room_shared = std::count_if(desks.begin(), desks.end(),
                                      [&](const Desk& other) { return other.room == room.room; }) > 1;
  return picture;
}

std::vector<CallPicture> calls(const State& state, const Timestamp& now) {
  const Configuration& configuration = *state.configuration;
  std::vector<CallPicture> all;
  for (const auto& [id, desk] : state.desks) {
    if (!desk.ticket) continue;
    const visit::Visit& visit = state.tickets.at(*desk.ticket);
    if (visit.now.state != TicketState::called) continue;
    CallPicture picture = call_picture(configuration, visit.issued.number, id);
    picture.seq = visit.now.call_seq;
    picture.called_at = visit.now.called_at.value_or(state.last.at);
    picture.recalls = visit.now.recalls;
    all.push_back(std::move(picture));
  }
  const Ticks t = state.ticks_at(now);
  for (const LeftCall& left : state.left_calls) {
    if (t - left.left_t >= call_stays) continue;
    CallPicture picture = call_picture(configuration, left.number, left.desk);
    picture.seq = left.seq;
    picture.called_at = left.called_at;
    picture.recalls = left.recalls;
    picture.left = true;
    all.push_back(std::move(picture));
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.seq > b.seq; });
  return all;
}

/// What a terminal may go by that hears nothing of the server for a week.
std::vector<ReceptionPicture> receptions(const State& state, const Timestamp& now) {
  constexpr int days_ahead = 7;
  std::vector<ReceptionPicture> all;
  for (int i = 0; i <= days_ahead; ++i) {
    const Date day{std::chrono::local_days{local_date(now)} + std::chrono::days{i}};
    for (const Span& span : reception(*state.configuration, nullptr, day)) {
      all.push_back({local_time(state, day, span.from, now), local_time(state, day, span.to, now)});
    }
  }
  return all;
}

std::vector<MenuLimitPicture> limits(const Configuration& configuration, const Regulation& regulation) {
  std::vector<MenuLimitPicture> all;
  for (const Limit& limit : regulation.limits) {
    MenuLimitPicture row{limit.clause, limit.measure, "", "", limit.limit};
    if (limit.entry) row.entry = name_of(*limit.entry);
    const Procedure* procedure = configuration.procedure(limit.procedure);
    const Service* service = configuration.service(limit.service);
    // A limit of a procedure this hall does not have would only puzzle.
    if ((!limit.procedure.empty() && procedure == nullptr) ||
        (!limit.service.empty() && service == nullptr)) {
      continue;
    }
    if (service != nullptr) row.title = service->title;
    if (procedure != nullptr) row.title += (row.title.empty() ? "" : ": ") + procedure->title;
    all.push_back(std::move(row));
  }
  return all;
}

/// A printer that says nothing, or nothing good, is none to send somebody to.
bool prints(const State& state, const DeviceId& kiosk) {
  const auto device = state.devices.find(kiosk);
  if (device == state.devices.end() || device->second.silent) return false;
  const auto printer = device->second.components.find("printer");
  if (printer == device->second.components.end()) return false;
  const ComponentNow& now = printer->second;
  return now.health == Health::ok || (now.health == Health::warning && now.reason == "media-low");
}

std::vector<TerminalPicture> terminals(const State& state) {
  std::vector<TerminalPicture> all;
  for (const Device& device : state.configuration->devices) {
    if (device.role != DeviceRole::kiosk) continue;
    all.push_back({device.id, device.title, prints(state, device.id)});
  }
  return all;
}

}  // namespace

OfficePicture office_picture(const Configuration& configuration) {
  return {configuration.id, configuration.name, configuration.short_name, configuration.address,
          configuration.phone};
}

RoomPicture room_picture(const Configuration& configuration, const RoomId& room) {
  const Room* configured = configuration.room(room);
  if (configured == nullptr) return {room, room.value, ""};
  return {room, configured->title, configured->way};
}

std::vector<RoomPicture> rooms_of(const Configuration& configuration, const LineId& line) {
  std::vector<RoomPicture> rooms;
  for (const Desk& desk : configuration.desks) {
    if (std::find(desk.serves.begin(), desk.serves.end(), line) == desk.serves.end()) continue;
    const bool known = std::any_of(rooms.begin(), rooms.end(),
                                   [&](const RoomPicture& room) { return room.room == desk.room; });
    if (!known) rooms.push_back(room_picture(configuration, desk.room));
  }
  return rooms;
}

std::optional<Seconds> wait_of(const Forecasts& waits, const LineId& line) {
  const auto found = waits.find(line);
  return found == waits.end() ? std::nullopt : std::optional{found->second.median};
}

LinePicture line_picture(const State& state, const LineId& line, const Forecasts& waits, Ticks t) {
  const Configuration& configuration = *state.configuration;
  const Line& now = state.line(line);
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, state.date);
  const Norm wait = norm(regulation, line, Entry::walk_in, Measure::wait);
  LinePicture picture;
  picture.service = line.service;
  picture.procedure = line.procedure;
  picture.title = configuration.line_title(line);
  picture.waiting = now.size();
  if (const auto oldest = oldest_wait(state, line, t)) picture.oldest_s = whole_seconds(*oldest);
  picture.limit_s = wait.limit;
  picture.clause = wait.clause;
  picture.over = now.over;
  picture.expected_wait_s = wait_of(waits, line);
  picture.desks_open = open_desks(state, line);
  return picture;
}

MenuPicture menu_picture(const State& state, const HallTime& time) {
  MenuPicture picture;
  picture.time = time;
  if (!state.configuration) return picture;
  const Configuration& configuration = *state.configuration;
  const Reception reception = hall_reception(state, time.now);
  picture.office = office_picture(configuration);
  picture.open = reception.open;
  picture.closed_text = closed_text(reception, time.now);
  picture.next_open = reception.next_open;
  picture.closes_at = reception.closes_at;
  picture.hours = hours_text(configuration);
  for (const MenuGroup& group : configuration.groups) {
    picture.groups.push_back({group.id, group.title, group.note});
  }
  const auto waits = forecasts(state, time.now);
  for (const Service& service : configuration.services) {
    ServicePicture item{
        service.id, service.group, service.title, service.official, service.note, service.words, {}};
    for (const Offer& offer : service.offers) {
      item.procedures.push_back(offer_picture(state, service, offer, *waits, time.now));
    }
    picture.services.push_back(std::move(item));
  }
  picture.slip = configuration.slip;
  picture.receptions = receptions(state, time.now);
  if (const Regulation* regulation =
          regulation_of(configuration, configuration.regulation, local_date(time.now))) {
    picture.regulation = regulation->title;
    picture.limits = limits(configuration, *regulation);
  }
  for (const Translation& each : configuration.translations) {
    picture.translations.push_back({each.language, each.text, each.translated});
  }
  picture.terminals = terminals(state);
  picture.plans = configuration.plans;
  return picture;
}

HallPicture hall_picture(const State& state, const HallTime& time) {
  HallPicture picture;
  picture.seq = state.seq;
  picture.time = time;
  if (!state.configuration) return picture;
  const Configuration& configuration = *state.configuration;
  const Reception reception = hall_reception(state, time.now);
  picture.office = office_picture(configuration);
  picture.open = reception.open;
  picture.closed_text = closed_text(reception, time.now);
  picture.closes_at = reception.closes_at;
  picture.notice = configuration.notice;
  if (const Decided* emergency = in_force(state, "emergency", "", time.now)) {
    picture.emergency = emergency->subject;
  }
  picture.calls = calls(state, time.now);
  const auto waits = forecasts(state, time.now);
  const Ticks t = state.ticks_at(time.now);
  for (const LineId& line : configuration.lines()) {
    if (state.line(line).size() == 0 && open_desks(state, line) == 0) continue;
    picture.lines.push_back(line_picture(state, line, *waits, t));
    add_next(picture.next, state, line, t);
  }
  return picture;
}

std::optional<Timestamp> next_picture_change(const State& state, const Timestamp& now) {
  if (!state.configuration) return std::nullopt;
  std::optional<Timestamp> next;
  const auto consider = [&](const std::optional<Timestamp>& at) {
    if (at && *at > now && (!next || *at < *next)) next = at;
  };
  for (const LeftCall& left : state.left_calls) consider(state.at(left.left_t + call_stays));
  for (const Decided& decided : state.decisions) consider(decided.until);
  consider(state.session_begins);
  const auto consider_reception = [&](const Reception& reception) {
    consider(reception.closes_at);
    consider(reception.next_open);
    if (reception.closes_at) consider(reception.closes_at->plus(-state.configuration->last_ticket_before));
  };
  consider_reception(hall_reception(state, now));
  for (const LineId& line : state.configuration->lines())
    consider_reception(line_reception(state, line, now));
  return next;
}

}  // namespace talon::queue
