// SPDX-License-Identifier: MIT
// Rows of the journals of the regulation (S2-10.2, S2-App2), as the endings of receptions made them. Folded
// from a day's events.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "server/model/event.h"

namespace talon::stats {

/// One row: how a reception ended that stands in a journal. Whose it was is not known here.
struct RegistryEntry {
  RegistryId registry;
  int year = 0;
  int number = 0;  ///< without gaps within the year
  Timestamp at;
  TicketNumber ticket;
  LineId line;  ///< in which the visitor was received
  std::string outcome;
  std::string reason;
  DeskId desk;
  UserId specialist;
};

class Registries {
 public:
  /// In the order of the journal; what was undone is left out: its number was given to another.
  void add(const Event& event);
  /// In the order in which they were made.
  [[nodiscard]] const std::vector<RegistryEntry>& entries() const { return entries_; }

 private:
  template <class Ending>
  void note(const Event& event, const Ending& body);

  std::unordered_map<TicketId, LineId> line_of_;
  std::vector<RegistryEntry> entries_;
};

}  // namespace talon::stats
