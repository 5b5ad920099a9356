// SPDX-License-Identifier: MIT
// A staffing plan: which desks receive in which half-hour of a weekday, so that few visitors wait longer than
// their limit. The formula (demand.h) proposes how many; which ones follows from who serves what; forty
// virtual days check it, and where too many still wait too long, desks are added.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/fields.h"
#include "server/outlook/past_day.h"
#include "server/outlook/wait_figures.h"

namespace talon::outlook {

struct StaffedHalfHour {
  std::chrono::minutes from_min{0};   ///< since local midnight
  double arrivals = 0;                ///< expected in it
  double load = 0;                    ///< erlangs: desks busy on average
  int desks = 0;                      ///< proposed
  std::optional<double> desks_usual;  ///< open on average on the past days
  std::vector<DeskId> open;           ///< the proposed ones
  TALON_FIELDS(StaffedHalfHour, from_min, arrivals, load, desks, desks_usual, open)
};

struct StaffedWeekday {
  int weekday = 1;    ///< 1 Monday .. 7 Sunday
  std::string title;  ///< "понедельник"
  int days = 0;       ///< that it was learnt from
  std::vector<StaffedHalfHour> half_hours;
  double desk_hours = 0;
  double desk_hours_usual = 0;
  WaitFigures planned;  ///< of all virtual days together
  WaitFigures actual;   ///< as measured on the past days
  bool reached = true;  ///< false: every desk that could help is open already
  std::string sentence;
  TALON_FIELDS(StaffedWeekday, weekday, title, days, half_hours, desk_hours, desk_hours_usual, planned,
               actual, reached, sentence)
};

struct StaffingReport {
  Date from;
  Date to;
  double target = 0.05;  ///< share that may wait longer than the limit
  int virtual_days = 0;  ///< behind each `planned`
  std::vector<StaffedWeekday> weekdays;
  bool virtual_clock = false;
  TALON_FIELDS(StaffingReport, from, to, target, virtual_days, weekdays, virtual_clock)
};

/// days: that are over, of one weekday, in order, at least one; the last one's configuration counts. past:
/// how long services last. tolerated: 0..1.
[[nodiscard]] StaffedWeekday staff_weekday(const std::vector<PastDay>& days, const Past& past,
                                           double tolerated);

}  // namespace talon::outlook
