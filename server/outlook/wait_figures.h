// SPDX-License-Identifier: MIT
// Waits added up as the reports do it: exactly the limit is within, whole seconds, nearest rank.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/model/fields.h"
#include "server/model/time.h"

namespace talon::outlook {

/// Of first waits; shares have 4 digits and are empty where nothing has a limit.
struct WaitFigures {
  std::int64_t visitors = 0;
  std::int64_t with_limit = 0;
  std::int64_t within = 0;
  std::optional<double> within_share;
  Seconds mean_s{0};
  Seconds p90_s{0};
  Seconds max_s{0};
  std::int64_t not_seen = 0;  ///< left, did not come, or were never called
  TALON_FIELDS(WaitFigures, visitors, with_limit, within, within_share, mean_s, p90_s, max_s, not_seen)
};

class WaitTally {
 public:
  void seen(Millis wait, const std::optional<Seconds>& limit);
  /// Counts against the limit only when it had passed by then.
  void not_seen(Millis waited, const std::optional<Seconds>& limit);
  [[nodiscard]] WaitFigures figures() const;
  [[nodiscard]] std::int64_t broken() const { return with_limit_ - within_; }

 private:
  std::vector<Seconds> waits_;
  Millis sum_{0};
  std::int64_t with_limit_ = 0;
  std::int64_t within_ = 0;
  std::int64_t not_seen_ = 0;
};

/// part / whole with 4 digits; empty where there is no whole.
[[nodiscard]] std::optional<double> share_of(std::int64_t part, std::int64_t whole);
/// "94 %", rounded down: 99.97 % is not all; a dash where there is no share.
[[nodiscard]] std::string percent_text(const std::optional<double>& share);

}  // namespace talon::outlook
