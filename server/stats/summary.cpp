// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>

#include "server/model/names.h"
#include "server/stats/report.h"
#include "server/stats/share.h"

namespace talon::stats {
namespace {

constexpr std::array<std::pair<By, std::string_view>, 8> by_names = {{{By::procedure, "procedure"},
                                                                      {By::service, "service"},
                                                                      {By::desk, "desk"},
                                                                      {By::specialist, "specialist"},
                                                                      {By::hour, "hour"},
                                                                      {By::weekday, "weekday"},
                                                                      {By::day, "day"},
                                                                      {By::month, "month"}}};
constexpr std::array<std::string_view, 7> weekdays = {"понедельник", "вторник", "среда",      "четверг",
                                                      "пятница",     "суббота", "воскресенье"};
constexpr std::array<std::string_view, 12> months = {"январь",   "февраль", "март",   "апрель",
                                                     "май",      "июнь",    "июль",   "август",
                                                     "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr std::int64_t ms_of_hour = 3'600'000;
constexpr std::string_view day_end = "closed_at_day_end";

std::size_t local_hour(const LegRow& row, const LegNames& names) {
  const std::int64_t day = 24 * ms_of_hour;
  const std::int64_t local = local_issue_ms(row, names) % day;
  return static_cast<std::size_t>((local < 0 ? local + day : local) / ms_of_hour);
}

/// 1 is Monday.
std::size_t weekday_of(const LegRow& row) {
  return std::chrono::weekday{std::chrono::sys_days{std::chrono::days{row.day}}}.iso_encoding();
}

Date date_of(const LegRow& row) {
  return Date{std::chrono::sys_days{std::chrono::days{row.day}}};
}

/// Months since the year 0.
std::size_t month_of(const LegRow& row) {
  const Date date = date_of(row);
  return static_cast<std::size_t>(static_cast<int>(date.year()) * 12 +
                                  static_cast<int>(static_cast<unsigned>(date.month())) - 1);
}

std::string two_digits(std::size_t number) {
  const std::string text = std::to_string(number);
  return text.size() < 2 ? "0" + text : text;
}

/// "10" comes after "9", not before "2".
bool in_order(const std::string& a, const std::string& b) {
  const auto number = [](const std::string& text) {
    std::int64_t value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() ? value : -1;
  };
  const std::int64_t left = number(a);
  const std::int64_t right = number(b);
  return left >= 0 && right >= 0 && left != right ? left < right : a < b;
}

Books books_of(const Row& total, const Outside& outside) {
  Books books{outside.issued, total.served, total.no_show, total.cancelled, outside.in_hall, false};
  books.balanced = books.issued == books.served + books.no_show + books.cancelled + books.in_hall;
  return books;
}

/// Service of a leg per applicant: what its limit speaks of.
Millis per_applicant(const LegRow& row) {
  return Millis{row.service / std::max(row.applicants, 1)};
}

}  // namespace

std::string_view name_of(By by) {
  for (const auto& [known, name] : by_names) {
    if (known == by) return name;
  }
  return "";
}

std::optional<By> parse_by(std::string_view text) {
  for (const auto& [by, name] : by_names) {
    if (name == text) return by;
  }
  return std::nullopt;
}

bool wait_broken(const LegRow& row, const LegKind& kind) {
  if (!kind.wait_limit_s) return false;
  if (row.wait >= 0) return whole_seconds(Millis{row.wait}) > *kind.wait_limit_s;
  return row.wait_broken && row.outcome != LegOutcome::transferred;
}

bool service_broken(const LegRow& row, const LegKind& kind) {
  // One applicant alone may have been too long although all together were not: then only the event knows.
  if (!kind.service_limit_s || row.service < 0) return false;
  return row.service_broken ||
         whole_seconds(Millis{row.service}) > *kind.service_limit_s * std::max(row.applicants, 1);
}

void Summary::Tally::judge(const std::optional<Seconds>& limit, bool broken) {
  if (!limit) return;
  ++with_limit;
  if (!broken) ++within;
}

void Summary::Tally::merge(const Tally& other) {
  spread.merge(other.spread);
  with_limit += other.with_limit;
  within += other.within;
  limits.insert(other.limits.begin(), other.limits.end());
}

Measured Summary::Tally::measured() const {
  Measured out;
  out.count = spread.count();
  out.mean_s = spread.mean();
  out.max_s = spread.max();
  if (out.count > 0) {
    out.median_s = spread.percentile(50);
    out.p90_s = spread.percentile(90);
  }
  out.with_limit = with_limit;
  out.within = within;
  out.within_share = share(within, with_limit);
  if (limits.size() == 1) {
    out.limit_s = limits.begin()->first;
    out.clause = limits.begin()->second;
  }
  return out;
}

Row Summary::Group::row() const {
  Row out;
  out.key = key;
  out.tickets = served + no_show + cancelled;
  out.served = served;
  out.no_show = no_show;
  out.cancelled = cancelled;
  out.closed_at_day_end = closed_at_day_end;
  out.left = left;
  out.transferred = transferred;
  out.in_hall = in_hall;
  out.over_now = over_now;
  out.wait = wait.measured();
  out.walk = walk.measured();
  out.further = further.measured();
  out.service = service.measured();
  return out;
}

void Summary::Group::merge(const Group& other) {
  served += other.served;
  no_show += other.no_show;
  cancelled += other.cancelled;
  closed_at_day_end += other.closed_at_day_end;
  left += other.left;
  transferred += other.transferred;
  in_hall += other.in_hall;
  over_now += other.over_now;
  wait.merge(other.wait);
  walk.merge(other.walk);
  further.merge(other.further);
  service.merge(other.service);
}

void Summary::add(const LegRow& row) {
  Group& group = group_of(row);
  count_end(group, row);
  measure_wait(group, row, false);
  measure_service(group, row, false);
}

void Summary::add_running(const LegRow& row) {
  Group& group = group_of(row);
  const bool too_long = wait_broken(row, names_.kind(row.kind));
  ++group.in_hall;
  if (row.wait < 0 && too_long) ++group.over_now;
  measure_wait(group, row, true);
  measure_service(group, row, true);
}

void Summary::count_end(Group& group, const LegRow& row) {
  if (row.outcome == LegOutcome::transferred) {
    ++group.transferred;
    return;
  }
  if (!row.last) return;
  if (row.reason >= outcomes_.size()) outcomes_.resize(row.reason + 1);
  ++outcomes_[row.reason].at(static_cast<std::size_t>(row.outcome));
  if (row.outcome == LegOutcome::served) ++group.served;
  if (row.outcome == LegOutcome::no_show) ++group.no_show;
  if (row.outcome != LegOutcome::cancelled) return;
  ++group.cancelled;
  if (names_.name(row.reason) == day_end) {
    ++group.closed_at_day_end;
  } else if (row.wait < 0) {
    ++group.left;
  }
}

void Summary::measure_wait(Group& group, const LegRow& row, bool running) {
  if (row.walk >= 0 && !running) group.walk.spread.add(Millis{row.walk});
  const LegKind& kind = names_.kind(row.kind);
  if (row.leg > 0 && !kind.wait_limit_s) {
    if (row.wait >= 0 && !running) group.further.spread.add(Millis{row.wait});
    return;
  }
  const bool too_long = wait_broken(row, kind);
  if (row.wait < 0 && !too_long) return;
  if (row.wait >= 0) group.wait.spread.add(Millis{row.wait});
  group.wait.judge(kind.wait_limit_s, too_long);
  if (kind.wait_limit_s) judge_clause(row, Measure::wait, too_long);
  if (std::exchange(group.wait_kind, row.kind) != row.kind) {
    group.wait.limits.emplace(kind.wait_limit_s, kind.wait_clause);
  }
}

void Summary::measure_service(Group& group, const LegRow& row, bool running) {
  if (row.service < 0) return;
  const LegKind& kind = names_.kind(row.kind);
  const bool too_long = service_broken(row, kind);
  if (running && !too_long) return;
  if (!running) group.service.spread.add(per_applicant(row));
  group.service.judge(kind.service_limit_s, too_long);
  if (kind.service_limit_s) judge_clause(row, Measure::service, too_long);
  if (std::exchange(group.service_kind, row.kind) != row.kind) {
    group.service.limits.emplace(kind.service_limit_s, kind.service_clause);
  }
}

void Summary::judge_clause(const LegRow& row, Measure measure, bool broken) {
  if (row.kind >= clauses_.size()) clauses_.resize(row.kind + 1);
  const std::size_t at = measure == Measure::wait ? 0 : 2;
  ++clauses_[row.kind][at];
  if (!broken) ++clauses_[row.kind][at + 1];
}

std::vector<ClauseRow> Summary::clause_rows() const {
  std::map<std::tuple<std::string, Measure, ClauseId, Seconds>, ClauseRow> rows;
  for (std::uint32_t id = 0; id < clauses_.size(); ++id) {
    const LegKind& kind = names_.kind(id);
    for (const Measure measure : {Measure::wait, Measure::service}) {
      const bool wait = measure == Measure::wait;
      const std::int64_t judged = clauses_[id][wait ? 0 : 2];
      if (judged == 0) continue;
      const Seconds limit = *(wait ? kind.wait_limit_s : kind.service_limit_s);
      const ClauseId& clause = wait ? kind.wait_clause : kind.service_clause;
      ClauseRow& row = rows[{kind.regulation, measure, clause, limit}];
      row.regulation = kind.regulation;
      row.clause = clause;
      row.measure = measure;
      row.limit_s = limit;
      row.with_limit += judged;
      row.within += clauses_[id][wait ? 1 : 3];
      row.broken = row.with_limit - row.within;
      row.within_share = share(row.within, row.with_limit);
    }
  }
  std::vector<ClauseRow> list;
  for (auto& [key, row] : rows) list.push_back(std::move(row));
  return list;
}

std::vector<OutcomeRow> Summary::outcome_rows() const {
  std::vector<OutcomeRow> rows;
  for (std::uint32_t reason = 0; reason < outcomes_.size(); ++reason) {
    for (const auto& [outcome, name] : Names<LegOutcome>::all) {
      const std::int64_t count = outcomes_[reason].at(static_cast<std::size_t>(outcome));
      if (count > 0) rows.push_back({std::string(name), names_.name(reason), count});
    }
  }
  std::sort(rows.begin(), rows.end(), [](const OutcomeRow& a, const OutcomeRow& b) {
    return std::tie(a.outcome, a.reason) < std::tie(b.outcome, b.reason);
  });
  return rows;
}

Summary::Group& Summary::group_of(const LegRow& row) {
  switch (by_) {
    case By::procedure:
      return group_at(known_, row.kind, [&] { return names_.kind(row.kind).procedure.value; });
    case By::service:
      return group_at(known_, row.kind, [&] { return names_.kind(row.kind).service.value; });
    case By::desk:
      return group_at(known_, row.desk, [&] { return names_.name(row.desk); });
    case By::specialist:
      return group_at(known_, row.specialist, [&] { return names_.name(row.specialist); });
    case By::hour: {
      const std::size_t hour = local_hour(row, names_);
      return group_at(known_, hour, [&] { return two_digits(hour); });
    }
    case By::weekday:
      return group_at(known_, weekday_of(row), [&] { return std::to_string(weekday_of(row)); });
    case By::month:
      return group_at(known_, month_of(row), [&] { return format_date(date_of(row)).substr(0, 7); });
    case By::day:
      break;
  }
  return group_at(known_, static_cast<std::size_t>(row.day), [&] { return format_date(date_of(row)); });
}

Summary::Group& Summary::group_at(std::vector<std::uint32_t>& known, std::size_t id,
                                  const std::function<std::string()>& key) {
  if (id >= known.size()) known.resize(id + 1, unknown);
  if (known[id] == unknown) known[id] = group_named(key());
  return groups_[known[id]];
}

std::uint32_t Summary::group_named(const std::string& key) {
  const auto [place, added] = by_key_.try_emplace(key, static_cast<std::uint32_t>(groups_.size()));
  if (added) groups_.emplace_back().key = key;
  return place->second;
}

std::string Summary::title(const std::string& key, const Titles& titles) const {
  if (by_ == By::hour) return key + ":00–" + key + ":59";
  if (by_ == By::weekday) return std::string(weekdays.at(static_cast<std::size_t>(key.at(0) - '1')));
  if (by_ == By::month) {
    const auto month = static_cast<std::size_t>(std::stoi(key.substr(5, 2)));
    return std::string(months.at(month - 1)) + " " + key.substr(0, 4);
  }
  if (by_ == By::day) return key.substr(8, 2) + "." + key.substr(5, 2) + "." + key.substr(0, 4);
  if (key.empty()) return "без вызова";
  return titles ? titles(by_, key) : key;
}

SummaryReport Summary::report(const Period& period, const Outside& outside, const Titles& titles) const {
  SummaryReport out;
  out.from = period.from;
  out.to = period.to;
  out.by = name_of(by_);
  Group total;
  for (const Group& group : groups_) {
    Row& row = out.rows.emplace_back(group.row());
    row.title = title(row.key, titles);
    total.merge(group);
  }
  std::sort(out.rows.begin(), out.rows.end(),
            [](const Row& a, const Row& b) { return in_order(a.key, b.key); });
  out.total = total.row();
  out.total.title = "Итого";
  out.clauses = clause_rows();
  out.outcomes = outcome_rows();
  out.books = books_of(out.total, outside);
  out.virtual_clock = outside.virtual_clock;
  return out;
}

void Day::add(const LegRow& row) {
  procedures_.add(row);
  desks_.add(row);
  hours_.add(row);
  breaches_.add(row);
}

void Day::add_running(const LegRow& row) {
  procedures_.add_running(row);
  desks_.add_running(row);
  hours_.add_running(row);
  breaches_.add_running(row);
}

DayReport Day::report(const Date& date, const Outside& outside, const Titles& titles) const {
  SummaryReport by_procedure = procedures_.report({date, date}, outside, titles);
  DayReport out;
  out.date = date;
  out.procedures = std::move(by_procedure.rows);
  out.desks = desks_.report({date, date}, outside, titles).rows;
  out.hours = hours_.report({date, date}, outside, titles).rows;
  out.total = std::move(by_procedure.total);
  out.clauses = std::move(by_procedure.clauses);
  out.outcomes = std::move(by_procedure.outcomes);
  out.books = by_procedure.books;
  out.breaches = breaches_.report(outside, titles).rows;
  out.virtual_clock = outside.virtual_clock;
  return out;
}

}  // namespace talon::stats
