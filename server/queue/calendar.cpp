// SPDX-License-Identifier: MIT
#include "server/queue/calendar.h"

#include <algorithm>

#include "server/queue/sentences.h"

namespace talon::queue {
namespace {

using std::chrono::minutes;

bool has_day(const std::vector<std::chrono::weekday>& days, const Date& date) {
  const std::chrono::weekday wanted{std::chrono::local_days{date}};
  return std::find(days.begin(), days.end(), wanted) != days.end();
}

const SpecialDay* special_day(const Configuration& configuration, const Date& date) {
  const auto& days = configuration.special_days;
  const auto found =
      std::find_if(days.begin(), days.end(), [&](const auto& day) { return day.date == date; });
  return found == days.end() ? nullptr : &*found;
}

/// 1 for the first such weekday of its month.
int week_of_month(const Date& date) {
  constexpr unsigned days_of_week = 7;
  return static_cast<int>((static_cast<unsigned>(date.day()) - 1) / days_of_week) + 1;
}

bool has_week(const std::vector<int>& weeks, const Date& date) {
  return weeks.empty() || std::find(weeks.begin(), weeks.end(), week_of_month(date)) != weeks.end();
}

bool has_desk(const Break& pause, const DeskId& desk) {
  return std::find(pause.desks.begin(), pause.desks.end(), desk) != pause.desks.end();
}

bool runs(const Break& pause, const Timestamp& now) {
  const auto minute = std::chrono::floor<minutes>(time_of_day(now));
  return has_day(pause.days, local_date(now)) && minute >= pause.from && minute < pause.to;
}

/// The recorded extension lengthens the last span of its date; a line with its own hours is lengthened only
/// where it closes together with the hall.
void extend(const State& state, const Offer* offer, const Timestamp& now, std::vector<Span>& today) {
  const Decided* extension = in_force(state, "extension", "", now);
  if (extension == nullptr || !extension->until || today.empty()) return;
  if (local_date(*extension->until) != local_date(now)) return;
  if (offer != nullptr && !offer->hours.empty()) {
    const auto hall = reception(*state.configuration, nullptr, local_date(now));
    if (hall.empty() || hall.back().to != today.back().to) return;
  }
  const auto until = std::chrono::floor<minutes>(time_of_day(*extension->until));
  today.back().to = std::max(today.back().to, until);
}

Reception reception_at(const State& state, const Offer* offer, const Timestamp& now) {
  const Date today = local_date(now);
  const auto minute = std::chrono::floor<minutes>(time_of_day(now));
  const auto spans = reception_today(state, offer, now);
  Reception result;
  for (const Span& span : spans) {
    if (minute >= span.to) {
      result.today_over = true;
    } else if (minute >= span.from) {
      result.open = true;
      result.closes_at = local_time(state, today, span.to, now);
      return result;
    } else {
      result.today_later = true;
      result.next_open = local_time(state, today, span.from, now);
      return result;
    }
  }
  constexpr int days_ahead = 60;
  auto day = std::chrono::local_days{today};
  for (int i = 0; i < days_ahead; ++i) {
    day += std::chrono::days{1};
    const auto later = reception(*state.configuration, offer, Date{day});
    if (later.empty()) continue;
    result.next_open = local_time(state, Date{day}, later.front().from, now);
    break;
  }
  return result;
}

}  // namespace

std::vector<Span> weekly(const std::vector<Hours>& hours, const Date& date) {
  std::vector<Span> spans;
  for (const Hours& row : hours) {
    if (has_day(row.days, date) && has_week(row.weeks, date)) spans.push_back({row.from, row.to});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  return spans;
}

std::vector<Span> reception(const Configuration& configuration, const Offer* offer, const Date& date) {
  if (offer != nullptr && offer->first_day && date < *offer->first_day) return {};
  if (offer != nullptr && offer->last_day && date > *offer->last_day) return {};
  const bool own = offer != nullptr && !offer->hours.empty();
  auto spans = weekly(own ? offer->hours : configuration.hours, date);
  const SpecialDay* special = special_day(configuration, date);
  if (special == nullptr) return spans;
  if (!special->from || !special->to) return {};
  if (!own) return {{*special->from, *special->to}};
  for (Span& span : spans) {
    span.from = std::max(span.from, *special->from);
    span.to = std::min(span.to, *special->to);
  }
  std::erase_if(spans, [](const Span& span) { return span.from >= span.to; });
  return spans;
}

std::vector<Span> reception_today(const State& state, const Offer* offer, const Timestamp& now) {
  auto spans = reception(*state.configuration, offer, local_date(now));
  extend(state, offer, now, spans);
  return spans;
}

std::vector<Span> hall_breaks(const Configuration& configuration, const Date& date) {
  std::vector<Span> spans;
  for (const Break& pause : configuration.breaks) {
    if (pause.desks.empty() && has_day(pause.days, date)) spans.push_back({pause.from, pause.to});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  return spans;
}

std::vector<Span> desk_breaks(const Configuration& configuration, const DeskId& desk, const Date& date) {
  std::vector<Span> spans;
  for (const Break& pause : configuration.breaks) {
    const bool concerns = pause.desks.empty() || has_desk(pause, desk);
    if (concerns && has_day(pause.days, date)) spans.push_back({pause.from, pause.to});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  return spans;
}

Reception hall_reception(const State& state, const Timestamp& now) {
  return reception_at(state, nullptr, now);
}

Reception line_reception(const State& state, const LineId& line, const Timestamp& now) {
  return reception_at(state, state.configuration->offer(line), now);
}

const Break* running_break(const State& state, const Timestamp& now) {
  for (const Break& pause : state.configuration->breaks) {
    if (pause.desks.empty() && runs(pause, now)) return &pause;
  }
  return nullptr;
}

const Break* running_break(const State& state, const DeskId& desk, const Timestamp& now) {
  for (const Break& pause : state.configuration->breaks) {
    if ((pause.desks.empty() || has_desk(pause, desk)) && runs(pause, now)) return &pause;
  }
  return nullptr;
}

std::optional<Refusal> issuing_closed(const State& state, const LineId& line, const Timestamp& now) {
  if (const Decided* stop = in_force(state, "stop_issuing", "", now)) {
    return Refusal{RefusalCode::procedure_closed, stopped_text(stop->reason)};
  }
  const Reception reception = line_reception(state, line, now);
  const Offer* offer = state.configuration->offer(line);
  const bool own_hours = offer != nullptr && !offer->hours.empty();
  const RefusalCode code = own_hours ? RefusalCode::procedure_closed : RefusalCode::hall_closed;
  if (!reception.open) return Refusal{code, closed_text(reception, now)};
  if (now >= reception.closes_at->plus(-state.configuration->last_ticket_before)) {
    return Refusal{code, last_ticket_text(reception)};
  }
  return std::nullopt;
}

std::optional<Refusal> served_too_late(const State& state, const LineId& line,
                                       const std::optional<Seconds>& wait, const Timestamp& now) {
  if (state.configuration->last_ticket != LastTicket::if_served || !wait) return std::nullopt;
  const Reception reception = line_reception(state, line, now);
  if (!reception.closes_at) return std::nullopt;
  if (now.plus(*wait + state.configuration->expected(line)) <= *reception.closes_at) return std::nullopt;
  return Refusal{RefusalCode::procedure_closed, last_ticket_text(reception)};
}

const Decided* in_force(const State& state, const std::string& kind, const std::string& subject,
                        const Timestamp& now) {
  for (const Decided& decided : state.decisions) {
    const bool same = decided.kind == kind && (!by_subject(kind) || decided.subject == subject);
    if (same && (!decided.until || now < *decided.until)) return &decided;
  }
  return nullptr;
}

Timestamp local_time(const State& state, const Date& date, minutes of_day, const Timestamp& near) {
  const auto local = std::chrono::local_days{date} + of_day;
  if (state.zone) return state.zone->moment(local);
  return {std::chrono::sys_time<Millis>{local.time_since_epoch() - near.offset}, near.offset};
}

Date local_date(const Timestamp& time) {
  return Date{std::chrono::floor<std::chrono::days>(time.local())};
}

}  // namespace talon::queue
