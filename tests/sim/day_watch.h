// SPDX-License-Identifier: MIT
// Reads a journal event by event with books of its own, apart from the queue's: one number once, states by
// allowed transitions alone, no ticket lost, no gap in a journal of the regulation. Fails by RapidCheck.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "server/queue/queue.h"

namespace talon::sim {

class DayWatch {
 public:
  void see(const Event& event);
  /// What the watcher knows of the tickets of the running day is what the state says.
  void same_as(const queue::State& state) const;
  /// A day has ended: who was in the hall was sent home or carried over.
  void nobody_left() const;
  [[nodiscard]] std::size_t tickets() const { return known_.size(); }

 private:
  struct Known {
    TicketState state = TicketState::waiting;
    bool carried = true;  ///< belongs to the running day
    bool called = false;  ///< ever
  };
  void issued(const TicketIssued& event);
  void moved(const Event& event);
  void undone(const Undone& event);
  void registered(std::int64_t seq, const RegistryId& registry, int year, int number);

  std::map<TicketId, Known> known_;
  std::set<std::pair<Date, std::string>> numbers_;
  std::map<std::int64_t, std::pair<TicketId, TicketState>> before_;  ///< each event that moved a ticket
  std::map<std::pair<RegistryId, int>, std::vector<std::int64_t>> registries_;  ///< event of each number
};

}  // namespace talon::sim
