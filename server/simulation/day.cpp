// SPDX-License-Identifier: MIT
#include "server/simulation/day.h"

#include <algorithm>
#include <queue>
#include <tuple>
#include <utility>

#include "server/simulation/waiting_room.h"

namespace talon::simulation {
namespace {

constexpr int late_after = 900;  ///< a booked visitor later than this is a walk-in
constexpr std::chrono::minutes head_start{10};

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

/// What happens at one moment, in this order.
enum class What { service_ended, desk_opened, came_back, arrived };
struct Happening {
  int t = 0;
  What what = What::arrived;
  int order = 0;    ///< of being planned
  int subject = 0;  ///< desk, ticket or visitor
  bool operator>(const Happening& other) const {
    return std::tie(t, what, order) > std::tie(other.t, other.what, other.order);
  }
};

class Run {
 public:
  Run(const Scenario& scenario, const VisitorDay& day, const Policy& policy, Watch* watch)
      : scenario_(scenario), day_(day), policy_(policy), watch_(watch), desks_(scenario.desks.size()) {
    for (std::size_t i = 0; i < desks_.size(); ++i) {
      const auto& absent = day.absent;
      const bool away = std::find(absent.begin(), absent.end(), static_cast<int>(i)) != absent.end();
      if (!scenario.desks[i].reserve && !away) desks_[i].hours = scenario.desks[i].hours;
    }
    tickets_.reserve(2 * day.visitors.size());
    run_.fates.resize(day.visitors.size());
    room_ = make_room(scenario, policy, day.visitors, tickets_, able_desks());
  }

  DayRun all() {
    plan_day();
    while (!agenda_.empty()) {
      if (watch_ != nullptr && agenda_.top().t > now_) let_look(agenda_.top().t);
      const Happening next = agenda_.top();
      agenda_.pop();
      now_ = next.t;
      happen(next);
    }
    return std::move(run_);
  }

 private:
  struct DeskNow {
    std::vector<Scenario::Interval> hours;  ///< empty: does not work
    bool busy = false;
    int idle_since = 0;
    int ticket = none;  ///< in service
  };

  std::vector<int> able_desks() const {
    std::vector<int> able(scenario_.services.size());
    for (std::size_t i = 0; i < desks_.size(); ++i) {
      if (desks_[i].hours.empty()) continue;
      for (const int service : scenario_.desks[i].services) ++able[at(service)];
    }
    return able;
  }

  void plan(int t, What what, int subject) { agenda_.push({t, what, planned_++, subject}); }
  void plan_day() {
    for (std::size_t i = 0; i < desks_.size(); ++i) {
      for (const Scenario::Interval& hours : desks_[i].hours) plan_hours(static_cast<int>(i), hours);
    }
    for (std::size_t i = 0; i < day_.visitors.size(); ++i) {
      plan(day_.visitors[i].arrival, What::arrived, static_cast<int>(i));
    }
  }

  void plan_hours(int desk, const Scenario::Interval& hours) {
    plan(hours.from, What::desk_opened, desk);
    run_.hours_s += hours.to - hours.from;
  }

  /// Nothing happens before `t`, unless the watch opens a desk.
  void let_look(int t) {
    watch_->passes(t);
    const auto span = watch_->opens_reserve();
    if (!span) return;
    for (std::size_t i = 0; i < desks_.size(); ++i) {
      if (!scenario_.desks[i].reserve) continue;
      for (const Scenario::Interval& hours : hours_within(scenario_.desks[i], *span)) {
        desks_[i].hours.push_back(hours);
        plan_hours(static_cast<int>(i), hours);
        run_.reserve_s += hours.to - hours.from;
      }
    }
  }

  void happen(const Happening& next) {
    switch (next.what) {
      case What::service_ended:
        return end_service(next.subject);
      case What::desk_opened:
        if (desks_[at(next.subject)].busy) return;
        desks_[at(next.subject)].idle_since = now_;
        return call_next(next.subject);
      case What::came_back:
        tickets_[at(next.subject)].waiting.returned_t = ticks_of(now_);
        return offer(next.subject);
      case What::arrived:
        return offer(arrive(next.subject));
    }
  }

  int arrive(int index) {
    const Visitor& visitor = day_.visitors[at(index)];
    Ticket ticket{index, visitor.service, false, {}};
    queue::WaitingTicket& waiting = ticket.waiting;
    waiting.place = {ticks_of(visitor.arrival), static_cast<std::int64_t>(tickets_.size())};
    waiting.reference = ticks_of(reference_of(visitor));
    waiting.deadline = waiting.reference + Seconds{limit_of(scenario_, visitor)};
    waiting.booked = booked_in_time(visitor);
    if (visitor.priority) waiting.priority = policy_.priority;
    if (visitor.priority && !waiting.booked) waiting.head_start = head_start;
    tickets_.push_back(ticket);
    return static_cast<int>(tickets_.size()) - 1;
  }

