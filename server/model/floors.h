// SPDX-License-Identifier: MIT
// The way from one floor to a room of another: over stairs or by a lift that both plans show.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/room_plan.h"

namespace talon {

/// Two parts of one way; both ends of each are where somebody can stand.
struct FloorPassage {
  PlanMark by = PlanMark::stairs;  ///< stairs or lift
  PlanPoint leave;                 ///< its sign on the floor where the way begins
  PlanPoint arrive;                ///< and on the other
  std::vector<PlanPoint> there;    ///< from the beginning to the stairs or the lift
  std::vector<PlanPoint> on;       ///< from there to the door
};

/// The shortest such way; of two signs of a kind the one nearest to its own place on the other floor leads
/// there. wheels: by the lift where there is one that both floors show. Empty: nothing leads there.
[[nodiscard]] std::optional<FloorPassage> passage(const FloorPlan& from, const PlanPoint& here,
                                                  const FloorPlan& to, const PlanRoom& goal, bool wheels);

/// Russian sentences: rooms that no terminal of another floor has a way to; empty: every room can be reached
/// from every terminal, or no plan shows any.
[[nodiscard]] std::vector<std::string> check_passages(const std::vector<FloorPlan>& plans);

}  // namespace talon
