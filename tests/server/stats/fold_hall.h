// SPDX-License-Identifier: MIT
// The day of a test's hall, folded as the shell folds it.
#pragma once

#include <set>

#include "server/queue/calendar.h"
#include "server/stats/day_fold.h"
#include "tests/fakes/hall_fixture.h"

namespace talon::stats::test {

inline ReceptionDay reception_of(const fakes::Hall& hall) {
  const Configuration& configuration = *hall.state().configuration;
  const auto spans = [&](const Offer* offer) {
    std::vector<Stretch> found;
    for (const queue::Span& span : queue::reception(configuration, offer, hall.state().date)) {
      found.push_back({queue::local_time(hall.state(), hall.state().date, span.from, hall.now().at),
                       queue::local_time(hall.state(), hall.state().date, span.to, hall.now().at)});
    }
    return found;
  };
  ReceptionDay day;
  day.hours = spans(nullptr);
  for (const LineId& line : configuration.lines()) day.lines[line] = spans(configuration.offer(line));
  for (const Break& pause : configuration.breaks) {
    day.breaks.push_back({queue::local_time(hall.state(), hall.state().date, pause.from, hall.now().at),
                          queue::local_time(hall.state(), hall.state().date, pause.to, hall.now().at)});
  }
  return day;
}

inline DaySummary summary_of(const fakes::Hall& hall) {
  std::set<std::int64_t> undone;
  for (const Event& event : hall.all<Undone>()) undone.insert(std::get<Undone>(event.body).undoes);
  DayFold fold(hall.state().date, hall.state().configuration, undone, hall.journal().front().when.at);
  for (const Event& event : hall.journal()) fold.add(event);
  return fold.summary(reception_of(hall), hall.now().at);
}

}  // namespace talon::stats::test
