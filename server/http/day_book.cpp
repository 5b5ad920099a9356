// SPDX-License-Identifier: MIT
#include "server/http/day_book.h"

#include <algorithm>
#include <set>

#include "server/protocol/json.h"
#include "server/queue/calendar.h"
#include "server/stats/day_fold.h"

namespace talon::http {
namespace {

constexpr std::size_t kept_days = 3700;  // ten years of small summaries

/// Where the day ends in the journal.
std::int64_t end_of(const store::StoredDay& day) {
  return day.next.value_or(store::Reader::no_end);
}

Date day_after(const Date& date) {
  return Date{std::chrono::sys_days{date} + std::chrono::days{1}};
}

std::set<std::int64_t> undone_of(const store::Reader& reader, const store::StoredDay& day) {
  std::set<std::int64_t> undone;
  reader.each(day.first, end_of(day), [&](const store::StoredEvent& stored) {
    if (stored.json.find("\"type\":\"undone\"") == std::string::npos) return;
    const auto event = protocol::decode_event(stored.json);
    if (!event.ok()) return;
    if (const auto* body = std::get_if<Undone>(&event->body)) undone.insert(body->undoes);
  });
  return undone;
}

std::string hex(const store::Digest& digest) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const auto byte : digest) {
    const auto value = static_cast<unsigned char>(byte);
    text += digits[value >> 4];
    text += digits[value & 15];
  }
  return text;
}

/// Local minutes of a past date, with the offset its first event was written with: a time zone whose rules
/// change later changes no report.
Timestamp local_time(const Date& date, std::chrono::minutes of_day, const Timestamp& near) {
  const auto local = std::chrono::local_days{date} + of_day;
  return {std::chrono::sys_time<Millis>{local.time_since_epoch() - near.offset}, near.offset};
}

std::vector<stats::Stretch> stretches(const std::vector<queue::Span>& spans, const Date& date,
                                      const Timestamp& near) {
  std::vector<stats::Stretch> found;
  for (const queue::Span& span : spans) {
    found.push_back({local_time(date, span.from, near), local_time(date, span.to, near)});
  }
  return found;
}

stats::ReceptionDay reception_of(const Configuration& configuration, const Date& date,
                                 const Timestamp& near) {
  stats::ReceptionDay day;
  day.hours = stretches(queue::reception(configuration, nullptr, date), date, near);
  for (const LineId& line : configuration.lines()) {
    day.lines[line] = stretches(queue::reception(configuration, configuration.offer(line), date), date, near);
  }
  day.breaks = stretches(queue::hall_breaks(configuration, date), date, near);
  return day;
}

/// A configuration of the day and since when it was in force.
struct InForce {
  Timestamp from;
  std::shared_ptr<const Configuration> configuration;
};

/// Adds the part of `spans` within [from, to) to `all`; what touches its last stretch makes it longer.
void add_within(std::vector<stats::Stretch>& all, const std::vector<stats::Stretch>& spans,
                const Timestamp& from, const Timestamp& to) {
  for (const stats::Stretch& span : spans) {
    const stats::Stretch part{std::max(span.from, from), std::min(span.to, to)};
    if (part.to <= part.from) continue;
    if (!all.empty() && all.back().to == part.from)
      all.back().to = part.to;
    else
      all.push_back(part);
  }
}

/// Each moment by the configuration that was in force then: hours that were changed at noon change nothing in
/// the morning's record.
stats::ReceptionDay reception_in_force(const std::vector<InForce>& all, const Date& date,
                                       const Timestamp& near) {
  stats::ReceptionDay day;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const stats::ReceptionDay then = reception_of(*all[i].configuration, date, near);
    const Timestamp from = i == 0 ? local_time(date, std::chrono::minutes{0}, near) : all[i].from;
    const Timestamp to =
        i + 1 == all.size() ? local_time(date, std::chrono::hours{48}, near) : all[i + 1].from;
    add_within(day.hours, then.hours, from, to);
    add_within(day.breaks, then.breaks, from, to);
    for (const auto& [line, spans] : then.lines) add_within(day.lines[line], spans, from, to);
  }
  return day;
}

/// What happened before a hall was first switched on is no stop.
void begin_with(std::vector<stats::Stretch>& hours, const Timestamp& begin) {
  for (stats::Stretch& stretch : hours) stretch.from = std::max(stretch.from, begin);
  std::erase_if(hours, [](const stats::Stretch& stretch) { return stretch.to <= stretch.from; });
}

}  // namespace

