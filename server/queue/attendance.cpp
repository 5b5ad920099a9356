// SPDX-License-Identifier: MIT
#include "server/queue/attendance.h"

#include <algorithm>

#include "server/queue/calendar.h"
#include "server/queue/order.h"

namespace talon::queue {
namespace {

using Stretch = std::pair<Timestamp, Timestamp>;

/// What of [from, to) lies in `stretches`, which do not overlap one another.
Millis covered(const Stretch& span, const std::vector<Stretch>& stretches) {
  Millis sum{0};
  for (const auto& [from, to] : stretches) {
    const auto begin = std::max(span.first.utc, from.utc);
    const auto end = std::min(span.second.utc, to.utc);
    if (begin < end) sum += end - begin;
  }
  return sum;
}

std::vector<Stretch> stretches(const State& state, const std::vector<Span>& spans, const Timestamp& end) {
  std::vector<Stretch> all;
  for (const Span& span : spans) {
    const Timestamp from = local_time(state, state.date, span.from, end);
    const Timestamp to = std::min(local_time(state, state.date, span.to, end), end);
    if (from < to) all.emplace_back(from, to);
  }
  return all;
}

}  // namespace

void note_attendance(State& state, const Timestamp& at) {
  if (!state.configuration) return;
  for (const LineId& line : state.configuration->lines()) {
    const bool open = attending_desks(state, line) > 0;
    const auto known = state.attended.find(line);
    const bool was = known != state.attended.end() && known->second.since.has_value();
    if (open == was) continue;
    Attended& attended = state.attended[line];
    if (open) {
      attended.since = at;
    } else {
      attended.spans.emplace_back(*attended.since, at);
      attended.since.reset();
    }
  }
}

std::chrono::minutes unattended(const State& state, const LineId& line, const Timestamp& end) {
  const auto local_noon = local_time(state, state.date, std::chrono::hours{12}, end);
  const auto open =
      stretches(state, reception_today(state, state.configuration->offer(line), local_noon), end);
  const auto breaks = stretches(state, hall_breaks(*state.configuration, state.date), end);
  std::vector<Stretch> attended;
  if (const auto known = state.attended.find(line); known != state.attended.end()) {
    attended = known->second.spans;
    if (known->second.since) attended.emplace_back(*known->second.since, end);
  }
  Millis without{0};
  for (const Stretch& span : open) {
    without += (span.second.utc - span.first.utc) - covered(span, breaks) - covered(span, attended);
    for (const Stretch& pause : breaks) {
      // Attended during a break of the hall: that time was taken away twice.
      const Stretch both{std::max(span.first, pause.first), std::min(span.second, pause.second)};
      if (both.first < both.second) without += covered(both, attended);
    }
  }
  return std::chrono::floor<std::chrono::minutes>(without);
}

std::string unattended_text(const State& state, const Timestamp& end) {
  std::string text;
  for (const LineId& line : state.configuration->lines()) {
    const auto without = unattended(state, line, end);
    if (without <= std::chrono::minutes{0}) continue;
    text += (text.empty() ? "" : " ") + line.service.value + "/" + line.procedure.value + "=" +
            std::to_string(without.count());
  }
  return text;
}

}  // namespace talon::queue
