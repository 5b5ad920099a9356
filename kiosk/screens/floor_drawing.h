// SPDX-License-Identifier: MIT
// A floor drawn on a page: rooms, doors, signs, and the way from the terminal to a room. Internal to the
// screens.
#pragma once

#include <string>
#include <vector>

#include "kiosk/screens/composer.h"

namespace talon::screens {

class FloorDrawing {
 public:
  /// As large as `area` allows, at its top. Page and floor are kept by reference.
  FloorDrawing(Composer& page, const FloorPlan& floor, const canvas::Rect& area);

  /// here: where the visitor stands; nullptr: not on this floor, then no way is drawn.
  void draw(const PlanRoom& goal, const PlanSign* here);
  [[nodiscard]] double bottom() const { return whole_.bottom(); }

 private:
  [[nodiscard]] canvas::Rect box(const PlanRoom& room) const;
  [[nodiscard]] PlanPoint point(const PlanPoint& metres) const;
  void walls(const PlanRoom& room, bool goal);
  void door(const PlanRoom& room);
  void way(const std::vector<PlanPoint>& corners);
  void stroke(const PlanPoint& from, const PlanPoint& to);
  void title(const PlanRoom& room, bool goal);
  void stand(const PlanSign& here);
  void sign(const PlanSign& sign);
  /// A place of this size beside `at` where it covers nothing, at most walls; empty box: there is none.
  [[nodiscard]] canvas::Rect free_place(const PlanPoint& at, double width, double height, double away,
                                        bool over_walls = false) const;
  [[nodiscard]] bool is_free(const canvas::Rect& place, bool over_walls = false) const;
  [[nodiscard]] bool is_taken(const canvas::Rect& place) const;

  Composer& page_;
  const FloorPlan& floor_;
  double scale_;  ///< pixels a metre
  canvas::Rect whole_;
  double line_;                      ///< thickness of the way
  std::vector<canvas::Rect> walls_;  ///< a label stands in one of them, or outside all
  canvas::Rect goal_{};
  std::vector<canvas::Rect> taken_;  ///< by words and the way
};

}  // namespace talon::screens
