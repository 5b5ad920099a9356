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

  /// Where the visitor stands or comes to: with words of its own.
  struct Stand {
    PlanPoint at;
    std::string words;
  };
  /// The way from one to the other. goal: the room it leads to; nullptr: it ends at the last of `stands`.
  /// way: empty: none is drawn.
  void draw(const PlanRoom* goal, const std::vector<PlanPoint>& way, const std::vector<Stand>& stands);
  [[nodiscard]] static std::string words_of(const Composer& page, PlanMark mark);
  [[nodiscard]] double bottom() const { return whole_.bottom(); }

 private:
  [[nodiscard]] canvas::Rect box(const PlanRoom& room) const;
  [[nodiscard]] PlanPoint point(const PlanPoint& metres) const;
  void walls(const PlanRoom& room, bool goal);
  void door(const PlanRoom& room);
  void way(const std::vector<PlanPoint>& corners);
  void stroke(const PlanPoint& from, const PlanPoint& to);
  void title(const PlanRoom& room, bool goal);
  [[nodiscard]] double dot_radius() const;
  void dot(const PlanPoint& metres);
  void pill(const Stand& stand);
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
