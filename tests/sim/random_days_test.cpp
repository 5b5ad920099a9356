// SPDX-License-Identifier: MIT
// Ten thousand random days: any commands through decide and apply, and what must hold of every one of them.
// A day is told by its plan; RapidCheck makes a failing one smaller and prints how to run it again.
#include <gtest/gtest.h>
#include <iostream>
#include <rapidcheck.h>

#include "server/protocol/json.h"
#include "server/stats/format.h"
#include "tests/server/stats/fold_hall.h"
#include "tests/sim/agreement.h"
#include "tests/sim/day_watch.h"
#include "tests/sim/random_day.h"
#include "tests/sim/scale.h"

namespace talon::sim {
namespace {

/// What a restarted server knows: the events as they were written to the disk and read again.
struct Replayed {
  queue::State state;
  std::vector<Event> events;
  std::map<std::int64_t, Leg> legs;  ///< by leg_key, as the table has them
};

void keep(Replayed& all, const queue::Applied& applied, const queue::State& state) {
  for (const auto& [ticket, leg] : applied.legs_removed) {
    const TicketIssued& issued = state.tickets.at(ticket).issued;
    all.legs.erase(leg_key(issued.date, issued.number, leg));
  }
  for (const Leg& leg : applied.legs) all.legs[leg_key(leg.date, leg.number, leg.leg)] = leg;
}

Event read_again(const Event& event) {
  // The hall of these tests is built in code: there is no text of its configuration to read.
  if (std::holds_alternative<ConfigurationApplied>(event.body)) return event;
  const std::string text = protocol::encode(event);
  const auto read = protocol::decode_event(text);
  RC_ASSERT(read.ok());
  RC_ASSERT(protocol::encode(*read) == text);
  return *read;
}

Replayed replay(const std::vector<Event>& journal) {
  Replayed all;
  for (const Event& event : journal) {
    all.events.push_back(read_again(event));
    keep(all, queue::apply(all.state, all.events.back()), all.state);
  }
  return all;
}

std::map<std::int64_t, Leg> by_key(const std::vector<Leg>& legs) {
  std::map<std::int64_t, Leg> sorted;
  for (const Leg& leg : legs) sorted[leg_key(leg.date, leg.number, leg.leg)] = leg;
  RC_ASSERT(sorted.size() == legs.size());
  return sorted;
}

/// What the reports of one date are made of.
struct Day {
  Date date;
  const std::vector<Event>& events;
  const std::map<std::int64_t, Leg>& legs;
  const queue::State& state;
  const stats::ReceptionDay& reception;
  Moment now;
};

stats::DaySummary summary_of(const Day& day) {
  std::set<std::int64_t> undone;
  for (const Event& event : day.events) {
    if (const auto* body = std::get_if<Undone>(&event.body)) undone.insert(body->undoes);
  }
  stats::DayFold fold(day.date, day.state.configuration, undone, day.events.front().when.at);
  for (const Event& event : day.events) {
    const auto* opened = std::get_if<DayOpened>(&event.body);
    if (opened != nullptr && opened->date > day.date) break;
    fold.add(event);
  }
  return fold.summary(day.reception, day.now.at);
}

stats::Outside outside_of(const Day& day) {
  stats::Outside outside;
  for (const Event& event : day.events) {
    const auto* issued = std::get_if<TicketIssued>(&event.body);
    if (issued != nullptr && issued->date == day.date) ++outside.issued;
  }
  for (const auto& [id, visit] : day.state.tickets) {
    if (visit.issued.date == day.date && visit::in_hall(visit.now.state)) ++outside.in_hall;
  }
  return outside;
}

std::int64_t served_by_events(const stats::DaySummary& summary) {
  std::int64_t served = 0;
  for (const stats::DeskLoad& load : summary.loads) served += load.served;
  return served;
}

const stats::Titles own_titles = [](stats::By, const std::string& key) { return key; };
const stats::LineTitle own_lines = [](const LineId& line) { return line.service.value; };
const stats::ElementTitle own_elements = [](const std::string&, const std::string& key) { return key; };

/// Every figure of a day as a manager reads it; the books are balanced, or the property fails.
std::string reports_of(const Day& day) {
  LegNames names;
  stats::Day fold(names, own_lines);
  stats::Summary specialists(stats::By::specialist, names);
  stats::Chart chart(names);
  for (const auto& [key, leg] : day.legs) {
    if (leg.date != day.date) continue;
    const LegRow row = leg_row(leg, names);
    fold.add(row);
    specialists.add(row);
    chart.add(row);
  }
  for (const auto& [id, visit] : day.state.tickets) {
    if (visit.issued.date != day.date || !visit::in_hall(visit.now.state)) continue;
    const LegRow row = leg_row(visit::leg_row(visit, LegOutcome::cancelled, day.now, day.state.seq), names);
    fold.add_running(row);
    specialists.add_running(row);
  }
  const stats::Outside outside = outside_of(day);
  const stats::Period period{day.date, day.date};
  auto report = fold.report(day.date, outside, own_titles);
  RC_ASSERT(report.books.balanced);
  const auto record = std::make_shared<const stats::DaySummary>(summary_of(day));
  // Whoever was carried over is served on another day: only a day that ends by itself has one sum.
  if (!day.state.configuration->overnight) RC_ASSERT(served_by_events(*record) == report.total.served);
  const stats::Days days{record};
  const auto registries =
      stats::registry_report(days, period, {{}, own_elements, own_lines, own_titles}, {}, false);
  for (const stats::RegistryRange& range : registries.registries) RC_ASSERT(range.missing == 0);
  stats::explain(report.breaches, days);
  return json(report) + json(specialists.report(period, outside, own_titles)) + json(chart.report(outside)) +
         json(stats::work_report(days, period, own_elements, false)) +
         json(stats::load_report(days, period, own_titles, false)) +
         json(stats::out_of_turn_report(days, own_titles, false)) + json(registries) +
         json(stats::appointment_report(days, period, own_lines, false)) +
         json(stats::signs_report(days, period, own_titles, false)) +
         json(stats::forecast_report(days, period, own_lines, false));
}

/// A day, watched; and what is counted of all of them, so that the test can say that they held something.
class Watched {
 public:
  explicit Watched(const DayPlan& plan) : plan_(plan), day_(plan.setting) { look(); }
  void run();
  [[nodiscard]] std::size_t commands() const { return plan_.acts.size(); }
  [[nodiscard]] std::size_t events() const { return seen_; }
  [[nodiscard]] std::size_t tickets() const { return watch_.tickets(); }

