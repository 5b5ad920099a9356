// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "display/text/text.h"
#include "tests/printer/slip/samples.h"

namespace talon::slip {
namespace {

std::string joined(const std::vector<TextLine>& lines) {
  std::string all;
  for (const TextLine& line : lines) all += line.text + "\n";
  return all;
}

TEST(SlipText, HasEverythingTheRegulationAsksFor) {
  const std::string all = joined(render_text(samples::usual(), 48));
  for (const char* wanted :
       {"А017", "Время выдачи: 09:14, 2 марта 2026", "Подать документы", "Пособие на ребёнка",
        "Перед вами: 4 человека", "Ожидание: около 20 минут", "Не позже: 09:50 в 9 случаях из 10",
        "[ ] СНИЛС", "кабинет 5", "Точное время обращения", "K7Q2MZ4T1B"})
    EXPECT_THAT(all, testing::HasSubstr(wanted));
}

TEST(SlipText, WithoutAHistoryTheWaitIsAnEstimate) {
  SlipContent slip = samples::usual();
  slip.not_later_s.reset();
  const std::string all = joined(render_text(slip, 48));
  EXPECT_THAT(all, testing::HasSubstr("Ожидание (оценка): около 20 минут"));
  EXPECT_THAT(all, testing::Not(testing::HasSubstr("Не позже")));
}

TEST(SlipText, IssuedWithoutTheServerItSaysNothingOfOthers) {
  SlipContent slip = samples::usual();
  slip.offline = true;
  slip.ahead = 0;
  slip.expected_wait_s.reset();
  slip.not_later_s.reset();
  const std::string all = joined(render_text(slip, 48));
  EXPECT_THAT(all, testing::HasSubstr("Время ожидания уточняется."));
  EXPECT_THAT(all, testing::Not(testing::HasSubstr("Перед вами")));
}

TEST(SlipText, NoLineIsLongerThanThePaper) {
  for (const int columns : {32, 42, 48})
    for (const TextLine& line : render_text(samples::longest(), columns)) {
      const auto letters = text::to_cp866(line.text).size();  // one byte a letter
      EXPECT_LE(letters * static_cast<std::size_t>(line.large), static_cast<std::size_t>(columns))
          << line.text;
    }
}

TEST(SlipText, NothingIsLostByWrapping) {
  const auto squeeze = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n'; });
    return text;
  };
  const SlipContent slip = samples::longest();
  const std::string all = squeeze(joined(render_text(slip, 32)));
  for (const std::string& wanted : {slip.office, slip.service, slip.official, slip.where, slip.brief.back(),
                                    slip.brief[4], slip.missed, slip.rooms[1].title})
    EXPECT_THAT(all, testing::HasSubstr(squeeze(wanted)));
}

TEST(SlipText, ARepeatIsMarked) {
  SlipContent slip = samples::usual();
  slip.repeat = true;
  EXPECT_THAT(render_text(slip, 48).front().text, testing::HasSubstr("повтор"));
}

}  // namespace
}  // namespace talon::slip
