// SPDX-License-Identifier: MIT
// The scenario's text: what is read, and what is said of a faulty one.
#include "tests/server/simulation/halls.h"

namespace talon::simulation {
namespace {

TEST(Scenario, AHallIsReadWhole) {
  const Scenario town = hall("town");
  EXPECT_EQ(town.name, "town");
  EXPECT_EQ(town.seed, 42U);
  EXPECT_EQ(town.last_ticket, 17 * 3600 + 1800);
  EXPECT_EQ(town.limit, (std::array<int, 3>{1800, 1800, 900}));
  ASSERT_EQ(town.services.size(), 5U);
  EXPECT_EQ(town.services[4].kind, Kind::result);
  ASSERT_EQ(town.desks.size(), 6U);
  EXPECT_EQ(town.desks[1].services, (std::vector<int>{0, 2, 3}));
  EXPECT_EQ(town.desks[1].hours[1].from, 13 * 3600 + 1800);
  EXPECT_TRUE(town.desks[5].reserve);
  EXPECT_EQ(town.rates.size(), 17U);
  EXPECT_EQ(town.absent, 1);
  EXPECT_EQ(town.tail_factor, 3);
  EXPECT_EQ(town.limit_of(4), 900);
}

/// The smallest hall; lines are numbered from 1.
constexpr const char* least =
    "qscn 1\n"
    "day 09:00 18:00 17:30\n"
    "limit 1800 1800 900 900\n"
    "service 0 C 420 0.8 1\n"
    "desk 0 normal 09:00-18:00 skills 0\n"
    "end\n";

TEST(Scenario, TheLeastHallIsEnough) {
  const ScenarioReading reading = read_scenario(least);
  ASSERT_TRUE(reading.scenario) << reading.reason;
  EXPECT_EQ(reading.scenario->desks.front().hours.front().to, 18 * 3600);
}

struct Fault {
  const char* what;  ///< is replaced
  const char* by;
  std::size_t line;
  const char* reason;
};

TEST(Scenario, AFaultIsNamedByLineAndReason) {
  const Fault faults[] = {
      {"qscn 1", "qscn 2", 1, "версия: «2» не подходит"},
      {"qscn 1", "scn", 1, "файл начинается словами qscn 1"},
      {"17:30", "", 2, "не хватает: последний талон"},
      {"17:30", "17.30", 2, "последний талон: нужно время ЧЧ:ММ"},
      {"17:30", "24:30", 2, "последний талон: нужно время ЧЧ:ММ"},
      {"17:30", "19:00", 2, "часы дня: нужно открытие раньше закрытия, последний талон не позже него"},
      {"900 900", "900", 3, "не хватает: срок по записи"},
      {"900 900", "900 0", 3, "срок по записи: «0» не подходит"},
      {"900 900", "900 1.5", 3, "срок по записи: нужно целое число"},
      {"service 0", "service 1", 4, "услуги идут по порядку с нуля"},
      {"C 420", "X 420", 4, "вид: нужно C, D или R"},
      {"C 420", "C nan", 4, "среднее время: «nan» не подходит"},
      {"0.8 1", "0.8 1 1", 4, "лишнее в конце строки"},
      {"normal", "spare", 5, "вид окна: нужно normal или reserve"},
      {"09:00-18:00", "18:00-09:00", 5, "часы окна: начало позже конца"},
      {"09:00-18:00", "09:00-12:00 11:00-18:00", 5, "часы окна: не по порядку"},
      {"09:00-18:00 ", "", 5, "у окна нет часов"},
      {"skills 0", "skills 1", 6, "окно оказывает услугу, которой нет"},
      {"normal", "reserve", 6, "ни одно окно не открывается"},
      {"service 0 C", "service 0 R", 6, "нет услуг, кроме выдачи результата"},
      {"limit 1800 1800 900 900\n", "", 5, "нет строки limit"},
      {"end\n", "colour red\n", 6, "неизвестное слово «colour»"},
      {"end\n", "", 5, "нет строки end"},
  };
  for (const Fault& fault : faults) {
    std::string text = least;
    text.replace(text.find(fault.what), std::string(fault.what).size(), fault.by);
    const ScenarioReading reading = read_scenario(text);
    EXPECT_FALSE(reading.scenario) << text;
    EXPECT_EQ(reading.line, fault.line) << text;
    EXPECT_EQ(reading.reason, fault.reason);
  }
}

TEST(Scenario, AFileWithoutEndOfMeasureIsNotRead) {
  EXPECT_FALSE(read_scenario("").scenario);
  EXPECT_EQ(read_scenario("").line, 1U);
  EXPECT_FALSE(read_scenario(std::string((1 << 20) + 1, '\n')).scenario);
}

}  // namespace
}  // namespace talon::simulation
