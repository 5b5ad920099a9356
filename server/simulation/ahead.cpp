// SPDX-License-Identifier: MIT
#include "server/simulation/ahead.h"

#include <algorithm>
#include <utility>

#include "server/outlook/outlook.h"

namespace talon::simulation {
namespace {

using std::chrono::seconds;

constexpr int look_every = 5 * 60;
constexpr int closing_look = 60 * 60;   ///< before closing
constexpr int reserve_after = 10 * 60;  ///< a warning: somebody has to decide and come
constexpr int reserve_for = 90 * 60;
const std::string privileged = "privileged";
constexpr seconds far = std::chrono::hours{48};
constexpr std::int64_t day_s = 24 * 60 * 60;

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

LineId line_of(int service) {
  return {ServiceId{std::to_string(service)}, ProcedureId{"all"}};
}

int seconds_of(Seconds span) {
  return static_cast<int>(span.count());
}

/// Moments at which limits were broken, sorted.
std::vector<int> breaches_of(const Scenario& scenario, const VisitorDay& day, const DayRun& run) {
  std::vector<int> moments;
  for (std::size_t i = 0; i < day.visitors.size(); ++i) {
    if (const auto moment = broken_at(scenario, day.visitors[i], run.fates[i])) moments.push_back(*moment);
  }
  std::sort(moments.begin(), moments.end());
  return moments;
}

}  // namespace

Ahead::Ahead(const Scenario& scenario, const Policy& policy) : scenario_(scenario), policy_(policy) {}

void Ahead::begin(int day, const VisitorDay& visitors) {
  day_ = day;
  visitors_ = &visitors;
  desks_.assign(scenario_.desks.size(), {});
  std::vector<int> able(scenario_.services.size(), 0);
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    const auto& absent = visitors.absent;
    const bool away = std::find(absent.begin(), absent.end(), static_cast<int>(i)) != absent.end();
    if (scenario_.desks[i].reserve || away) continue;
    desks_[i].hours = scenario_.desks[i].hours;
    for (const int service : scenario_.desks[i].services) ++able[at(service)];
  }
  lines_.assign(scenario_.services.size(), {});
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const auto mean = std::chrono::duration<double>(scenario_.services[i].mean);
    lines_[i].set_weight(
        queue::weight_of(policy_.rule, std::chrono::round<Millis>(mean), std::max(1, able[i])));
  }
  waiting_.clear();
  told_.clear();
  looks_.clear();
  closing_.reset();
  next_look_ = scenario_.open;
  last_call_ = 0;
  reserve_.reset();
  reserve_is_new_ = false;
}

outlook::CopiedDesk Ahead::desk_at(std::size_t index, int t) const {
  const DeskNow& now = desks_[index];
  outlook::CopiedDesk desk;
  desk.id = DeskId{std::to_string(index)};
  if (now.hours.empty()) return desk;
  for (const Scenario::Interval& hours : now.hours) {
    // The last visitors are served after closing too.
    const Millis to = hours.to == scenario_.close ? Millis{far} : Millis{seconds{hours.to - t}} - Millis{1};
    if (to >= Millis{0}) desk.shifts.push_back({std::max(Millis{0}, Millis{seconds{hours.from - t}}), to});
  }
  desk.open = !desk.shifts.empty() && desk.shifts.front().from == Millis{0};
  for (const int service : scenario_.desks[index].services) desk.lines.push_back(at(service));
  if (now.busy) desk.busy = {at(now.service), Millis{seconds{t - now.since}}, false};
  return desk;
}

