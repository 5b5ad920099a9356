// SPDX-License-Identifier: MIT
#include "server/simulation/order_cost.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "server/queue/line_order.h"

namespace talon::simulation {
namespace {

class FullHall {
 public:
  FullHall(int waiting, int lines, OrderMode mode)
      : rule_(queue::rule_of(mode, false)),
        lines_(static_cast<std::size_t>(lines)),
        step_(limit * 2 / waiting) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      lines_[i].set_weight(queue::weight_of(rule_, Millis{60'000} * static_cast<int>(i % 15 + 4), lines));
    }
    for (int i = 0; i < waiting; ++i) enter();
    for (queue::LineOrder& line : lines_) line.roll(rule_, t_);
  }

  void visitor() {
    enter();
    queue::Choice choice(rule_, t_);
    for (const queue::LineOrder& line : lines_) choice.consider(line);
    const queue::Turn turn = choice.chosen()->key.turn;
    queue::LineOrder& line = lines_[line_of(turn.place.seq)];
    line.erase(turn);
    line.roll(rule_, t_);
  }

 private:
  // The line a ticket is for, out of its number: scattered, as people come.
  [[nodiscard]] std::size_t line_of(std::int64_t seq) const {
    return static_cast<std::size_t>(static_cast<std::uint64_t>(seq) * 0x9e3779b97f4a7c15ULL >> 33) %
           lines_.size();
  }

  void enter() {
    t_ = t_ + step_;
    const std::int64_t seq = seq_++;
    queue::WaitingTicket ticket;
    ticket.place = {t_, seq};
    ticket.reference = t_;
    ticket.deadline = t_ + limit;
    ticket.booked = seq % 5 == 0;
    if (seq % 12 == 0) ticket.priority = PriorityRule::head_start;
    ticket.head_start = std::chrono::minutes{10};
    lines_[line_of(seq)].insert(queue::turn_of(ticket, rule_));
  }

  static constexpr Millis limit{std::chrono::minutes{30}};
  queue::OrderRule rule_;
  std::vector<queue::LineOrder> lines_;
  Millis step_;
  Ticks t_{};
  std::int64_t seq_ = 0;
};

}  // namespace

OrderCost order_cost(int waiting, int lines, int rounds, const std::function<std::chrono::nanoseconds()>& now,
                     OrderMode mode) {
  constexpr int runs = 5;
  std::vector<double> spans(static_cast<std::size_t>(rounds), std::numeric_limits<double>::max());
  for (int run = 0; run < runs; ++run) {
    FullHall hall(waiting, lines, mode);
    for (int i = 0; i < rounds / 10; ++i) hall.visitor();  // warm
    for (double& span : spans) {
      const auto begun = now();
      hall.visitor();
      span = std::min(span, static_cast<double>((now() - begun).count()));
    }
  }
  std::sort(spans.begin(), spans.end());
  const auto at = [&](double share) {
    return spans[static_cast<std::size_t>(share * static_cast<double>(spans.size() - 1))];
  };
  return {at(0.5), at(0.999)};
}

}  // namespace talon::simulation
