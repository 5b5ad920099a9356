// SPDX-License-Identifier: MIT
#include "kiosk/screens/floor_drawing.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/rooms.h"

namespace talon::screens {

using canvas::Rect;

namespace {

constexpr double door_metres = 1.2;

/// What is left of a room's title where all of it has no room: its number.
std::string number_in(const std::string& title) {
  const auto first = title.find_first_of("0123456789");
  if (first == std::string::npos) return {};
  const auto begin = title.rfind(' ', first);
  const auto from = begin == std::string::npos ? 0 : begin + 1;
  return title.substr(from, title.find(' ', first) - from);
}

/// Words wrap between each other, never within.
bool words_fit(const std::string& words, const canvas::TextStyle& letters, double width) {
  for (std::size_t from = 0; from < words.size();) {
    const std::size_t end = std::min(words.find(' ', from), words.size());
    if (canvas::measure(words.substr(from, end - from), letters).width > width) return false;
    from = end + 1;
  }
  return true;
}

std::string title_of(const Composer& page, const PlanRoom& room) {
  if (room.room.empty()) return page.hall(room.title);
  for (const RoomLine& each : rooms_of(*page.screen.menu)) {
    if (each.room.room == room.room) return page.hall(each.room.title);
  }
  return {};
}

}  // namespace

std::string FloorDrawing::words_of(const Composer& page, PlanMark mark) {
  switch (mark) {
    case PlanMark::here:
      return page.say("Вы здесь");
    case PlanMark::entrance:
      return page.say("Вход");
    case PlanMark::wc:
      return page.say("Туалет");
    case PlanMark::lift:
      return page.say("Лифт");
    case PlanMark::stairs:
      return page.say("Лестница");
  }
  return {};
}

FloorDrawing::FloorDrawing(Composer& page, const FloorPlan& floor, const Rect& area)
    : page_(page),
      floor_(floor),
      scale_(std::min(area.width / floor.width, area.height / floor.height)),
      line_(std::max(3.0, std::round(2.6 * page.mm))) {
  const double width = std::floor(scale_ * floor.width), height = std::floor(scale_ * floor.height);
  whole_ = {std::round(area.x + (area.width - width) / 2), area.y, width, height};
}

Rect FloorDrawing::box(const PlanRoom& room) const {
  const double x = std::round(whole_.x + room.x * scale_), y = std::round(whole_.y + room.y * scale_);
  return {x, y, std::round(whole_.x + (room.x + room.width) * scale_) - x,
          std::round(whole_.y + (room.y + room.height) * scale_) - y};
}

PlanPoint FloorDrawing::point(const PlanPoint& metres) const {
  return {whole_.x + metres.x * scale_, whole_.y + metres.y * scale_};
}

void FloorDrawing::draw(const PlanRoom* goal, const std::vector<PlanPoint>& corners,
                        const std::vector<Stand>& stands) {
  page_.panel(whole_, page_.p.card);
  for (const PlanRoom& room : floor_.rooms) walls(room, &room == goal);
  page_.frame(whole_, page_.p.edge);
  for (const PlanRoom& room : floor_.rooms) door(room);
  way(corners);
  if (goal != nullptr) title(*goal, true);
  for (const Stand& each : stands) dot(each.at);
  for (const Stand& each : stands) pill(each);
  for (const PlanRoom& room : floor_.rooms) {
    if (&room != goal) title(room, false);
  }
  for (const PlanSign& each : floor_.signs) {
    const bool said = std::any_of(stands.begin(), stands.end(), [&](const Stand& stand) {
      return stand.at == PlanPoint{each.x, each.y};
    });
    if (each.mark != PlanMark::here && !said) sign(each);
  }
}

void FloorDrawing::walls(const PlanRoom& room, bool goal) {
  const Rect walls = box(room);
  page_.panel(walls, goal ? page_.p.accent : page_.p.closed);
  page_.frame(walls, page_.p.edge);
  walls_.push_back(walls);
  if (goal) goal_ = walls;
}

/// A gap in the wall it stands in.
void FloorDrawing::door(const PlanRoom& room) {
  constexpr double wall = 8;  // pixels: more than the two frames of neighbours
  const PlanPoint at = point(room.door);
  const Rect walls = box(room);
  const double width = std::min(door_metres * scale_, std::min(walls.width, walls.height) / 2);
  const double to_side = std::min(std::abs(at.x - walls.x), std::abs(at.x - walls.right()));
  const double to_edge = std::min(std::abs(at.y - walls.y), std::abs(at.y - walls.bottom()));
  const bool upright = to_side < to_edge;
  const double across = upright ? wall : width, down = upright ? width : wall;
  page_.panel({std::round(at.x - across / 2), std::round(at.y - down / 2), across, down}, page_.p.card);
}

void FloorDrawing::way(const std::vector<PlanPoint>& corners) {
  std::vector<PlanPoint> all;
  for (const PlanPoint& each : corners) all.push_back(point(each));
  // The ends of a way lie a little beside the squares it was found over: made straight from the door back.
  for (std::size_t i = all.size(); i-- > 1;) {
    PlanPoint& from = all[i - 1];
    if (std::abs(from.x - all[i].x) < line_) from.x = all[i].x;
    if (std::abs(from.y - all[i].y) < line_) from.y = all[i].y;
  }
  for (std::size_t i = 1; i < all.size(); ++i) {
    const PlanPoint corner{all[i].x, all[i - 1].y};
    if (corner.x != all[i - 1].x) stroke(all[i - 1], corner);
    if (corner.y != all[i].y) stroke(corner, all[i]);
  }
}

void FloorDrawing::stroke(const PlanPoint& from, const PlanPoint& to) {
  const double half = line_ / 2;
  const Rect line{std::round(std::min(from.x, to.x) - half), std::round(std::min(from.y, to.y) - half),
                  std::round(std::abs(from.x - to.x) + line_), std::round(std::abs(from.y - to.y) + line_)};
  page_.panel(line, page_.p.accent, half);
  taken_.push_back(line);
}

void FloorDrawing::title(const PlanRoom& room, bool goal) {
  const Rect walls = box(room);
  const double pad = page_.z.pad * 0.3;
  const double width = walls.width - 2 * pad, height = walls.height - 2 * pad;
  auto letters = page_.style(page_.z.note, goal ? 700 : 500, goal ? page_.p.on_accent : page_.p.text);
  letters.align = canvas::Align::center;
  const std::string whole = title_of(page_, room);
  for (const std::string& words : {whole, number_in(whole)}) {
    if (words.empty() || !words_fit(words, letters, width)) continue;
    const canvas::Measured size = canvas::measure(words, letters, width);
    const Rect place{walls.x + (walls.width - size.width) / 2, walls.y + (walls.height - size.height) / 2,
                     size.width, size.height};
    if (size.height > height || is_taken(place)) continue;
    page_.text(walls.x + pad, std::round(place.y), width, words, letters,
               goal ? page_.p.accent : page_.p.closed);
    taken_.push_back(place);
    return;
  }
}

double FloorDrawing::dot_radius() const {
  return std::round(4.5 * page_.mm);
}

void FloorDrawing::dot(const PlanPoint& metres) {
  const PlanPoint at = point(metres);
  const double radius = dot_radius(), ring = std::round(radius * 0.4);
  const Rect dot{at.x - radius, at.y - radius, 2 * radius, 2 * radius};
  page_.panel(dot, page_.p.accent, radius);
  page_.panel({dot.x + ring, dot.y + ring, dot.width - 2 * ring, dot.height - 2 * ring}, page_.p.card,
              radius - ring);
  taken_.push_back(dot);
}

/// "Вы здесь" is never left out: where no place is free it stands over a wall.
void FloorDrawing::pill(const Stand& stand) {
  const PlanPoint at = point(stand.at);
  const std::string& words = stand.words;
  const auto letters = page_.style(page_.z.note, 700, page_.p.on_accent);
  const canvas::Measured size = canvas::measure(words, letters);
  const double pad = page_.z.pad * 0.5;
  const double width = std::ceil(size.width) + 2 * pad, height = std::ceil(size.height) + pad;
  const double away = dot_radius() * 1.5;
  Rect pill = free_place(at, width, height, away);
  if (pill.width <= 0) pill = free_place(at, width, height, away, true);
  if (pill.width <= 0) {
    pill = {std::clamp(at.x - width / 2, whole_.x, std::max(whole_.x, whole_.right() - width)),
            std::clamp(at.y + away, whole_.y, std::max(whole_.y, whole_.bottom() - height)), width, height};
  }
  page_.panel(pill, page_.p.accent, 2 * page_.mm);
  page_.text(pill.x + pad, std::round(pill.y + pad / 2), std::ceil(size.width) + 1, words, letters,
             page_.p.accent);
  taken_.push_back(pill);
}

void FloorDrawing::sign(const PlanSign& sign) {
  const std::string words = words_of(page_, sign.mark);
  const auto letters = page_.style(page_.z.note, 500);
  const canvas::Measured size = canvas::measure(words, letters);
  const double width = std::ceil(size.width) + 1, height = std::ceil(size.height);
  const PlanPoint at = point({sign.x, sign.y});
  const Rect on_it{at.x - width / 2, at.y - height / 2, width, height};
  const Rect place = is_free(on_it) ? on_it : free_place(at, width, height, page_.z.pad * 0.3);
  if (place.width <= 0) return;
  const bool in_room =
      std::any_of(walls_.begin(), walls_.end(), [&](const Rect& each) { return each.overlaps(place); });
  page_.text(std::round(place.x), std::round(place.y), width, words, letters,
             in_room ? page_.p.closed : page_.p.card);
  taken_.push_back(place);
}

bool FloorDrawing::is_taken(const Rect& place) const {
  return std::any_of(taken_.begin(), taken_.end(), [&](const Rect& each) { return each.overlaps(place); });
}

bool FloorDrawing::is_free(const Rect& place, bool over_walls) const {
  if (!whole_.contains(place) || place.overlaps(goal_) || is_taken(place)) return false;
  if (over_walls) return true;
  return std::all_of(walls_.begin(), walls_.end(),
                     [&](const Rect& each) { return !each.overlaps(place) || each.contains(place); });
}

Rect FloorDrawing::free_place(const PlanPoint& at, double width, double height, double away,
                              bool over_walls) const {
  // Below and above, from the middle outwards; then beside.
  for (const double share : {0.5, 0.65, 0.35, 0.8, 0.2, 1.0, 0.0}) {
    for (const double y : {at.y + away, at.y - away - height}) {
      const Rect place{at.x - width * share, y, width, height};
      if (is_free(place, over_walls)) return place;
    }
  }
  for (const double x : {at.x + away, at.x - away - width}) {
    const Rect place{x, at.y - height / 2, width, height};
    if (is_free(place, over_walls)) return place;
  }
  return {};
}

}  // namespace talon::screens
