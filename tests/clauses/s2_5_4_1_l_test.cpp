// SPDX-License-Identifier: MIT
// S2-5.4.1-l, m: «Цифровое табло оповещения, размещенное так, чтобы его было видно с любой точки помещения,
// указывает в какой кабинет может обратиться владелец квитка с соответствующим номером очереди.»
// Every call puts number and room on the picture that all boards of the hall show; the room is named as on
// its door, wherever it is named.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause541l, EveryCallNamesNumberAndRoom) {
  Hall hall;
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  std::map<std::string, std::string> rooms;
  for (int i = 0; i < 3; ++i) (void)hall.ticket(consultation);
  for (const char* desk : {"1", "2", "3"}) ASSERT_TRUE(hall.at(desk, CallNext{}).ok());
  for (const CallPicture& call : queue::hall_picture(hall.state(), hall.time()).calls) {
    rooms[call.number.text()] = call.room_title;
  }
  EXPECT_EQ(rooms, (std::map<std::string, std::string>{
                       {"А001", "кабинет 5"}, {"А002", "кабинет 6"}, {"А003", "кабинет 7"}}));
}

TEST(Clause541l, ARoomHasOneNameEverywhere) {
  Hall hall;
  (void)hall.open("2");
  const TicketId ticket = hall.ticket(submission);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  Configuration renamed = small_hall();
  renamed.rooms[1].title = "кабинет 6а";
  hall.configure(renamed);
  EXPECT_EQ(queue::hall_picture(hall.state(), hall.time()).calls.front().room_title, "кабинет 6а");
  EXPECT_EQ(queue::desk_picture(hall.state(), DeskId{"2"}, hall.time())->room.title, "кабинет 6а");
  EXPECT_EQ(queue::ticket_reply(hall.state(), ticket, "").rooms.front().title, "кабинет 6а");
}

}  // namespace
}  // namespace talon
