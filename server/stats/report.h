// SPDX-License-Identifier: MIT
// What a manager reads about a time: folds over legs, fed one row after another, so that a year needs the
// memory of its groups alone. README.md defines each figure. Pure: rows, names and titles come in, reports go
// out.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/leg_row.h"
#include "server/stats/spread.h"

namespace talon::stats {

/// What the rows of a summary are.
enum class By { procedure, service, desk, specialist, hour, weekday, day, month };
[[nodiscard]] std::string_view name_of(By by);
[[nodiscard]] std::optional<By> parse_by(std::string_view text);

/// Title of a procedure, service, desk or specialist as people call it; the shell knows the configuration.
/// Hours, weekdays, dates and months are titled here. An unknown key is its own title.
using Titles = std::function<std::string(By by, const std::string& key)>;
/// "Пособие на ребёнка: Подать документы"
using LineTitle = std::function<std::string(const LineId& line)>;

/// Service dates, both included.
struct Period {
  Date from;
  Date to;
};

/// Waiting or service of one row. Durations are empty when nothing was measured.
struct Measured {
  std::int64_t count = 0;
  std::optional<Seconds> mean_s;
  std::optional<Seconds> median_s;
  std::optional<Seconds> p90_s;
  std::optional<Seconds> max_s;
  std::int64_t with_limit = 0;         ///< judged against a limit
  std::int64_t within = 0;             ///< of these, not longer than it
  std::optional<double> within_share;  ///< within / with_limit, 4 digits; empty: "без норматива"
  std::optional<Seconds> limit_s;      ///< where all of the row have the same one
  ClauseId clause;
  TALON_FIELDS(Measured, count, mean_s, median_s, p90_s, max_s, with_limit, within, within_share, limit_s,
               clause)
};

struct Row {
  std::string key;
  std::string title;
  std::int64_t tickets = 0;  ///< visits that ended: served + no_show + cancelled
  std::int64_t served = 0;
  std::int64_t no_show = 0;
  std::int64_t cancelled = 0;          ///< closed_at_day_end included: it is never counted as served
  std::int64_t closed_at_day_end = 0;  ///< of these: came, and were not served before the day ended
  std::int64_t left = 0;               ///< of these: never seen, and not because the day ended
  std::int64_t transferred = 0;        ///< legs that ended by a transfer
  std::int64_t in_hall = 0;            ///< visits that have not ended yet
  std::int64_t over_now = 0;           ///< of these: not seen yet, and waiting longer than their limit
  Measured wait;
  Measured walk;     ///< last call -> start, of every leg
  Measured further;  ///< after a transfer: standing in the new line -> start
  Measured service;
  TALON_FIELDS(Row, key, title, tickets, served, no_show, cancelled, closed_at_day_end, left, transferred,
               in_hall, over_now, wait, walk, further, service)
};

/// The share within one limit of one clause, whoever it concerned.
struct ClauseRow {
  std::string regulation;
  ClauseId clause;
  Measure measure = Measure::wait;
  Seconds limit_s{0};
  std::int64_t with_limit = 0;
  std::int64_t within = 0;
  std::int64_t broken = 0;  ///< with_limit - within
  std::optional<double> within_share;
  TALON_FIELDS(ClauseRow, regulation, clause, measure, limit_s, with_limit, within, broken, within_share)
};

/// How often visits ended with an outcome or for a reason.
struct OutcomeRow {
  std::string outcome;  ///< of the visit: served, no_show, cancelled
  std::string reason;   ///< outcome code or reason; empty: not said
  std::int64_t count = 0;
  TALON_FIELDS(OutcomeRow, outcome, reason, count)
};

/// issued = served + no_show + cancelled + in_hall, each visit once.
struct Books {
  std::int64_t issued = 0;
  std::int64_t served = 0;
  std::int64_t no_show = 0;
  std::int64_t cancelled = 0;
  std::int64_t in_hall = 0;
  bool balanced = false;
  TALON_FIELDS(Books, issued, served, no_show, cancelled, in_hall, balanced)
};

/// What a leg row cannot know. `issued` is counted from ticket_issued (store::Reader::issued), `in_hall` from
/// the live state: two sources apart from the legs, so that the books can be found wrong.
struct Outside {
  std::int64_t issued = 0;
  std::int64_t in_hall = 0;
  bool virtual_clock = false;
};

struct SummaryReport {
  Date from;
  Date to;
  std::string by;
  std::vector<Row> rows;
  Row total;
  std::vector<ClauseRow> clauses;
  std::vector<OutcomeRow> outcomes;
  Books books;
  bool virtual_clock = false;
  TALON_FIELDS(SummaryReport, from, to, by, rows, total, clauses, outcomes, books, virtual_clock)
};

/// Rows of a summary. `names` outlives it and knows every id of the rows that are added.
class Summary {
 public:
  Summary(By by, const LegNames& names) : by_(by), names_(names) {}
  void add(const LegRow& row);
  /// A visit that is still in the hall, as its row would be had it ended now: a wait or a service beyond its
  /// limit is counted as such at once, a running day looks no better than it is.
  void add_running(const LegRow& row);
  [[nodiscard]] SummaryReport report(const Period& period, const Outside& outside,
                                     const Titles& titles) const;

