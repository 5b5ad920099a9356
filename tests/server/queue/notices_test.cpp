// SPDX-License-Identifier: MIT
// What the head of a hall is told besides lines, desks and devices.
#include "server/queue/notices.h"

#include <algorithm>
#include <gtest/gtest.h>

#include "server/queue/queue.h"
#include "tests/fakes/hall_fixture.h"

namespace talon {
namespace {

using namespace fakes;

const Actor chief{Role::manager, "chief", ""};

std::vector<NoticePicture> of_kind(const Hall& hall, const std::string& kind) {
  std::vector<NoticePicture> found = queue::notices(hall.state(), hall.now().at);
  std::erase_if(found, [&](const NoticePicture& notice) { return notice.kind != kind; });
  return found;
}

std::string text(const std::vector<NoticePicture>& found) {
  return found.size() == 1 ? found.front().text : std::to_string(found.size()) + " notices";
}

TEST(Notices, AQuietHallHasNone) {
  const Hall hall;
  EXPECT_TRUE(queue::notices(hall.state(), hall.now().at).empty());
}

TEST(Notices, ADecisionInForceSaysWhatUntilWhenWhyAndWho) {
  Hall hall;
  const Timestamp until = monday("18:30:00");
  ASSERT_TRUE(hall.give(Decide{{"extension", "много посетителей", until, "", ""}}, chief).ok());
  ASSERT_TRUE(hall.give(Decide{{"choice", "подменяет коллегу", until, "2", ""}}, chief).ok());
  auto found = of_kind(hall, "decision");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.front().text, "Приём продлён, до 18:30. Причина: много посетителей");
  EXPECT_EQ(found.front().by.value, "chief");
  EXPECT_EQ(found.front().since, hall.now().at);
  EXPECT_EQ(found.back().text, "Может вызывать не по порядку: окно 2, до 18:30. Причина: подменяет коллегу");
  hall.pass_to("18:31:00");
  EXPECT_TRUE(of_kind(hall, "decision").empty());
}

TEST(Notices, AnEmergencyThatWasTakenBackIsNoNews) {
  Hall hall;
  ASSERT_TRUE(hall.give(Decide{{"emergency", "", {}, "Выход через двор", ""}}, chief).ok());
  EXPECT_EQ(text(of_kind(hall, "decision")), "На табло экстренное сообщение «Выход через двор»");
  ASSERT_TRUE(hall.give(Decide{{"emergency", "", {}, "", ""}}, chief).ok());
  EXPECT_TRUE(of_kind(hall, "decision").empty());
}

TEST(Notices, AClockThatWasSetIsTold) {
  Hall hall;
  const Millis back = -Millis{Seconds{7203}};
  hall.step_wall(back);
  ASSERT_TRUE(hall.give(StepClock{back}, {Role::system, "", ""}).ok());
  EXPECT_TRUE(text(of_kind(hall, "clock")).starts_with("Часы сервера сдвинуты на 7203 с назад"));
}

TEST(Notices, WhoIsNotServedAtClosingIsNamed) {
  Hall hall;
  const TicketId first = hall.ticket(consultation);
  (void)hall.ticket(consultation);
  EXPECT_TRUE(of_kind(hall, "unserved").empty());
  hall.pass_to("19:30:00");
  const std::string told = text(of_kind(hall, "unserved"));
  EXPECT_TRUE(told.starts_with("Приём окончен, не приняты 2: ")) << told;
  EXPECT_NE(told.find(hall.visit(first).issued.number.text()), std::string::npos) << told;
}

TEST(Notices, WhoCameOverMidnightIsNamed) {
  Configuration overnight = small_hall();
  overnight.overnight = true;
  Hall hall(overnight);
  const std::string number = hall.visit(hall.ticket(consultation)).issued.number.text();
  hall.pass_to("09:30:00", "2026-03-03");
  EXPECT_EQ(text(of_kind(hall, "carried")), "Перешли на новый день 1: " + number);
}

TEST(Notices, NumbersThatRunOutOfThreeDigitsAreToldInTime) {
  Hall hall;
  while (hall.state().numbers.empty() || hall.state().numbers.begin()->second < 898)
    (void)hall.ticket(consultation);
  EXPECT_TRUE(of_kind(hall, "numbers").empty());
  (void)hall.ticket(consultation);
  EXPECT_NE(text(of_kind(hall, "numbers")).find("999 номера станут четырёхзначными"), std::string::npos);
}

}  // namespace
}  // namespace talon
