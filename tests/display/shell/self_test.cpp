// SPDX-License-Identifier: MIT
#include "display/self.h"

#include <gtest/gtest.h>

#include "display/spoken_file.h"
#include "tests/display/shell/child.h"

namespace talon::display {
namespace {

TEST(Self, IsReadFromTheServersAnswer) {
  const auto self = read_self(
      R"({"device":"board1","diagonal_inch":55,"distance_m":8.5,"rooms":["1","5"],"last_offline":0})");
  ASSERT_TRUE(self.has_value());
  EXPECT_EQ(self->device, DeviceId{"board1"});
  EXPECT_EQ(self->diagonal_inch, 55);
  EXPECT_EQ(self->distance_m, 8.5);
  EXPECT_EQ(self->rooms, (std::vector<RoomId>{RoomId{"1"}, RoomId{"5"}}));
}

TEST(Self, ItsBusesAreReadAndImpossibleBoardsLeftOut) {
  const auto self = read_self(R"({"device":"board1","buses":[{"bus":"b","protocol":"modbus","baud":115200,
    "brightness":55,"night_from_min":1290,"boards":[{"address":11,"role":"desk_panel","desk":"1","rooms":[]},
    {"address":2,"role":"hall_line","desk":"","rooms":["5"]},{"address":0,"role":"hall_line"},
    {"address":3,"role":"lamp"},7]},"x"]})");
  ASSERT_TRUE(self.has_value());
  ASSERT_EQ(self->buses.size(), 1U);
  const LedBus& bus = self->buses[0];
  EXPECT_EQ(bus.brightness.day, 55);
  EXPECT_EQ(bus.brightness.night_from, std::chrono::minutes{1290});
  EXPECT_EQ(bus.boards, (std::vector<LedBoard>{{11, LedRole::desk_panel, DeskId{"1"}, {}},
                                               {2, LedRole::hall_line, {}, {RoomId{"5"}}}}));
}

TEST(Self, NonsenseIsNoSelfAndImpossibleSizesAreLeftOut) {
  EXPECT_FALSE(read_self("").has_value());
  EXPECT_FALSE(read_self("[]").has_value());
  EXPECT_FALSE(read_self(R"({"device":""})").has_value());
  EXPECT_FALSE(read_self(R"({"device":7})").has_value());
  const auto self = read_self(R"({"device":"b","diagonal_inch":0,"distance_m":"far","rooms":{"a":1}})");
  ASSERT_TRUE(self.has_value());
  EXPECT_EQ(self->diagonal_inch, 43);
  EXPECT_EQ(self->distance_m, 6);
  EXPECT_TRUE(self->rooms.empty());
}

// A card that is gone, in ALSA's words: 85 letters, of which the server takes 64 or nothing at all.
TEST(Self, AReasonIsNoLongerThanTheServerTakes) {
  const Component sound{
      "sound", Health::failed,
      "нет звукового устройства: ALSA: Couldn't open audio device: No such file or directory"};
  const std::string body = state_body({sound});
  EXPECT_NE(body.find("нет звукового устройства: ALSA: Couldn't open audio device: No …"), body.npos) << body;
  const Component short_enough{"sound", Health::failed, std::string(64, 'a')};
  EXPECT_NE(state_body({short_enough}).find(std::string(64, 'a') + "\""), std::string::npos);
}

TEST(SpokenFile, IsKeptAndNonsenseIsNone) {
  const test::Folder folder;
  EXPECT_FALSE(read_spoken(folder.path("spoken")).has_value());
  write_spoken(folder.path("spoken"), 812);
  EXPECT_EQ(read_spoken(folder.path("spoken")), 812);
  folder.write("spoken", "none");
  EXPECT_FALSE(read_spoken(folder.path("spoken")).has_value());
}

}  // namespace
}  // namespace talon::display
