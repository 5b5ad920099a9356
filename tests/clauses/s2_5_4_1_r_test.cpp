// SPDX-License-Identifier: MIT
// S2-5.4.1-r: «указывает в какой кабинет может обратиться владелец квитка с соответствующим номером очереди»
// The board speaks to a number: what the hall sees has no name, no category and nothing that was noted of a
// visitor.
#include <gtest/gtest.h>

#include "server/protocol/json.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541r, BoardSlipAndStateSayNothingOfThePerson) {
  Configuration configuration = small_hall();
  configuration.order.priorities.push_back({"veteran", "ветеран войны", PriorityRule::head_start, 10min});
  Hall hall(configuration);
  (void)hall.open("2");
  IssueTicket command;
  command.ticket = TicketId{"x"};
  command.token = "token";
  command.service = benefit;
  command.procedure = submission;
  command.priority = "veteran";
  ASSERT_TRUE(hall.give(command, {Role::kiosk, "kiosk1", ""}).ok());
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  const std::string seen = protocol::encode(queue::hall_picture(hall.state(), hall.time())) +
                           protocol::encode(queue::ticket_reply(hall.state(), TicketId{"x"}, "")) +
                           protocol::encode(*queue::ticket_status(hall.state(), "token", hall.time()));
  for (const char* word : {"veteran", "ветеран", "user2", "specialist", "priority"}) {
    EXPECT_EQ(seen.find(word), std::string::npos) << word << " in " << seen;
  }
  const auto desk = queue::desk_picture(hall.state(), DeskId{"2"}, hall.time());
  EXPECT_EQ(desk->ticket->priority, "ветеран войны") << "the desk knows";
}

}  // namespace
}  // namespace talon
