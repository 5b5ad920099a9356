// SPDX-License-Identifier: MIT
// S2-5.3.12-a, b, c: «Помещение должно быть оборудовано локальной системой звукового информирования
// посетителей.» «Длительность одного звукового сообщения, как правило, не должна превышать 1,5 минуты.»
// «Периодичность повторения одного электронного оповещения не должна превышать 10 минут.»
// What the hall's display is told is enough to say each call, number and room; a display speaks unless it is
// told not to. A hall that asks for a rarer notice, or for one that cannot be said in 90 seconds, is refused
// when it is saved.
#include <gtest/gtest.h>

#include "server/configuration/configuration_file.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/server/configuration/small_hall.h"

namespace talon::configuration {
namespace {

std::string refusal_of(const std::string& notice) {
  return read_configuration(small_hall + "[[voice.notice]]\nid = \"n\"\n" + notice, "hall.toml").text();
}

TEST(Clause5312, EachCallCanBeSaidInTheHall) {
  fakes::Hall hall;
  ASSERT_TRUE(hall.open("2").ok());
  (void)hall.ticket(fakes::submission);
  ASSERT_TRUE(hall.at("2", CallNext{}).ok());
  const CallPicture first = queue::hall_picture(hall.state(), hall.time()).calls.at(0);
  EXPECT_EQ(first.number.text(), "П001");
  EXPECT_EQ(first.room_title, "кабинет 6");
  hall.pass(std::chrono::seconds{30});
  ASSERT_TRUE(hall.at("2", RecallTicket{}).ok());
  EXPECT_GT(queue::hall_picture(hall.state(), hall.time()).calls.at(0).seq, first.seq) << "said again";
  EXPECT_TRUE(hall.state().configuration->device(DeviceId{"board"})->speaks);
}

TEST(Clause5312, ANoticeIsRepeatedAtLeastEveryTenMinutes) {
  const std::string text = "text = \"Приготовьте документы.\"\n";
  EXPECT_EQ(refusal_of(text + "every_min = 10\n"), "");
  EXPECT_NE(refusal_of(text + "every_min = 11\n"), "");
}

TEST(Clause5312, AMessageIsAtMostNinetySecondsLong) {
  const auto long_text = [](int sentences) {
    std::string text;
    for (int i = 0; i < sentences; ++i) text += "Приготовьте документы. ";
    return "text = \"" + text + "\"\nevery_min = 5\n";
  };
  EXPECT_EQ(refusal_of(long_text(10)), "");
  EXPECT_NE(refusal_of(long_text(200)), "");
}

}  // namespace
}  // namespace talon::configuration
