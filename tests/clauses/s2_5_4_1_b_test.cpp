// SPDX-License-Identifier: MIT
// S2-5.4.1-b: «при входе в помещение Управления гражданин по соответствующему указателю подходит к терминалу
// и выбирает процедуру, которую он желает пройти» One procedure is chosen, not a desk and not a person; it is
// stored on the ticket, and nothing personal is.
#include <gtest/gtest.h>

#include "server/protocol/json.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541b, TheChosenProcedureStandsOnTheTicket) {
  for (const ProcedureId& chosen : {consultation, submission, result}) {
    Hall hall;
    const TicketId ticket = hall.ticket(chosen);
    EXPECT_EQ(hall.visit(ticket).issued.procedure, chosen);
    EXPECT_EQ(hall.visit(ticket).issued.service, benefit);
  }
}

TEST(Clause541b, WhatIsStoredHasNoFieldForAPerson) {
  Hall hall;
  (void)hall.ticket(submission);
  const std::string stored = protocol::encode(hall.all<TicketIssued>().at(0));
  for (const char* field : {"\"name\"", "\"phone\"", "\"contact\"", "\"passport\"", "\"birth", "\"snils\""}) {
    EXPECT_EQ(stored.find(field), std::string::npos) << stored;
  }
}

}  // namespace
}  // namespace talon