std::shared_ptr<const Configuration> DayBook::configuration_before(std::int64_t seq) {
  const auto stored = reader_.configuration_before(seq);
  if (!stored) return nullptr;
  if (stored->seq == configuration_seq_) return configuration_;
  const auto event = protocol::decode_event(stored->json);
  const auto* applied = event.ok() ? std::get_if<ConfigurationApplied>(&event->body) : nullptr;
  if (applied == nullptr) throw store::StorageFailure("hall.db: a configuration is damaged");
  configuration_seq_ = stored->seq;
  configuration_ = applied->parsed;
  return configuration_;
}

std::shared_ptr<const Configuration> DayBook::configuration_of(const Date& date) {
  const auto days = reader_.days(date, date);
  if (days.empty() || !days.back().next) return nullptr;
  return configuration_before(*days.back().next);
}

PersonNames DayBook::names_of(const stats::Period& period) {
  const auto days = reader_.days(period.from, period.to);
  if (days.empty()) return {};
  return person_names(reader_, days.front().first, end_of(days.back()));
}

std::shared_ptr<const stats::DaySummary> DayBook::fold(const store::StoredDay& day, const Timestamp& now) {
  const auto opened = reader_.events(day.first, 1);
  if (opened.empty()) throw store::StorageFailure("hall.db: an event is missing");
  const auto first = protocol::decode_event(opened.front().json);
  auto configuration = configuration_before(day.first);
  if (!first.ok() || !configuration) throw store::StorageFailure("hall.db: a day has no configuration");
  const Timestamp near = first->when.at;
  const Timestamp begin =
      day.earliest ? near : std::min(near, local_time(day.date, configuration->day_ends, near));
  stats::DayFold fold(day.date, configuration, undone_of(reader_, day), begin);
  std::vector<InForce> in_force{{begin, configuration}};
  store::Digest head{};
  reader_.each(day.first, end_of(day), [&](const store::StoredEvent& stored) {
    const auto event = protocol::decode_event(stored.json);
    if (!event.ok()) throw store::StorageFailure("hall.db: an event is damaged");
    fold.add(*event);
    const auto* applied = std::get_if<ConfigurationApplied>(&event->body);
    if (applied != nullptr && applied->parsed) in_force.push_back({event->when.at, applied->parsed});
    head = stored.chain;
  });
  auto reception = reception_in_force(in_force, day.date, near);
  if (day.earliest) {
    begin_with(reception.hours, begin);
    for (auto& [line, hours] : reception.lines) begin_with(hours, begin);
  }
  auto summary = std::make_shared<stats::DaySummary>(fold.summary(reception, now));
  summary->head = hex(head);
  return summary;
}

/// A date between two days of the journal that has none of its own: the server stood still all day.
std::shared_ptr<const stats::DaySummary> DayBook::silent(const Date& date, const store::StoredDay& next) {
  const auto opened = reader_.events(next.first, 1);
  const auto first =
      opened.empty() ? std::nullopt : std::optional(protocol::decode_event(opened.front().json));
  const auto configuration = configuration_before(next.first);
  if (!first || !first->ok() || !configuration) throw store::StorageFailure("hall.db: an event is missing");
  const Timestamp near = (*first)->when.at;
  const Timestamp begin = local_time(date, configuration->day_ends, near);
  const Timestamp end = begin.plus(std::chrono::hours{24});
  const stats::DayFold nothing(date, configuration, {}, begin);
  return std::make_shared<stats::DaySummary>(nothing.summary(reception_of(*configuration, date, near), end));
}

std::shared_ptr<const stats::DaySummary> DayBook::day(const store::StoredDay& day, const Timestamp& now) {
  const auto kept = closed_.find(day.date);
  if (kept != closed_.end()) return kept->second;
  auto summary = fold(day, now);
  if (!day.next) return summary;
  if (closed_.size() >= kept_days) closed_.erase(closed_.begin());
  closed_.emplace(day.date, summary);
  return summary;
}

stats::Days DayBook::days(const stats::Period& period, const Timestamp& now) {
  stats::Days found;
  std::optional<Date> expected;  // a day older than the journal is none of ours
  for (const store::StoredDay& stored : reader_.days(Date{std::chrono::sys_days{}}, period.to)) {
    for (Date date = expected.value_or(stored.date); date < stored.date; date = day_after(date)) {
      if (date >= period.from) found.push_back(silent(date, stored));
    }
    expected = day_after(stored.date);
    if (stored.date >= period.from) found.push_back(day(stored, now));
  }
  return found;
}

}  // namespace talon::http
