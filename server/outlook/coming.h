// SPDX-License-Identifier: MIT
// Who is yet to come in a virtual run: walk-ins at the pace of past days, the privileged among them, and
// those who have booked for today.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "server/outlook/copy.h"

namespace talon::outlook {

/// Somebody who comes during a run.
struct Arrival {
  Millis at{0};  ///< from the copy's now
  std::size_t line = 0;
  std::optional<Seconds> limit;   ///< of waiting
  std::optional<Millis> service;  ///< empty: drawn
  std::optional<Millis> walk;     ///< call -> seen; empty: the usual one
  std::optional<bool> comes;      ///< when called; empty: drawn
  std::optional<Millis> leaves;   ///< unseen, at this moment
  bool further = false;           ///< sent on from another line in this run: no limit counts for him
  std::optional<Millis> booked;   ///< his time, from the copy's now; empty: has not booked, or came too late
  PriorityRule priority = PriorityRule::none;
  Millis head_start{0};  ///< of his category
};

/// Those of one run until then, by `at`.
[[nodiscard]] std::vector<Arrival> draw_arrivals(const Copy& copy, Millis until, std::mt19937_64& random);

/// His turn in the order; `seq` breaks ties.
[[nodiscard]] queue::Turn turn_of(const Copy& copy, const Arrival& arrival, std::int64_t seq);

}  // namespace talon::outlook
