// SPDX-License-Identifier: MIT
// What the order of calls costs, by the number of people who wait.
#pragma once

#include <chrono>
#include <functional>

#include "server/model/configuration.h"

namespace talon::simulation {

struct OrderCost {
  double p50_ns = 0;
  double p999_ns = 0;
};

/// A hall where `waiting` tickets stand in `lines` lines and every desk serves every line; half of the
/// tickets are late. One round is what one visitor costs: his ticket enters its line, a desk looks at the
/// heads of all its lines, takes the first and puts away who became late. The number waiting stays. Five runs
/// do exactly the same; of each round the quickest counts, so that what is left is the order's own work and
/// not the machine's. now: a steady clock. waiting, lines, rounds: at least 1.
[[nodiscard]] OrderCost order_cost(int waiting, int lines, int rounds,
                                   const std::function<std::chrono::nanoseconds()>& now,
                                   OrderMode mode = OrderMode::live);

}  // namespace talon::simulation
