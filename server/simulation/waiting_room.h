// SPDX-License-Identifier: MIT
// Where the tickets of a virtual day wait, and who is taken from there.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "server/queue/line_order.h"
#include "server/simulation/day.h"

namespace talon::simulation {

class WaitingRoom {
 public:
  virtual ~WaitingRoom() = default;
  virtual void enter(int ticket) = 0;
  /// Takes out the next of the services at `t`; empty: nobody waits for them.
  virtual std::optional<int> take(const std::vector<int>& services, int t) = 0;
};

/// tickets: of the day so far, outliving the room. able_desks: by service, those at work that day.
[[nodiscard]] std::unique_ptr<WaitingRoom> make_room(const Scenario& scenario, const Policy& policy,
                                                     const std::vector<Visitor>& visitors,
                                                     const std::vector<Ticket>& tickets,
                                                     const std::vector<int>& able_desks);

}  // namespace talon::simulation
