// SPDX-License-Identifier: MIT
// A made-up hall for comparing orders of calls: who works when, who comes how often, and how long it takes.
// Text format `qscn 1`, one item a line, `#` begins a comment, times in seconds unless said otherwise:
//
//   qscn 1 | name N | seed S | day OPEN CLOSE LAST_TICKET (HH:MM) | limit C D R BOOKED
//   service ID KIND MEAN CV WEIGHT        KIND: C consultation, D documents, R result
//   desk ID normal|reserve HH:MM-HH:MM ... skills SERVICE ...
//   rate HH:MM PER_HOUR                   of the half hour that begins then
//   daycv CV | crowd MEAN | prio SHARE | booking SLOT MEAN PLACES P_NO_SHOW P_LATE
//   absence P_GONE PATIENCE_MEAN P_AWAY | redirect P | call TIMEOUT GAP | absent DESKS | tail P FACTOR | end
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talon::simulation {

enum class Kind { consultation, documents, result };

struct Scenario {
  struct Service {
    Kind kind = Kind::consultation;
    double mean = 0;
    double cv = 0;
    double weight = 0;
  };
  struct Interval {
    int from = 0;  ///< seconds since midnight, [from, to)
    int to = 0;
  };
  struct Desk {
    bool reserve = false;  ///< opened by who watches the day, if at all (Watch::opens_reserve)
    std::vector<Interval> hours;
    std::vector<int> services;
  };
  struct Rate {
    int from = 0;
    double per_hour = 0;
  };

  std::string name;
  std::uint64_t seed = 0;
  int open = 0;
  int close = 0;
  int last_ticket = 0;
  std::array<int, 3> limit{};  ///< by Kind
  int booked_limit = 0;
  std::vector<Service> services;
  std::vector<Desk> desks;
  std::vector<Rate> rates;
  double day_cv = 0;
  double crowd = 0;     ///< mean of those who stand at the door at opening
  double priority = 0;  ///< share of privileged visitors
  int slot = 900;
  double booked_per_slot = 0;
  int places = 0;
  double no_show = 0;
  double late = 0;
  double gone = 0;  ///< leaves within 20 minutes without a word
  double patience = 0;
  double away = 0;  ///< steps out for a while
  double redirect = 0;
  int call_timeout = 0;  ///< that a call takes when nobody comes
  int gap = 0;           ///< between two visitors of a desk
  int absent = 0;        ///< normal desks that do not open on a day
  double tail = 0;
  double tail_factor = 1;

  [[nodiscard]] int limit_of(int service) const {
    return limit.at(static_cast<std::size_t>(services[static_cast<std::size_t>(service)].kind));
  }
};

/// A scenario, or the first fault: its line, from 1, and a Russian sentence without the line's number.
struct ScenarioReading {
  std::optional<Scenario> scenario;
  std::size_t line = 0;
  std::string reason;
};
/// text: at most 1 MiB.
[[nodiscard]] ScenarioReading read_scenario(std::string_view text);

}  // namespace talon::simulation
