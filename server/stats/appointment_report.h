// SPDX-License-Identifier: MIT
// What became of the appointments of a time: by line, by day and in all.
#pragma once

#include <string>
#include <vector>

#include "server/stats/day_reports.h"

namespace talon::stats {

/// A line, a day, or all. Booked, moved and cancelled on these days; due on these days: the others.
struct AppointmentRow {
  std::string service;    ///< of a line; else empty
  std::string procedure;  ///< of a line; else empty
  std::string title;
  std::int64_t booked = 0;  ///< in_person + telephone + kiosk
  std::int64_t in_person = 0;
  std::int64_t telephone = 0;
  std::int64_t kiosk = 0;
  std::int64_t moved = 0;
  std::int64_t cancelled = 0;
  std::int64_t due = 0;  ///< arrived + missed + expected
  std::int64_t arrived = 0;
  std::int64_t late = 0;  ///< of the arrived
  std::int64_t missed = 0;
  std::int64_t expected = 0;           ///< still to come on the running day
  std::optional<double> missed_share;  ///< missed / (arrived + missed), 4 digits; empty: nobody was due
  TALON_FIELDS(AppointmentRow, service, procedure, title, booked, in_person, telephone, kiosk, moved,
               cancelled, due, arrived, late, missed, expected, missed_share)
};
struct AppointmentReport {
  Date from;
  Date to;
  std::vector<AppointmentRow> lines;
  std::vector<AppointmentRow> days;  ///< those on which anything was booked or due
  AppointmentRow total;
  bool virtual_clock = false;
  TALON_FIELDS(AppointmentReport, from, to, lines, days, total, virtual_clock)
};

[[nodiscard]] AppointmentReport appointment_report(const Days& days, const Period& period,
                                                   const LineTitle& line, bool virtual_clock);

}  // namespace talon::stats
