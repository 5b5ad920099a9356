// SPDX-License-Identifier: MIT
// The way on foot through a floor: the cheapest one over a grid of free squares, where turning costs a little
// and so does brushing along a wall, so that the line drawn is the one a person would describe.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <queue>

#include "server/model/room_plan.h"

namespace talon {
namespace {

constexpr int squares = 120;  ///< of the longer side
constexpr int step_cost = 10, turn_cost = 25, wall_cost = 12;
constexpr int never = std::numeric_limits<int>::max();
struct Square {
  int x = 0, y = 0;
  bool operator==(const Square&) const = default;
};
constexpr std::array<Square, 4> directions{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};

class Grid {
 public:
  explicit Grid(const FloorPlan& plan)
      : step_(std::max(plan.width, plan.height) / squares),
        width_(static_cast<int>(std::ceil(plan.width / step_))),
        height_(static_cast<int>(std::ceil(plan.height / step_))),
        costs_(static_cast<std::size_t>(width_ * height_), step_cost) {
    constexpr double near_wall = 0.6;  // metres
    for (int y = 0; y < height_; ++y) {
      for (int x = 0; x < width_; ++x) {
        const PlanPoint middle = point({x, y});
        int& cost = costs_[index({x, y})];
        for (const PlanRoom& room : plan.rooms) {
          if (inside(room, middle, 0)) cost = never;
          if (cost != never && inside(room, middle, near_wall)) cost = step_cost + wall_cost;
        }
      }
    }
  }

  [[nodiscard]] PlanPoint point(const Square& square) const {
    return {(square.x + 0.5) * step_, (square.y + 0.5) * step_};
  }
  [[nodiscard]] std::size_t index(const Square& square) const {
    return static_cast<std::size_t>(square.y) * static_cast<std::size_t>(width_) +
           static_cast<std::size_t>(square.x);
  }
  [[nodiscard]] std::size_t size() const { return costs_.size(); }
  /// Of stepping there; `never` for walls and beyond the edge.
  [[nodiscard]] int cost(const Square& square) const {
    const bool known = square.x >= 0 && square.y >= 0 && square.x < width_ && square.y < height_;
    return known ? costs_[index(square)] : never;
  }
  /// The free square nearest to a place, at most a metre from it.
  [[nodiscard]] std::optional<Square> nearest(const PlanPoint& place) const {
    std::optional<Square> best;
    double least = 1;
    const int reach = static_cast<int>(std::ceil(1 / step_)) + 1;
    const Square at{static_cast<int>(place.x / step_), static_cast<int>(place.y / step_)};
    for (int y = at.y - reach; y <= at.y + reach; ++y) {
      for (int x = at.x - reach; x <= at.x + reach; ++x) {
        if (cost({x, y}) == never) continue;
        const PlanPoint middle = point({x, y});
        const double distance = std::hypot(middle.x - place.x, middle.y - place.y);
        if (distance < least) {
          least = distance;
          best = Square{x, y};
        }
      }
    }
    return best;
  }

 private:
  static bool inside(const PlanRoom& room, const PlanPoint& at, double margin) {
    return at.x > room.x - margin && at.x < room.x + room.width + margin && at.y > room.y - margin &&
           at.y < room.y + room.height + margin;
  }

  double step_;
  int width_, height_;
  std::vector<int> costs_;
};

/// The cheapest ways from one square; a state is a square and the direction one came from.
class Search {
 public:
  Search(const Grid& grid, const Square& from)
      : grid_(grid),
        best_(grid.size() * directions.size(), never),
        came_(grid.size() * directions.size(), 0) {
    for (std::size_t way = 0; way < directions.size(); ++way) reach({0, from, way}, way);
    from_ = from;
  }
  /// The squares to `to`, both ends among them; empty: there is no way.
  std::vector<Square> path_to(const Square& to) {
    while (!open_.empty()) {
      const Reached at = open_.top();
      open_.pop();
      if (at.cost > best_[state(at.square, at.direction)]) continue;
      if (at.square == to) return retraced(at);
      for (std::size_t way = 0; way < directions.size(); ++way) {
        const Square next{at.square.x + directions[way].x, at.square.y + directions[way].y};
        const int step = grid_.cost(next);
        if (step == never) continue;
        reach({at.cost + step + (way == at.direction ? 0 : turn_cost), next, way}, at.direction);
      }
    }
    return {};
  }

 private:
  struct Reached {
    int cost = 0;
    Square square;
    std::size_t direction = 0;
    bool operator>(const Reached& other) const { return cost > other.cost; }
  };

  [[nodiscard]] std::size_t state(const Square& square, std::size_t direction) const {
    return grid_.index(square) * directions.size() + direction;
  }
  void reach(const Reached& next, std::size_t came) {
    int& known = best_[state(next.square, next.direction)];
    if (next.cost >= known) return;
    known = next.cost;
    came_[state(next.square, next.direction)] = came;
    open_.push(next);
  }
  [[nodiscard]] std::vector<Square> retraced(const Reached& end) const {
    std::vector<Square> path{end.square};
    for (std::size_t way = end.direction; !(path.back() == from_);) {
      const Square last = path.back();
      path.push_back({last.x - directions[way].x, last.y - directions[way].y});
      way = came_[state(last, way)];
    }
    std::reverse(path.begin(), path.end());
    return path;
  }

  const Grid& grid_;
  Square from_;
  std::vector<int> best_;
  std::vector<std::size_t> came_;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> open_;
};

}  // namespace

std::vector<PlanPoint> walk(const FloorPlan& plan, const PlanPoint& from, const PlanPoint& to) {
  const Grid grid(plan);
  const auto first = grid.nearest(from), last = grid.nearest(to);
  if (!first || !last) return {};
  const std::vector<Square> path = Search(grid, *first).path_to(*last);
  if (path.empty()) return {};
  std::vector<PlanPoint> corners{from};
  for (std::size_t i = 1; i + 1 < path.size(); ++i) {
    const bool straight = path[i + 1].x - path[i].x == path[i].x - path[i - 1].x &&
                          path[i + 1].y - path[i].y == path[i].y - path[i - 1].y;
    if (!straight) corners.push_back(grid.point(path[i]));
  }
  corners.push_back(to);
  return corners;
}

}  // namespace talon
