// SPDX-License-Identifier: MIT
// Taking back the desk's last command.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;
using enum TicketState;

struct Undo : ::testing::Test {
  Hall hall;
  TicketId first, second;
  void SetUp() override {
    (void)hall.open("1");
    (void)hall.open("2");
    first = hall.ticket(consultation);
    hall.pass(1min);
    second = hall.ticket(consultation);
    hall.pass(1min);
    ASSERT_TRUE(hall.at("1", CallNext{}).ok());
    hall.pass(30s);
  }
  RefusalCode refused() {
    const auto result = hall.at("1", UndoLast{});
    EXPECT_FALSE(result.ok());
    return result.refusal().code;
  }
  /// Gives the verb, takes it back: the tickets and the line are as before.
  template <class Verb>
  void restores(Verb verb) {
    const auto before = hall.state();
    const auto legs = hall.legs().size();
    ASSERT_TRUE(hall.at("1", std::move(verb)).ok());
    hall.pass(5s);
    ASSERT_TRUE(hall.at("1", UndoLast{}).ok());
    for (const auto& [id, visit] : before.tickets) EXPECT_EQ(hall.visit(id).now, visit.now) << id;
    for (const LineId& line : small_hall().lines()) {
      EXPECT_TRUE(hall.state().line(line) == before.line(line)) << line.service << ' ' << line.procedure;
    }
    EXPECT_EQ(hall.state().count, before.count);
    EXPECT_EQ(hall.state().desk(DeskId{"1"}).ticket, before.desk(DeskId{"1"}).ticket);
    EXPECT_EQ(hall.state().desk(DeskId{"1"}).served, before.desk(DeskId{"1"}).served);
    EXPECT_EQ(hall.legs().size(), legs);
    EXPECT_EQ(hall.state(), hall.folded());
  }
};

TEST_F(Undo, EachVerbOfACalledTicket) {
  restores(RecallTicket{});
  restores(StartService{});
  restores(MarkNoShow{});
  restores(HoldTicket{{}, "копии"});
  restores(TransferTicket{{}, housing, submission, {}, ""});
}

TEST_F(Undo, EachVerbOfAServedTicket) {
  ASSERT_TRUE(hall.at("1", StartService{}).ok());
  hall.pass(5min);
  restores(NextApplicant{});
  restores(FinishService{{}, "consulted"});
  restores(HoldTicket{{}, "копии"});
  restores(TransferTicket{{}, housing, submission, DeskId{"2"}, "проверить"});
  restores(CallNext{{}, "consulted"});
}

TEST_F(Undo, ReturnOfANoShow) {
  ASSERT_TRUE(hall.at("1", MarkNoShow{}).ok());
  hall.pass(30s);
  restores(ReturnTicket{{}, first});
  restores(CallTicket{{}, first, "вернулся"});
}

// A fast clock issues, calls and starts in one millisecond: that is no visitor without a ticket.
TEST_F(Undo, AStartAtTheMomentOfIssueGivesTheCallBack) {
  const TicketId ticket = hall.ticket(consultation);
  ASSERT_TRUE(hall.at("2", CallTicket{{}, ticket, "по просьбе"}).ok());
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  ASSERT_TRUE(hall.at("2", UndoLast{}).ok());
  EXPECT_EQ(hall.standing(ticket), TicketState::called);
}

TEST_F(Undo, TenSecondsAndNoLonger) {
  (void)hall.at("1", StartService{});
  hall.pass(10s);
  ASSERT_TRUE(hall.at("1", UndoLast{}).ok());
  (void)hall.at("1", StartService{});
  hall.pass(10s + 1ms);
  EXPECT_EQ(refused(), RefusalCode::undo_too_late);
}

TEST_F(Undo, OnlyTheLastCommandAndOnlyOnce) {
  EXPECT_EQ(refused(), RefusalCode::undo_too_late);
  (void)hall.at("1", StartService{});
  ASSERT_TRUE(hall.at("1", UndoLast{}).ok());
  EXPECT_EQ(refused(), RefusalCode::nothing_to_undo);
}

TEST_F(Undo, NotWhenTheTicketWasTouchedSince) {
  (void)hall.at("1", TransferTicket{{}, benefit, consultation, DeskId{"2"}, ""});
  (void)hall.at("2", CallNext{});
  EXPECT_EQ(refused(), RefusalCode::nothing_to_undo);
}

TEST_F(Undo, ABreachInBetweenDoesNotForbidIt) {
  const TicketId paper = hall.ticket(submission);
  hall.pass(29min + 55s);
  (void)hall.at("2", CallTicket{{}, paper, "срочно"});
  hall.pass(6s);
  ASSERT_EQ(hall.all<LimitBroken>().size(), 3U);
  EXPECT_TRUE(hall.at("2", UndoLast{}).ok());
  EXPECT_EQ(hall.standing(paper), waiting);
}

TEST_F(Undo, AnUndoneCallVanishesFromTheBoard) {
  (void)hall.at("1", MarkNoShow{});
  hall.pass(31s);
  (void)hall.at("1", CallNext{});
  ASSERT_EQ(queue::hall_picture(hall.state(), hall.time()).calls.size(), 1U);
  (void)hall.at("1", UndoLast{});
  EXPECT_TRUE(queue::hall_picture(hall.state(), hall.time()).calls.empty());
}

}  // namespace
}  // namespace talon
