// SPDX-License-Identifier: MIT
// S2-5.4.1-a: «Прием получателей государственной услуги может осуществляться с использованием системы
// электронного управления очередью, включающей терминал электронной регистрации очереди и цифровое табло
// оповещения.» One terminal, one board and the server are a whole installation.
#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

/// Nothing but a terminal at the door, a board and one desk.
Configuration least_hall() {
  Configuration hall = small_hall();
  std::erase_if(hall.devices, [](const Device& device) {
    return device.id.value != "kiosk1" && device.id.value != "board";
  });
  hall.desks.resize(1);
  hall.desks.front().serves = hall.lines();
  hall.rooms.resize(1);
  return hall;
}

TEST(Clause541a, ATicketOfTheTerminalIsCalledOnTheBoard) {
  Hall hall(least_hall());
  ASSERT_TRUE(hall.open("1").ok());
  const TicketId ticket = hall.ticket(submission);
  ASSERT_TRUE(hall.at("1", CallNext{}).ok());
  const HallPicture board = queue::hall_picture(hall.state(), hall.time());
  ASSERT_EQ(board.calls.size(), 1U);
  EXPECT_EQ(board.calls.front().number, hall.visit(ticket).issued.number);
  EXPECT_EQ(board.calls.front().room_title, "кабинет 5");
  ASSERT_TRUE(hall.at("1", StartService{}).ok());
  ASSERT_TRUE(hall.at("1", FinishService{}).ok());
  EXPECT_EQ(hall.standing(ticket), TicketState::served);
}

TEST(Clause541a, ItIsUsedOrNotAVisitorIsReceivedWithoutATicketToo) {
  Hall hall(least_hall());
  ASSERT_TRUE(hall.open("1").ok());
  ASSERT_TRUE(hall.at("1", reception("aloud", submission)).ok()) << "«может осуществляться»";
  EXPECT_EQ(hall.standing(TicketId{"aloud"}), TicketState::serving);
}

}  // namespace
}  // namespace talon