/// Of those who will come a hall knows who has booked, and how many have come until now.
void Ahead::add_coming(outlook::Copy& copy, int t) const {
  copy.rights.push_back({privileged, policy_.priority, std::chrono::minutes{10}});
  copy.appointments.emplace();
  const auto expect = [&](int slot, int service) {
    copy.appointments->push_back({at(service), seconds{slot - t}, seconds{scenario_.booked_limit}});
  };
  for (const VisitorDay::Missed& missed : visitors_->missed) expect(missed.slot, missed.service);
  for (const Visitor& visitor : visitors_->visitors) {
    if (visitor.arrival <= t && !booked_in_time(visitor)) ++copy.walk_ins;
    if (visitor.arrival > t && visitor.appointment != none) expect(visitor.appointment, visitor.service);
  }
}

outlook::Copy Ahead::copy_at(int t) const {
  outlook::Copy copy;
  copy.now = {std::chrono::sys_time<Millis>{seconds{t}}, std::chrono::minutes{0}};
  copy.t = ticks_of(t);
  copy.seed = day_ * day_s + t;
  copy.rule = policy_.rule;
  copy.order.walk = seconds{0};
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    outlook::CopiedLine& line = copy.lines.emplace_back();
    line.id = line_of(static_cast<int>(i));
    line.order = lines_[i];
    line.waiting = static_cast<int>(lines_[i].size());
    line.limit = seconds{scenario_.limit_of(static_cast<int>(i))};
    line.mean = std::chrono::round<Millis>(std::chrono::duration<double>(scenario_.services[i].mean));
    line.receives_until = seconds{scenario_.last_ticket - t};
  }
  add_coming(copy, t);
  outlook::give_past(copy, past_);
  for (std::size_t i = 0; i < desks_.size(); ++i) copy.desks.push_back(desk_at(i, t));
  copy.closes = seconds{scenario_.close - t};
  if (!looks_.empty()) {
    const Look& last = looks_.back();
    copy.before = {last.warns, last.probability, seconds{t - last.t}};
  }
  return copy;
}

void Ahead::passes(int t) {
  for (; next_look_ <= t && next_look_ < scenario_.close; next_look_ += look_every) {
    const outlook::Copy copy = copy_at(next_look_);
    const OutlookPicture seen = outlook::hall_outlook(copy);
    looks_.push_back({next_look_, seen.warn, seen.breach_count, seen.breach_probability});
    if (seen.warn) want_reserve(next_look_);
    if (next_look_ != scenario_.close - closing_look || !seen.last_start || !seen.last_start_p90) continue;
    const auto of_day = [](const Timestamp& time) {
      return static_cast<int>(std::chrono::floor<seconds>(time.utc).time_since_epoch().count());
    };
    closing_ = ClosingLook{of_day(*seen.last_start), of_day(*seen.last_start_p90), seen.propose_extension};
  }
}

/// Once it is decided, the next warning asks for it only when it would go on where the last one ends.
void Ahead::want_reserve(int t) {
  const int from = t + reserve_after;
  if (reserve_ && from < reserve_->to) return;
  reserve_ = Scenario::Interval{from, from + reserve_for};
  reserve_is_new_ = true;
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    if (!scenario_.desks[i].reserve) continue;
    for (const auto& hours : hours_within(scenario_.desks[i], *reserve_)) desks_[i].hours.push_back(hours);
  }
}

std::optional<Scenario::Interval> Ahead::opens_reserve() {
  return std::exchange(reserve_is_new_, false) ? reserve_ : std::nullopt;
}

void Ahead::waits(int t, const Ticket& ticket) {
  const queue::WaitingTicket& waiting = ticket.waiting;
  const bool ordinary = !ticket.second_leg && !waiting.returned_t && !waiting.booked &&
                        waiting.priority == PriorityRule::none && waiting.reference == ticks_of(t);
  if (ordinary) {
    const queue::Forecasts all = outlook::line_forecasts(copy_at(t));
    const auto found = all.find(line_of(ticket.service));
    if (found != all.end()) {
      const queue::Forecast& forecast = found->second;
      Told& told = told_.emplace_back();
      told.visitor = ticket.visitor;
      told.median = seconds_of(forecast.median);
      told.raw_median = seconds_of(forecast.median - forecast.median_shift);
      if (forecast.not_later) {
        told.not_later = seconds_of(*forecast.not_later);
        told.raw_not_later = seconds_of(*forecast.not_later - forecast.shift);
      }
    }
  }
  lines_[at(ticket.service)].insert(queue::turn_of(waiting, policy_.rule));
  waiting_.insert(waiting.place.seq);
}

