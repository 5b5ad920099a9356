// SPDX-License-Identifier: MIT
// Reports of what people said: the consultation line, ratings, calls for help.
#pragma once

#include <string>
#include <vector>

#include "server/stats/day_reports.h"

namespace talon::stats {

/// Talks by telephone about one service, of one day, or of all.
struct PhoneRow {
  std::string key;  ///< service or date; empty: the service was not said
  std::string title;
  std::int64_t talks = 0;  ///< answered + forwarded + promised
  std::int64_t answered = 0;
  std::int64_t forwarded = 0;
  std::int64_t promised = 0;
  std::int64_t missed = 0;
  std::optional<double> missed_share;  ///< missed / (talks + missed), 4 digits; empty: nobody rang
  std::int64_t over = 0;               ///< talks longer than their limit
  std::int64_t waits = 0;              ///< talks whose wait was entered
  std::optional<Seconds> mean_wait_s;  ///< of these, down to a second (S3-2.5.5)
  std::optional<Seconds> mean_talk_s;
  std::int64_t rung_back = 0;
  std::int64_t rung_back_late = 0;
  TALON_FIELDS(PhoneRow, key, title, talks, answered, forwarded, promised, missed, missed_share, over, waits,
               mean_wait_s, mean_talk_s, rung_back, rung_back_late)
};
struct PhoneReport {
  Date from;
  Date to;
  std::vector<PhoneRow> services;
  std::vector<PhoneRow> days;
  PhoneRow total;
  bool virtual_clock = false;
  TALON_FIELDS(PhoneReport, from, to, services, days, total, virtual_clock)
};

struct RatingRow {
  std::string service;
  std::string procedure;
  std::string title;
  std::int64_t count = 0;
  std::int64_t good = 0;
  std::int64_t middling = 0;
  std::int64_t bad = 0;
  std::optional<double> mean;  ///< 1 bad to 3 good, 2 digits; empty: nobody rated
  TALON_FIELDS(RatingRow, service, procedure, title, count, good, middling, bad, mean)
};
struct RatingReport {
  Date from;
  Date to;
  std::vector<RatingRow> rows;
  RatingRow total;
  bool virtual_clock = false;
  TALON_FIELDS(RatingReport, from, to, rows, total, virtual_clock)
};

struct HelpRow {
  Timestamp at;
  DeviceId device;
  std::string device_title;
  std::optional<Seconds> answered_s;  ///< empty: nobody said that he comes
  std::string specialist;
  std::string specialist_title;
  TALON_FIELDS(HelpRow, at, device, device_title, answered_s, specialist, specialist_title)
};
struct HelpReport {
  Date from;
  Date to;
  std::vector<HelpRow> rows;  ///< in order of time
  std::int64_t answered = 0;
  std::optional<Seconds> median_s;
  std::optional<Seconds> max_s;
  bool virtual_clock = false;
  TALON_FIELDS(HelpReport, from, to, rows, answered, median_s, max_s, virtual_clock)
};

[[nodiscard]] PhoneReport phone_report(const Days& days, const Period& period, const Titles& titles,
                                       bool virtual_clock);
[[nodiscard]] RatingReport rating_report(const Days& days, const Period& period, const LineTitle& title,
                                         bool virtual_clock);
[[nodiscard]] HelpReport help_report(const Days& days, const Period& period, const ElementTitle& device,
                                     const Titles& titles, bool virtual_clock);

}  // namespace talon::stats
