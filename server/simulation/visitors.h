// SPDX-License-Identifier: MIT
// Who comes on a day of a scenario. The same scenario and day always give the same visitors, so that orders
// of calls are compared on the same people, and two simulators visitor by visitor (hash_of).
#pragma once

#include <cstdint>
#include <vector>

#include "server/simulation/scenario.h"

namespace talon::simulation {

/// A visitor who stays until he is called.
inline constexpr int stays = 536870912;
/// What an optional whole number of a visitor is when there is none.
inline constexpr int none = -1;

struct Visitor {
  int arrival = 0;  ///< seconds since midnight
  int service = 0;
  int appointment = none;  ///< the slot he booked
  int service_time = 0;    ///< of the first leg, seconds
  int leave = stays;       ///< leaves so long after his arrival, silently
  int away_from = none;    ///< seconds after his arrival
  int away_length = 0;
  int redirect = none;  ///< service of a second leg
  int redirect_time = 0;
  bool priority = false;
};

struct VisitorDay {
  std::vector<Visitor> visitors;  ///< in the order of arrival
  std::vector<int> absent;        ///< desks that do not open
  struct Missed {
    int slot = 0;
    int service = 0;
  };
  std::vector<Missed> missed{};  ///< appointments that nobody keeps
};

[[nodiscard]] VisitorDay visitors_of(const Scenario& scenario, int day);
[[nodiscard]] std::uint64_t hash_of(const VisitorDay& day);

}  // namespace talon::simulation
