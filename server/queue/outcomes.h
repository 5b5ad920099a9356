// SPDX-License-Identifier: MIT
// How a visit may end (S2-10.2, S2-App8.2) and the number it takes in a journal of the regulation.
#pragma once

#include <string>

#include "server/model/result.h"
#include "server/queue/state.h"

namespace talon::queue {

/// What is recorded of an ending besides the code.
struct Ending {
  std::string outcome;
  std::string reason;
  RegistryId registry;  ///< empty: the outcome stands in no journal
  int year = 0;
  int number = 0;
};

/// Checks an outcome against the hall's own list; where the hall has none, any text is an outcome, and none
/// is always accepted ("not said"). Refusals: unknown_outcome, reason_required (with the reasons to choose
/// from).
[[nodiscard]] Result<Ending> ending(const State& state, const LineId& line, const std::string& outcome,
                                    const std::string& reason);

/// The row that this event took and a later one followed: its number can no longer be taken back.
[[nodiscard]] bool row_is_followed(const State& state, std::int64_t seq);

}  // namespace talon::queue
