// SPDX-License-Identifier: MIT
// Sessions of the mobile service in the journal: what a restart knows of them, and what is refused.
#include "server/queue/session.h"

#include <gtest/gtest.h>

#include "tests/fakes/mobile_hall.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Session, HandedOverTwiceIsRefusedAndANewTicketMayBeHandedOverAgain) {
  Hall laptop(mobile_hall());
  EXPECT_EQ(laptop.give(HandSession{1}, specialist).refusal().code, RefusalCode::wrong_state);
  (void)laptop.ticket(submission);
  ASSERT_TRUE(laptop.give(HandSession{1}, specialist).ok());
  EXPECT_EQ(laptop.give(HandSession{1}, specialist).refusal().code, RefusalCode::wrong_state);
  (void)laptop.ticket(submission);
  EXPECT_TRUE(laptop.give(HandSession{1}, specialist).ok());
}

TEST(Session, ALaptopReceivesNothingAndAnOfficeHandsOverNothing) {
  Hall laptop(mobile_hall());
  EXPECT_EQ(laptop.give(ReceiveSession{handed(40, laptop.state().date, 1)}, specialist).refusal().code,
            RefusalCode::wrong_state);
  Hall office(office_hall());
  (void)office.ticket(submission);
  EXPECT_EQ(office.give(HandSession{1}, specialist).refusal().code, RefusalCode::wrong_state);
  EXPECT_TRUE(office.state().sessions.empty()) << "its own tickets are at home";
}

TEST(Session, WhatIsNotHandedOverOutlivesTheNightAndARestart) {
  Hall laptop(mobile_hall());
  (void)laptop.ticket(submission);
  laptop.pass_to("10:00:00", "2026-03-03");
  (void)laptop.ticket(submission);
  laptop.pass_to("10:00:00", "2026-03-04");
  EXPECT_EQ(laptop.state().sessions.size(), 2U);
  EXPECT_EQ(laptop.folded(), laptop.state());
  ASSERT_TRUE(laptop.give(HandSession{2}, specialist).ok());
  laptop.pass_to("10:00:00", "2026-03-05");
  EXPECT_TRUE(laptop.state().sessions.empty());
  EXPECT_EQ(laptop.folded(), laptop.state());
}

TEST(Session, APreparedOneIsTakenBackWithAReasonOnceAndPreparedAnew) {
  Hall office(office_hall());
  const Date day = office.state().date;
  const PrepareSession prepared{"snezhinsk-mobile", day, "Дом культуры", 0};
  const auto cancel = [&](const std::string& reason) {
    return office.give(CancelSession{"snezhinsk-mobile", day, reason}, specialist);
  };
  EXPECT_EQ(cancel("Метель").refusal().code, RefusalCode::wrong_state) << "nothing is prepared";
  ASSERT_TRUE(office.give(prepared, specialist).ok());
  EXPECT_EQ(cancel("").refusal().code, RefusalCode::bad_request);
  ASSERT_TRUE(cancel("Метель").ok());
  EXPECT_TRUE(office.state().sessions.empty());
  EXPECT_EQ(office.folded(), office.state());
  EXPECT_EQ(cancel("Метель").refusal().code, RefusalCode::wrong_state);
  ASSERT_TRUE(office.give(prepared, specialist).ok());
  EXPECT_EQ(office.state().sessions.size(), 1U);
}

TEST(Session, TheLaptopTakesBackNoSession) {
  Hall laptop(mobile_hall());
  (void)laptop.ticket(submission);
  const CancelSession command{laptop.state().configuration->id, laptop.state().date, "Метель"};
  EXPECT_EQ(laptop.give(command, specialist).refusal().code, RefusalCode::wrong_state);
  EXPECT_EQ(laptop.state().sessions.size(), 1U);
}

TEST(Session, WhatWasReceivedOutlivesTheNight) {
  Hall office(office_hall());
  const Date day = office.state().date;
  const Date later{std::chrono::sys_days{day} + std::chrono::days{7}};
  ASSERT_TRUE(office.give(PrepareSession{"snezhinsk-mobile", day, "Дом культуры", 0}, specialist).ok());
  ASSERT_TRUE(office.give(PrepareSession{"snezhinsk-mobile", later, "Дом культуры", 0}, specialist).ok());
  ASSERT_TRUE(office.give(ReceiveSession{handed(40, day, 7)}, specialist).ok());
  office.pass_to("10:00:00", "2026-03-03");
  EXPECT_EQ(office.state().received.at("snezhinsk-mobile"), 40);
  ASSERT_EQ(office.state().sessions.size(), 1U) << "the one to come is not received with it";
  EXPECT_EQ(office.state().sessions.begin()->second, later);
  EXPECT_EQ(office.folded(), office.state());
}

TEST(Session, AnArrivalIsOfItsDayAlone) {
  Hall laptop(mobile_hall());
  ASSERT_TRUE(laptop.give(ArriveSession{"Дом культуры"}, specialist).ok());
  EXPECT_EQ(queue::next_picture_change(laptop.state(), laptop.now().at), monday("09:10:00"));
  EXPECT_EQ(session_texts(laptop).at(0), "Приём начинается в 9:10 (п. 11.6).");
  laptop.pass_to("09:00:00", "2026-03-03");
  EXPECT_FALSE(laptop.state().session_begins);
}

TEST(Session, ARegulationWithoutTheTermsTellsNothingAndStopsNobody) {
  Configuration plain = small_hall();
  plain.place = "mobile";
  Hall laptop(plain);
  ASSERT_TRUE(laptop.open("2").ok());
  ASSERT_TRUE(laptop.give(ArriveSession{"Дом культуры"}, specialist).ok());
  (void)laptop.ticket(submission);
  EXPECT_TRUE(laptop.at("2", CallNext{}).ok());
  laptop.pass_to("19:00:00", "2026-03-09");
  EXPECT_TRUE(session_texts(laptop).empty());
  EXPECT_EQ(queue::preparation_warning(laptop.state(), laptop.state().date), "");
}

TEST(Session, OnADayWithoutReceptionNobodyIsAskedAboutAnArrival) {
  const Hall sunday(mobile_hall(), monday("12:00:00", "2026-03-01"));
  EXPECT_TRUE(session_texts(sunday).empty());
  const Hall working(mobile_hall());
  EXPECT_EQ(session_texts(working).size(), 1U);
}

}  // namespace
}  // namespace talon
