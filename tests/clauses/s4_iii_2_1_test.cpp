// SPDX-License-Identifier: MIT
// S4-III.2.1-e: «не может превышать 15 минут на каждого заявителя»
// The service clock by the Rostov profile; of several applicants each has fifteen minutes.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

Leg served_for(Millis span, int applicants = 1) {
  Configuration configuration = small_hall();
  configuration.regulation = "rostov-draft";
  Hall hall(configuration);
  (void)hall.open("2");
  (void)hall.ticket(submission);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  hall.pass(span);
  for (int i = 1; i < applicants; ++i) {
    (void)hall.at("2", NextApplicant{});
    hall.pass(span);
  }
  (void)hall.at("2", FinishService{});
  return hall.legs().front();
}

TEST(ClauseIII21, FifteenMinutesAreWithinOneSecondMoreIsABreach) {
  EXPECT_FALSE(served_for(15min).service_broken);
  EXPECT_FALSE(served_for(15min + 999ms).service_broken);
  EXPECT_TRUE(served_for(15min + 1s).service_broken);
  EXPECT_EQ(served_for(15min).service_clause.value, "III.2.1");
}

TEST(ClauseIII21, EachApplicantHasTheWholeTime) {
  EXPECT_FALSE(served_for(15min, 3).service_broken);
  EXPECT_TRUE(served_for(15min + 1s, 3).service_broken);
}

}  // namespace
}  // namespace talon
