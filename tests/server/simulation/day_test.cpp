// SPDX-License-Identifier: MIT
// A few visitors by hand through one or two desks: the rules of a day one by one.
#include "tests/server/simulation/halls.h"

namespace talon::simulation {
namespace {

TEST(Day, WhoComesToAnIdleDeskIsCalledAtOnceAndTheNextAfterTheGap) {
  const DayRun day = run(one_desk(), {visitor(0, 300), visitor(10, 100)});
  EXPECT_EQ(called(day, 0), 0);
  EXPECT_EQ(called(day, 1), 320);
  EXPECT_EQ(day.busy_s, 320 + 120);
  EXPECT_EQ(day.hours_s, 8 * 3600);
}

TEST(Day, NobodyIsCalledInABreakAndTheLastAreCalledAfterClosing) {
  Scenario hall = one_desk();
  hall.desks.front().hours = {{hall.open, hall.open + 600}, {hall.open + 1200, hall.close}};
  const DayRun day =
      run(hall, {visitor(0, 900), visitor(5, 100), visitor(27'000, 2'000), visitor(27'001, 60)});
  EXPECT_EQ(called(day, 1), 1200) << "the service overran into the break";
  EXPECT_EQ(called(day, 3), 29'020) << "closed at 28 800";
}

TEST(Day, WhoHasLeftIsCalledInVain) {
  Visitor gone = visitor(10, 100);
  gone.leave = 200;
  const DayRun day = run(one_desk(), {visitor(0, 300), gone, visitor(20, 100)});
  EXPECT_EQ(called(day, 1), 320);
  EXPECT_TRUE(day.fates.at(1).found_gone);
  EXPECT_EQ(called(day, 2), 320 + 60);
}

TEST(Day, WhoSteppedOutComesBackAndIsCalledFiveMinutesLaterAtTheLatest) {
  Visitor away = visitor(10, 100);
  away.away_from = 200;
  away.away_length = 300;
  // Two more wait when he is back; the desk is with the first of them until then.
  const DayRun day = run(one_desk(), {visitor(0, 300), away, visitor(20, 200), visitor(30, 100)}, "live_0");
  EXPECT_EQ(called(day, 1), 320) << "his first call is the one he missed";
  EXPECT_FALSE(day.fates.at(1).found_gone);
  EXPECT_EQ(called(day, 2), 380);
  EXPECT_EQ(called(day, 3), 600 + 120) << "the one who came back at 510 goes first: 300 s from then";
}

TEST(Day, ASecondLegIsATicketOfItsOwn) {
  Visitor sent_on = visitor(0, 100);
  sent_on.redirect = 1;
  sent_on.redirect_time = 50;
  const DayRun day = run(one_desk(), {sent_on, visitor(5, 100), visitor(10, 100)});
  // Ten minutes from the transfer are due before 30 from the ticket.
  EXPECT_EQ(called(day, 1), 120 + 70);
  EXPECT_EQ(called(day, 2), 190 + 120);
}

TEST(Day, TheIdleDeskThatHasBeenIdleLongestTakesTheVisitor) {
  Scenario hall = one_desk();
  hall.desks.push_back(hall.desks.front());
  hall.desks.back().hours = {{hall.open + 10, hall.close}};
  struct Desks : Watch {
    std::vector<int> desks;
    void waits(int, const Ticket&) override {}
    void called(int, int desk, const Ticket&) override { desks.push_back(desk); }
  } watch;
  (void)run_day(hall, {{visitor(20, 100), visitor(30, 10), visitor(200, 10)}, {}}, *policy_named("live"),
                &watch);
  EXPECT_EQ(watch.desks, (std::vector<int>{0, 1, 1}))
      << "at 200 the second is idle since 60, the first since 140";
}

TEST(Day, ABookedVisitorIsCountedFromHisAppointmentUnlessHeComesTooLate) {
  const Scenario hall = one_desk();
  Visitor early = visitor(0, 100);
  early.appointment = early.arrival + 900;
  EXPECT_EQ(reference_of(early), early.appointment);
  EXPECT_EQ(limit_of(hall, early), 900);
  Visitor late = visitor(1000, 100);
  late.appointment = late.arrival - 900;
  EXPECT_TRUE(booked_in_time(late));
  EXPECT_EQ(reference_of(late), late.arrival);
  ++late.arrival;
  EXPECT_FALSE(booked_in_time(late));
  EXPECT_EQ(limit_of(hall, late), 1800);
}

// The desk is free at 1 000, when both wait: the first 990 s in line, the second privileged.
TEST(Day, ThePrivilegedWaitAsTheirRightSays) {
  Visitor privileged = visitor(300, 100);
  privileged.priority = true;
  const std::vector<Visitor> visitors = {visitor(0, 980), visitor(10, 100), privileged};
  EXPECT_EQ(called(run(one_desk(), visitors, "live"), 2), 1000) << "ten minutes are due before thirty";
  EXPECT_EQ(called(run(one_desk(), visitors, "strict"), 2), 1000);
  EXPECT_EQ(called(run(one_desk(), visitors, "fifo"), 2), 1120);
  const Policy none = with_priority(*policy_named("live"), PriorityRule::none, false);
  EXPECT_EQ(called(run_day(one_desk(), {visitors, {}}, none), 2), 1120);
}

// At 2 000 the first of the line is late by 200 s, the one behind him can still be called in time.
TEST(Day, APatientLineClaimsForItsFirstTicketInTime) {
  const std::vector<Visitor> visitors = {visitor(0, 1980), visitor(0, 100), visitor(250, 100),
                                         visitor(1000, 100, 1)};
  EXPECT_EQ(called(run(one_desk(), visitors, "live"), 3), 2000) << "the late one yields to another line";
  const DayRun patient = run(one_desk(), visitors, "patient");
  EXPECT_EQ(called(patient, 1), 2000);
  EXPECT_EQ(called(patient, 2), 2240) << "then he is late himself, and yields";
  EXPECT_EQ(called(patient, 3), 2120);
}

TEST(Day, AnAbsentDeskAndAReserveDeskCallNobody) {
  Scenario hall = one_desk();
  hall.desks.push_back(hall.desks.front());
  hall.desks.push_back(hall.desks.front());
  hall.desks.back().reserve = true;
  const DayRun day = run_day(hall, {{visitor(0, 100), visitor(0, 100)}, {0}}, *policy_named("live"));
  EXPECT_EQ(called(day, 0), 0);
  EXPECT_EQ(called(day, 1), 120);
  EXPECT_EQ(day.hours_s, 8 * 3600) << "of the one desk at work";
}

TEST(Day, AReserveDeskCallsInTheHoursThatTheWatchAsksFor) {
  Scenario hall = one_desk();
  hall.desks.push_back({true, {{hall.open, hall.open + 300}, {hall.open + 400, hall.close}}, {0, 1}});
  struct Asks : Watch {
    std::vector<Scenario::Interval> spans;
    void waits(int, const Ticket&) override {}
    void called(int, int, const Ticket&) override {}
    std::optional<Scenario::Interval> opens_reserve() override {
      if (spans.empty()) return std::nullopt;
      const auto span = spans.back();
      spans.pop_back();
      return span;
    }
  } watch;
  watch.spans = {{hall.open + 100, hall.open + 600}};
  const DayRun day = run_day(
      hall, {{visitor(0, 3000), visitor(20, 100), visitor(30, 60), visitor(40, 250), visitor(50, 60)}, {}},
      *policy_named("live"), &watch);
  EXPECT_EQ(called(day, 1), 100) << "nothing else happens then";
  EXPECT_EQ(called(day, 2), 220);
  EXPECT_EQ(called(day, 3), 400) << "its own break";
  EXPECT_EQ(called(day, 4), 3020) << "it was asked for until 600, and was busy until 670";
  EXPECT_EQ(day.reserve_s, 200 + 200);
  EXPECT_EQ(day.hours_s, 8 * 3600 + 400);
}

TEST(Policies, AreKnownByModeAndByTheNameOfThePublishedTables) {
  EXPECT_FALSE(policy_named("quick"));
  EXPECT_EQ(policy_named("LIVE(G=20)")->rule, policy_named("live")->rule);
  EXPECT_EQ(policy_named("DEFAULT+guarded-priority")->name, "DEFAULT+guarded-priority");
  const Policy guarded = with_priority(*policy_named("balanced"), PriorityRule::out_of_turn, true);
  EXPECT_EQ(policy_named("DEFAULT+guarded-priority")->rule, guarded.rule);
  EXPECT_EQ(guarded.name, "balanced+out_of_turn+guard");
  EXPECT_TRUE(with_priority(*policy_named("strict"), PriorityRule::none, false).strict);
}

}  // namespace
}  // namespace talon::simulation
