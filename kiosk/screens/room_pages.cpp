// SPDX-License-Identifier: MIT
// Which room is for what, and the way to it (S2-5.4.1-m).
#include <algorithm>
#include <cmath>
#include <map>

#include "kiosk/screens/floor_drawing.h"
#include "kiosk/screens/pages.h"
#include "kiosk/screens/rooms.h"
#include "kiosk/screens/words.h"
#include "server/model/floors.h"

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

PlanPoint place_of(const PlanSign& sign) {
  return {sign.x, sign.y};
}

void one_floor(Composer& page, const Rect& area, const FloorPlan& floor, const PlanRoom& goal,
               const RoomLine& line) {
  FloorDrawing drawing(page, floor, area);
  const PlanSign* stands = here(floor, page.screen.device);
  if (stands == nullptr) {
    drawing.draw(&goal, {}, {});
  } else {
    const PlanPoint at = place_of(*stands);
    drawing.draw(&goal, walk(floor, at, goal.door), {{at, FloorDrawing::words_of(page, PlanMark::here)}});
  }
  const double below = drawing.bottom() + page.z.gap;
  what_for(page, line, {area.x, below, area.width, area.bottom() - below});
}

/// What one does on this sheet: to the stairs or the lift, then from there to the door.
std::string step_words(const Composer& page, const FloorPassage& way, bool first, const FloorPlan& floor) {
  const bool lift = way.by == PlanMark::lift;
  const std::map<std::string, std::string> values{{"floor", page.hall(floor.title)}};
  if (first)
    return lift ? page.say("Сначала к лифту. Вам нужно: {floor}.", values)
                : page.say("Сначала к лестнице. Вам нужно: {floor}.", values);
  return lift ? page.say("{floor}: от лифта к двери.", values)
              : page.say("{floor}: от лестницы к двери.", values);
}

/// Two sheets: this floor to the stairs or the lift, then the other one to the door.
void other_floor(Composer& page, const FloorPlan& own, const FloorPlan& floor, const PlanRoom& goal,
                 const RoomLine& line) {
  const PlanPoint at = place_of(*here(own, page.screen.device));
  const auto way = passage(own, at, floor, goal, page.screen.low);
  if (!way) {
    // A plan that was accepted has a way; an older server's may have none.
    const std::string words = page.say("Это другой этаж: {floor}.", {{"floor", page.hall(floor.title)}});
    return one_floor(page, page.strip(page.body(), words, false), floor, goal, line);
  }
  page.out.sheets = 2;
  const bool first = page.screen.sheet == 0;
  Rect area = page.turning_row(page.body());
  area = page.strip(area, bound(step_words(page, *way, first, floor)), false);
  FloorDrawing drawing(page, first ? own : floor, area);
  const std::string by = FloorDrawing::words_of(page, way->by);
  if (first)
    return drawing.draw(nullptr, way->there,
                        {{at, FloorDrawing::words_of(page, PlanMark::here)}, {way->leave, by}});
  drawing.draw(&goal, way->on, {{way->arrive, by}});
  const double below = drawing.bottom() + page.z.gap;
  what_for(page, line, {area.x, below, area.width, area.bottom() - below});
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
  const auto goal = std::find_if(floor->rooms.begin(), floor->rooms.end(),
                                 [&](const PlanRoom& each) { return each.room == page.screen.room; });
  const FloorPlan* own = own_floor(page.screen);
  if (own != nullptr && own != floor) return other_floor(page, *own, *floor, *goal, *line);
  one_floor(page, page.body(), *floor, *goal, *line);
}

}  // namespace talon::screens