 private:
  /// Waiting or service of one group while it is counted.
  struct Tally {
    Spread spread;
    std::int64_t with_limit = 0;
    std::int64_t within = 0;
    std::set<std::pair<std::optional<Seconds>, ClauseId>> limits;
    void judge(const std::optional<Seconds>& limit, bool broken);
    void merge(const Tally& other);
    [[nodiscard]] Measured measured() const;
  };
  struct Group {
    std::string key;
    std::int64_t served = 0, no_show = 0, cancelled = 0, transferred = 0;
    std::int64_t closed_at_day_end = 0, left = 0, in_hall = 0, over_now = 0;
    Tally wait, walk, further, service;
    std::uint32_t wait_kind = unknown, service_kind = unknown;  ///< kinds whose limits are noted already
    [[nodiscard]] Row row() const;
    void merge(const Group& other);
  };
  static constexpr std::uint32_t unknown = 0xffffffff;

  void count_end(Group& group, const LegRow& row);
  void measure_wait(Group& group, const LegRow& row, bool running);
  void measure_service(Group& group, const LegRow& row, bool running);
  void judge_clause(const LegRow& row, Measure measure, bool broken);
  [[nodiscard]] std::vector<ClauseRow> clause_rows() const;
  [[nodiscard]] std::vector<OutcomeRow> outcome_rows() const;
  Group& group_of(const LegRow& row);
  Group& group_at(std::vector<std::uint32_t>& known, std::size_t id, const std::function<std::string()>& key);
  std::uint32_t group_named(const std::string& key);
  [[nodiscard]] std::string title(const std::string& key, const Titles& titles) const;

