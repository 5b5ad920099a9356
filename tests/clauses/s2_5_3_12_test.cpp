// SPDX-License-Identifier: MIT
// S2-5.3.12-b, c: «Длительность одного звукового сообщения, как правило, не должна превышать 1,5 минуты.»
// «Периодичность повторения одного электронного оповещения не должна превышать 10 минут.»
// A hall that asks for a rarer notice, or for one that cannot be said in 90 seconds, is refused when it is
// saved.
#include <gtest/gtest.h>

#include "server/configuration/configuration_file.h"
#include "tests/server/configuration/small_hall.h"

namespace talon::configuration {
namespace {

std::string refusal_of(const std::string& notice) {
  return read_configuration(small_hall + "[[voice.notice]]\nid = \"n\"\n" + notice, "hall.toml").text();
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
