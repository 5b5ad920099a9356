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
      lines_[i].set_weight(queue::weight_of(std::chrono::round<Millis>(mean), std::max(1, able_desks[i])));
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

/// Lines in their own order that yield until somebody has waited long, not for a while after his deadline; a
/// line whose head is late claims for its first ticket in time.
class PatientRoom final : public WaitingRoom {
 public:
  PatientRoom(const Scenario& scenario, const queue::OrderRule& rule, const std::vector<Ticket>& tickets,
              const std::vector<int>& able_desks)
      : rule_(rule), tickets_(tickets), lines_(scenario.services.size()) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto mean = std::chrono::round<Millis>(std::chrono::duration<double>(scenario.services[i].mean));
      const int able = std::max(1, able_desks[i]);
      lines_[i].weight = mean * 7 / 10 - Millis{std::chrono::minutes{15}} / able;
      lines_[i].step = mean / 2 / able;
    }
  }

  void enter(int ticket) override {
    const queue::Turn turn = queue::turn_of(tickets_[at(ticket)].waiting, rule_);
    Line& line = lines_[at(tickets_[at(ticket)].service)];
    (turn.row == queue::Row::walk_ins ? line.walk_ins : line.others).push_back(turn);
  }

  std::optional<int> take(const std::vector<int>& services, int t) override {
    const Ticks now = ticks_of(t);
    Chosen best;
    for (const int service : services) {
      Line& line = lines_[at(service)];
      if (!line.walk_ins.empty()) best.offer(line.walk_ins, 0, claim_of(line, now));
      for (std::size_t i = 0; i < line.others.size(); ++i) {
        best.offer(line.others, i, number(line, line.others[i], now));
      }
    }
    if (best.row == nullptr) return std::nullopt;
    const auto turn = best.row->begin() + static_cast<std::ptrdiff_t>(best.index);
    const int ticket = static_cast<int>(turn->place.seq);
    best.row->erase(turn);
    return ticket;
  }

 private:
  using Row = std::vector<queue::Turn>;
  struct Line {
    Millis weight{0};
    Millis step{0};  ///< what a ticket before the first in time adds to the claim of the line
    Row walk_ins;    ///< by age
    Row others;
  };
  struct Chosen {
    Row* row = nullptr;
    std::size_t index = 0;
    std::tuple<bool, Ticks, std::int64_t> rank;

    void offer(Row& from, std::size_t i, Ticks number) {
      const queue::Turn& turn = from[i];
      const std::tuple offered{turn.row != queue::Row::out_of_turn, number, turn.place.seq};
      if (row == nullptr || offered < rank) {
        row = &from;
        index = i;
        rank = offered;
      }
    }
  };

  [[nodiscard]] Ticks number(const Line& line, const queue::Turn& turn, Ticks now) const {
    constexpr std::chrono::minutes longest{52};
    if (turn.row == queue::Row::out_of_turn) return turn.claim;
    if (!queue::late(turn, now)) return turn.claim + line.weight;
    const queue::WaitingTicket& waiting = tickets_[at(static_cast<int>(turn.place.seq))].waiting;
    const Ticks until = waiting.transferred_t.value_or(waiting.reference) + Millis{longest};
    return turn.claim + line.weight + std::max(Millis{0}, until - turn.deadline);
  }

  [[nodiscard]] Ticks claim_of(const Line& line, Ticks now) const {
    const Ticks own = number(line, line.walk_ins.front(), now);
    const auto in_time = std::find_if(line.walk_ins.begin(), line.walk_ins.end(),
                                      [&](const queue::Turn& turn) { return !queue::late(turn, now); });
    if (in_time == line.walk_ins.end()) return own;
    return std::min(own, number(line, *in_time, now) + line.step * (in_time - line.walk_ins.begin()));
  }

  queue::OrderRule rule_;
  const std::vector<Ticket>& tickets_;
  std::vector<Line> lines_;
};

}  // namespace

std::unique_ptr<WaitingRoom> make_room(const Scenario& scenario, const Policy& policy,
                                       const std::vector<Visitor>& visitors,
                                       const std::vector<Ticket>& tickets,
                                       const std::vector<int>& able_desks) {
  if (policy.strict) return std::make_unique<StrictRoom>(visitors, tickets);
  if (policy.patient) return std::make_unique<PatientRoom>(scenario, policy.rule, tickets, able_desks);
  return std::make_unique<OrderedRoom>(scenario, policy.rule, tickets, able_desks);
}

}  // namespace talon::simulation
