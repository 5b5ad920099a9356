// SPDX-License-Identifier: MIT
// Which board of a bus gets the new firmware next. One at a time, and after the first that refuses it none.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "display/bus/update.h"

namespace talon::bus {

struct Rollout {
  std::shared_ptr<const BoardImage> image;  ///< nullptr: boards keep what they have
  bool any_time = false;                    ///< also while the hall receives
  std::optional<Update> running;
  std::size_t station = 0;  ///< whose
  std::vector<bool> tried;  ///< each board once a run of the display
  bool stopped = false;     ///< one refused the image
};

/// The next request for the board that is being updated; begins with another board when none is. `calm`:
/// nobody is called in the hall, so a board may show "—" for the minute this takes.
[[nodiscard]] std::optional<Request> next_request(Rollout& rollout, std::span<Station> stations, bool calm,
                                                  const link::Key& key, Ticks now);
/// Takes the answer to it into account.
void hear(Rollout& rollout, std::span<Station> stations, const Request& request, const Reply& reply,
          const LedBus& bus, const link::Key& key, Ticks now);

}  // namespace talon::bus