 private:
  void look() {
    const auto& journal = day_.hall().journal();
    for (; seen_ < journal.size(); ++seen_) watch_.see(journal[seen_]);
  }
  /// The journal alone gives the same state, the same rows and the same bytes of every report.
  std::string same_again(const Date& date) const;

  const DayPlan& plan_;
  RandomDay day_;
  DayWatch watch_;
  stats::ReceptionDay reception_ = stats::test::reception_of(day_.hall());
  std::size_t seen_ = 0;
};

std::string Watched::same_again(const Date& date) const {
  const fakes::Hall& hall = day_.hall();
  agrees(hall.state());
  watch_.same_as(hall.state());
  const Replayed again = replay(hall.journal());
  RC_ASSERT(again.state == hall.state());
  const auto legs = by_key(hall.legs());
  const std::string reports = reports_of({date, hall.journal(), legs, hall.state(), reception_, hall.now()});
  RC_ASSERT(reports_of({date, again.events, again.legs, again.state, reception_, hall.now()}) == reports);
  return reports;
}

void Watched::run() {
  const Date monday = day_.hall().state().date;
  for (const Act& act : plan_.acts) {
    day_.act(act);
    look();
  }
  day_.to_last_minute();
  look();
  (void)same_again(monday);
  day_.to_next_day();
  look();
  watch_.nobody_left();
  const bool overnight = day_.hall().state().configuration->overnight;
  const std::string of_monday = same_again(monday);
  // What is done on another day changes nothing of this one, unless its visitors are still there.
  for (std::size_t i = 0; i < std::min<std::size_t>(plan_.acts.size(), 10); ++i) {
    day_.act(plan_.acts[i]);
    look();
  }
  const std::string later = same_again(monday);
  if (!overnight) RC_ASSERT(later == of_monday);
}

TEST(RandomDays, HoldWhatMustHold) {
  const std::string settings = "max_success=" + std::to_string(scaled(10'000, 60)) + " max_discard_ratio=200";
  setenv("RC_PARAMS", settings.c_str(), 0);
  std::int64_t days = 0;
  std::int64_t commands = 0;
  std::int64_t events = 0;
  std::int64_t tickets = 0;
  EXPECT_TRUE(rc::check("days", [&] {
    const DayPlan plan = *any_day();
    Watched day(plan);
    day.run();
    ++days;
    commands += static_cast<std::int64_t>(day.commands());
    events += static_cast<std::int64_t>(day.events());
    tickets += static_cast<std::int64_t>(day.tickets());
  }));
  std::cout << days << " days, " << commands << " commands, " << events << " events, " << tickets
            << " tickets\n";
  // Days in which nothing happens would hold anything.
  EXPECT_GT(events, commands / 2);
  EXPECT_GT(tickets, commands / 20);
}

}  // namespace
}  // namespace talon::sim
