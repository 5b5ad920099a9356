// SPDX-License-Identifier: MIT
// How many desks keep a limit for what arrives in half an hour: Erlang's delay formula (1917), the time in
// the queue scaled for the spread of the services (Allen and Cunneen's approximation). It takes every desk
// for able to serve everybody and the half-hour for a long one.
#pragma once

#include <chrono>
#include <utility>
#include <vector>

#include "server/outlook/copy.h"

namespace talon::outlook {

/// The share that must wait when `desks` serve `load` erlangs; 1 when load >= desks.
[[nodiscard]] double erlang_c(int desks, double load);

/// All lines together, arrivals taken one mean service earlier: they are work when it is their turn.
struct Demand {
  std::chrono::minutes from{0};                       ///< of the half-hour, since local midnight
  double arrivals = 0;                                ///< in half an hour
  double service_s = 0;                               ///< mean
  double spread = 0;                                  ///< squared coefficient of variation of the services
  std::vector<std::pair<double, Seconds>> limited{};  ///< arrivals with each limit of waiting
  [[nodiscard]] double load() const;                  ///< erlangs: desks busy on average
};

/// The half-hours of the day's reception in order; those inside a break of the hall have no arrivals, theirs
/// come with the next one. day: with arrivals.
[[nodiscard]] std::vector<Demand> demand_of(const Copy& day);

/// Of those with a limit, the share that waits longer than it (walk included); 1 when desks are too few.
[[nodiscard]] double late_share(const Demand& demand, int desks, Seconds walk);
/// The fewest desks (at least 1) with a late share of at most `tolerated`, 0..1.
[[nodiscard]] int desks_needed(const Demand& demand, double tolerated, Seconds walk);

}  // namespace talon::outlook
