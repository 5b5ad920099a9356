// SPDX-License-Identifier: MIT
// S2-11.7: «В течение 10 минут по прибытии к месту работы мобильной социальной службы в помещениях
// устанавливаются средства вычислительной и копировальной техники и подключаются к сети.» The server's part:
// the laptop's hall needs no terminal, board or office, and reception may begin when the ten minutes of
// setting up are over.
#include <gtest/gtest.h>

#include "tests/fakes/mobile_hall.h"

namespace talon {
namespace {

using namespace fakes;

TEST(Clause117, TheLaptopAloneIssuesBeforeTheTenMinutesAreOverAndCallsAfterThem) {
  Configuration alone = mobile_hall();
  alone.devices.clear();
  Hall laptop(alone);
  ASSERT_TRUE(laptop.give(ArriveSession{"Дом культуры"}, specialist).ok());
  ASSERT_TRUE(laptop.open("2").ok());
  IssueTicket command;
  command.ticket = TicketId{"t1"};
  command.service = benefit;
  command.procedure = submission;
  laptop.pass(3min);
  ASSERT_TRUE(laptop.give(command, specialist).ok()) << "who comes early has the time of the ticket";
  EXPECT_FALSE(laptop.at("2", CallNext{}).ok());
  laptop.pass(7min);
  EXPECT_TRUE(laptop.at("2", CallNext{}).ok());
  EXPECT_TRUE(queue::live_picture(laptop.state(), laptop.time()).devices.empty());
}

}  // namespace
}  // namespace talon
