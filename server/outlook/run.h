// SPDX-License-Identifier: MIT
// One virtual run of a copied hall: every length is drawn, every call is made by the order of the hall
// itself.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "server/outlook/copy.h"

namespace talon::outlook {

/// A desk that is closed now and would be open for a while.
struct ExtraDesk {
  std::size_t desk = 0;  ///< index in Copy::desks
  Millis from{0};
  Millis to{0};
};

struct RunQuestion {
  bool newcomers = false;  ///< when would one more of each line be seen, who takes nobody's time?
  bool arrivals = false;   ///< people go on coming, as they did on past days
  Millis horizon{0};       ///< breaches are counted up to here
  Millis until{0};         ///< no call is made later
  int most_calls = 400;    ///< beyond, newcomers are told the pace of the run
  std::optional<ExtraDesk> extra;
};

struct RunAnswer {
  std::vector<std::optional<Millis>> newcomers;  ///< by line; empty: no open desk serves it
  int broken = 0;                                ///< limits of waiting passed between now and the horizon
  Millis last_start{0};                          ///< the last service that began
  int after_closing = 0;                         ///< of those who wait now, called after closing
};

/// The same copy, question and seed give the same answer.
[[nodiscard]] RunAnswer run_once(const Copy& copy, const RunQuestion& question, std::uint64_t seed);

}  // namespace talon::outlook
