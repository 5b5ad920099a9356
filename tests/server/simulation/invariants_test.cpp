// SPDX-License-Identifier: MIT
// What holds on any day of any hall, under every order: 20 000 random days. The number of a ticket
// is reckoned here anew, straight from its definition, and the choice is made by looking at everybody who
// waits.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>
#include <map>
#include <rapidcheck/gtest.h>

#include "server/queue/line_order.h"
#include "tests/server/simulation/halls.h"
#include "tests/sim/scale.h"

namespace talon::simulation {
namespace {

/// At full size from the first day on: a day of nobody proves nothing.
int any(int least, int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}
double share_to(int most_percent) {
  return any(0, most_percent) / 100.0;
}

/// Four hours of a small hall, from idle to hopeless.
Scenario any_hall() {
  Scenario hall;
  hall.name = "any";
  hall.seed = static_cast<std::uint64_t>(any(0, 1'000'000));
  hall.open = 9 * 3600;
  hall.close = 13 * 3600;
  hall.last_ticket = hall.close - 900;
  for (int& limit : hall.limit) limit = *rc::gen::element(300, 900, 1800);
  hall.booked_limit = *rc::gen::element(300, 900, 1800);
  const int services = any(1, 4);
  for (int i = 0; i < services; ++i) {
    const Kind kind = i == 0 ? Kind::consultation : *rc::gen::element(Kind::documents, Kind::result);
    hall.services.push_back({kind, any(30, 1500) / 1.0, share_to(100), any(1, 5) / 1.0});
  }
  const int desks = any(1, 3);
  for (int i = 0; i < desks; ++i) {
    const int pause = hall.open + any(0, 8) * 1800;
    Scenario::Desk desk{false, {{hall.open, pause}, {pause + 900, hall.close}}, {}};
    if (pause == hall.open) desk.hours = {{hall.open, hall.close}};
    if (pause + 900 >= hall.close) desk.hours = {{hall.open, pause}};
    for (int service = 0; service < services; ++service) {
      if (any(0, 2) > 0) desk.services.push_back(service);
    }
    hall.desks.push_back(desk);
  }
  hall.rates = {{hall.open, any(0, 60) / 1.0}, {hall.open + 3600, any(0, 30) / 1.0}};
  hall.crowd = any(0, 8);
  hall.priority = share_to(40);
  hall.slot = 900;
  hall.places = any(0, 2);
  hall.booked_per_slot = hall.places * share_to(100);
  hall.late = share_to(50);
  hall.gone = share_to(10);
  hall.patience = 36'000;
  hall.away = share_to(30);
  hall.redirect = share_to(30);
  hall.call_timeout = 60;
  hall.gap = any(0, 30);
  hall.absent = desks > 1 ? any(0, 1) : 0;
  return hall;
}

Policy any_policy() {
  const Policy mode = *policy_named(*rc::gen::element<std::string>(
      "live", "live_0", "live_60", "patient", "balanced", "balanced_patient", "compliance", "fifo"));
  const auto priority =
      *rc::gen::element(PriorityRule::none, PriorityRule::head_start, PriorityRule::out_of_turn);
  return with_priority(mode, priority, any(0, 1) == 1);
}

/// Everybody who waits, and what must hold at each call. Seconds.
class Definition final : public Watch {
 public:
  Definition(const Scenario& hall, const VisitorDay& day, const Policy& policy)
      : hall_(hall), day_(day), policy_(policy), able_(hall.services.size()) {
    for (std::size_t i = 0; i < hall.desks.size(); ++i) {
      if (std::count(day.absent.begin(), day.absent.end(), static_cast<int>(i)) > 0) continue;
      for (const int service : hall.desks[i].services) ++able_[index(service)];
    }
  }

  void waits(int, const Ticket& ticket) override { waiting_.insert({ticket.waiting.place.seq, ticket}); }

