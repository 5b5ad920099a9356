// SPDX-License-Identifier: MIT
// Boards and the voice in HALL.toml: what is read, and what is refused with the reason.
#include <gtest/gtest.h>

#include "server/configuration/configuration_file.h"
#include "tests/server/configuration/small_hall.h"

namespace talon::configuration {
namespace {

const std::string display = R"([[display]]
id = "board1"
title = "Табло"
diagonal_inch = 55
distance_m = 6
)";

std::string problems(const std::string& more) {
  return read_configuration(small_hall + more, "h").text();
}

TEST(BoardConfiguration, WithoutAnyOfItABoardIsAsItAlwaysWas) {
  const Reading reading = read_configuration(small_hall + display, "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  const Device& board = hall.devices.back();
  EXPECT_EQ(hall.layout(board), BoardLayout{});
  EXPECT_EQ(board.wall, Wall{});
  EXPECT_TRUE(board.speaks);
  EXPECT_EQ(hall.voice, VoiceRules{});
}

TEST(BoardConfiguration, LayoutsPagesWallAndVoiceAreRead) {
  const Reading reading = read_configuration(small_hall + display + R"(layout = "wide"
pixels = "1920x1080"
wall = { columns = 2, rows = 2, gap_x_mm = 8, gap_y_mm = 6.5 }
mount_height_m = 2.3
[[layout]]
id = "wide"
band = 0.3
columns = 2
rows = 1
beside = ["next", "waiting"]
idle = ["hours", "rooms", "limits", "page:bring"]
every_s = 20
[[page]]
id = "bring"
title = "Что взять с собой"
text = ["Паспорт.", "СНИЛС."]
[voice]
twice = true
english = true
volume = 80
[[voice.hours]]
from = "8:00"
to = "9:30"
percent = 40
[[voice.notice]]
id = "papers"
text = "Приготовьте документы."
every_min = 8
)",
                                             "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  const Configuration& hall = *reading.configuration;
  const BoardLayout& layout = hall.layout(hall.devices.back());
  EXPECT_EQ(layout.id, "wide");
  EXPECT_EQ(layout.beside, (std::vector<Panel>{{PanelKind::next, ""}, {PanelKind::waiting, ""}}));
  EXPECT_EQ(layout.idle.back(), (Panel{PanelKind::page, "bring"}));
  EXPECT_EQ(layout.every_s, Seconds{20});
  EXPECT_EQ(hall.devices.back().wall, (Wall{2, 2, 8, 6.5}));
  EXPECT_EQ(hall.pages.at(0).text.size(), 2U);
  EXPECT_EQ(hall.voice.volumes, (std::vector<VolumeSpan>{{480, 570, 40}}));
  EXPECT_EQ(hall.voice.notices, (std::vector<SpokenNotice>{{"papers", "Приготовьте документы.", 8}}));
  EXPECT_TRUE(hall.voice.twice && hall.voice.english);
}

TEST(BoardConfiguration, WhichOfTheBoardsSpeaksIsRead) {
  const std::string second = "[[display]]\nid = \"board2\"\ntitle = \"Табло у входа\"\nvoice = false\n";
  const Reading reading = read_configuration(small_hall + display + second, "h");
  ASSERT_TRUE(reading.ok()) << reading.text();
  EXPECT_TRUE(reading.configuration->device(DeviceId{"board1"})->speaks);
  EXPECT_FALSE(reading.configuration->device(DeviceId{"board2"})->speaks);
}

TEST(BoardConfiguration, EveryFaultIsNamedWithItsReason) {
  struct Row {
    std::string toml;
    const char* text;
  };
  const std::string sentence(302, 'a');
  const Row rows[] = {
      {display + "layout = \"none\"\n", "табло «board1»: раскладки «none» нет"},
      {display + "layout = \"plate\"\n[[layout]]\nid = \"plate\"\nkind = \"plate\"\n",
       "у дверной таблички одно помещение (rooms)"},
      {display + "layout = \"plate\"\nrooms = [\"1\"]\nwall = { columns = 2 }\n" +
           "[[layout]]\nid = \"plate\"\nkind = \"plate\"\n",
       "дверная табличка — один экран, а не видеостена"},
      {"[[layout]]\nid = \"a\"\nidle = [\"page:x\"]\n", "раскладка «a»: страницы «x» нет"},
      {"[[layout]]\nid = \"a\"\nidle = [\"weather\"]\n", "нужно одно из waiting, next, hours, rooms, limits"},
      {"[[layout]]\nid = \"a\"\nband = 0.2\n", "новый вызов занимает от 0.25 до 0.6 высоты экрана"},
      {"[[layout]]\nid = \"a\"\n[[layout]]\nid = \"a\"\n", "«a» уже есть"},
      {display + "pixels = \"big\"\n", "нужно ШИРИНАxВЫСОТА"},
      {display + "mount_height_m = 1.9\n", "табло висит не ниже 2,2 м от пола (п. 5.3.15)"},
      {"[[page]]\nid = \"a\"\ntitle = \"x\"\ntext = []\n", "нужна хотя бы одна строка"},
      {display + "voice = false\n", "вызовы некому объявлять: у всех табло voice = false (п. 5.3.12)"},
      {display + "voice = 1\n", "нужно true или false"},
      {"[voice]\nvolume = 0\n", "целое число от 10 до 100"},
      {"[voice]\n[[voice.hours]]\nfrom = \"8:00\"\nto = \"9:00\"\npercent = 5\n", "от 10 до 100"},
      {"[voice]\n[[voice.notice]]\nid = \"a\"\ntext = \"x\"\nevery_min = 11\n", "от 1 до 10"},
      {"[voice]\n[[voice.notice]]\nid = \"a\"\ntext = \"" + sentence + "\"\n",
       "предложение длиннее 150 знаков"},
  };
  for (const Row& row : rows) {
    const std::string found = problems(row.toml);
    EXPECT_NE(found.find(row.text), std::string::npos) << row.toml << "\n" << found;
  }
}

/// A number that cannot be read from the farthest seat is refused where the hall is described, with what
/// would do.
TEST(BoardConfiguration, ALayoutTooSmallForTheFarthestSeatIsRefused) {
  const auto with_rows = [](int rows) {
    return display + "layout = \"a\"\n[[layout]]\nid = \"a\"\nrows = " + std::to_string(rows) + "\n";
  };
  EXPECT_EQ(problems(with_rows(4)), "");
  const std::string refused = problems(with_rows(8));
  EXPECT_NE(refused.find("табло «board1»: Номер на табло был бы высотой"), std::string::npos) << refused;
  EXPECT_NE(refused.find("а с 6 м нужно не меньше 74 мм"), std::string::npos) << refused;
}

}  // namespace
}  // namespace talon::configuration
