// SPDX-License-Identifier: MIT
#include "server/stats/spread.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace talon::stats {
namespace {

Seconds nearest_rank(std::vector<std::int64_t> sorted, int percent) {
  std::sort(sorted.begin(), sorted.end());
  std::size_t rank = 1;
  while (100 * rank < static_cast<std::size_t>(percent) * sorted.size()) ++rank;
  return Seconds{sorted[rank - 1] / 1000};
}

void expect_same(const Spread& spread, const std::vector<std::int64_t>& values) {
  RC_ASSERT(spread.count() == static_cast<std::int64_t>(values.size()));
  for (const int percent : {1, 50, 90, 99, 100}) {
    RC_ASSERT(spread.percentile(percent) == nearest_rank(values, percent));
  }
  RC_ASSERT(spread.max() == Seconds{*std::max_element(values.begin(), values.end()) / 1000});
  std::int64_t sum = 0;
  for (const std::int64_t value : values) sum += value;
  RC_ASSERT(spread.mean() == Seconds{sum / static_cast<std::int64_t>(values.size()) / 1000});
}

TEST(Spread, AgreesWithSortingForAnyNumberOfValues) {
  const auto good = rc::check([] {
    const int count = *rc::gen::element(1, 2, 3, 10, 4095, 4096, 4097, 20'000);
    const int scale = *rc::gen::element(10'000, 7'200'000, 200'000'000);
    const int seed = *rc::gen::inRange(1, 1'000'000);
    std::vector<std::int64_t> values;
    Spread spread;
    std::uint64_t state = static_cast<std::uint64_t>(seed);
    for (int i = 0; i < count; ++i) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      values.push_back(static_cast<std::int64_t>(state >> 33) % scale);
      spread.add(Millis{values.back()});
    }
    expect_same(spread, values);
  });
  EXPECT_TRUE(good);
}

TEST(Spread, MergedIsTheSameAsTogether) {
  const auto good = rc::check([] {
    std::vector<std::int64_t> all;
    Spread total;
    for (int part = 0; part < 4; ++part) {
      Spread spread;
      const int count = *rc::gen::element(0, 1, 100, 4095, 5000);
      const int step = *rc::gen::inRange(1, 99'999);
      for (int i = 0; i < count; ++i) {
        all.push_back(static_cast<std::int64_t>(i) * step % 95'000'000);
        spread.add(Millis{all.back()});
      }
      total.merge(spread);
    }
    if (!all.empty()) expect_same(total, all);
  });
  EXPECT_TRUE(good);
}

TEST(Spread, NothingMeasuredHasNoFigures) {
  const Spread spread;
  EXPECT_EQ(spread.count(), 0);
  EXPECT_FALSE(spread.mean() || spread.max() || spread.percentile(50));
}

}  // namespace
}  // namespace talon::stats
