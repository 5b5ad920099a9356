// SPDX-License-Identifier: MIT
#include "server/queue/desk_hours.h"

#include <algorithm>

#include "server/queue/calendar.h"

namespace talon::queue {
namespace {

using std::chrono::minutes;

/// A pause of whose kind too few are known, and when nobody counts on its end any more.
constexpr minutes usual_pause{10};
constexpr minutes longest_short_pause{30};
constexpr std::size_t pauses_known = 5;
constexpr minutes longest_talk{10};
/// What is left of a pause or a talk that lasts longer than it should.
constexpr minutes any_moment{1};
/// A desk that is planned and not open yet is believed to open for so long.
constexpr minutes late_opening{15};

Millis rest(Millis whole, Millis passed) {
  return std::max<Millis>(any_moment, whole - passed);
}

/// Of a pause with this reason that has lasted for `passed`; empty: nobody can say when it ends.
std::optional<Millis> rest_of_pause(const State& state, const std::string& reason, Millis passed) {
  const PauseLengths* past = state.outlook == nullptr ? nullptr : state.outlook->pauses.get();
  if (past != nullptr) {
    const auto known = past->find(reason);
    if (known != past->end() && known->second.size() >= pauses_known) {
      std::vector<Millis> longer;
      std::copy_if(known->second.begin(), known->second.end(), std::back_inserter(longer),
                   [&](Millis each) { return each > passed; });
      if (longer.empty()) return std::nullopt;
      // Their median: a pause that somebody forgot to end must not count for many.
      const auto middle = longer.begin() + static_cast<std::ptrdiff_t>(longer.size() / 2);
      std::nth_element(longer.begin(), middle, longer.end());
      return *middle - passed;
    }
  }
  if (passed > longest_short_pause) return std::nullopt;
  return rest(usual_pause, passed);
}

/// Break of the desk or the hall that runs at `now`: its rest. 0: none runs.
Millis rest_of_break(const State& state, const Desk& desk, const Timestamp& now) {
  const Break* pause = running_break(state, desk.id, now);
  return pause == nullptr ? Millis{0} : local_time(state, local_date(now), pause->to, now).utc - now.utc;
}

/// When whoever sits at the desk is free for the hall again; empty: nobody sits there, or nobody knows.
std::optional<Millis> back_in(const State& state, const Desk& desk, const Timestamp& now) {
  const DeskNow& standing = state.desk(desk.id);
  const Millis passed = standing.since ? std::max(Millis{0}, now.utc - standing.since->utc) : Millis{0};
  switch (standing.state) {
    case DeskState::open:
      return Millis{0};
    case DeskState::phone: {
      const auto limit = standing.phone ? standing.phone->limit : std::nullopt;
      return rest(limit.value_or(longest_talk), passed);
    }
    case DeskState::paused: {
      // A pause in a break ends with it, however long it lasts.
      const Millis in_break = rest_of_break(state, desk, now);
      return in_break > Millis{0} ? in_break : rest_of_pause(state, standing.pause_reason, passed);
    }
    case DeskState::closed:
      return std::nullopt;
  }
  return std::nullopt;
}

/// The hours planned for today, from now, in order; those that are over too.
std::vector<Stretch> planned(const State& state, const Desk& desk, const Timestamp& now) {
  const Date today = local_date(now);
  const auto reception_hours = reception(*state.configuration, nullptr, today);
  if (reception_hours.empty()) return {};
  std::vector<Stretch> found;
  for (const Span& span : weekly(desk.hours, today)) {
    const minutes from = std::max(span.from, reception_hours.front().from);
    if (from >= std::min(span.to, reception_hours.back().to)) continue;
    const Millis to = span.to >= reception_hours.back().to
                          ? open_end
                          : local_time(state, today, span.to, now).utc - now.utc;
    found.push_back({local_time(state, today, from, now).utc - now.utc, to});
  }
  return found;
}

/// Nobody sits there: is somebody still expected in the hours that run?
bool comes_late(const DeskNow& standing, const Stretch& running, const Timestamp& now) {
  const bool closed_in_them = standing.since && standing.since->utc - now.utc > running.from;
  return !closed_in_them && -running.from < late_opening;
}

std::vector<Stretch> without(const std::vector<Stretch>& hours, const Stretch& pause) {
  std::vector<Stretch> left;
  for (const Stretch& each : hours) {
    const Stretch before{each.from, std::min(each.to, pause.from)};
    const Stretch after{std::max(each.from, pause.to), each.to};
    if (before.from < before.to) left.push_back(before);
    if (after.from < after.to) left.push_back(after);
  }
  return left;
}

std::vector<Stretch> without_breaks(const State& state, const DeskId& desk, const Timestamp& now,
                                    std::vector<Stretch> hours) {
  const Date today = local_date(now);
  for (const Span& span : desk_breaks(*state.configuration, desk, today)) {
    hours = without(hours, {local_time(state, today, span.from, now).utc - now.utc,
                            local_time(state, today, span.to, now).utc - now.utc});
  }
  return hours;
}

}  // namespace

std::vector<Stretch> calling_hours(const State& state, const Desk& desk, const Timestamp& now) {
  const auto back = back_in(state, desk, now);
  std::vector<Stretch> hours;
  bool in_plan = false;
  for (const Stretch& each : planned(state, desk, now)) {
    if (each.to <= Millis{0}) continue;
    const bool running = each.from <= Millis{0};
    in_plan = in_plan || running;
    if (!running) {
      hours.push_back(each);
    } else if (back && *back < each.to) {
      hours.push_back({*back, each.to});
    } else if (!back && comes_late(state.desk(desk.id), each, now)) {
      hours.push_back({Millis{0}, each.to});
    }
  }
  if (back && !in_plan) {
    // Open though nothing is planned now: he stays, and through the hours to come.
    if (hours.empty()) hours.push_back({*back, open_end});
    hours.front().from = std::min(hours.front().from, *back);
  }
  return without_breaks(state, desk.id, now, std::move(hours));
}

}  // namespace talon::queue