  /// The visitor goes on to another service: a ticket of its own, as old as the first.
  int send_on(const Ticket& first) {
    const Visitor& visitor = day_.visitors[at(first.visitor)];
    Ticket ticket{first.visitor, visitor.redirect, true, first.waiting};
    ticket.waiting.place.seq = static_cast<std::int64_t>(tickets_.size());
    ticket.waiting.reference = ticks_of(now_);
    ticket.waiting.deadline = ticks_of(now_ + scenario_.limit_of(visitor.redirect));
    ticket.waiting.transferred_t = ticks_of(now_);
    ticket.waiting.returned_t.reset();
    tickets_.push_back(ticket);
    return static_cast<int>(tickets_.size()) - 1;
  }

  bool may_call(int desk) const {
    const auto& hours = desks_[at(desk)].hours;
    const bool inside = std::any_of(hours.begin(), hours.end(), [&](const Scenario::Interval& span) {
      return now_ >= span.from && now_ < span.to;
    });
    return inside || (now_ >= scenario_.close && !hours.empty() && hours.back().to == scenario_.close);
  }

  bool able(int desk, int service) const {
    const auto& services = scenario_.desks[at(desk)].services;
    return std::binary_search(services.begin(), services.end(), service);
  }

  /// To the idle desk that has been idle longest; else it waits.
  void offer(int ticket) {
    int chosen = none;
    for (std::size_t i = 0; i < desks_.size(); ++i) {
      const int desk = static_cast<int>(i);
      const DeskNow& now = desks_[i];
      if (now.busy || !may_call(desk) || !able(desk, tickets_[at(ticket)].service)) continue;
      if (chosen == none || now.idle_since < desks_[at(chosen)].idle_since) chosen = desk;
    }
    if (chosen == none) {
      room_->enter(ticket);
      if (watch_ != nullptr) watch_->waits(now_, tickets_[at(ticket)]);
    } else {
      call(chosen, ticket);
    }
  }

  void call_next(int desk) {
    if (!may_call(desk)) return;
    if (const auto ticket = room_->take(scenario_.desks[at(desk)].services, now_)) call(desk, *ticket);
  }

  void occupy(int desk, int ticket, int span) {
    desks_[at(desk)].busy = true;
    desks_[at(desk)].ticket = ticket;
    run_.busy_s += span;
    plan(now_ + span, What::service_ended, desk);
  }

  void call(int desk, int index) {
    const Ticket& ticket = tickets_[at(index)];
    if (watch_ != nullptr) watch_->called(now_, desk, ticket);
    const Visitor& visitor = day_.visitors[at(ticket.visitor)];
    Fate& fate = run_.fates[at(ticket.visitor)];
    if (fate.first_call == none) fate.first_call = now_;
    const bool first = !ticket.second_leg && !ticket.waiting.returned_t;
    const int since = now_ - visitor.arrival;
    if (first && since >= visitor.leave) {
      fate.found_gone = true;
      occupy(desk, none, scenario_.call_timeout);
    } else if (first && visitor.away_from != none && since >= visitor.away_from &&
               since < visitor.away_from + visitor.away_length) {
      plan(visitor.arrival + visitor.away_from + visitor.away_length, What::came_back, index);
      occupy(desk, none, scenario_.call_timeout);
    } else {
      occupy(desk, index, (ticket.second_leg ? visitor.redirect_time : visitor.service_time) + scenario_.gap);
    }
  }

  void end_service(int desk) {
    DeskNow& now = desks_[at(desk)];
    const int ended = std::exchange(now.ticket, none);
    if (ended != none && !tickets_[at(ended)].second_leg &&
        day_.visitors[at(tickets_[at(ended)].visitor)].redirect != none) {
      offer(send_on(tickets_[at(ended)]));
    }
    now.busy = false;
    now.idle_since = now_;
    if (watch_ != nullptr) watch_->ended(now_, desk);
    call_next(desk);
  }

  const Scenario& scenario_;
  const VisitorDay& day_;
  const Policy& policy_;
  Watch* watch_;
  std::vector<DeskNow> desks_;
  std::vector<Ticket> tickets_;
  std::unique_ptr<WaitingRoom> room_;
  std::priority_queue<Happening, std::vector<Happening>, std::greater<>> agenda_;
  int planned_ = 0;
  int now_ = 0;
  DayRun run_;
};

}  // namespace

bool booked_in_time(const Visitor& visitor) {
  return visitor.appointment != none && visitor.arrival <= visitor.appointment + late_after;
}

int reference_of(const Visitor& visitor) {
  return booked_in_time(visitor) ? std::max(visitor.appointment, visitor.arrival) : visitor.arrival;
}

int limit_of(const Scenario& scenario, const Visitor& visitor) {
  return booked_in_time(visitor) ? scenario.booked_limit : scenario.limit_of(visitor.service);
}

std::vector<Scenario::Interval> hours_within(const Scenario::Desk& desk, const Scenario::Interval& span) {
  std::vector<Scenario::Interval> found;
  for (const Scenario::Interval& hours : desk.hours) {
    const Scenario::Interval both{std::max(hours.from, span.from), std::min(hours.to, span.to)};
    if (both.from < both.to) found.push_back(both);
  }
  return found;
}

DayRun run_day(const Scenario& scenario, const VisitorDay& day, const Policy& policy, Watch* watch) {
  return Run(scenario, day, policy, watch).all();
}

}  // namespace talon::simulation