void Ahead::called(int t, int desk, const Ticket& ticket) {
  if (waiting_.erase(ticket.waiting.place.seq) > 0)
    lines_[at(ticket.service)].erase(queue::turn_of(ticket.waiting, policy_.rule));
  desks_[at(desk)].busy = true;
  desks_[at(desk)].service = ticket.service;
  desks_[at(desk)].since = t;
  last_call_ = t;
}

void Ahead::ended(int /*t*/, int desk) {
  desks_[at(desk)].busy = false;
}

void Ahead::learn_coming(const VisitorDay& visitors) {
  int with_right = 0;
  int due = static_cast<int>(visitors.missed.size());
  std::vector<Millis> offsets;
  for (const Visitor& visitor : visitors.visitors) {
    if (visitor.priority) ++with_right;
    if (visitor.appointment == none) continue;
    ++due;
    if (booked_in_time(visitor)) offsets.push_back(seconds{visitor.arrival - visitor.appointment});
  }
  fold_.add_tickets(static_cast<int>(visitors.visitors.size()), {{privileged, with_right}});
  fold_.add_appointments(due, offsets);
}

void Ahead::learn(const VisitorDay& visitors, const DayRun& run) {
  for (std::size_t i = 0; i < visitors.visitors.size(); ++i) {
    const Visitor& visitor = visitors.visitors[i];
    const Fate& fate = run.fates[i];
    if (fate.first_call == none) continue;
    LegKind kind;
    kind.service = line_of(visitor.service).service;
    kind.procedure = line_of(visitor.service).procedure;
    LegRow row;
    row.day = day_;
    row.ordinal = static_cast<std::uint32_t>(i + 1);
    kind.entry = booked_in_time(visitor) ? Entry::booked : Entry::walk_in;
    row.kind = names_.kind_id(kind);
    row.issued = (day_ * day_s + visitor.arrival) * 1000;
    row.called = std::int64_t{1000} * (fate.first_call - visitor.arrival);
    const int busy = fate.found_gone ? scenario_.call_timeout : visitor.service_time + scenario_.gap;
    row.ended = *row.called + std::int64_t{1000} * busy;
    row.outcome = fate.found_gone ? LegOutcome::no_show : LegOutcome::served;
    if (!fate.found_gone) row.service = std::int64_t{1000} * busy;
    fold_.add(row, names_);
    if (fate.found_gone || visitor.redirect == none) continue;
    kind.service = line_of(visitor.redirect).service;
    row.kind = names_.kind_id(kind);
    row.leg = 1;
    row.service = std::int64_t{1000} * (visitor.redirect_time + scenario_.gap);
    fold_.add(row, names_);
  }
  for (const Told& told : told_) {
    const int called = run.fates[at(told.visitor)].first_call;
    if (called == none || !told.raw_not_later) continue;
    fold_.add_promise(seconds{told.raw_median}, seconds{*told.raw_not_later},
                      seconds{called - visitors.visitors[at(told.visitor)].arrival});
  }
  learn_coming(visitors);
  past_ = std::make_shared<const outlook::Past>(fold_.past());
}

void Ahead::end(const VisitorDay& visitors, const DayRun& run, bool counts) {
  learn(visitors, run);
  if (!counts) return;
  tally_.add_told(told_, visitors, run);
  tally_.add_looks(looks_, breaches_of(scenario_, visitors, run));
  if (closing_) tally_.add_closing(*closing_, scenario_.close, last_call_);
}

}  // namespace talon::simulation
