// SPDX-License-Identifier: MIT
// "Перед вами": how many of a line are called before a visitor, against calling them one after the other.
#include <cstdlib>
#include <functional>
#include <gtest/gtest.h>
#include <iostream>
#include <rapidcheck/gtest.h>

#include "server/queue/line_order.h"
#include "tests/sim/scale.h"

namespace talon {
namespace {

using namespace std::chrono_literals;
using queue::LineOrder;
using queue::OrderRule;
using queue::Turn;

int any(int least, int most) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(least, most + 1));
}
Ticks at(int second) {
  return Ticks{Seconds{second}};
}

OrderRule any_rule() {
  const OrderMode mode = *rc::gen::element(
      OrderMode::live, OrderMode::live_0, OrderMode::live_60, OrderMode::patient, OrderMode::balanced,
      OrderMode::balanced_patient, OrderMode::compliance, OrderMode::fifo);
  return queue::rule_of(mode, any(0, 1) == 1);
}

/// Few different moments, so that there are ties; a walk-in's limit may have been moved by time held.
queue::WaitingTicket any_ticket(int seq, Seconds limit, bool moved) {
  queue::WaitingTicket ticket;
  ticket.place = {at(any(0, 60) * 60), seq};
  ticket.reference = ticket.place.issued_t;
  ticket.deadline = ticket.reference + limit;
  if (moved && any(0, 3) == 0) ticket.deadline = ticket.deadline + Seconds{any(1, 30) * 60};
  switch (any(0, 8)) {
    case 0:
      ticket.booked = true;
      ticket.reference = ticket.place.issued_t + Seconds{any(0, 20) * 60};
      ticket.deadline = ticket.reference + Seconds{15min};
      ticket.head_start = Seconds{any(0, 1) * 300};
      break;
    case 1:
      ticket.priority = PriorityRule::head_start;
      ticket.head_start = Seconds{10min};
      break;
    case 2:
      ticket.priority = PriorityRule::out_of_turn;
      break;
    case 3:
      ticket.transferred_t = ticket.place.issued_t + Seconds{any(0, 30) * 60};
      break;
    case 4:
      ticket.returned_t = ticket.place.issued_t + Seconds{any(0, 60) * 60};
      break;
    default:
      break;
  }
  return ticket;
}

std::size_t by_calling(LineOrder line, const Turn& turn, bool stands, const OrderRule& rule, Ticks t) {
  if (!stands) line.insert(turn);
  for (std::size_t called = 0;; ++called) {
    queue::Choice choice(rule, t);
    choice.consider(line);
    const Turn next = choice.chosen()->key.turn;
    if (next == turn) return called;
    line.erase(next);
  }
}

/// RapidCheck reads its settings once, before the first property.
void check(const std::string& what, const std::function<void()>& property) {
  const std::string settings = "max_success=" + std::to_string(sim::scaled(20'000, 1'000));
  setenv("RC_PARAMS", settings.c_str(), 0);
  EXPECT_TRUE(rc::check(what, property));
}

/// A line in which the late were put away when some had come, and not since.
struct AnyLine {
  OrderRule rule = any_rule();
  LineOrder order;
  std::vector<Turn> turns;
  Ticks t = at(any(0, 180) * 60);

  explicit AnyLine(bool moved, int first_seq = 0) { fill(moved, first_seq); }
  AnyLine(const AnyLine& like, bool moved, int first_seq) : rule(like.rule), t(like.t) {
    fill(moved, first_seq);
  }

  void fill(bool moved, int first_seq) {
    const Seconds limit{any(1, 6) * 600};
    order.set_weight(queue::weight_of(rule, Seconds{any(1, 30) * 60}, any(1, 5)));
    const int waiting = any(0, 14);
    const int rolled = any(0, waiting);
    for (int i = 0; i < waiting; ++i) {
      turns.push_back(queue::turn_of(any_ticket(first_seq + i, limit, moved), rule));
      order.insert(turns.back());
      if (i == rolled) order.roll(rule, at(any(0, static_cast<int>(t.since / 1s))));
    }
    newcomer = queue::turn_of(any_ticket(first_seq + waiting, limit, moved), rule);
  }
  Turn newcomer;
};

TEST(Before, IsWhatCallingOneAfterTheOtherFinds) {
  long checked = 0;
  long overtaking = 0;
  check("a random line", [&] {
    const AnyLine line(any(0, 1) == 1);
    const auto compare = [&](const Turn& turn, bool stands) {
      const std::size_t before = line.order.before(turn, line.rule, line.t);
      RC_ASSERT(before == by_calling(line.order, turn, stands, line.rule, line.t));
      ++checked;
      overtaking += stands || before == line.turns.size() ? 0 : 1;
    };
    for (const Turn& turn : line.turns) compare(turn, true);
    compare(line.newcomer, false);
  });
  EXPECT_GT(checked, sim::scaled(20'000, 1'000) * 5) << "too few waited to prove anything";
  EXPECT_GT(overtaking, sim::scaled(20'000, 1'000) / 10) << "hardly anybody stood out of the row";
}

/// Two lines called as one, as those who wait for one desk alone and those who wait for any.
std::size_t by_calling_both(LineOrder mine, LineOrder other, const Turn& turn, const OrderRule& rule,
                            Ticks t) {
  for (std::size_t of_other = 0;;) {
    queue::Choice choice(rule, t);
    choice.consider(mine);
    choice.consider(other);
    const Turn next = choice.chosen()->key.turn;
    if (next == turn) return of_other;
    const bool from_other = choice.chosen()->line == &other;
    (from_other ? other : mine).erase(next);
    of_other += from_other ? 1 : 0;
  }
}

TEST(Before, CountsThoseOfAnotherOrderByTheDecidingKey) {
  long before_him = 0;
  check("two random lines", [&] {
    const AnyLine mine(false);
    const AnyLine other(mine, false, 1000);
    for (const Turn& turn : mine.turns) {
      const queue::Key key = mine.order.deciding_key(turn, mine.rule, mine.t);
      const std::size_t before = other.order.before(key, mine.rule, mine.t);
      RC_ASSERT(before == by_calling_both(mine.order, other.order, turn, mine.rule, mine.t));
      before_him += static_cast<long>(before);
    }
  });
  EXPECT_GT(before_him, sim::scaled(20'000, 1'000)) << "the lines were too short to prove anything";
}

}  // namespace
}  // namespace talon
