// SPDX-License-Identifier: MIT
// What a board is told besides the hall picture: who receives where, hours, limits, its set-up.
#include <algorithm>

#include "server/queue/calendar.h"
#include "server/queue/pictures.h"
#include "server/queue/regulation.h"
#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

/// Services by name while they are few; else the menu groups they belong to, as the visitor chose them.
std::vector<std::string> receives(const Configuration& configuration, const Desk& desk) {
  constexpr std::size_t most_named = 4;
  std::vector<std::string> services;
  std::vector<std::string> groups;
  const auto add = [](std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const LineId& line : desk.serves) {
    const Service* service = configuration.service(line.service);
    if (service == nullptr) continue;
    add(services, service->title);
    const MenuGroup* group = configuration.group(service->group);
    add(groups, group == nullptr ? service->title : group->title);
  }
  return services.size() <= most_named ? services : groups;
}

bool shows(const Device& display, const RoomId& room) {
  return display.rooms.empty() ||
         std::find(display.rooms.begin(), display.rooms.end(), room) != display.rooms.end();
}

std::vector<RoomPlate> plates(const State& state, const Device& display) {
  const Configuration& configuration = *state.configuration;
  std::vector<RoomPlate> plates;
  for (const Room& room : configuration.rooms) {
    if (!shows(display, room.id)) continue;
    RoomPlate plate{room.id, room.title, room.way, {}};
    for (const Desk& desk : configuration.desks) {
      if (desk.room != room.id) continue;
      plate.desks.push_back(
          {desk.id, desk.title, state.desk(desk.id).state, receives(configuration, desk), {}});
    }
    plates.push_back(std::move(plate));
  }
  return plates;
}

std::vector<std::string> zone_lines(const Configuration& configuration, const Device& display) {
  std::vector<std::string> lines;
  if (display.rooms.empty()) return lines;
  for (const LineId& line : configuration.lines()) {
    const bool ours =
        std::any_of(configuration.desks.begin(), configuration.desks.end(), [&](const Desk& desk) {
          return shows(display, desk.room) &&
                 std::find(desk.serves.begin(), desk.serves.end(), line) != desk.serves.end();
        });
    if (ours) lines.push_back(line.service.value + "/" + line.procedure.value);
  }
  return lines;
}

/// Limits with a norm that concern every service: the table a visitor can follow.
std::vector<LimitPicture> limits(const State& state) {
  const Configuration& configuration = *state.configuration;
  std::vector<LimitPicture> limits;
  const Regulation* regulation = regulation_of(configuration, configuration.regulation, state.date);
  if (regulation == nullptr) return limits;
  for (const Limit& limit : regulation->limits) {
    if (!limit.limit || !limit.service.empty()) continue;
    if (limit.entry == Entry::booked) continue;
    const Procedure* procedure = configuration.procedure(limit.procedure);
    limits.push_back(
        {procedure == nullptr ? std::string() : procedure->title, limit.measure, limit.clause, *limit.limit});
  }
  return limits;
}

}  // namespace

void add_next(std::vector<NextPicture>& next, const State& state, const LineId& line, Ticks t) {
  constexpr std::size_t most_of_a_line = 3;
  constexpr std::size_t most_of_all = 24;
  const Line& now = state.line(line);
  LineOrder order = now.order.excerpt(most_of_a_line);
  for (std::size_t taken = 0; taken < most_of_a_line && next.size() < most_of_all; ++taken) {
    const auto first = order.head(state.rule, t);
    if (!first) return;
    const TicketId& ticket = now.waiting.at(first->turn.place);
    next.push_back({state.tickets.at(ticket).issued.number, line.service, line.procedure});
    order.erase(first->turn);
  }
}

BoardPicture board_picture(const State& state, const Device& display) {
  const Configuration& configuration = *state.configuration;
  BoardPicture board;
  board.layout = configuration.layout(display);
  board.wall = display.wall;
  board.pages = configuration.pages;
  board.hours = hours_text(configuration);
  for (const Break& pause : configuration.breaks) {
    const std::string text = pause.title + " " + clock_text(pause.from) + "–" + clock_text(pause.to);
    if (std::find(board.breaks.begin(), board.breaks.end(), text) == board.breaks.end())
      board.breaks.push_back(text);
  }
  board.rooms = plates(state, display);
  board.lines = zone_lines(configuration, display);
  board.limits = limits(state);
  board.voice = configuration.voice;
  board.voice.speaks = display.speaks;
  return board;
}

}  // namespace talon::queue