  void called(int t, int desk, const Ticket& ticket) override {
    ++calls;
    const bool waited = waiting_.erase(ticket.waiting.place.seq) == 1;
    // In the very second in which it opens a desk may be sent somebody before it has looked who waits.
    if (!waited && opens(t, desk)) return;
    if (waited && &counts(t, ticket).ticket != &ticket) ++hurried;
    for (const auto& [seq, other] : waiting_) {
      const auto& services = hall_.desks[index(desk)].services;
      if (std::count(services.begin(), services.end(), other.service) == 0) continue;
      RC_ASSERT(waited);  // no desk is idle while somebody waits for it
      if (ordinary(ticket) && ordinary(other) && ticket.service == other.service) own_line(t, ticket, other);
      if (ordinary(ticket) && ordinary(other)) bounded(t, ticket, other);
      if (policy_.rule.mode == OrderMode::fifo) by_age(ticket, other);
      // A tie may fall either way where the product counts in whole milliseconds.
      if (may_be_called(other, ticket)) RC_ASSERT(key(t, ticket) <= key(t, other) + 0.002);
    }
  }

  int calls = 0;
  int hurried = 0;  ///< called for the sake of somebody behind them

 private:
  static std::size_t index(int value) { return static_cast<std::size_t>(value); }
  [[nodiscard]] bool opens(int t, int desk) const {
    const auto& hours = hall_.desks[index(desk)].hours;
    return std::any_of(hours.begin(), hours.end(), [&](const auto& span) { return span.from == t; });
  }
  [[nodiscard]] const Visitor& visitor(const Ticket& ticket) const {
    return day_.visitors[index(ticket.visitor)];
  }
  [[nodiscard]] bool privileged(const Ticket& ticket) const {
    return visitor(ticket).priority && policy_.priority != PriorityRule::none;
  }
  [[nodiscard]] bool ordinary(const Ticket& ticket) const {
    return !privileged(ticket) && !booked_in_time(visitor(ticket)) && !ticket.second_leg &&
           !ticket.waiting.returned_t;
  }

  /// I1: nobody within his limit is overtaken in his line; in the live modes nobody at all.
  void own_line(int t, const Ticket& ticket, const Ticket& other) const {
    if (ticket.waiting.place.seq < other.waiting.place.seq) return;
    RC_ASSERT(!policy_.rule.heads_only && t > deadline(other));
  }

  /// I2: who may overtake whom is settled by when they came; no wait depends on those who come later. Who
  /// hurries a late one on has come after him, and must not have come too late himself.
  void bounded(int t, const Ticket& ticket, const Ticket& other) const {
    if (policy_.rule.mode == OrderMode::fifo) return;
    double lead = yield(other) + weight(other) - weight(ticket);
    // Among those it calls first the ends of their yielding alone count.
    if (policy_.rule.guard) lead = std::max(lead, yield(other) - yield(ticket));
    const Visitor& one = visitor(counts(t, ticket).ticket);
    const Visitor& two = visitor(other);
    RC_ASSERT(one.arrival - two.arrival <= limit_of(hall_, two) - limit_of(hall_, one) + lead + 0.002);
  }

  void by_age(const Ticket& ticket, const Ticket& other) const {
    if (policy_.priority == PriorityRule::out_of_turn) return;
    RC_ASSERT(visitor(ticket).arrival <= visitor(other).arrival);
  }

  /// In the live modes of a line's ordinary walk-ins only the first.
  [[nodiscard]] bool may_be_called(const Ticket& ticket, const Ticket& called) const {
    if (!policy_.rule.heads_only || !ordinary(ticket)) return true;
    const auto stands_before = [&](const Ticket& each) {
      return ordinary(each) && each.service == ticket.service &&
             each.waiting.place.seq < ticket.waiting.place.seq;
    };
    return !stands_before(called) && std::none_of(waiting_.begin(), waiting_.end(), [&](const auto& each) {
      return stands_before(each.second);
    });
  }

  static double seconds(Millis span) { return static_cast<double>(span.count()) / 1000; }
  static double seconds(Ticks t) { return seconds(t.since); }
  [[nodiscard]] double able(int service) const { return std::max(1, able_[index(service)]); }

