// SPDX-License-Identifier: MIT
// Which room is for what, and the way to it (S2-5.4.1-m).
#include <algorithm>
#include <cmath>

#include "kiosk/screens/floor_drawing.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/rooms.h"

namespace talon::screens {

using canvas::Rect;

namespace {

std::string joined(const Composer& page, const std::vector<std::string>& titles) {
  std::string all;
  for (const std::string& each : titles) all += (all.empty() ? "" : ", ") + page.hall(each);
  return all;
}

std::string line_of(const Composer& page, const RoomLine& line) {
  const std::string way = line.room.way.empty() ? "" : ", " + page.hall(line.room.way);
  return page.hall(line.room.title) + way + ": " + joined(page, line.titles);
}

Card card_of(const Composer& page, const RoomLine& line, int index) {
  Card card;
  card.title = page.hall(line.room.title);
  card.note = joined(page, line.titles);
  if (floor_of(*page.screen.menu, line.room.room) != nullptr) {
    card.action = Action{Act::room, index};
  } else {
    card.look = Look::closed;
    card.note = page.hall(line.room.way);
  }
  return card;
}

/// The terminal stands on another floor, if it is known where it stands at all.
const FloorPlan* own_floor(const Screen& screen) {
  const auto& all = screen.menu->plans;
  const auto found = std::find_if(
      all.begin(), all.end(), [&](const FloorPlan& each) { return here(each, screen.device) != nullptr; });
  return found == all.end() ? nullptr : &*found;
}

/// What one comes to this room for, as far as there is a place to say it.
void what_for(Composer& page, const RoomLine& line, const Rect& area) {
  double y = area.y;
  const auto letters = page.style(page.z.choice, 500);
  for (const std::string& each : line.titles) {
    const std::string words = page.hall(each);
    if (y + page.height_of(words, letters, area.width) > area.bottom()) return;
    y += page.text(area.x, std::round(y), area.width, words, letters) + page.z.pad * 0.6;
  }
}

}  // namespace

void rooms_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Кабинеты"));
  const std::vector<RoomLine> rooms = rooms_of(*page.screen.menu);
  const bool drawn = std::any_of(rooms.begin(), rooms.end(), [&](const RoomLine& each) {
    return floor_of(*page.screen.menu, each.room.room) != nullptr;
  });
  if (drawn) {
    std::vector<Card> all;
    for (const RoomLine& each : rooms) all.push_back(card_of(page, each, static_cast<int>(all.size())));
    return page.cards(std::move(all), page.body());
  }
  std::vector<std::string> lines;
  for (const RoomLine& each : rooms) lines.push_back(line_of(page, each));
  if (lines.empty()) lines.push_back(page.say("Спросите сотрудника."));
  bullet_list(page, lines, page.body());
}

void room_page(Composer& page) {
  const MenuPicture& menu = *page.screen.menu;
  const FloorPlan* floor = floor_of(menu, page.screen.room);
  const std::vector<RoomLine> rooms = rooms_of(menu);
  const auto line = std::find_if(rooms.begin(), rooms.end(),
                                 [&](const RoomLine& each) { return each.room.room == page.screen.room; });
  // A configuration accepted meanwhile may have taken it away.
  if (floor == nullptr || line == rooms.end()) return rooms_page(page);
  page.back_and_home();
  page.title(page.say("Как пройти: {room}", {{"room", page.hall(line->room.title)}}),
             page.hall(line->room.way.empty() ? floor->title : line->room.way));
  Rect area = page.body();
  const FloorPlan* own = own_floor(page.screen);
  if (own != nullptr && own != floor)
    area =
        page.strip(area, page.say("Это другой этаж: {floor}.", {{"floor", page.hall(floor->title)}}), false);
  const auto goal = std::find_if(floor->rooms.begin(), floor->rooms.end(),
                                 [&](const PlanRoom& each) { return each.room == page.screen.room; });
  FloorDrawing drawing(page, *floor, area);
  drawing.draw(*goal, here(*floor, page.screen.device));
  const double below = drawing.bottom() + page.z.gap;
  what_for(page, *line, {area.x, below, area.width, area.bottom() - below});
}

}  // namespace talon::screens
