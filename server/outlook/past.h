// SPDX-License-Identifier: MIT
// What the office's own last days say of days to come: how long services last, who does not come, how many
// arrive when, and how far the printed "not later than" was off.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/model/leg_row.h"

namespace talon::outlook {

constexpr std::size_t half_hours = 48;

struct LinePast {
  std::vector<Millis> services;               ///< the newest ones, at most 400; any order
  std::array<double, half_hours> arrivals{};  ///< mean tickets in each local half-hour of a day with tickets
  std::array<double, half_hours> booked{};    ///< of these, those who had booked and came in time
  std::map<LineId, double> onward;            ///< shares of those served who were then sent to another line
};

/// One range of announced medians: errors differ with the length of the wait.
struct ShiftBin {
  Seconds from{0};
  Seconds shift{0};   ///< added to the 90th percentile of the virtual runs; negative: they say too much
  int count = 0;      ///< of promises it was learnt from
  Seconds median{0};  ///< mean of what was waited beyond the median of the runs: added to it
};

/// How appointments are kept.
struct BookedPast {
  double come = 1;              ///< share who come in time to be called as booked
  std::vector<Millis> offsets;  ///< of those: after their time, negative before it; sorted
};

struct Past {
  std::map<LineId, LinePast> lines;
  int days = 0;           ///< service days with tickets
  double no_show = 0;     ///< share of those called, 0..1
  double day_spread = 0;  ///< of the walk-ins of a day: squared coefficient of variation, chance taken off
  std::map<std::string, double> categories;  ///< shares of the tickets with each
  BookedPast booked;
  Millis no_show_takes{0};                            ///< call -> the desk is free again
  std::vector<ShiftBin> shifts;                       ///< by `from`; empty: too few promises
  std::map<std::string, std::vector<Millis>> pauses;  ///< how long those of the desks lasted, by reason

  /// Empty: fewer than 30 services of the line are known.
  [[nodiscard]] const std::vector<Millis>* services(const LineId& line) const;
  /// median: of the virtual runs, without a shift.
  [[nodiscard]] Seconds shift(Seconds median) const;
  [[nodiscard]] Seconds median_shift(Seconds median) const;

 private:
  [[nodiscard]] const ShiftBin* bin(Seconds median) const;
};

/// Folds the rows of the last days, oldest first, those of a visit one after the other. Split-conformal: the
/// 90th percentile of what was waited beyond the raw "not later" is what the next ones are given on top
/// (Vovk, Gammerman, Shafer 2005).
class PastFold {
 public:
  void add(const LegRow& row, const LegNames& names);
  /// median, not_later: as the virtual runs said it, without shifts.
  void add_promise(Seconds median, Seconds not_later, Seconds waited);
  void add_pauses(const std::string& reason, const std::vector<Millis>& lengths);
  /// Of some days: all tickets, and those with a category.
  void add_tickets(int all, const std::map<std::string, int>& by_category);
  /// Of some days: appointments, and when those came who came in time.
  void add_appointments(int due, const std::vector<Millis>& offsets);
  [[nodiscard]] Past past() const;

 private:
  struct Line {
    std::deque<Millis> services;
    std::array<int, half_hours> arrivals{};
    std::array<int, half_hours> booked{};
    int served = 0;
    std::map<LineId, int> onward;
  };
  void add_onward(const LegRow& row, const LineId& to);

  std::map<LineId, Line> lines_;
  LegRow previous_;
  LineId previous_line_;
  std::map<std::int32_t, int> days_;  ///< walk-ins
  int tickets_ = 0;
  std::map<std::string, int> categories_;
  int appointments_ = 0;
  std::vector<Millis> offsets_;
  int called_ = 0;
  int no_shows_ = 0;
  Millis no_show_sum_{0};
  struct Beyond {
    std::vector<Seconds> not_later;  ///< waited beyond it; negative: less
    std::vector<Seconds> median;
  };
  std::map<std::string, std::vector<Millis>> pauses_;
  std::map<Seconds, Beyond> beyond_;  ///< by the lower end of the bin
};

}  // namespace talon::outlook
