// SPDX-License-Identifier: MIT
// Booked and privileged visitors are told a wait of their own.
#include "server/queue/newcomer.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <tuple>

#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using queue::Newcomer;

const LineId papers{benefit, submission};

Configuration hall_of_all(OrderMode mode = OrderMode::live) {
  Configuration hall = small_hall();
  hall.order.mode = mode;
  hall.order.booked_head_start = 5min;
  hall.order.priorities = {{"veteran", "Ветеран", PriorityRule::out_of_turn},
                           {"parent", "С ребёнком", PriorityRule::head_start, 10min},
                           {"guest", "Гость", PriorityRule::none}};
  Schedule schedule;
  schedule.step = 30min;
  hall.services.front().offers[1].schedule = schedule;
  return hall;
}

void book(Hall& hall, const std::string& name, const Timestamp& slot_at) {
  BookAppointment command;
  command.appointment = AppointmentId{name};
  command.codes = {"code-" + name};
  command.service = papers.service;
  command.procedure = papers.procedure;
  command.slot_at = slot_at;
  ASSERT_TRUE(hall.desk(command, "user2").ok());
}

/// A ticket for papers of somebody privileged, or (code) booked.
TicketIssued takes(Hall& hall, const std::string& category, const std::string& code = "") {
  IssueTicket command;
  command.ticket = TicketId{"n" + std::to_string(hall.state().seq)};
  command.service = papers.service;
  command.procedure = papers.procedure;
  command.priority = category;
  command.booking_code = code;
  return std::get<TicketIssued>(hall.give(command, {Role::kiosk, "kiosk1", ""}).value().back().body);
}

std::optional<Newcomer> kind(const Hall& hall, const TicketIssued& issued) {
  return queue::newcomer_of(hall.state(), hall.visit(issued.ticket));
}

/// What is compared of a turn, `later` than now.
std::tuple<bool, Ground, Ticks> number(const Hall& hall, const queue::Turn& turn, Millis later) {
  const queue::Rank rank = queue::rank_of(turn, {}, hall.state().rule, hall.now().t + later);
  return {rank.first, rank.ground, rank.sum()};
}

TEST(Newcomer, IsCalledLikeTheTicketHeTakes) {
  for (const OrderMode mode : {OrderMode::live, OrderMode::patient, OrderMode::balanced}) {
    Hall hall(hall_of_all(mode));
    (void)hall.open("2");
    book(hall, "a", monday("09:30:00"));
    book(hall, "b", monday("10:00:00"));
    book(hall, "c", monday("10:30:00"));
    hall.pass_to("09:20:00");
    for (const TicketIssued& issued :
         {takes(hall, "veteran"), takes(hall, "parent"), takes(hall, "", "code-a"), takes(hall, "", "code-b"),
          takes(hall, "veteran", "code-c")}) {
      const auto newcomer = kind(hall, issued);
      ASSERT_TRUE(newcomer);
      const queue::WaitingTicket ticket = waiting_ticket(hall.state(), hall.visit(issued.ticket));
      const queue::Turn his = turn_of(hall.state(), *newcomer, ticket.place);
      const queue::Turn real = turn_of(ticket, hall.state().rule);
      EXPECT_EQ(his.row, real.row);
      for (const Millis later : {0min, 40min, 120min})
        EXPECT_EQ(number(hall, his, later), number(hall, real, later));
    }
  }
}

TEST(Newcomer, AnOrdinaryWalkInIsNone) {
  Hall hall(hall_of_all());
  (void)hall.open("2");
  EXPECT_EQ(kind(hall, takes(hall, "")), std::nullopt);
  EXPECT_EQ(kind(hall, takes(hall, "guest")), std::nullopt) << "a category without a right";
}

TEST(Newcomer, TheMinutesBeforeABookedTimeAreFives) {
  Hall hall(hall_of_all());
  (void)hall.open("2");
  book(hall, "a", monday("09:30:00"));
  hall.pass_to("09:13:00");
  EXPECT_EQ(kind(hall, takes(hall, "", "code-a"))->early, 15min);
}

TEST(Newcomer, ThoseWhoMayComeAreEachAskedForOnce) {
  Hall hall(hall_of_all());
  (void)hall.open("2");
  const std::size_t lines = hall.state().configuration->lines().size();
  EXPECT_EQ(queue::newcomers(hall.state()).size(), 2 * lines) << "two categories have a right";
  book(hall, "a", monday("10:00:00"));
  book(hall, "b", monday("10:30:00"));
  book(hall, "c", monday("10:00:00", "2026-03-03"));
  const auto all = queue::newcomers(hall.state());
  EXPECT_EQ(all.size(), 2 * lines + 7) << "booked today: 0, 5 ... 30 minutes before their time";
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const Newcomer& each) { return each.early == 30min; }),
            1);
}

TEST(Newcomer, IsToldTheWaitOfHisOwnTurn) {
  Hall hall(hall_of_all());
  (void)hall.open("2");
  for (int i = 0; i < 3; ++i) (void)hall.ticket(submission);
  EXPECT_EQ(takes(hall, "veteran").expected_wait_s, Seconds{0}) << "out of turn";
  EXPECT_EQ(takes(hall, "parent").expected_wait_s, Seconds{14min + 30s}) << "after the veteran";
  EXPECT_EQ(takes(hall, "").expected_wait_s, 5 * Seconds{14min + 30s}) << "after all";
}

TEST(Newcomer, TakesWhatTheOutlookFoundForHisKind) {
  Hall hall(hall_of_all());
  (void)hall.open("2");
  auto outlook = std::make_shared<queue::Outlook>();
  outlook->at = hall.now().at;
  outlook->lines[papers] = {20min, 0s, 30min, 0s};
  outlook->others[{papers, PriorityRule::head_start, 10min, {}}] = {7min, 60s, 9min, 30s};
  hall.state().outlook = outlook;
  const TicketIssued parent = takes(hall, "parent");
  EXPECT_EQ(parent.expected_wait_s, 7min);
  EXPECT_EQ(parent.expected_shift_s, 60s);
  EXPECT_EQ(parent.not_later_s, 9min);
  EXPECT_EQ(parent.not_later_shift_s, 30s);
  EXPECT_EQ(takes(hall, "").not_later_s, 30min);
  const TicketIssued veteran = takes(hall, "veteran");
  EXPECT_EQ(veteran.expected_wait_s, Seconds{0}) << "not asked for: one run on the spot";
  EXPECT_EQ(veteran.not_later_s, std::nullopt);
}

}  // namespace
}  // namespace talon
