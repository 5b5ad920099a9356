// SPDX-License-Identifier: MIT
// S2-5.4.1-m: «В соответствии с указателями и схемами гражданин проходит в соответствующее помещение
// Управления.» The room is named once, in the configuration, exactly as on its door; the ticket and the board
// say it in these words.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541m, TicketAndBoardNameTheRoomAsItsDoorDoes) {
  Configuration renamed = small_hall();
  for (Room& room : renamed.rooms) room.title = "помещение № " + room.id.value;
  Hall hall(renamed);
  ASSERT_TRUE(hall.open("2").ok());
  const TicketId ticket = hall.ticket(submission);
  const auto reply = queue::ticket_reply(hall.state(), ticket, "");
  ASSERT_FALSE(reply.slip.rooms.empty());
  EXPECT_EQ(reply.slip.rooms.front().title, "помещение № 6");
  EXPECT_NE(reply.slip.where.find("помещение № 6"), std::string::npos) << reply.slip.where;
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  EXPECT_EQ(queue::hall_picture(hall.state(), hall.time()).calls.at(0).room_title, "помещение № 6");
}

}  // namespace
}  // namespace talon
