// SPDX-License-Identifier: MIT
// S3-3.2: «Обеспечение возможности оценки онлайн/при личном посещении государственной услуги (сервиса) на
// любом этапе ее предоставления и после получения результата»
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor kiosk{Role::kiosk, "kiosk1", ""};

TEST(Clause332, AVisitIsRatedAtEveryStageAndAfterwards) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  const auto rate = [&](int rating) { return hall.give(RateTicket{ticket, rating}, kiosk).ok(); };
  EXPECT_TRUE(rate(2)) << "waiting";
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  EXPECT_TRUE(rate(3)) << "called";
  ASSERT_TRUE(hall.at("2", StartService{}).ok());
  EXPECT_TRUE(rate(1)) << "in service";
  ASSERT_TRUE(hall.at("2", FinishService{}).ok());
  EXPECT_TRUE(rate(3)) << "afterwards";
  EXPECT_EQ(hall.all<TicketRated>().size(), 4U) << "each word is in the journal";
}

TEST(Clause332, ARatingHasThreeFaces) {
  Hall hall;
  const TicketId ticket = hall.ticket(submission);
  for (const int rating : {0, 4, -1}) {
    EXPECT_EQ(hall.give(RateTicket{ticket, rating}, kiosk).refusal().code, RefusalCode::bad_request)
        << rating;
  }
}

}  // namespace
}  // namespace talon
