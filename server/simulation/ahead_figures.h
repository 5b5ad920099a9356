// SPDX-License-Identifier: MIT
// What became of forecasts, warnings and closings over many days, as the goals B6 to B8 count it.
#pragma once

#include <optional>
#include <vector>

#include "server/simulation/day.h"

namespace talon::simulation {

/// A visitor was told a wait; seconds.
struct Told {
  int visitor = 0;
  int median = 0;
  int raw_median = 0;  ///< before the past's correction
  std::optional<int> not_later;
  std::optional<int> raw_not_later;  ///< before the past's correction
};
/// A look at the hall.
struct Look {
  int t = 0;
  bool warns = false;
  int breaches = 0;        ///< that a warning is about, within its horizon
  double probability = 0;  ///< of them, as it was said
};
struct ClosingLook {
  int median = 0;  ///< last start, seconds since midnight
  int p90 = 0;
  bool proposes = false;
};

struct ForecastFigures {
  long count = 0;
  double bias_min = 0;  ///< told minus waited
  double error_min = 0;
  double covered = 0;        ///< %, seen by "not later"
  double worst_covered = 0;  ///< of the ranges of told waits with 300 forecasts or more
};
struct WarningFigures {
  double precision = 0;     ///< %, of looks that warned: limits were broken within the horizon
  double recall = 0;        ///< %, of looks after which they were: it was warned
  double false_onsets = 0;  ///< warnings begun without, a day
  double lead_min = 0;  ///< median, from the warning to the first breach of a burst; 0 when there was none
  long bursts = 0;
  double lead_of_many_min = 0;  ///< the same of the bursts of so many breaches that a warning is about
  long bursts_of_many = 0;
};
struct ClosingFigures {
  double error_min = 0;
  double covered = 0;      ///< %, last start by the 90th percentile
  double found = 0;        ///< %, of days with a last start 15 minutes after closing: it was proposed
  double false_share = 0;  ///< %, of the other days
  long long_days = 0;
};

/// What the reserve desks did that open on a warning.
struct ReserveFigures {
  double violations = 0;          ///< %, with them
  double violations_without = 0;  ///< on the same days, had they never opened
  double hours_a_day = 0;         ///< of desks
};

/// The moment at which a visitor's limit was broken; empty: it was kept, or nobody can say.
[[nodiscard]] std::optional<int> broken_at(const Scenario& scenario, const Visitor& visitor,
                                           const Fate& fate);

class AheadTally {
 public:
  void add_told(const std::vector<Told>& told, const VisitorDay& day, const DayRun& run);
  /// breaches: sorted moments at which limits were broken; looks: of the whole day, in order.
  void add_looks(const std::vector<Look>& looks, const std::vector<int>& breaches);
  void add_closing(const ClosingLook& look, int close, int last_start);

  [[nodiscard]] ForecastFigures forecast() const;
  [[nodiscard]] WarningFigures warning() const;
  [[nodiscard]] ClosingFigures closing() const;

 private:
  struct Range {
    long count = 0;
    long covered = 0;
  };
  std::vector<Range> ranges_;
  long promised_ = 0;
  long covered_ = 0;
  long told_ = 0;
  double bias_s_ = 0;
  double error_s_ = 0;

  int days_ = 0;
  long warned_ = 0;
  long warned_right_ = 0;
  long broken_looks_ = 0;
  long false_onsets_ = 0;
  std::vector<int> leads_;
  std::vector<int> leads_of_many_;

  int closings_ = 0;
  double closing_error_s_ = 0;
  int closing_covered_ = 0;
  int long_days_ = 0;
  int found_ = 0;
  int false_ = 0;
};

}  // namespace talon::simulation
