// SPDX-License-Identifier: MIT
// Who is yet to come: the booked at the moments known from the past, the privileged by their share, more of
// all on a day that is busier.
#include "server/outlook/coming.h"

#include <gtest/gtest.h>
#include <set>

#include "tests/fakes/hall_fixture.h"
#include "tests/server/outlook/past_rows.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

const LineId talks{benefit, consultation};
const LineId papers{benefit, submission};

/// Consultations on that many days: 10 of each day at half past nine.
test::Rows rows(unsigned days) {
  test::Rows made;
  for (unsigned day = 1; day <= days; ++day) {
    for (int i = 0; i < 10; ++i) made.served(talks, test::march(day), 9h + 30min, 6min);
  }
  return made;
}

std::vector<Arrival> drawn(const Copy& copy, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  return draw_arrivals(copy, 8h, random);
}

/// In how many of 2 000 draws the only one expected comes.
int times_come(const Copy& copy) {
  int count = 0;
  for (std::uint64_t seed = 0; seed < 2000; ++seed) count += static_cast<int>(drawn(copy, seed).size());
  return count;
}

Copy copy_of(const Hall& hall, PastFold& fold) {
  return copy_hall(hall.state(), hall.now().at, std::make_shared<const Past>(fold.past()));
}

TEST(Coming, TheBookedComeWhenThoseOfPastDaysCame) {
  Hall hall;
  PastFold fold;
  fold.add_appointments(2, {5min, -10min});
  Copy copy = copy_of(hall, fold);
  copy.appointments = {{0, 20min, 900s}};
  std::set<Millis> moments;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const std::vector<Arrival> come = drawn(copy, seed);
    ASSERT_EQ(come.size(), 1U);
    EXPECT_EQ(come.front().booked, 20min);
    moments.insert(come.front().at);
  }
  EXPECT_EQ(moments, (std::set<Millis>{10min, 25min}));
  copy.appointments->front().slot = -1min;
  EXPECT_EQ(drawn(copy, 1).at(0).at, 4min) << "the early moment has passed";
  copy.appointments->front().slot = -5min;
  EXPECT_EQ(times_come(copy), 0) << "and now both";
}

TEST(Coming, WhoHasNotComeUntilNowIsLessLikelyToCome) {
  Hall hall;
  PastFold fold;
  fold.add_appointments(4, {5min, -10min});
  Copy copy = copy_of(hall, fold);
  copy.appointments = {{0, 20min, 900s}};
  EXPECT_NEAR(times_come(copy), 1000, 100) << "half of the appointments are kept";
  copy.appointments->front().slot = 0min;
  EXPECT_NEAR(times_come(copy), 667, 100) << "a quarter came later than this, half never";
}

TEST(Coming, WithoutAPastTheBookedComeAtTheirTime) {
  Hall hall;
  PastFold fold;
  Copy copy = copy_of(hall, fold);
  copy.appointments = {{0, 20min, 900s}, {0, -1min, 900s}};
  const std::vector<Arrival> come = drawn(copy, 1);
  ASSERT_EQ(come.size(), 1U);
  EXPECT_EQ(come.front().at, 20min);
}

TEST(Coming, AHallKnowsWhoHasBookedForToday) {
  Configuration configuration = small_hall();
  Schedule schedule;
  schedule.step = 30min;
  schedule.places = 1;
  schedule.room = RoomId{"6"};
  configuration.services.front().offers[1].schedule = schedule;
  Hall hall(configuration);
  BookAppointment book;
  book.appointment = AppointmentId{"a"};
  book.codes = {"1234567890"};
  book.service = benefit;
  book.procedure = submission;
  book.slot_at = monday("09:30:00");
  ASSERT_TRUE(hall.desk(book, "user2").ok());
  PastFold fold;
  const Copy before = copy_of(hall, fold);
  ASSERT_TRUE(before.appointments);
  ASSERT_EQ(before.appointments->size(), 1U);
  EXPECT_EQ(before.appointments->front().slot, book.slot_at.utc - hall.now().at.utc);
  EXPECT_EQ(before.lines.at(before.appointments->front().line).id, papers);
  hall.pass_to("09:25:00");
  IssueTicket arrive;
  arrive.ticket = TicketId{"t"};
  arrive.token = "token";
  arrive.booking_code = "1234567890";
  ASSERT_TRUE(hall.give(arrive, {Role::kiosk, "kiosk1", ""}).ok());
  (void)hall.ticket(consultation);
  const Copy after = copy_of(hall, fold);
  EXPECT_TRUE(after.appointments->empty());
  EXPECT_EQ(after.walk_ins, 1) << "the booked one is none";
}

