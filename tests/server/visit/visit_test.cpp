// SPDX-License-Identifier: MIT
// One ticket's times as tables: events at minute marks, what was waited and served.
#include "server/visit/visit.h"

#include <gtest/gtest.h>
#include <vector>

namespace talon::visit {
namespace {

using namespace std::chrono_literals;

const TicketId id{"t"};
const TicketNumber number{"П", 17};
const DeskId desk{"3"};
const UserId user{"ivanova"};

TicketIssued issued(bool hold_counts = true) {
  TicketIssued event;
  event.ticket = id;
  event.number = number;
  event.service = ServiceId{"benefit"};
  event.procedure = ProcedureId{"submission"};
  event.issued_t = Ticks{0ms};
  event.wait_limit_s = 30min;
  event.service_limit_s = 20min;
  event.hold_counts = hold_counts;
  return event;
}

/// A visit that is given its events by time since issue.
struct Story {
  Visit visit;
  Change last;
  std::int64_t seq = 1;

  explicit Story(bool hold_counts = true) : visit(begin(issued(hold_counts), 1)) {}
  Story& at(Millis since, EventBody body) {
    Event event;
    event.seq = ++seq;
    event.when = {Timestamp{std::chrono::sys_time<Millis>{since}, 0min}, Ticks{since}};
    event.body = std::move(body);
    last = apply(visit, event);
    return *this;
  }
  Story& call(Millis since) { return at(since, TicketCalled{id, number, desk, {}, user, {}, "", false}); }
  Story& start(Millis since) { return at(since, ServiceStarted{id, number, desk, user, {}}); }
  Story& finish(Millis since) { return at(since, ServiceFinished{id, number, desk, user, "", {}}); }
  Story& hold(Millis since) { return at(since, TicketHeld{id, number, desk, ""}); }
  Story& back(Millis since) { return at(since, TicketReturned{id, number}); }
  Story& missed(Millis since) { return at(since, TicketNoShow{id, number, desk, user}); }
  Story& recall(Millis since) {
    return at(since, TicketRecalled{id, number, desk, {}, visit.now.recalls + 1});
  }
  Story& transfer(Millis since) {
    return at(since,
              TicketTransferred{
                  id, number, desk, user, ServiceId{"housing"}, ProcedureId{"result"}, {}, "", {}, {}, {}});
  }
};

TEST(Visit, WaitingIsFromIssueToTheFirstStart) {
  Story story;
  story.call(10min).start(11min).finish(20min);
  ASSERT_TRUE(story.last.ended);
  EXPECT_EQ(story.last.ended->wait_ms, Millis{11min});
  EXPECT_EQ(story.last.ended->walk_ms, Millis{1min});
  EXPECT_EQ(story.last.ended->service_ms, Millis{9min});
}

TEST(Visit, NothingResetsWaiting) {
  struct Row {
    const char* what;
    Story story;
    Millis waited;
  };
  Story recalled, held, missed, moved;
  recalled.call(5min).recall(6min).recall(7min).start(8min);
  held.call(5min).hold(6min).back(9min).call(12min).start(13min);
  missed.call(5min).missed(6min).back(20min).call(21min).start(22min);
  moved.call(5min).transfer(6min).call(9min).start(10min);
  const std::vector<Row> rows = {{"recall", recalled, 8min},
                                 {"hold", held, 13min},
                                 {"no-show", missed, 22min},
                                 {"transfer", moved, 10min}};
  for (const Row& row : rows) EXPECT_EQ(waited(row.story.visit, Ticks{1h}), row.waited) << row.what;
}

TEST(Visit, HoldBeforeSeenIsLeftOutWhereTheProfileSaysSo) {
  Story story{false};
  story.call(5min).hold(6min);
  EXPECT_EQ(waited(story.visit, Ticks{10min}), Millis{6min});
  EXPECT_FALSE(next_due(story.visit)) << "the clock of the limit stands";
  story.back(16min);
  EXPECT_EQ(next_due(story.visit), (Due{Measure::wait, Ticks{30min + 1s + 10min}}));
  story.call(20min).start(21min);
  EXPECT_EQ(waited(story.visit, Ticks{1h}), Millis{11min});
}

TEST(Visit, ExactlyTheLimitIsWithin) {
  const std::vector<std::pair<Millis, bool>> rows = {
      {30min, false}, {30min + 999ms, false}, {30min + 1s, true}, {29min, false}, {2h, true}};
  for (const auto& [span, wanted] : rows) EXPECT_EQ(broken(span, Seconds{30min}), wanted) << span.count();
  EXPECT_FALSE(broken(48h, std::nullopt)) << "measured, without a norm";
  EXPECT_EQ(next_due(Story{}.visit), (Due{Measure::wait, Ticks{30min + 1s}}));
}

TEST(Visit, ServiceIsPerApplicant) {
  Story story;
  story.call(1min).start(2min);
  EXPECT_EQ(next_due(story.visit), (Due{Measure::service, Ticks{22min + 1s}}));
  story.at(12min, ApplicantEnded{id, desk, 10min});
  EXPECT_EQ(story.visit.now.applicants, 2);
  EXPECT_EQ(served(story.visit, Ticks{15min}), Millis{3min});
  EXPECT_EQ(next_due(story.visit), (Due{Measure::service, Ticks{32min + 1s}}));
  story.finish(30min);
  EXPECT_EQ(story.last.ended->service_ms, Millis{28min});
  EXPECT_FALSE(story.last.ended->service_broken);
  EXPECT_EQ(story.last.ended->applicants, 2);
}

TEST(Visit, UnmarkedApplicantsMultiplyTheLimit) {
  EXPECT_EQ(limit_for(Seconds{20min}, 1), Seconds{20min});
  EXPECT_EQ(limit_for(Seconds{20min}, 3), Seconds{60min});
  EXPECT_EQ(limit_for(std::nullopt, 3), std::nullopt);
}

TEST(Visit, HoldInServiceStopsItsClock) {
  Story story;
  story.call(1min).start(2min).hold(5min).back(10min).call(11min).start(12min);
  EXPECT_EQ(next_due(story.visit), (Due{Measure::service, Ticks{12min + 20min + 1s - 3min}}));
  story.finish(20min);
  EXPECT_EQ(story.last.ended->service_ms, Millis{3min + 8min});
  EXPECT_EQ(story.last.ended->wait_ms, Millis{2min}) << "seen once";
  EXPECT_EQ(story.last.ended->walk_ms, std::nullopt) << "its call is forgotten";
}

TEST(Visit, ALegAfterBeingSeenHasAWaitWithoutANorm) {
  Story story;
  story.call(1min).start(2min).transfer(5min);
  ASSERT_TRUE(story.last.ended);
  EXPECT_EQ(story.last.ended->outcome, LegOutcome::transferred);
  EXPECT_FALSE(story.last.ended->last);
  EXPECT_EQ(story.last.ended->wait_limit_s, Seconds{30min});
  story.call(9min).start(10min).finish(14min);
  EXPECT_EQ(story.last.ended->leg, 1);
  EXPECT_EQ(story.last.ended->wait_ms, Millis{5min});
  EXPECT_EQ(story.last.ended->wait_limit_s, std::nullopt);
  EXPECT_EQ(story.last.ended->service.value, "housing");
}

TEST(Visit, AReturnedNoShowTakesItsRowBack) {
  Story story;
  story.call(1min).missed(2min);
  ASSERT_TRUE(story.last.ended);
  EXPECT_EQ(story.last.ended->outcome, LegOutcome::no_show);
  story.back(9min);
  EXPECT_EQ(story.last.removed, 0);
}

TEST(Visit, UndoneRestoresEveryFieldFromTheEventAlone) {
  Story story;
  story.call(1min).recall(2min).start(3min).hold(4min).back(5min).call(6min).start(7min);
  const Standing before = story.visit.now;
  story.finish(8min);
  const Undone event = undone(story.visit, before, desk, story.seq);
  EXPECT_EQ(former(event), before);
  story.at(8min + 5s, event);
  EXPECT_EQ(story.visit.now, before);
  EXPECT_EQ(story.last.removed, 0);
}

TEST(Visit, ABreachIsRecordedOncePerApplicant) {
  Story story;
  story.call(1min).start(2min);
  story.at(23min, LimitBroken{id, number, Measure::service, {}, 20min, desk});
  EXPECT_FALSE(next_due(story.visit));
  story.at(24min, ApplicantEnded{id, desk, 22min});
  EXPECT_TRUE(next_due(story.visit));
  story.finish(25min);
  EXPECT_TRUE(story.last.ended->service_broken);
}

TEST(Visit, EventsOfOthersChangeNothing) {
  Story story;
  const Visit before = story.visit;
  story.at(1min, TicketCalled{TicketId{"other"}, number, desk, {}, user, {}, "", false});
  EXPECT_EQ(story.visit, before);
}

}  // namespace
}  // namespace talon::visit
