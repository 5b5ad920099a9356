// SPDX-License-Identifier: MIT
// Shares as reports print them.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace talon::stats {

/// part / whole with 4 digits; empty where there is no whole.
[[nodiscard]] inline std::optional<double> share(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return std::round(1e4 * static_cast<double>(part) / static_cast<double>(whole)) / 1e4;
}

}  // namespace talon::stats