TEST(Coming, TurnsAreThoseOfTheirKind) {
  Configuration configuration = small_hall();
  configuration.order.booked_head_start = 2min;
  Hall hall(configuration);
  PastFold fold;
  const Copy copy = copy_of(hall, fold);
  Arrival arrival;
  arrival.at = 10min;
  arrival.limit = 900s;
  const Ticks due = copy.t + (10min + 900s - copy.order.walk);
  EXPECT_EQ(turn_of(copy, arrival, 1).claim, due);
  EXPECT_EQ(turn_of(copy, arrival, 1).row, queue::Row::walk_ins);
  arrival.booked = 18min;
  EXPECT_EQ(turn_of(copy, arrival, 1).deadline, due + Millis{8min}) << "counted from his time";
  EXPECT_EQ(turn_of(copy, arrival, 1).claim, due + Millis{6min});
  arrival.booked = 5min;
  EXPECT_EQ(turn_of(copy, arrival, 1).deadline, due) << "from his coming when that is later";
  arrival.booked.reset();
  arrival.priority = PriorityRule::head_start;
  arrival.head_start = 10min;
  EXPECT_EQ(turn_of(copy, arrival, 1).claim, copy.t + Millis{20min});
  arrival.priority = PriorityRule::out_of_turn;
  EXPECT_EQ(turn_of(copy, arrival, 1).row, queue::Row::out_of_turn);
}

TEST(Coming, ThePrivilegedAreAsManyAsOnPastDays) {
  Configuration configuration = small_hall();
  configuration.order.priorities = {{"veteran", "Ветеран", PriorityRule::out_of_turn},
                                    {"donor", "Донор", PriorityRule::none}};
  Hall hall(configuration);
  test::Rows past = rows(5);
  past.fold.add_tickets(50, {{"veteran", 10}, {"donor", 25}});
  const Copy copy = copy_of(hall, past.fold);
  ASSERT_EQ(copy.rights.size(), 1U) << "the donor has no right";
  EXPECT_DOUBLE_EQ(copy.rights.front().share, 0.2);
  int all = 0;
  int first = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    for (const Arrival& arrival : drawn(copy, seed)) {
      ++all;
      if (arrival.priority == PriorityRule::out_of_turn) ++first;
    }
  }
  EXPECT_NEAR(all, 3000, 250);
  EXPECT_NEAR(100.0 * first / all, 20, 4);
}

TEST(Coming, WhoHasBookedIsNotDrawnOnceMore) {
  Hall hall;
  test::Rows past = rows(1);
  Past learnt = past.fold.past();
  learnt.lines.at(talks).booked = learnt.lines.at(talks).arrivals;
  Copy copy = copy_hall(hall.state(), hall.now().at, std::make_shared<const Past>(learnt));
  EXPECT_TRUE(drawn(copy, 1).empty()) << "nobody has booked for today";
  copy.appointments.reset();
  EXPECT_FALSE(drawn(copy, 1).empty()) << "of a day of which that is not known they are walk-ins";
}

TEST(Coming, ABusierDayGoesOnBusier) {
  Hall hall(small_hall(), monday("10:00:00"));
  Past learnt = rows(1).fold.past();
  learnt.day_spread = 0.1;
  const auto past = std::make_shared<const Past>(learnt);
  for (int i = 0; i < 20; ++i) (void)hall.ticket(consultation);
  EXPECT_DOUBLE_EQ(copy_hall(hall.state(), hall.now().at, past).pace, (10.0 + 20) / (10 + 10));
  learnt.day_spread = 0;
  const auto alike = std::make_shared<const Past>(learnt);
  EXPECT_DOUBLE_EQ(copy_hall(hall.state(), hall.now().at, alike).pace, 1)
      << "all days are alike but for luck";
}

}  // namespace
}  // namespace talon::outlook
