// SPDX-License-Identifier: MIT
// One virtual day: a scenario's visitors go through its desks, called by the hall's own order of calls
// (server/queue/line_order.h). Whole seconds; of one moment first services end, then desks open, then people
// come back, then they arrive.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/queue/turn.h"
#include "server/simulation/visitors.h"

namespace talon::simulation {

/// Whom a free desk calls.
struct Policy {
  std::string name;
  queue::OrderRule rule;
  PriorityRule priority = PriorityRule::head_start;  ///< of every privileged visitor
  /// Not an order of the product, for comparison only: privileged, then booked who are due, then the rest,
  /// each by age.
  bool strict = false;
};

/// How one visitor fared; same index as in VisitorDay.
struct Fate {
  int first_call = none;
  bool found_gone = false;  ///< nobody was there at that call, and he never came back
};

struct DayRun {
  std::vector<Fate> fates;
  double busy_s = 0;     ///< of desks: services, calls in vain, the gaps between visitors
  double hours_s = 0;    ///< for which desks were open
  double reserve_s = 0;  ///< of these, the reserve desks
};

/// A ticket of the day; waiting.place.seq is its number: one counter for first and second legs.
struct Ticket {
  int visitor = 0;
  int service = 0;
  bool second_leg = false;
  queue::WaitingTicket waiting;
};

/// Sees every step of a day's order. The reference is good during the call only.
class Watch {
 public:
  virtual ~Watch() = default;
  virtual void waits(int t, const Ticket& ticket) = 0;
  /// Out of those who wait, or on arrival by a desk that was idle.
  virtual void called(int t, int desk, const Ticket& ticket) = 0;
  /// Before anything happens at `t`; maybe more than once.
  virtual void passes(int /*t*/) {}
  /// Asked after passes(): when the reserve desks are to open and for how long, within their own hours; from
  /// now on, and after what was asked for before. Empty: nothing new.
  virtual std::optional<Scenario::Interval> opens_reserve() { return std::nullopt; }
  /// The desk is free again.
  virtual void ended(int /*t*/, int /*desk*/) {}
};

/// The hours of a desk within a span; empty: none.
[[nodiscard]] std::vector<Scenario::Interval> hours_within(const Scenario::Desk& desk,
                                                           const Scenario::Interval& span);

[[nodiscard]] DayRun run_day(const Scenario& scenario, const VisitorDay& day, const Policy& policy,
                             Watch* watch = nullptr);

[[nodiscard]] inline Ticks ticks_of(int seconds) {
  return Ticks{Seconds{seconds}};
}

/// A booked visitor who came in time: counted from his appointment, with the limit for booked.
[[nodiscard]] bool booked_in_time(const Visitor& visitor);
/// Since when he waits.
[[nodiscard]] int reference_of(const Visitor& visitor);
[[nodiscard]] int limit_of(const Scenario& scenario, const Visitor& visitor);

}  // namespace talon::simulation
