// SPDX-License-Identifier: MIT
// A day replayed as it was must be the day; changed, it must answer what was asked.
#include "server/outlook/replay.h"

#include <cmath>
#include <random>

#include "tests/server/outlook/played_day.h"
#include "tests/sim/scale.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

const LineId talks{benefit, consultation};
const LineId papers{benefit, submission};
const auto no_past = std::make_shared<const Past>();

/// A busy day by seed: three desks, one of which has lunch.
PastDay busy_day(std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto drawn = [&](Millis mean) {
    return Millis{1 + std::llround(std::exponential_distribution<double>(1)(random) *
                                   static_cast<double>(mean.count()))};
  };
  test::PlayedDay day;
  day.receives("1", 0min, 8h);
  day.receives("2", 0min, 3h);
  day.receives("2", 4h, 8h);
  day.receives("3", 0min, 8h);
  for (Millis at = drawn(4min); at < 7h; at += drawn(4min)) {
    const bool talk = std::uniform_int_distribution<int>(0, 1)(random) == 0;
    const Millis shorter_than_lunch = std::min<Millis>(drawn(talk ? 6min : 13min), 50min);
    day.comes(at, talk ? talks : papers, shorter_than_lunch);
  }
  day.play();
  return day.past_day();
}

TEST(Replay, ADayWithoutAChangeIsTheDayItself) {
  for (int seed = 1; seed <= sim::scaled(200, 10); ++seed) {
    const PastDay day = busy_day(static_cast<std::uint64_t>(seed));
    const Replayed replayed = replay_day(day, {}, no_past);
    ASSERT_EQ(replayed.answer.met.size(), day.visitors.size()) << "seed " << seed;
    for (const Met& met : replayed.answer.met) {
      const PastVisitor& visitor = day.visitors[replayed.visitors[met.arrival]];
      ASSERT_EQ(met.wait, visitor.waited) << "seed " << seed << ", came at " << visitor.at.count();
      ASSERT_EQ(replayed.copy.desks[met.desk].id, visitor.desk) << "seed " << seed;
    }
  }
}

/// Six come at once for papers, each takes ten minutes, one desk serves them from 9 to 12.
PastDay crowded_morning() {
  test::PlayedDay day;
  day.receives("2", 0min, 3h);
  for (int i = 0; i < 6; ++i) day.comes(0ms, papers, 10min);
  day.play();
  return day.past_day();
}

TEST(Replay, AnotherDeskWouldHaveKeptTheLimit) {
  const PastDay day = crowded_morning();
  const auto report = replay_report(day, {DeskHours{DeskId{"3"}, 9h, 12h, true}}, no_past);
  // Seen after 0:30, 11:00, 21:30, 32:00, 42:30, 53:00.
  EXPECT_EQ(report.actual.within, 3);
  EXPECT_EQ(report.before.within, 3);
  EXPECT_EQ(report.before.max_s, 53min);
  EXPECT_EQ(report.after.within, 6);
  EXPECT_EQ(report.after.max_s, 21min + 30s);
  EXPECT_EQ(report.changes, std::vector<std::string>{"окно 3: открыто с 9:00 до 12:00"});
  EXPECT_EQ(report.sentence,
            "В срок было бы 100 % вместо 50 %, в среднем ждали бы 11 мин вместо 27 мин, дольше предела – 0 "
            "вместо 3.");
  ASSERT_EQ(report.desks.size(), 2u);
  EXPECT_EQ(report.desks[0].after.seen, 3);
  EXPECT_EQ(report.desks[1].before.open_s, 0s);
  EXPECT_EQ(report.desks[1].after.seen, 3);
}

TEST(Replay, ADeskThatIsClosedHelpsNobody) {
  const PastDay day = crowded_morning();
  const auto report = replay_report(day, {DeskHours{DeskId{"2"}, 9h + 15min, 12h, false}}, no_past);
  EXPECT_EQ(report.after.visitors, 6);
  EXPECT_EQ(report.after.not_seen, 4) << "two were called by 9:15";
  EXPECT_EQ(report.after.within, 2);
}

TEST(Replay, ALineCanBeMoved) {
  test::PlayedDay day;
  day.receives("1", 0min, 3h);
  day.receives("2", 0min, 3h);
  for (int i = 0; i < 6; ++i) day.comes(0ms, papers, 10min);
  day.play();
  const PastDay past = day.past_day();
  const auto report = replay_report(past, {DeskLine{DeskId{"1"}, papers, true}}, no_past);
  EXPECT_EQ(report.before.max_s, 53min) << "desk 1 does not take papers";
  EXPECT_EQ(report.after.max_s, 21min + 30s);
  EXPECT_EQ(report.changes.front(), "окно 1: принимает и «Пособие на ребёнка: Подать документы»");
}

TEST(Replay, WhoLeftIsSeenOnlyWhenHeIsReachedInTime) {
  PastDay day = crowded_morning();
  PastVisitor& last = day.visitors.back();
  last.seen = false;
  last.waited.reset();
  last.called.reset();
  last.left = 9h + 40min;
  last.unseen = 40min;
  EXPECT_EQ(measured(day).not_seen, 1);
  EXPECT_EQ(measured(day).with_limit, 6) << "he had waited too long when he left";
  const auto report = replay_report(day, {DeskHours{DeskId{"3"}, 9h, 12h, true}}, no_past);
  EXPECT_EQ(report.before.not_seen, 1);
  EXPECT_EQ(report.after.not_seen, 0);
}

TEST(Replay, AGapBetweenVisitorsIsNotWorkedAway) {
  test::PlayedDay played;
  played.receives("2", 0min, 3h);
  played.comes(0ms, papers, 10min);
  played.comes(1ms, papers, 10min);
  played.play();
  LegNames names;
  PastDayFold fold(played.past_day().date);
  for (Leg leg : played.hall().legs()) {
    if (leg.number.ordinal == 2) {  // the specialist called five minutes later than he could
      for (Timestamp* at : {&*leg.called_at, &*leg.seen_at, &leg.ended_at}) *at = at->plus(5min);
      leg.wait_ms = *leg.wait_ms + 5min;
    }
    fold.add(leg_row(leg, names), names);
  }
  const PastDay past = fold.day(played.past_day().configuration, {{DeskId{"2"}, {{9h, 12h}}}});
  EXPECT_EQ(wait_figures(past, replay_day(past, {}, no_past)).max_s, measured(past).max_s);
}

TEST(Replay, ChangesThatFitNoHallAreRefused) {
  const Configuration hall = small_hall();
  EXPECT_EQ(check_changes(hall, {DeskHours{DeskId{"9"}, 9h, 10h, true}})->code, RefusalCode::unknown_desk);
  EXPECT_EQ(check_changes(hall, {DeskHours{DeskId{"1"}, 10h, 10h, true}})->code, RefusalCode::bad_request);
  EXPECT_EQ(check_changes(hall, {DeskLine{DeskId{"1"}, {benefit, ProcedureId{"none"}}, true}})->code,
            RefusalCode::unknown_procedure);
  EXPECT_FALSE(check_changes(hall, {DeskHours{DeskId{"1"}, 9h, 10h, true}, OrderMode::fifo}));
}

}  // namespace
}  // namespace talon::outlook
