// SPDX-License-Identifier: MIT
// What the days of one policy add up to. A violation is a first call later than the limit allows; whoever
// left silently within the limit is in no figure, for nobody can say how long he would have waited.
#pragma once

#include <array>
#include <vector>

#include "server/simulation/day.h"

namespace talon::simulation {

/// Shares in percent, waits in minutes.
struct Figures {
  double violations = 0;
  std::array<double, 3> of_kind{};  ///< violations of ordinary walk-ins, by Kind
  double of_booked = 0;             ///< of booked without privilege
  double of_priority = 0;
  double p95_min = 0;
  double longest_min = 0;   ///< mean over the days of the longest wait
  double worst_min = 0;     ///< the longest wait of all days
  double over_an_hour = 0;  ///< share who waited longer
  double p95_priority_min = 0;
  double overtaken =
      0;  ///< ordinary walk-ins before whom somebody of the same service was called who came later
  double utilisation = 0;  ///< busy time of desks by their hours; over 1 when they work past closing
  long counted = 0;        ///< visitors
  long broken = 0;         ///< violations among them
};

/// Column by column, each row of equal weight; the worst wait and the counts of all together.
[[nodiscard]] Figures mean_of(const std::vector<Figures>& rows);

class Tally {
 public:
  void add(const Scenario& scenario, const VisitorDay& day, const DayRun& run);
  [[nodiscard]] Figures figures() const;

 private:
  struct Share {
    long counted = 0;
    long broken = 0;
    void count(bool is_broken);
    [[nodiscard]] double percent() const;
  };
  void add_overtaken(const Scenario& scenario, const VisitorDay& day, const DayRun& run);
  void add_wait(int seconds, bool priority);

  Share all_;
  std::array<Share, 3> kinds_;
  Share booked_;
  Share priority_;
  Share long_;
  Share overtaken_;
  std::vector<int> waits_;  ///< seconds
  std::vector<int> priority_waits_;
  double longest_s_ = 0;  ///< sum over the days
  int days_ = 0;
  double busy_s_ = 0;
  double hours_s_ = 0;
};

}  // namespace talon::simulation
