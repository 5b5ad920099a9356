// SPDX-License-Identifier: MIT
// S2-11.6: «через 10 минут после прибытия специалистов мобильной социальной службы» начинается приём. The
// arrival is recorded; nobody is called before, and a later start is told.
#include <gtest/gtest.h>

#include "tests/fakes/mobile_hall.h"

namespace talon {
namespace {

using namespace fakes;

class Clause116 : public ::testing::Test {
 protected:
  Clause116() { (void)laptop_.open("2"); }
  void arrive() { ASSERT_TRUE(laptop_.give(ArriveSession{"Дом культуры"}, specialist).ok()); }
  Hall laptop_{mobile_hall()};
};

TEST_F(Clause116, NobodyIsCalledBeforeTenMinutesAfterTheArrival) {
  arrive();
  EXPECT_EQ(std::get<SessionArrived>(laptop_.all<SessionArrived>().at(0).body).begins, monday("09:10:00"));
  const TicketId ticket = laptop_.ticket(submission);
  laptop_.pass_to("09:09:59");
  const auto refused = laptop_.at("2", CallNext{});
  EXPECT_EQ(refused.refusal().code, RefusalCode::hall_closed);
  EXPECT_EQ(refused.refusal().detail, "приём начинается в 9:10, отсчёт от приезда (п. 11.6)");
  EXPECT_FALSE(laptop_.at("2", CallTicket{{}, ticket, "просит"}).ok());
  EXPECT_FALSE(laptop_.at("2", reception("t9", submission)).ok());
  laptop_.pass_to("09:10:00");
  EXPECT_TRUE(laptop_.at("2", CallNext{}).ok());
}

TEST_F(Clause116, AnArrivalThatNobodyNotedStopsNobodyAndIsTold) {
  (void)laptop_.ticket(submission);
  EXPECT_EQ(session_texts(laptop_).at(0),
            "Приезд не отмечен: «Приехали» на странице руководителя, «Работа зала».");
  EXPECT_TRUE(laptop_.at("2", CallNext{}).ok());
}

TEST_F(Clause116, OneArrivalADay) {
  arrive();
  EXPECT_EQ(laptop_.give(ArriveSession{"Дом культуры"}, specialist).refusal().code, RefusalCode::wrong_state);
  laptop_.pass_to("09:00:00", "2026-03-03");
  EXPECT_TRUE(laptop_.give(ArriveSession{"Клуб"}, specialist).ok());
  Hall office(office_hall());
  EXPECT_EQ(office.give(ArriveSession{"Клуб"}, specialist).refusal().code, RefusalCode::wrong_state);
}

TEST_F(Clause116, ALaterStartIsReportedWithItsMinutes) {
  arrive();
  (void)laptop_.ticket(submission);
  laptop_.pass_to("09:12:00");
  EXPECT_EQ(session_texts(laptop_).at(0),
            "Люди ждут, а приём не начат: уже на 2 мин позже, чем можно было (п. 11.6).");
  laptop_.pass_to("09:25:30");
  ASSERT_TRUE(laptop_.at("2", CallNext{}).ok());
  laptop_.pass_to("10:00:00");
  ASSERT_TRUE(laptop_.at("2", StartService{}).ok());
  EXPECT_EQ(session_texts(laptop_).at(0), "Приём начат в 9:25: на 15 мин позже, чем можно было (п. 11.6).");
}

TEST_F(Clause116, WhoComesLateMakesNoLateStart) {
  arrive();
  laptop_.pass_to("11:00:00");
  (void)laptop_.ticket(submission);
  laptop_.pass(30s);
  ASSERT_TRUE(laptop_.at("2", CallNext{}).ok());
  EXPECT_TRUE(session_texts(laptop_).empty());
}

}  // namespace
}  // namespace talon
