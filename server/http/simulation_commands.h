// SPDX-License-Identifier: MIT
// `talon-server simulate`: virtual days of made-up halls under the hall's own order of calls.
#pragma once

#include <filesystem>
#include <vector>

#include "server/simulation/policies.h"
#include "server/simulation/table.h"

namespace talon::http {

struct SimulateOptions {
  std::vector<std::filesystem::path> files;  ///< scenarios
  simulation::Days days{0, 399};
  std::vector<simulation::Policy> policies;
  bool goals = false;  ///< the goals and what is reached, instead of the table of policies
  bool ahead = false;  ///< goals of forecast, warning and closing under each policy, none of them `strict`;
                       ///< the first 30 days are learnt from
  bool visitors = false;  ///< who comes, as hashes, instead of the table of policies
};

/// Prints to standard output; exit code 0 done, 1 failed: "FILE:LINE: reason" on standard error for each
/// scenario that cannot be read, and no table.
int simulate(const SimulateOptions& options);

}  // namespace talon::http
