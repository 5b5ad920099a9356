// SPDX-License-Identifier: MIT
// One virtual run of a copied hall: every length is drawn, every call is made by the order of the hall
// itself.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/outlook/coming.h"

namespace talon::outlook {

/// A desk that is closed, and would be open for a while before its next hours.
struct ExtraDesk {
  std::size_t desk = 0;  ///< index in Copy::desks
  Millis from{0};
  Millis to{0};
};

struct RunQuestion {
  bool newcomers = false;  ///< when would one more of each line and kind be seen, who takes nobody's time?
  bool arrivals = false;   ///< people go on coming and are sent on, as they were on past days
  /// Instead of these: exactly those, by `at`; outliving the run. nullptr: none.
  const std::vector<Arrival>* known = nullptr;
  bool record = false;   ///< fill RunAnswer::met
  Millis horizon{0};     ///< breaches are counted up to here
  Millis until{0};       ///< no call is made later
  int most_calls = 400;  ///< beyond, newcomers are told the pace of the run
  std::optional<ExtraDesk> extra;
};

/// One who arrived during the run and whose turn came.
struct Met {
  std::size_t arrival = 0;  ///< of `known`, or of those drawn
  std::size_t line = 0;
  std::size_t desk = 0;  ///< index in Copy::desks
  Millis at{0};          ///< of arrival
  Millis wait{0};        ///< until seen, called in vain or gone
  Millis busy{0};        ///< of the desk, from the call on
  bool seen = false;
  bool left = false;  ///< had gone when his turn came: nobody was called
  std::optional<Seconds> limit{};
};

struct RunAnswer {
  std::vector<std::optional<Millis>> newcomers;  ///< by line; empty: no desk serves it, open or planned
  std::vector<std::optional<Millis>> others;     ///< the same of Copy::others
  int broken = 0;                                ///< limits of waiting passed between now and the horizon
  Millis last_start{0};                          ///< the last service that began
  int after_closing = 0;                         ///< of those who wait now, called after closing
  std::vector<Met> met;                          ///< in the order of calls
  int arrived = 0;  ///< known or drawn, not sent on; also those whose turn never came
};

/// The same copy, question and seed give the same answer.
[[nodiscard]] RunAnswer run_once(const Copy& copy, const RunQuestion& question, std::uint64_t seed);

}  // namespace talon::outlook
