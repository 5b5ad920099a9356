// SPDX-License-Identifier: MIT
// S2-10.3-b: «Общий максимальный срок приема документов не может превышать 20 минут на одного заявителя.»
// A representative brings the papers of several applicants: each has the whole limit. `next-applicant` ends
// one's service and begins the next.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

struct Clause103 : ::testing::Test {
  Hall hall;
  void SetUp() override {
    (void)hall.open("2");
    (void)hall.ticket(submission);
    (void)hall.at("2", CallNext{});
    ASSERT_TRUE(hall.at("2", StartService{}).ok());
  }
};

TEST_F(Clause103, ThreeApplicantsInFortyFiveMinutesBreakNothing) {
  for (int i = 0; i < 2; ++i) {
    hall.pass(15min);
    ASSERT_TRUE(hall.at("2", NextApplicant{}).ok());
  }
  hall.pass(15min);
  (void)hall.at("2", FinishService{});
  EXPECT_TRUE(hall.all<LimitBroken>().empty());
  EXPECT_EQ(hall.legs().front().applicants, 3);
  EXPECT_EQ(hall.legs().front().service_ms, Millis{45min});
  EXPECT_FALSE(hall.legs().front().service_broken);
}

TEST_F(Clause103, EachApplicantIsMeasuredAlone) {
  hall.pass(20min + 1s);
  ASSERT_TRUE(hall.at("2", NextApplicant{}).ok());
  hall.pass(20min);
  ASSERT_TRUE(hall.at("2", NextApplicant{}).ok());
  hall.pass(25min);
  (void)hall.at("2", FinishService{});
  EXPECT_EQ(hall.all<LimitBroken>().size(), 2U) << "the first and the third";
  EXPECT_TRUE(hall.legs().front().service_broken);
}

TEST_F(Clause103, UnmarkedApplicantsMultiplyTheLimit) {
  EXPECT_FALSE(visit::broken(55min, visit::limit_for(Seconds{20min}, 3)));
  EXPECT_TRUE(visit::broken(60min + 1s, visit::limit_for(Seconds{20min}, 3)));
}

}  // namespace
}  // namespace talon