  By by_;
  const LegNames& names_;
  std::vector<Group> groups_;
  std::map<std::string, std::uint32_t> by_key_;
  std::vector<std::uint32_t> known_;  ///< group of each kind, name, hour, weekday, day or month
  std::vector<std::array<std::int64_t, 4>> clauses_;   ///< by kind: judged and within, of wait and of service
  std::vector<std::array<std::int64_t, 4>> outcomes_;  ///< by reason and LegOutcome
};

/// Whether the leg's visitor waited longer than the limit then in force (1800 s is within 1800 s, 1801 s is
/// not); never where there was no limit. A later leg has a limit only when nobody was seen before it: then
/// its wait is the regulation's. Where nobody was seen it is as the event recorded it, in the leg the visit
/// ended with.
[[nodiscard]] bool wait_broken(const LegRow& row, const LegKind& kind);
[[nodiscard]] bool service_broken(const LegRow& row, const LegKind& kind);

struct BreachRow {
  Date date;
  TicketNumber number;
  std::string line_title;
  Measure measure = Measure::wait;
  ClauseId clause;
  Seconds limit_s{0};
  Seconds actual_s{0};
  DeskId desk;
  UserId specialist;
  Timestamp at;  ///< the first whole second beyond the limit
  ServiceId service;
  ProcedureId procedure;
  bool running = false;          ///< still waiting, or still in service
  std::string cause;             ///< why, as far as the day's record knows (day_reports.h); empty: not asked
  std::string specialist_title;  ///< the person's name; of nobody: empty
  TALON_FIELDS(BreachRow, date, number, line_title, measure, clause, limit_s, actual_s, desk, specialist, at,
               service, procedure, running, cause, specialist_title)
};
struct BreachReport {
  std::vector<BreachRow> rows;
  std::int64_t left_out = 0;  ///< beyond the greatest number of rows
  bool virtual_clock = false;
  TALON_FIELDS(BreachReport, rows, left_out, virtual_clock)
};

class Breaches {
 public:
  Breaches(const LegNames& names, LineTitle title, std::size_t most = 100'000)
      : names_(names), title_(std::move(title)), most_(most) {}
  void add(const LegRow& row);
  void add_running(const LegRow& row);
  /// In order of service date, then of the moment.
  [[nodiscard]] BreachReport report(const Outside& outside, const Titles& titles) const;

 private:
  void put(const LegRow& row, Measure measure, bool running);
  const LegNames& names_;
  LineTitle title_;
  std::size_t most_;
  BreachReport report_;
};

/// One dot: who waited how long.
struct ChartPoint {
  Timestamp at;  ///< of issue
  TicketNumber number;
  ProcedureId procedure;
  Seconds wait_s{0};
  bool broken = false;
  TALON_FIELDS(ChartPoint, at, number, procedure, wait_s, broken)
};
struct ChartLimit {
  ProcedureId procedure;
  ClauseId clause;
  Seconds limit_s{0};
  auto operator<=>(const ChartLimit&) const = default;
  TALON_FIELDS(ChartLimit, procedure, clause, limit_s)
};
struct ChartReport {
  std::vector<ChartPoint> points;  ///< in order of issue
  std::vector<ChartLimit> limits;
  std::int64_t left_out = 0;
  bool virtual_clock = false;
  TALON_FIELDS(ChartReport, points, limits, left_out, virtual_clock)
};

class Chart {
 public:
  explicit Chart(const LegNames& names, std::size_t most = 20'000) : names_(names), most_(most) {}
  void add(const LegRow& row);
  [[nodiscard]] ChartReport report(const Outside& outside) const;

 private:
  const LegNames& names_;
  std::size_t most_;
  std::set<ChartLimit> limits_;
  std::vector<ChartPoint> points_;
  std::int64_t left_out_ = 0;
};

/// The day as a manager closes it: by procedure, desk and hour, with the books.
struct DayReport {
  Date date;
  std::vector<Row> procedures;
  std::vector<Row> desks;
  std::vector<Row> hours;
  Row total;
  std::vector<ClauseRow> clauses;
  std::vector<OutcomeRow> outcomes;
  Books books;
  std::vector<BreachRow> breaches;
  bool virtual_clock = false;
  TALON_FIELDS(DayReport, date, procedures, desks, hours, total, clauses, outcomes, books, breaches,
               virtual_clock)
};

class Day {
 public:
  Day(const LegNames& names, LineTitle title)
      : procedures_(By::procedure, names),
        desks_(By::desk, names),
        hours_(By::hour, names),
        breaches_(names, std::move(title)) {}
  void add(const LegRow& row);
  void add_running(const LegRow& row);
  [[nodiscard]] DayReport report(const Date& date, const Outside& outside, const Titles& titles) const;

 private:
  Summary procedures_, desks_, hours_;
  Breaches breaches_;
};

}  // namespace talon::stats