  /// The moment after which he yields.
  [[nodiscard]] double deadline(const Ticket& ticket) const {
    const Visitor& who = visitor(ticket);
    const double limit = ticket.second_leg
                             ? seconds(*ticket.waiting.transferred_t) + hall_.limit_of(ticket.service)
                             : reference_of(who) + limit_of(hall_, who);
    const auto& returned = ticket.waiting.returned_t;
    return returned ? std::max(limit, seconds(*returned) + 300) : limit;
  }

  /// The moment that counts, before anything is added to it.
  [[nodiscard]] double claim(const Ticket& ticket) const {
    const double limit = deadline(ticket);
    if (ticket.waiting.returned_t) return seconds(*ticket.waiting.returned_t) + 300;
    if (ticket.second_leg) return std::min(limit, seconds(*ticket.waiting.transferred_t) + 600);
    const Visitor& who = visitor(ticket);
    const bool head_start = privileged(ticket) && !booked_in_time(who);
    return head_start ? std::min(limit, reference_of(who) + 600.0) : limit;
  }

  [[nodiscard]] bool claims_behind() const { return policy_.rule.mode == OrderMode::patient; }
  [[nodiscard]] bool patient() const {
    return claims_behind() || policy_.name.starts_with("balanced_patient");
  }
  /// How long he yields: 20 or 60 minutes or never; patient, until he has waited for 52 (51 where lines are
  /// not kept in their order).
  [[nodiscard]] double yield(const Ticket& ticket) const {
    if (!patient()) return seconds(policy_.rule.yield);
    const double since =
        ticket.second_leg ? seconds(*ticket.waiting.transferred_t) : reference_of(visitor(ticket));
    return std::max(0.0, since + (claims_behind() ? 3120 : 3060) - deadline(ticket));
  }
  [[nodiscard]] double weight(const Ticket& ticket) const {
    const double mean = hall_.services[index(ticket.service)].mean;
    if (!patient()) return 0.5 * mean - 600.0 / able(ticket.service);
    return 0.7 * mean - (claims_behind() ? 900.0 : 1500.0) / able(ticket.service);
  }
  [[nodiscard]] bool late(int t, const Ticket& ticket) const {
    return !privileged(ticket) && t > deadline(ticket);
  }

  /// Whose limit decides when a ticket is called, and with which number.
  struct Number {
    const Ticket& ticket;
    double key = 0;
  };
  /// Patient, the late first of a line is hurried on by the first behind him who is not late, if that is
  /// sooner than his own number; half of a service, in whole milliseconds, counts for each before that one.
  [[nodiscard]] Number counts(int t, const Ticket& first) const {
    const Number own{first, own_key(t, first)};
    if (!claims_behind() || !ordinary(first) || !late(t, first)) return own;
    const double half =
        std::floor(hall_.services[index(first.service)].mean * 500 / able(first.service)) / 1000;
    int before = 1;
    for (const auto& [seq, each] : waiting_) {
      if (!ordinary(each) || each.service != first.service || seq == first.waiting.place.seq) continue;
      if (late(t, each)) {
        ++before;
        continue;
      }
      const Number behind{each, own_key(t, each) + before * half};
      return behind.key < own.key ? behind : own;
    }
    return own;
  }
  [[nodiscard]] double key(int t, const Ticket& ticket) const { return counts(t, ticket).key; }

  [[nodiscard]] double own_key(int t, const Ticket& ticket) const {
    constexpr double before_all = 1e7;
    if (privileged(ticket) && policy_.priority == PriorityRule::out_of_turn) {
      return visitor(ticket).arrival - before_all;
    }
    if (policy_.rule.mode == OrderMode::fifo) return visitor(ticket).arrival;
    const bool yields = late(t, ticket);
    if (yields && policy_.rule.guard && t > deadline(ticket) + yield(ticket)) {
      return deadline(ticket) + yield(ticket) - before_all;
    }
    return claim(ticket) + weight(ticket) + (yields ? yield(ticket) : 0);
  }

