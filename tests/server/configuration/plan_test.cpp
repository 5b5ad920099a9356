// SPDX-License-Identifier: MIT
// The plan of the rooms: what is read, and what is refused by its place.
#include <gtest/gtest.h>

#include "server/configuration/configuration_file.h"
#include "tests/server/configuration/small_hall.h"

namespace talon::configuration {
namespace {

/// A floor of 12 x 8 m with one room in its corner and the terminal before it.
const std::string plan = R"([[plan]]
title = "1 этаж"
width = 12
height = 8
[[plan.room]]
room = "1"
x = 0
y = 0
width = 4
height = 3
door_x = 2
door_y = 3
[[plan.room]]
title = "архив"
x = 8
y = 0
width = 4
height = 3
door_x = 10
door_y = 3
[[plan.sign]]
mark = "here"
x = 10
y = 7
kiosk = "kiosk1"
[[plan.sign]]
mark = "entrance"
x = 12
y = 7
)";

std::string problems(const std::string& from, const std::string& to) {
  std::string changed = plan;
  const auto at = changed.find(from);
  EXPECT_NE(at, changed.npos) << from;
  if (at != changed.npos) changed.replace(at, from.size(), to);
  return read_configuration(small_hall + changed, "h").text();
}

TEST(Plan, IsReadAsItIsWritten) {
  const Reading reading = read_configuration(small_hall + plan, "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  ASSERT_EQ(reading.configuration->plans.size(), 1U);
  const FloorPlan& floor = reading.configuration->plans.front();
  EXPECT_EQ(floor.title, "1 этаж");
  ASSERT_EQ(floor.rooms.size(), 2U);
  EXPECT_EQ(floor.rooms[0], (PlanRoom{RoomId{"1"}, "", 0, 0, 4, 3, {2, 3}}));
  EXPECT_EQ(floor.rooms[1].title, "архив");
  ASSERT_EQ(floor.signs.size(), 2U);
  EXPECT_EQ(floor.signs[0], (PlanSign{PlanMark::here, 10, 7, DeviceId{"kiosk1"}}));
}

TEST(Plan, WhatCannotBeDrawnOrWalkedIsRefusedByItsPlace) {
  struct Row {
    const char* from;
    const char* to;
    const char* problem;
  };
  const Row rows[] = {
      {"room = \"1\"", "room = \"7\"", "помещения «7» нет"},
      {"title = \"архив\"", "room = \"1\"", "помещение «1» уже начерчено"},
      {"door_y = 3", "door_y = 2", "помещение «1»: дверь не в его стене"},
      {"x = 8", "x = 9", "помещение «архив»: выходит за край этажа"},
      {"x = 8", "x = 3", "помещение «архив»: налезает на помещение «1»"},
      {"kiosk = \"kiosk1\"", "kiosk = \"kiosk9\"", "терминала «kiosk9» нет"},
      {"y = 7\nkiosk", "y = 2\nkiosk", "терминал стоит внутри: помещение «архив»"},
      {"mark = \"entrance\"", "mark = \"door\"", "нужно одно из here, entrance, wc, lift, stairs"},
      {"width = 12", "width = 60", "больше чем втрое"},
      {"width = 12", "width = 2", "сторона этажа"},
      {"x = 12\ny = 7", "x = 12\ny = 9", "знак стоит за краем этажа"},
      {"title = \"архив\"", "room = \"1\"\ntitle = \"архив\"", "имя помещения зала стоит в [[room]]"},
  };
  for (const Row& row : rows) {
    const std::string text = problems(row.from, row.to);
    EXPECT_NE(text.find(row.problem), text.npos) << row.to << "\n" << text;
  }
}

TEST(Plan, ADoorNobodyCanReachIsRefused) {
  const std::string wall =
      "[[plan.room]]\ntitle = \"стена\"\nx = 4\ny = 0\nwidth = 4\nheight = 8\ndoor_x = 4\ndoor_y = 1\n";
  const std::string text = read_configuration(small_hall + plan + wall, "h").text();
  EXPECT_NE(text.find("помещение «1»: от терминала к двери не пройти"), text.npos) << text;
}

constexpr const char* second_floor =
    "[[room]]\nid = \"21\"\ntitle = \"кабинет 21\"\n"
    "[[plan]]\ntitle = \"2 этаж\"\nwidth = 12\nheight = 8\n"
    "[[plan.room]]\nroom = \"21\"\nx = 0\ny = 0\nwidth = 4\nheight = 3\ndoor_x = 2\ndoor_y = 3\n"
    "[[plan.sign]]\nmark = \"stairs\"\nx = 11\ny = 6\n";

/// The plan ends with the entrance: its sign becomes the stairs.
TEST(Plan, ARoomOnAnotherFloorNeedsStairsOrALiftOnBoth) {
  const std::string without = read_configuration(small_hall + plan + second_floor, "h").text();
  EXPECT_NE(without.find("к помещению «21» с плана «1 этаж» не пройти"), without.npos) << without;
  std::string with = plan;
  const std::string entrance = "mark = \"entrance\"";
  with.replace(with.find(entrance), entrance.size(), "mark = \"stairs\"");
  const Reading reading = read_configuration(small_hall + with + second_floor, "h");
  EXPECT_TRUE(reading.ok()) << reading.text();
}

}  // namespace
}  // namespace talon::configuration
