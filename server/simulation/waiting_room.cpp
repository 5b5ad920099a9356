// SPDX-License-Identifier: MIT
#include "server/simulation/waiting_room.h"

#include <algorithm>
#include <tuple>

namespace talon::simulation {
namespace {

std::size_t at(int index) {
  return static_cast<std::size_t>(index);
}

/// The product's own order.
class OrderedRoom final : public WaitingRoom {
 public:
  OrderedRoom(const Scenario& scenario, const queue::OrderRule& rule, const std::vector<Ticket>& tickets,
              const std::vector<int>& able_desks)
      : rule_(rule), tickets_(tickets), lines_(scenario.services.size()) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto mean = std::chrono::duration<double>(scenario.services[i].mean);
      lines_[i].set_weight(
          queue::weight_of(rule_, std::chrono::round<Millis>(mean), std::max(1, able_desks[i])));
    }
  }

  void enter(int ticket) override {
    const Ticket& entering = tickets_[at(ticket)];
    lines_[at(entering.service)].insert(queue::turn_of(entering.waiting, rule_));
  }

  std::optional<int> take(const std::vector<int>& services, int t) override {
    queue::Choice choice(rule_, ticks_of(t));
    for (const int service : services) choice.consider(lines_[at(service)]);
    const auto* chosen = choice.chosen();
    if (chosen == nullptr) return std::nullopt;
    const auto ticket = static_cast<int>(chosen->key.turn.place.seq);
    queue::LineOrder& line = lines_[at(tickets_[at(ticket)].service)];
    line.erase(chosen->key.turn);
    line.roll(rule_, ticks_of(t));
    return ticket;
  }

 private:
  queue::OrderRule rule_;
  const std::vector<Ticket>& tickets_;
  std::vector<queue::LineOrder> lines_;
};

/// Classes of people, each by age: what other systems call priority.
class StrictRoom final : public WaitingRoom {
 public:
  StrictRoom(const std::vector<Visitor>& visitors, const std::vector<Ticket>& tickets)
      : visitors_(visitors), tickets_(tickets) {}

  void enter(int ticket) override { waiting_.push_back(ticket); }

  std::optional<int> take(const std::vector<int>& services, int t) override {
    auto chosen = waiting_.end();
    for (auto candidate = waiting_.begin(); candidate != waiting_.end(); ++candidate) {
      const int service = tickets_[at(*candidate)].service;
      if (!std::binary_search(services.begin(), services.end(), service)) continue;
      if (chosen == waiting_.end() || rank(*candidate, t) < rank(*chosen, t)) chosen = candidate;
    }
    if (chosen == waiting_.end()) return std::nullopt;
    const int ticket = *chosen;
    waiting_.erase(chosen);
    return ticket;
  }

 private:
  [[nodiscard]] std::tuple<int, int, int> rank(int ticket, int t) const {
    const Ticket& waiting = tickets_[at(ticket)];
    const Visitor& visitor = visitors_[at(waiting.visitor)];
    const bool due = booked_in_time(visitor) && !waiting.second_leg && t >= visitor.appointment;
    const int first = visitor.priority ? 0 : due ? 1 : 2;
    return {first, waiting.second_leg ? visitor.arrival : reference_of(visitor), ticket};
  }

  const std::vector<Visitor>& visitors_;
  const std::vector<Ticket>& tickets_;
  std::vector<int> waiting_;
};

}  // namespace

std::unique_ptr<WaitingRoom> make_room(const Scenario& scenario, const Policy& policy,
                                       const std::vector<Visitor>& visitors,
                                       const std::vector<Ticket>& tickets,
                                       const std::vector<int>& able_desks) {
  if (policy.strict) return std::make_unique<StrictRoom>(visitors, tickets);
  return std::make_unique<OrderedRoom>(scenario, policy.rule, tickets, able_desks);
}

}  // namespace talon::simulation
