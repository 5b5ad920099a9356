// SPDX-License-Identifier: MIT
#include "server/stats/spread.h"

#include <algorithm>
#include <limits>

#include "server/model/result.h"

namespace talon::stats {
namespace {

constexpr std::size_t few = 4096;          // 16 kB: then the array is smaller for most halls
constexpr std::uint32_t counted = 86'400;  // seconds with a place of their own
constexpr std::size_t growth = 1024;       // the array grows by these

}  // namespace

void Spread::add(Millis span) {
  TALON_EXPECT(span.count() >= 0);
  const std::int64_t whole =
      std::min<std::int64_t>(whole_seconds(span).count(), std::numeric_limits<std::uint32_t>::max());
  const auto second = static_cast<std::uint32_t>(whole);
  ++count_;
  sum_ms_ += span.count();
  max_ = std::max(max_, second);
  if (counts_.empty() && long_.empty()) {
    few_.push_back(second);
    if (few_.size() >= few) spill();
  } else {
    count(second, 1);
  }
}

void Spread::count(std::uint32_t second, std::uint32_t times) {
  if (second >= counted) {
    long_[second] += times;
    return;
  }
  if (second >= counts_.size()) counts_.resize((second / growth + 1) * growth);
  counts_[second] += times;
}

void Spread::spill() {
  counts_.resize(growth);
  for (const std::uint32_t second : few_) count(second, 1);
  few_ = {};
}

void Spread::merge(const Spread& other) {
  if (counts_.empty() && other.counts_.empty() && few_.size() + other.few_.size() < few) {
    few_.insert(few_.end(), other.few_.begin(), other.few_.end());
  } else {
    if (counts_.empty()) spill();
    for (const std::uint32_t second : other.few_) count(second, 1);
    for (std::size_t i = 0; i < other.counts_.size(); ++i) {
      if (other.counts_[i] != 0) count(static_cast<std::uint32_t>(i), other.counts_[i]);
    }
    for (const auto& [second, times] : other.long_) count(second, times);
  }
  count_ += other.count_;
  sum_ms_ += other.sum_ms_;
  max_ = std::max(max_, other.max_);
}

std::optional<Seconds> Spread::mean() const {
  if (count_ == 0) return std::nullopt;
  return whole_seconds(Millis{sum_ms_ / count_});
}

std::optional<Seconds> Spread::max() const {
  return count_ == 0 ? std::nullopt : std::optional{Seconds{max_}};
}

std::optional<Seconds> Spread::percentile(int percent) const {
  TALON_EXPECT(percent >= 1 && percent <= 100);
  if (count_ == 0) return std::nullopt;
  const std::int64_t rank = (count_ * percent + 99) / 100;
  if (counts_.empty()) {
    auto values = few_;
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
    std::nth_element(values.begin(), place, values.end());
    return Seconds{*place};
  }
  std::int64_t below = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    below += counts_[i];
    if (below >= rank) return Seconds{static_cast<std::int64_t>(i)};
  }
  for (const auto& [second, times] : long_) {
    below += times;
    if (below >= rank) return Seconds{second};
  }
  TALON_EXPECT(false && "the counts add up to the number of values");
}

}  // namespace talon::stats
