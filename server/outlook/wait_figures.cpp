// SPDX-License-Identifier: MIT
#include "server/outlook/wait_figures.h"

#include <algorithm>
#include <cmath>

namespace talon::outlook {

std::optional<double> share_of(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return std::nullopt;
  return std::round(1e4 * static_cast<double>(part) / static_cast<double>(whole)) / 1e4;
}

std::string percent_text(const std::optional<double>& share) {
  return share ? std::to_string(static_cast<int>(*share * 100 + 1e-6)) + " %" : "–";
}

void WaitTally::seen(Millis wait, const std::optional<Seconds>& limit) {
  waits_.push_back(whole_seconds(wait));
  sum_ += wait;
  if (!limit) return;
  ++with_limit_;
  if (waits_.back() <= *limit) ++within_;
}

void WaitTally::not_seen(Millis waited, const std::optional<Seconds>& limit) {
  ++not_seen_;
  if (limit && whole_seconds(waited) > *limit) ++with_limit_;
}

WaitFigures WaitTally::figures() const {
  WaitFigures found;
  found.visitors = static_cast<std::int64_t>(waits_.size()) + not_seen_;
  found.with_limit = with_limit_;
  found.within = within_;
  found.within_share = share_of(within_, with_limit_);
  found.not_seen = not_seen_;
  if (waits_.empty()) return found;
  std::vector<Seconds> sorted = waits_;
  std::sort(sorted.begin(), sorted.end());
  found.mean_s = whole_seconds(sum_ / static_cast<std::int64_t>(sorted.size()));
  found.p90_s = sorted[(sorted.size() * 9 + 9) / 10 - 1];
  found.max_s = sorted.back();
  return found;
}

}  // namespace talon::outlook
