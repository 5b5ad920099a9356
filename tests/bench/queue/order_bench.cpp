// SPDX-License-Identifier: MIT
// What the order of calls costs a visitor: his ticket enters its line, a desk finds the next one. 40 lines, a
// desk that serves all of them, by the number of people who wait; beside it the plain way, one list in which
// everybody is looked at. Prints nanoseconds, and ratios within this one run.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "server/queue/turn.h"
#include "server/simulation/order_cost.h"

namespace talon {
namespace {

constexpr int lines = 40;

std::chrono::nanoseconds now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
      std::chrono::steady_clock::now().time_since_epoch());
}

/// One list: in at the end, out wherever the smallest number stands.
class PlainHall {
 public:
  explicit PlainHall(int waiting) {
    for (int i = 0; i < waiting; ++i) enter();
  }

  void visitor() {
    enter();
    const auto next = std::min_element(list_.begin(), list_.end(), [&](const auto& a, const auto& b) {
      return queue::before(queue::key_of(a, weight_, rule_, t_), queue::key_of(b, weight_, rule_, t_));
    });
    *next = list_.back();
    list_.pop_back();
  }

 private:
  void enter() {
    t_ = t_ + Millis{1};
    queue::WaitingTicket ticket;
    ticket.place = {t_, ++seq_};
    ticket.reference = t_;
    ticket.deadline = t_ + Millis{std::chrono::minutes{30}};
    list_.push_back(queue::turn_of(ticket, rule_));
  }

  queue::OrderRule rule_ = queue::rule_of(OrderMode::live, false);
  queue::LineWeight weight_ = queue::weight_of(rule_, Millis{std::chrono::minutes{7}}, lines);
  std::vector<queue::Turn> list_;
  Ticks t_{};
  std::int64_t seq_ = 0;
};

double plain_ns(int waiting) {
  PlainHall hall(waiting);
  const int rounds = std::max(20, 2'000'000 / waiting);
  double best = 0;
  for (int run = 0; run < 3; ++run) {
    const auto begun = now();
    for (int i = 0; i < rounds; ++i) hall.visitor();
    const double mean = static_cast<double>((now() - begun).count()) / rounds;
    best = run == 0 ? mean : std::min(best, mean);
  }
  return best;
}

}  // namespace
}  // namespace talon

int main(int argc, char** argv) {
  const double scale = argc > 1 ? std::atof(argv[1]) : 1;
  const int rounds = std::max(2'000, static_cast<int>(100'000 * scale));
  double few = 0;
  for (const int waiting : {30, 300, 3'000, 30'000, 300'000}) {
    const auto cost = talon::simulation::order_cost(waiting, talon::lines, rounds, talon::now);
    if (waiting == 30) few = cost.p999_ns;
    std::printf("order_%d_p50 %.0f ns\n", waiting, cost.p50_ns);
    std::printf("order_%d_p999 %.0f ns %.2f\n", waiting, cost.p999_ns, cost.p999_ns / few);
    const auto patient =
        talon::simulation::order_cost(waiting, talon::lines, rounds, talon::now, talon::OrderMode::patient);
    std::printf("patient_%d_p999 %.0f ns %.2f\n", waiting, patient.p999_ns, patient.p999_ns / cost.p999_ns);
    if (waiting <= 30'000) std::printf("plain_%d %.0f ns\n", waiting, talon::plain_ns(waiting));
  }
}