  const Scenario& hall_;
  const VisitorDay& day_;
  const Policy& policy_;
  std::vector<int> able_;
  std::map<std::int64_t, Ticket> waiting_;
};

/// RapidCheck reads its settings once, before the first property.
void check(const std::string& what, const std::function<void()>& property) {
  const std::string settings = "max_success=" + std::to_string(sim::scaled(20'000, 200));
  setenv("RC_PARAMS", settings.c_str(), 0);
  EXPECT_TRUE(rc::check(what, property));
}

TEST(Invariants, EveryCallOfAnyDayIsTheOneTheDefinitionSays) {
  long calls = 0;
  long hurried = 0;
  int days = 0;
  check("a random day", [&] {
    const Scenario hall = any_hall();
    const Policy policy = any_policy();
    const VisitorDay day = visitors_of(hall, 0);
    Definition definition(hall, day, policy);
    (void)run_day(hall, day, policy, &definition);
    calls += definition.calls;
    hurried += definition.hurried;
    ++days;
  });
  EXPECT_GE(days, sim::scaled(20'000, 200));
  EXPECT_GT(calls, 20L * days) << "the days were too quiet to prove anything";
  EXPECT_GT(hurried, days / 50) << "too few patient lines to prove anything";
  std::cout << days << " days, " << calls << " calls, " << hurried << " for somebody behind\n";
}

queue::WaitingTicket any_ticket() {
  queue::WaitingTicket ticket;
  ticket.place = {ticks_of(any(0, 3600)), any(1, 1000)};
  ticket.reference = ticket.place.issued_t;
  ticket.deadline = ticket.reference + Seconds{any(60, 3600)};
  ticket.booked = any(0, 3) == 0;
  ticket.priority =
      *rc::gen::element(PriorityRule::none, PriorityRule::head_start, PriorityRule::out_of_turn);
  ticket.head_start = Seconds{any(0, 600)};
  if (any(0, 3) == 0) ticket.transferred_t = ticks_of(any(0, 7200));
  if (any(0, 3) == 0) ticket.returned_t = ticks_of(any(0, 7200));
  return ticket;
}

// I3: only what has passed its deadline gets another number by waiting, and it gets it once (twice where the
// guard calls before all who yielded to the end).
TEST(Invariants, TheClockChangesTheNumberOfTheLateAlone) {
  check("a random ticket", [] {
    const queue::OrderRule rule = any_policy().rule;
    const queue::Turn turn = queue::turn_of(any_ticket(), rule);
    const queue::LineWeight weight = queue::weight_of(rule, Seconds{any(30, 1800)}, any(1, 10));
    const auto key = [&](int t) { return queue::key_of(turn, weight, rule, ticks_of(t)); };
    const int from = any(0, 14'400);
    const int to = from + any(1, 14'400);
    const auto stage = [&](int t) {
      if (!turn.yields || ticks_of(t) <= turn.deadline) return 0;
      return rule.guard && ticks_of(t) > turn.deadline + turn.yield ? 2 : 1;
    };
    if (stage(from) == stage(to)) {
      RC_ASSERT(key(from).sum() == key(to).sum());
      RC_ASSERT(key(from).first == key(to).first);
    } else if (!rule.guard) {
      RC_ASSERT(key(to).sum() - key(from).sum() == turn.yield);
    }
  });
}

/// Up to twelve tickets of one line, half of them ordinary walk-ins. Those have one limit where any of them
/// may be called; where the first alone may, time held may have moved it.
std::vector<queue::Turn> any_turns(const queue::OrderRule& rule) {
  std::vector<queue::Turn> turns;
  const Seconds limit{any(60, 3600)};
  const int waiting = any(1, 12);
  for (int seq = 0; seq < waiting; ++seq) {
    queue::WaitingTicket ticket = any_ticket();
    ticket.place.seq = seq;
    if (any(0, 1) == 0) {
      ticket = {.place = ticket.place, .reference = ticket.reference, .deadline = ticket.deadline};
    }
    const bool walk_in = queue::turn_of(ticket, rule).row == queue::Row::walk_ins;
    if (walk_in && !rule.heads_only) ticket.deadline = ticket.reference + limit;
    turns.push_back(queue::turn_of(ticket, rule));
  }
  return turns;
}

bool same(const std::optional<queue::Key>& one, const std::optional<queue::Key>& two) {
  if (!one || !two) return !one && !two;
  return one->turn == two->turn && one->sum() == two->sum() && one->ground == two->ground;
}

/// The same line twice: the late of one are put away now and then.
struct TwoLines {
  queue::OrderRule rule;
  queue::LineOrder plain;
  queue::LineOrder rolled;

  void insert(const queue::Turn& turn) {
    plain.insert(turn);
    rolled.insert(turn);
  }
  /// Both offer the same, and the same but for the first; it is taken out if `takes`. Returns whom they
  /// offer.
  queue::Key offer(Ticks t, bool takes) {
    const queue::Key first = *plain.head(rule, t);
    RC_ASSERT(same(first, rolled.head(rule, t)));
    const auto second = plain.head(rule, t, &first.turn.place);
    RC_ASSERT(same(second, rolled.head(rule, t, &first.turn.place)));
    if (!takes) return first;
    plain.erase(first.turn);
    rolled.erase(first.turn);
    RC_ASSERT(same(second, plain.head(rule, t)));  // the runner-up is the next one
    return first;
  }
};

// Whom a line offers does not depend on when the late were put away: a fold of the journal does it at other
// moments than the hall did. So it is down to the last of the line, and when somebody comes back to his old
// place.
TEST(Invariants, PuttingTheLateAwayChangesNoCall) {
  long late = 0;
  check("a random line", [&] {
    TwoLines lines{any_policy().rule, {}, {}};
    lines.plain.set_weight(queue::weight_of(lines.rule, Seconds{any(30, 1800)}, any(1, 10)));
    lines.rolled = lines.plain;
    std::vector<queue::Turn> yet_to_come = any_turns(lines.rule);
    int t = 0;
    while (!yet_to_come.empty() || !lines.plain.empty()) {
      if (!yet_to_come.empty() && any(0, 2) > 0) {
        lines.insert(yet_to_come.back());
        yet_to_come.pop_back();
      }
      t += any(0, 600);
      if (any(0, 1) == 1) lines.rolled.roll(lines.rule, ticks_of(t));
      if (lines.plain.empty()) continue;
      const queue::Key first = lines.offer(ticks_of(t), any(0, 2) == 0);
      late += queue::late(first.turn, ticks_of(t)) ? 1 : 0;
      RC_ASSERT(lines.plain == lines.rolled);
    }
  });
  EXPECT_GT(late, sim::scaled(20'000, 200)) << "too few were late to prove anything";
}

// I3 of a line: while its first walk-in is in time the clock changes nothing; then it only puts him back.
TEST(Invariants, TheClockNeverBringsALineForward) {
  long behind = 0;
  check("a line of one limit", [&] {
    const queue::OrderRule rule = queue::rule_of(OrderMode::patient, false);
    const Seconds limit{any(600, 3600)};
    queue::LineOrder line;
    line.set_weight(queue::weight_of(rule, Seconds{any(30, 900)}, any(1, 10)));
    int t = 0;
    for (int seq = 0; seq < 8; ++seq) {
      t += any(0, 600);
      const queue::Place place{ticks_of(t), seq};
      line.insert(queue::turn_of(
          {.place = place, .reference = place.issued_t, .deadline = place.issued_t + limit}, rule));
    }
    queue::Key former = *line.head(rule, ticks_of(t));
    while (t < 4 * 3600) {
      t += any(1, 300);
      const queue::Key now = *line.head(rule, ticks_of(t));
      behind += now.ground == Ground::behind ? 1 : 0;
      RC_ASSERT(now.turn == former.turn);
      RC_ASSERT(now.sum() >= former.sum());
      if (!queue::late(now.turn, ticks_of(t))) RC_ASSERT(now.sum() == former.sum());
      former = now;
    }
  });
  EXPECT_GT(behind, sim::scaled(20'000, 200)) << "hardly anybody was hurried on";
}

}  // namespace
}  // namespace talon::simulation
