// SPDX-License-Identifier: MIT
// Durations counted by the whole second: every percentile is exact, from ten values to many millions.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "server/model/time.h"

namespace talon::stats {

/// A few thousand values are kept as they are; beyond that an array counts them by the second (a day of
/// seconds, longer ones in a map). Limits are compared in whole seconds, so nothing printed is lost.
class Spread {
 public:
  /// Not negative.
  void add(Millis span);
  void merge(const Spread& other);

  [[nodiscard]] std::int64_t count() const { return count_; }
  /// Of the milliseconds, rounded down to whole seconds; empty: nothing was measured.
  [[nodiscard]] std::optional<Seconds> mean() const;
  [[nodiscard]] std::optional<Seconds> max() const;
  /// Nearest rank: the smallest value that at least `percent` of all do not exceed. percent: 1..100.
  [[nodiscard]] std::optional<Seconds> percentile(int percent) const;

 private:
  void count(std::uint32_t second, std::uint32_t times);
  void spill();

  std::vector<std::uint32_t> few_;     ///< the values themselves while they are few
  std::vector<std::uint32_t> counts_;  ///< how often each second came, once they are many
  std::map<std::uint32_t, std::uint32_t> long_;
  std::int64_t count_ = 0;
  std::int64_t sum_ms_ = 0;
  std::uint32_t max_ = 0;
};

}  // namespace talon::stats
