// SPDX-License-Identifier: MIT
// How much a simulation runs: TALON_TEST_SCALE (1 unless set; sanitizer builds run a fiftieth) and
// TALON_SIM_SEED, which runs that one seed again.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>

namespace talon::sim {

inline double test_scale() {
  const char* text = std::getenv("TALON_TEST_SCALE");
  return text == nullptr ? 1.0 : std::max(0.0, std::atof(text));
}

inline int scaled(int count, int least) {
  return std::max(least, static_cast<int>(count * test_scale()));
}

inline std::optional<std::uint64_t> chosen_seed() {
  const char* text = std::getenv("TALON_SIM_SEED");
  return text == nullptr ? std::nullopt : std::optional{std::strtoull(text, nullptr, 10)};
}

}  // namespace talon::sim
