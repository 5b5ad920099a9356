// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <limits>
#include <vector>

#include "display/text/text.h"

namespace talon::text {
namespace {

using Table = std::vector<std::pair<std::string, std::string>>;

TEST(Spoken, TicketNumbers) {
  const Table table = {{"А017", "А ноль семнадцать"},
                       {"А005", "А ноль ноль пять"},
                       {"А120", "А сто двадцать"},
                       {"А100", "А сто"},
                       {"А047", "А ноль сорок семь"},
                       {"А999", "А девятьсот девяносто девять"},
                       {"А1000", "А тысяча"},
                       {"А1005", "А тысяча пять"},
                       {"А2001", "А две тысячи один"},
                       {"А15012", "А пятнадцать тысяч двенадцать"},
                       {"a17", "А ноль семнадцать"},
                       {"В003", "Вэ ноль ноль три"},
                       {"С021", "Эс ноль двадцать один"}};
  for (const auto& [number, wanted] : table) EXPECT_EQ(spoken_number(number), wanted) << number;
}

TEST(Spoken, EnglishNamesTheLetterByItsShapeAndEachDigit) {
  const Table numbers = {{"А017", "A zero one seven"},
                         {"В1005", "B one zero zero five"},
                         {"Р003", "P zero zero three"},
                         {"П003", "pi zero zero three"},
                         {"", ""},
                         {"окно", ""}};
  for (const auto& [number, wanted] : numbers) EXPECT_EQ(english_number(number), wanted) << number;
  const Table titles = {
      {"кабинет 104", "room one zero four"}, {"окно 2", "window two"}, {"касса", "cash desk"},
      {"кабинет 11 А", "room one one A"},    {"сектор выплат", ""},    {"", ""}};
  for (const auto& [title, wanted] : titles) EXPECT_EQ(english_title(title), wanted) << title;
}

TEST(Spoken, Numbers) {
  const std::vector<std::pair<long, std::string>> table = {{0, "ноль"},
                                                           {1, "один"},
                                                           {19, "девятнадцать"},
                                                           {40, "сорок"},
                                                           {215, "двести пятнадцать"},
                                                           {1'000, "тысяча"},
                                                           {21'002, "двадцать одна тысяча два"},
                                                           {1'000'000, "миллион"},
                                                           {2'000'000'000, "два миллиарда"},
                                                           {-7, "минус семь"}};
  for (const auto& [n, wanted] : table) EXPECT_EQ(spoken(n), wanted) << n;
  EXPECT_FALSE(spoken(std::numeric_limits<long>::min()).empty());
}

TEST(Spoken, Titles) {
  const Table table = {{"кабинет 5", "кабинет пять"},
                       {"5 А", "пять А"},
                       {"5А", "пять А"},
                       {"каб. 12", "кабинет двенадцать"},
                       {"каб.12", "кабинет двенадцать"},
                       {"кабинет № 104", "кабинет номер сто четыре"},
                       {"окно 2", "окно два"},
                       {"этаж 01", "этаж ноль один"},
                       {"зал", "зал"},
                       {"", ""},
                       {"  кабинет  7  ", "кабинет семь"}};
  for (const auto& [title, wanted] : table) EXPECT_EQ(spoken_title(title), wanted) << title;
  EXPECT_TRUE(spoken_title("1234567890123").starts_with("один два три"));
}

}  // namespace
}  // namespace talon::text
