// SPDX-License-Identifier: MIT
#include "server/http/attempts.h"

#include <algorithm>

namespace talon::http {
namespace {

constexpr int free_failures = 5;
constexpr std::chrono::seconds longest{15 * 60};
constexpr std::size_t most_remembered = 10'000;

// 5 failures are free, then 1, 2, 4 ... seconds, at most 15 minutes.
std::chrono::seconds delay(int failures) {
  if (failures < free_failures) return std::chrono::seconds{0};
  const int doubled = std::min(failures - free_failures, 10);
  return std::min(longest, std::chrono::seconds{1 << doubled});
}

}  // namespace

std::chrono::seconds Attempts::wait(const std::string& who, Time now) const {
  const auto found = counts_.find(who);
  if (found == counts_.end()) return std::chrono::seconds{0};
  const Time until = found->second.last + delay(found->second.failures);
  return until > now ? until - now : std::chrono::seconds{0};
}

void Attempts::failed(const std::string& who, Time now) {
  if (counts_.size() >= most_remembered) {
    std::erase_if(counts_, [now](const auto& entry) { return entry.second.last + longest < now; });
  }
  if (counts_.size() >= most_remembered) counts_.erase(counts_.begin());
  Count& count = counts_[who];
  if (count.last + 4 * longest < now) count.failures = 0;
  ++count.failures;
  count.last = now;
}

void Attempts::succeeded(const std::string& who) {
  counts_.erase(who);
}

bool Quota::take(const std::string& who, std::chrono::sys_seconds now) {
  const std::int64_t minute = now.time_since_epoch().count() / 60;
  if (counts_.size() >= most_remembered) {
    std::erase_if(counts_, [minute](const auto& entry) { return entry.second.minute != minute; });
  }
  if (counts_.size() >= most_remembered) return false;
  Count& count = counts_[who];
  if (count.minute != minute) count = {minute, 0};
  return ++count.taken <= allowed_;
}

}  // namespace talon::http
