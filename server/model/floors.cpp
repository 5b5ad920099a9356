// SPDX-License-Identifier: MIT
#include "server/model/floors.h"

#include <algorithm>
#include <cmath>

namespace talon {
namespace {

double length_of(const std::vector<PlanPoint>& way) {
  double length = 0;
  for (std::size_t i = 1; i < way.size(); ++i)
    length += std::hypot(way[i].x - way[i - 1].x, way[i].y - way[i - 1].y);
  return length;
}

double between(const PlanSign& a, const PlanSign& b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// Stairs drawn within a room of their own are reached by its door.
PlanPoint foot_of(const FloorPlan& plan, const PlanSign& sign) {
  for (const PlanRoom& room : plan.rooms) {
    const bool inside =
        sign.x > room.x && sign.x < room.x + room.width && sign.y > room.y && sign.y < room.y + room.height;
    if (inside) return room.door;
  }
  return {sign.x, sign.y};
}

const PlanSign* opposite(const FloorPlan& plan, const PlanSign& sign) {
  const PlanSign* best = nullptr;
  for (const PlanSign& each : plan.signs) {
    if (each.mark != sign.mark) continue;
    if (best == nullptr || between(each, sign) < between(*best, sign)) best = &each;
  }
  return best;
}

std::optional<FloorPassage> by(PlanMark mark, const FloorPlan& from, const PlanPoint& here,
                               const FloorPlan& to, const PlanRoom& goal) {
  std::optional<FloorPassage> best;
  double shortest = 0;
  for (const PlanSign& sign : from.signs) {
    const PlanSign* other = sign.mark == mark ? opposite(to, sign) : nullptr;
    if (other == nullptr) continue;
    FloorPassage one{mark, {sign.x, sign.y}, {other->x, other->y}, {}, {}};
    one.there = walk(from, here, foot_of(from, sign));
    one.on = walk(to, foot_of(to, *other), goal.door);
    if (one.there.empty() || one.on.empty()) continue;
    const double length = length_of(one.there) + length_of(one.on);
    if (best && length >= shortest) continue;
    shortest = length;
    best = std::move(one);
  }
  return best;
}

}  // namespace

std::optional<FloorPassage> passage(const FloorPlan& from, const PlanPoint& here, const FloorPlan& to,
                                    const PlanRoom& goal, bool wheels) {
  auto lift = by(PlanMark::lift, from, here, to, goal);
  if (wheels && lift) return lift;
  auto stairs = by(PlanMark::stairs, from, here, to, goal);
  if (!lift || !stairs) return lift ? lift : stairs;
  const bool shorter =
      length_of(lift->there) + length_of(lift->on) < length_of(stairs->there) + length_of(stairs->on);
  return shorter ? lift : stairs;
}

std::vector<std::string> check_passages(const std::vector<FloorPlan>& plans) {
  std::vector<std::string> problems;
  for (const FloorPlan& from : plans) {
    for (const PlanSign& terminal : from.signs) {
      if (terminal.mark != PlanMark::here) continue;
      for (const FloorPlan& to : plans) {
        for (const PlanRoom& room : to.rooms) {
          const bool elsewhere = &to != &from && !room.room.empty();
          if (!elsewhere || passage(from, {terminal.x, terminal.y}, to, room, false)) continue;
          std::string problem = "план «" + to.title + "»: к помещению «" + room.room.value + "» с плана «" +
                                from.title + "» не пройти: нужна лестница (stairs) или лифт (lift) на обоих";
          if (std::find(problems.begin(), problems.end(), problem) == problems.end())
            problems.push_back(std::move(problem));
        }
      }
    }
  }
  return problems;
}

}  // namespace talon
