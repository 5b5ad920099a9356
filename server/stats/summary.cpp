// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "server/stats/report.h"

namespace talon::stats {
namespace {

constexpr std::array<std::pair<By, std::string_view>, 7> by_names = {{{By::procedure, "procedure"},
                                                                      {By::service, "service"},
                                                                      {By::desk, "desk"},
                                                                      {By::specialist, "specialist"},
                                                                      {By::hour, "hour"},
                                                                      {By::weekday, "weekday"},
                                                                      {By::day, "day"}}};
constexpr std::array<std::string_view, 7> weekdays = {"понедельник", "вторник", "среда",      "четверг",
                                                      "пятница",     "суббота", "воскресенье"};
constexpr std::int64_t ms_of_hour = 3'600'000;

std::size_t local_hour(const LegRow& row, const LegNames& names) {
  const std::int64_t day = 24 * ms_of_hour;
  const std::int64_t local = local_issue_ms(row, names) % day;
  return static_cast<std::size_t>((local < 0 ? local + day : local) / ms_of_hour);
}

/// 1 is Monday.
std::size_t weekday_of(const LegRow& row) {
  return std::chrono::weekday{std::chrono::sys_days{std::chrono::days{row.day}}}.iso_encoding();
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
  if (row.leg > 0 || row.wait < 0) return row.wait_broken;
  return whole_seconds(Millis{row.wait}) > *kind.wait_limit_s;
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
  if (with_limit > 0) {
    out.within_share = std::round(1e4 * static_cast<double>(within) / static_cast<double>(with_limit)) / 1e4;
  }
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
  out.transferred = transferred;
  out.wait = wait.measured();
  out.service = service.measured();
  return out;
}

void Summary::add(const LegRow& row) {
  Group& group = group_of(row);
  const LegKind& kind = names_.kind(row.kind);
  if (row.outcome == LegOutcome::transferred) {
    ++group.transferred;
  } else if (row.last) {
    if (row.outcome == LegOutcome::served) ++group.served;
    if (row.outcome == LegOutcome::no_show) ++group.no_show;
    if (row.outcome == LegOutcome::cancelled) ++group.cancelled;
  }
  const bool too_long = wait_broken(row, kind);
  if (row.leg == 0 && (row.wait >= 0 || too_long)) {
    if (row.wait >= 0) group.wait.spread.add(Millis{row.wait});
    group.wait.judge(kind.wait_limit_s, too_long);
    if (std::exchange(group.wait_kind, row.kind) != row.kind) {
      group.wait.limits.emplace(kind.wait_limit_s, kind.wait_clause);
    }
  }
  if (row.service >= 0) {
    group.service.spread.add(per_applicant(row));
    group.service.judge(kind.service_limit_s, service_broken(row, kind));
    if (std::exchange(group.service_kind, row.kind) != row.kind) {
      group.service.limits.emplace(kind.service_limit_s, kind.service_clause);
    }
  }
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
    case By::day:
      break;
  }
  return group_at(known_, static_cast<std::size_t>(row.day),
                  [&] { return format_date(Date{std::chrono::sys_days{std::chrono::days{row.day}}}); });
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
    total.served += group.served;
    total.no_show += group.no_show;
    total.cancelled += group.cancelled;
    total.transferred += group.transferred;
    total.wait.merge(group.wait);
    total.service.merge(group.service);
  }
  std::sort(out.rows.begin(), out.rows.end(),
            [](const Row& a, const Row& b) { return in_order(a.key, b.key); });
  out.total = total.row();
  out.total.title = "Итого";
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

DayReport Day::report(const Date& date, const Outside& outside, const Titles& titles) const {
  SummaryReport by_procedure = procedures_.report({date, date}, outside, titles);
  DayReport out;
  out.date = date;
  out.procedures = std::move(by_procedure.rows);
  out.desks = desks_.report({date, date}, outside, titles).rows;
  out.hours = hours_.report({date, date}, outside, titles).rows;
  out.total = std::move(by_procedure.total);
  out.books = by_procedure.books;
  out.breaches = breaches_.report(outside).rows;
  out.virtual_clock = outside.virtual_clock;
  return out;
}

}  // namespace talon::stats
