// SPDX-License-Identifier: MIT
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <thread>
#include <vector>

#include "display/text/text.h"

namespace talon::text {
namespace {

const Catalogue& ru() {
  return Catalogue::of("ru");
}
const Catalogue& en() {
  return Catalogue::of("en");
}

TEST(Catalogue, CountsInTheThreeFormsOfRussian) {
  const std::vector<std::pair<long, std::string>> table = {
      {0, "0 человек"},     {1, "1 человек"},     {2, "2 человека"},
      {4, "4 человека"},    {5, "5 человек"},     {11, "11 человек"},
      {12, "12 человек"},   {14, "14 человек"},   {21, "21 человек"},
      {22, "22 человека"},  {25, "25 человек"},   {101, "101 человек"},
      {111, "111 человек"}, {112, "112 человек"}, {3'000'000'003, "3000000003 человека"}};
  for (const auto& [n, wanted] : table) EXPECT_EQ(ru().say_count("{n} человек", n), wanted);
  EXPECT_EQ(ru().say_count("{n} минут", 1), "1 минута");
  EXPECT_EQ(ru().say_count("сейчас ждут {n}", 21), "сейчас ждёт 21");
}

TEST(Catalogue, CountsInTheTwoFormsOfEnglish) {
  EXPECT_EQ(en().say_count("{n} человек", 1), "1 person");
  EXPECT_EQ(en().say_count("{n} человек", 0), "0 people");
  EXPECT_EQ(en().say_count("{n} человек", 21), "21 people");
}

TEST(Catalogue, MissingMessageIsItsId) {
  EXPECT_EQ(en().say("Нет в каталоге"), "Нет в каталоге");
  EXPECT_EQ(en().say_count("{n} чего-то", 3), "3 чего-то");
  EXPECT_EQ(Catalogue::of("xx").say("Назад"), "Назад");
  EXPECT_EQ(Catalogue::of("").say("Назад"), "Назад");
  EXPECT_EQ(Catalogue::of("en-GB").say("Назад"), "Back");
}

TEST(Catalogue, ValuesReplaceTheirNamesOnce) {
  EXPECT_EQ(ru().say("окно {n}, {m}", {{"n", "{m}"}, {"m", "5"}}), "окно {m}, 5");
  EXPECT_EQ(ru().say("без {чего-то} и {"), "без {чего-то} и {");
}

TEST(Catalogue, LanguagesAtTheSameTimeInSeveralThreads) {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([i] {
      for (int k = 0; k < 1000; ++k) {
        const auto& catalogue = Catalogue::of(i % 2 == 0 ? "ru" : "en");
        EXPECT_EQ(catalogue.say("Назад"), i % 2 == 0 ? "Назад" : "Back");
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST(Catalogue, EveryRefusalHasASentenceInBothLanguages) {
  std::set<std::string> russian;
  for (int i = 0; i <= static_cast<int>(RefusalCode::storage_unavailable); ++i) {
    const Refusal refusal{static_cast<RefusalCode>(i), ""};
    const std::string sentence = ru().say(refusal);
    EXPECT_TRUE(sentence.ends_with(".")) << sentence;
    EXPECT_TRUE(russian.insert(sentence).second) << "the same sentence twice: " << sentence;
    const std::string english = en().say(refusal);
    for (const char c : english) EXPECT_LT(static_cast<unsigned char>(c), 0x80U) << english;
  }
  EXPECT_FALSE(russian.contains(ru().say("Действие не выполнено") + "."));
  EXPECT_EQ(ru().say(Refusal{RefusalCode::hall_closed, "приём с 08:30"}),
            "Сейчас приёма нет: приём с 08:30.");
}

TEST(Catalogue, PseudoLanguageIsLongerAndMarked) {
  const std::string shown = Catalogue::of("qps").say("Подать документы");
  EXPECT_TRUE(shown.starts_with("[Подать документы"));
  EXPECT_TRUE(shown.ends_with("]"));
  EXPECT_GT(shown.size(), std::string("Подать документы").size() + 6);
}

class Translation : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Of, Translation, testing::Values("en", "tt"));

TEST_P(Translation, KeepsTheValuesOfEachMessage) {
  std::ifstream file(std::string(TALON_SOURCE_DIR "/display/text/po/") + GetParam() + ".po");
  const auto names = [](const std::string& line) {
    std::set<std::string> found;
    for (auto at = line.find('{'); at != line.npos; at = line.find('{', at + 1)) {
      found.insert(line.substr(at, line.find('}', at) - at));
    }
    return found;
  };
  std::string line;
  std::set<std::string> wanted;
  int messages = 0;
  while (std::getline(file, line)) {
    if (line.starts_with("msgid \"")) wanted = names(line);
    if (line.starts_with("msgstr")) {
      EXPECT_EQ(names(line), wanted) << line;
      ++messages;
    }
  }
  EXPECT_GT(messages, 80);
}

}  // namespace
}  // namespace talon::text
