// SPDX-License-Identifier: MIT
// The whole program with a bus: libmodbus on a serial port, the firmware's own boards behind it.
#include <gtest/gtest.h>

#include "display/bus/shows.h"
#include "display/led_buses.h"
#include "tests/display/shell/child.h"
#include "tests/display/shell/fake_hall.h"
#include "tests/display/shell/pty_boards.h"

namespace talon::display::test {
namespace {

const link::Key key{0xA0, 0xA1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

firmware::Settings board(std::uint8_t address, link::Role role) {
  firmware::Settings settings;
  settings.address = address;
  settings.role = role;
  return settings;
}

const std::string self_with_bus = R"({"device":"board1","diagonal_inch":55,"distance_m":6,"rooms":[],"buses":[
  {"bus":"bus1","protocol":"modbus","baud":115200,"boards":[
    {"address":1,"role":"hall_line","desk":"","rooms":[]},
    {"address":11,"role":"desk_panel","desk":"1","rooms":[]},
    {"address":12,"role":"desk_board","desk":"2","rooms":[]}]}]})";

TEST(Led, AKeyReachesTheServerAndItsCallTheBoards) {
  FakeHall hall(self_with_bus);
  const Screen screen(1280, 720);
  const Folder folder;
  folder.write("key", "secret\n");
  folder.write("bus.key", "a0a102030405060708090a0b0c0d0e0f\n");
  PtyBoards boards({board(1, link::Role::hall_line), board(11, link::Role::desk_panel)}, key);
  Child program({TALON_DISPLAY, "--server", hall.url(), "--key", folder.path("key"), "--state",
                 folder.path("state"), "--no-voice", "--windowed", "--size", "1280x720", "--bus",
                 boards.port(), "--bus-key", folder.path("bus.key")},
                {{"DISPLAY", screen.display()}});
  hall.show(hall_picture(1));
  ASSERT_NE(hall.state_with(R"({"component":"led/bus1/11","health":"ok")"), "");
  EXPECT_NE(hall.state_with(R"({"component":"led/bus1/12","health":"failed","reason":"не отвечает"})"), "");

  boards.press(1, 0);
  const std::string request = hall.state_with("POST /api/v1/desks/1/key");
  boards.release(1);
  EXPECT_NE(request.find(R"({"key":"next"})"), std::string::npos) << request;
  EXPECT_NE(request.find("Idempotency-Key: "), std::string::npos) << request;

  const auto number = bus::led_text("А017");
  hall.show(hall_picture(2, "А017"));
  EXPECT_TRUE(boards.shows(1, firmware::number_picture(number, 64)));
  EXPECT_TRUE(boards.shows(0, firmware::line_picture(number, bus::led_text("5"), 64)));
  hall.cut();
  EXPECT_TRUE(boards.shows(1, firmware::dash_picture(64))) << "the server is gone";
}

TEST(Led, AFirstStartMakesAKeyAndKeepsIt) {
  const Folder folder;
  const link::Key made = bus_key(folder.path("bus.key"));
  EXPECT_NE(made, link::Key{});
  EXPECT_EQ(bus_key(folder.path("bus.key")), made);
  EXPECT_EQ(std::filesystem::status(folder.path("bus.key")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  for (const char* nonsense :
       {"", "12", "zz0102030405060708090a0b0c0d0e0f", "a0a102030405060708090a0b0c0d0e0f00"}) {
    folder.write("bad", nonsense);
    EXPECT_THROW(static_cast<void>(bus_key(folder.path("bad"))), std::runtime_error) << nonsense;
  }
}

}  // namespace
}  // namespace talon::display::test
