// SPDX-License-Identifier: MIT
// S2-5.4.1-k: «должностное лицо, ответственное за прием документов или должностное лицо, ответственное за
// предоставление личной консультации»
// Whoever receives the visitor has to note the time, in both kinds of reception; the record says who did.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541k, BothKindsOfReceptionNameWhoNotedTheTime) {
  for (const ProcedureId& procedure : {submission, consultation}) {
    Hall hall;
    (void)hall.open("2");
    const TicketId ticket = hall.ticket(procedure);
    ASSERT_TRUE(hall.at("2", CallNext{}).ok());
    EXPECT_EQ(hall.at("2", FinishService{}).refusal().code, RefusalCode::nothing_in_service)
        << "no reception ends without its time";
    const Timestamp at = hall.now().at;
    ASSERT_TRUE(hall.at("2", StartService{}).ok());
    const Event noted = hall.all<ServiceStarted>().at(0);
    EXPECT_EQ(noted.by.name, "user2");
    EXPECT_EQ(std::get<ServiceStarted>(noted.body).specialist.value, "user2");
    EXPECT_EQ(hall.visit(ticket).now.seen_at, at);
    ASSERT_TRUE(hall.at("2", FinishService{}).ok());
    EXPECT_EQ(hall.legs().front().specialist.value, "user2");
  }
}

}  // namespace
}  // namespace talon
