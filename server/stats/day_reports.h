// SPDX-License-Identifier: MIT
// Reports made of day summaries: the act of work, loads, calls out of turn, signs, forecasts.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "server/stats/day_summary.h"
#include "server/stats/report.h"

namespace talon::stats {

/// In order of date; the last one may be running.
using Days = std::vector<std::shared_ptr<const DaySummary>>;

/// Title of an element as people call it: kind of ElementDay, "registry" or "outcome", and key.
using ElementTitle = std::function<std::string(const std::string& kind, const std::string& key)>;

struct WorkRow {
  std::string kind;
  std::string key;
  std::string title;
  Seconds reception_s{0};
  Seconds working_s{0};
  std::optional<double> share;  ///< working / reception, 4 digits; empty: there was no reception
  std::int64_t stops = 0;
  TALON_FIELDS(WorkRow, kind, key, title, reception_s, working_s, share, stops)
};
struct WorkGap {
  Date date;
  std::string kind;
  std::string title;
  Timestamp from;
  Timestamp to;
  Seconds length_s{0};
  std::string cause;
  TALON_FIELDS(WorkGap, date, kind, title, from, to, length_s, cause)
};
/// The "акт работы" of a day or a time: % of reception per element, each gap with its cause, and the chain's
/// head as the proof of where it ends.
struct WorkReport {
  Date from;
  Date to;
  std::int64_t days = 0;
  std::vector<WorkRow> rows;
  std::vector<WorkGap> gaps;  ///< in order of time
  std::int64_t left_out = 0;
  std::string head;
  std::int64_t last = 0;
  bool virtual_clock = false;
  TALON_FIELDS(WorkReport, from, to, days, rows, gaps, left_out, head, last, virtual_clock)
};

struct PauseRow {
  std::string reason;
  Seconds length_s{0};
  TALON_FIELDS(PauseRow, reason, length_s)
};
struct LoadRow {
  std::string desk;
  std::string desk_title;
  std::string specialist;
  std::string specialist_title;
  std::int64_t days = 0;
  Seconds open_s{0};
  Seconds serving_s{0};
  Seconds called_s{0};
  Seconds phone_s{0};
  Seconds idle_s{0};
  Seconds paused_s{0};
  std::optional<double> load;  ///< (serving + called + phone) / open, 4 digits
  std::int64_t calls = 0;
  std::int64_t served = 0;
  std::int64_t no_show = 0;
  std::int64_t out_of_turn = 0;
  std::vector<PauseRow> pauses;
  TALON_FIELDS(LoadRow, desk, desk_title, specialist, specialist_title, days, open_s, serving_s, called_s,
               phone_s, idle_s, paused_s, load, calls, served, no_show, out_of_turn, pauses)
};
struct LoadReport {
  Date from;
  Date to;
  std::vector<LoadRow> rows;         ///< each specialist at each desk
  std::vector<LoadRow> specialists;  ///< each specialist at all desks: `desk` is empty
  LoadRow total;
  bool virtual_clock = false;
  TALON_FIELDS(LoadReport, from, to, rows, specialists, total, virtual_clock)
};

struct OutOfTurnReport {
  std::vector<OutOfTurnCall> rows;
  bool virtual_clock = false;
  TALON_FIELDS(OutOfTurnReport, rows, virtual_clock)
};

struct SignRow {
  Date date;
  std::string kind;
  std::string title;
  std::string definition;
  std::string specialist;
  std::string specialist_title;
  int count = 0;
  int of = 0;
  std::vector<TicketNumber> tickets;
  TALON_FIELDS(SignRow, date, kind, title, definition, specialist, specialist_title, count, of, tickets)
};
struct SignsReport {
  Date from;
  Date to;
  std::int64_t specialist_days = 0;  ///< looked at
  std::vector<SignRow> rows;
  bool virtual_clock = false;
  TALON_FIELDS(SignsReport, from, to, specialist_days, rows, virtual_clock)
};

/// How the wait on the slip came true.
struct ForecastRow {
  std::string service;
  std::string procedure;
  std::string title;
  std::int64_t count = 0;
  std::optional<Seconds> median_error_s;  ///< of the absolute differences
  std::optional<Seconds> p90_error_s;
  std::optional<double> longer_share;  ///< waited longer than the slip said, 4 digits
  std::int64_t not_later_count = 0;    ///< slips that said "not later than"
  std::optional<double> kept_share;    ///< of these, seen by then, 4 digits; the goal is 0.9
  TALON_FIELDS(ForecastRow, service, procedure, title, count, median_error_s, p90_error_s, longer_share,
               not_later_count, kept_share)
};
struct ForecastReport {
  Date from;
  Date to;
  std::vector<ForecastRow> rows;
  ForecastRow total;
  bool virtual_clock = false;
  TALON_FIELDS(ForecastReport, from, to, rows, total, virtual_clock)
};

[[nodiscard]] WorkReport work_report(const Days& days, const Period& period, const ElementTitle& title,
                                     bool virtual_clock);
[[nodiscard]] LoadReport load_report(const Days& days, const Period& period, const Titles& titles,
                                     bool virtual_clock);
[[nodiscard]] OutOfTurnReport out_of_turn_report(const Days& days, const Titles& titles, bool virtual_clock);
[[nodiscard]] SignsReport signs_report(const Days& days, const Period& period, const Titles& titles,
                                       bool virtual_clock);
[[nodiscard]] ForecastReport forecast_report(const Days& days, const Period& period, const LineTitle& title,
                                             bool virtual_clock);

/// Says why each wait became too long, as far as the days know: no desk was open, the system stood still, the
/// hall had a break, else every open desk was busy.
void explain(std::vector<BreachRow>& breaches, const Days& days);

}  // namespace talon::stats
