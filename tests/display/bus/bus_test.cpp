// SPDX-License-Identifier: MIT
// The master with the firmware's own boards on a simulated line: found, painted, read back, mended.
#include <gtest/gtest.h>
#include <random>

#include "firmware/app/picture.h"
#include "tests/display/bus/hall_on_wire.h"

namespace talon::test {
namespace {

using namespace std::chrono_literals;

/// Lines 1, 2; panels 3 to 6 of desks 1 to 4; boards 7, 8 of desks 5, 6.
class BusTest : public testing::Test {
 protected:
  void begin() {
    hall.run_for(2s);
    for (const Station& each : hall.master.stations)
      ASSERT_TRUE(each.is_ready()) << each.board.address << ' ' << hall.reason(each.board.address);
  }
  using Station = bus::Station;
  HallOnWire hall{hall_bus(2, 4, 2)};
};

TEST_F(BusTest, EveryBoardIsFoundAndShowsItsCall) {
  begin();
  for (int address = 1; address <= 8; ++address) EXPECT_EQ(hall.text(address), "") << address;
  hall.show(picture_of({{"А017", "1", 5}, {"В003", "5", 6}}));
  hall.run_for(200ms);
  EXPECT_EQ(hall.text(1), "А017");
  EXPECT_EQ(hall.text(2), "В003");
  EXPECT_EQ(hall.text(3), "А017");
  EXPECT_EQ(hall.text(4), "");
  EXPECT_EQ(hall.text(7), "В003");
  hall.show(picture_of({{"А017", "1", 5, "5", true}, {"В003", "5", 6}}));
  hall.run_for(200ms);
  EXPECT_EQ(hall.text(1), "") << "no board shows a number that is not called now";
  EXPECT_EQ(hall.text(3), "");
  EXPECT_EQ(hall.text(2), "В003") << "nothing moves that somebody reads";
}

TEST_F(BusTest, ItStandsAsLongAsTheMasterLives) {
  begin();
  hall.show(picture_of({{"А017", "1"}}));
  hall.run_for(30s);
  EXPECT_EQ(hall.text(3), "А017") << "painted again before the board's own 10 s are over";
  for (int address = 1; address <= 8; ++address) EXPECT_EQ(hall.reason(address), "") << address;
  hall.wire.run_for(10s);  // the master is dead
  for (int address = 1; address <= 8; ++address) EXPECT_EQ(hall.text(address), "—") << address;
  hall.run_for(2s);
  EXPECT_EQ(hall.text(3), "А017");
}

TEST_F(BusTest, AServerThatIsGoneLeavesNoNumber) {
  begin();
  hall.show(picture_of({{"А017", "1"}}));
  hall.run_for(500ms);
  hall.server_gone();
  hall.run_for(500ms);
  for (int address = 1; address <= 8; ++address) EXPECT_EQ(hall.text(address), "—") << address;
  EXPECT_EQ(hall.reason(3), "");
}

TEST_F(BusTest, ASilentBoardIsToldAndTheOthersWorkOn) {
  begin();
  hall.unplug(4);
  hall.run_for(15s, [&] { return !hall.reason(4).empty(); });
  EXPECT_EQ(hall.reason(4), "не отвечает");
  hall.show(picture_of({{"А017", "1"}, {"В003", "2", 2}}));
  hall.run_for(500ms);
  EXPECT_EQ(hall.text(3), "А017");
  EXPECT_EQ(hall.reason(3), "");
  EXPECT_EQ(bus::components(hall.master).front().health, Health::ok) << "the bus itself works";
  hall.plug(4);
  hall.run_for(3s, [&] { return hall.text(4) == "В003"; });
  EXPECT_EQ(hall.text(4), "В003");
  EXPECT_EQ(hall.reason(4), "");
}

TEST_F(BusTest, ABoardThatShowsSomethingElseIsFoundAndMended) {
  begin();
  hall.show(picture_of({{"А017", "5"}}));
  hall.run_for(500ms);
  // A hand on the wire with the service strap closed.
  auto& board = hall.board(7);
  board.strap({.service = true, .role = 0});
  board.tick();
  link::Show other;
  other.number = bus::led_text("В999");
  const auto frame = link::write_request(7, link::map::show.first, link::to_registers(other));
  static_cast<void>(board.take_frame(frame.view()));
  board.strap({});
  ASSERT_EQ(hall.text(7), "В999");
  bool told = false;
  hall.run_for(15s, [&] {
    told = told || hall.reason(7) == "показывает не то";
    return told && hall.text(7) == "А017";
  });
  EXPECT_TRUE(told);
  EXPECT_EQ(hall.text(7), "А017");
  hall.run_for(15s);
  EXPECT_EQ(hall.reason(7), "");
}

TEST_F(BusTest, ADotThatMemoryLostIsFoundAndComesBack) {
  begin();
  hall.show(picture_of({{"А017", "5"}}));
  hall.run_for(1500ms);
  const firmware::Picture right = hall.board(7).panel();
  for (const auto& [x, y] : {std::pair{3, 3}, std::pair{20, 8}}) {
    const auto byte = static_cast<std::size_t>(y) * firmware::row_bytes + static_cast<std::size_t>(x) / 8;
    hall.run_for(5s, [&] { return hall.now() - hall.master.stations[6].accepted_at < 50ms; });
    hall.board(7).panel().bytes[byte] ^= 0x08;  // the next repaint is 4 s away
    ASSERT_EQ(hall.text(7), "А017") << "its registers are right, its dots are not";
    hall.run_for(3s, [&] { return hall.reason(7) == "показывает не то"; });
    EXPECT_EQ(hall.reason(7), "показывает не то");
    hall.run_for(3s);
    EXPECT_EQ(hall.board(7).panel(), right);
    EXPECT_EQ(hall.reason(7), "");
  }
}

TEST_F(BusTest, ADotThatNeverComesBackIsToldAsLongAsItIsMissing) {
  begin();
  hall.show(picture_of({{"А017", "5"}, {"В003", "1", 2}}));
  hall.run_for(1s);
  bool stuck = true;
  hall.on_exchange = [&](const bus::Request&) {
    for (const int address : {3, 7})
      if (stuck) hall.board(address).panel().bytes[5 * firmware::row_bytes + 2] = 0xFF;
  };
  hall.run_for(20s);
  for (int i = 0; i < 40; ++i) {
    hall.run_for(250ms);
    EXPECT_EQ(hall.reason(7), "показывает не то");
    EXPECT_EQ(hall.reason(3), "показывает не то") << "a panel is read back more seldom";
    EXPECT_EQ(hall.reason(8), "");
  }
  stuck = false;
  hall.run_for(10s);
  EXPECT_EQ(hall.reason(7), "");
  EXPECT_EQ(hall.reason(3), "");
}

TEST_F(BusTest, AHandThatChangedTheSettingsIsUndone) {
  begin();
  hall.show(picture_of({{"А017", "5"}}));
  hall.run_for(1s);
  auto& board = hall.board(7);
  board.strap({.service = true, .role = 0});
  board.tick();
  const std::array<std::uint16_t, 1> role{static_cast<std::uint16_t>(link::Role::hall_line)};
  static_cast<void>(board.take_frame(link::write_request(7, link::map::settings.first + 1, role).view()));
  board.strap({});
  hall.run_for(10s);
  EXPECT_EQ(hall.reason(7), "");
  EXPECT_EQ(hall.board(7).panel(), firmware::number_picture(bus::led_text("А017"), 64));
}

TEST_F(BusTest, AStrapThatIsLeftClosedIsToldUntilItIsOpen) {
  begin();
  hall.show(picture_of({{"А017", "5"}}));
  hall.run_for(1s);
  for (const int address : {1, 7}) hall.board(address).strap({.service = true, .role = 0});
  hall.run_for(6s);
  EXPECT_EQ(hall.reason(7), "замкнута сервисная перемычка");
  EXPECT_EQ(hall.reason(1), "замкнута сервисная перемычка");
  for (const int address : {1, 7}) hall.board(address).strap({});
  hall.run_for(6s);
  EXPECT_EQ(hall.reason(7), "");
  EXPECT_EQ(hall.reason(1), "");
}

TEST_F(BusTest, ARestartedBoardIsRightAgainWithinTwoSeconds) {
  begin();
  hall.show(picture_of({{"А017", "1"}, {"В003", "5", 2}}));
  hall.run_for(500ms);
  hall.board(3).cut_power();
  hall.board(7).cut_power();
  hall.run_for(2s);
  EXPECT_EQ(hall.text(3), "А017");
  EXPECT_EQ(hall.text(7), "В003");
}

TEST_F(BusTest, ABoardWithAnotherKeyIsNeverTrusted) {
  begin();
  firmware::Settings settings;
  settings.address = 5;
  settings.role = link::Role::desk_panel;
  hall.replace(5, std::make_unique<firmware::SimulatedBoard>(settings, link::Key{9}));
  hall.board(5).press(0);
  hall.run_for(5s);
  EXPECT_EQ(hall.reason(5), "ответы без нашего ключа: нужно сопряжение");
  EXPECT_TRUE(hall.pressed.empty());
  hall.board(5).strap({.service = true, .role = 0});
  hall.run_for(5s);
  EXPECT_EQ(hall.reason(5), "замкнута сервисная перемычка") << "paired by the master";
  hall.board(5).strap({});
  hall.show(picture_of({{"А017", "3"}}));
  hall.run_for(2s);
  EXPECT_EQ(hall.text(5), "А017");
  EXPECT_EQ(hall.reason(5), "");
}

TEST_F(BusTest, AStuckLineIsOneFaultAndRightAgainWithinTwoSeconds) {
  begin();
  hall.show(picture_of({{"А017", "1"}}));
  hall.run_for(500ms);
  hall.wire.disturb = [](std::uint8_t) { return std::optional<std::uint8_t>(0); };
  hall.run_for(12s);
  EXPECT_EQ(bus::components(hall.master).front().health, Health::failed);
  EXPECT_EQ(hall.text(3), "—") << "the board's own clock";
  hall.show(picture_of({{"В004", "1", 9}}));
  hall.wire.disturb = nullptr;
  hall.run_for(2s);
  EXPECT_EQ(hall.text(3), "В004");
  EXPECT_EQ(bus::components(hall.master).front().health, Health::ok);
}

TEST_F(BusTest, WithLostBytesEveryCallStandsWithinTwoSeconds) {
  begin();
  std::mt19937 random(7);
  hall.wire.disturb = [&](std::uint8_t byte) -> std::optional<std::uint8_t> {
    // Every 400th byte is lost: one frame in eight.
    if (random() % 400 == 0) return std::nullopt;
    return byte;
  };
  for (int round = 1; round <= 20; ++round) {
    const std::string number = "А" + std::to_string(100 + round);
    hall.show(picture_of({{number, "1", round}, {"В" + number.substr(2), "5", 100 + round}}));
    hall.run_for(2s);
    EXPECT_EQ(hall.text(3), number) << round;
    EXPECT_EQ(hall.text(7), "В" + number.substr(2)) << round;
  }
}

TEST_F(BusTest, APressIsToldOnceWithItsOwnNumber) {
  begin();
  const auto press = [&](int address, unsigned key) {
    hall.board(address).press(key);
    hall.run_for(100ms);
    hall.board(address).release();
    hall.run_for(400ms);
  };
  press(3, 0);
  press(4, 1);
  press(3, 2);
  press(6, 3);
  ASSERT_EQ(hall.pressed.size(), 4U);
  const auto what = [&](std::size_t i) {
    return hall.pressed[i].press.desk.value + " " +
           std::to_string(static_cast<int>(hall.pressed[i].press.key));
  };
  EXPECT_EQ(what(0), "1 0");
  EXPECT_EQ(what(1), "2 1");
  EXPECT_EQ(what(2), "1 2");
  EXPECT_EQ(what(3), "4 3");
  std::set<RequestId> ids;
  for (const auto& each : hall.pressed) ids.insert(each.press.request);
  EXPECT_EQ(ids.size(), 4U);
}

TEST_F(BusTest, APressToldAgainAfterARestartHasTheSameNumber) {
  begin();
  hall.board(3).press(0);
  hall.run_for(300ms);
  ASSERT_EQ(hall.pressed.size(), 1U);
  const auto restart = [&] {
    hall.master = bus::start(hall.master.line, hall_key, {}, hall.now());
    hall.run_for(1s);
  };
  restart();
  ASSERT_EQ(hall.pressed.size(), 2U) << "still fresh: the press may not have reached the server";
  EXPECT_EQ(hall.pressed[1].press.request, hall.pressed[0].press.request);
  hall.run_for(4s);
  restart();
  EXPECT_EQ(hall.pressed.size(), 2U) << "nobody waits for a press of 4 s ago";
}

TEST_F(BusTest, SettingsOfTheHallAreWrittenToTheBoard) {
  LedBus line = hall.master.line;
  line.brightness.night = 12;
  line.boards[2].role = LedRole::desk_board;
  hall.master = bus::start(line, hall_key, {}, hall.now());
  hall.show(picture_of({{"А017", "1"}}));
  hall.run_for(3s);
  EXPECT_EQ(hall.text(3), "А017");
  const auto frame = link::read_request(3, link::map::settings.first, link::map::settings.count);
  const auto answer = hall.board(3).take_frame(frame.view());
  ASSERT_TRUE(answer);
  const auto parsed = link::parse_answer(*link::parse_request(frame.view()).request, answer->view());
  EXPECT_EQ(parsed->values[1], static_cast<std::uint16_t>(link::Role::desk_board));
  EXPECT_EQ(parsed->values[4], 12);
}

TEST_F(BusTest, AnAddressNobodyConfiguredIsFound) {
  begin();
  firmware::Settings settings;
  settings.address = 40;
  hall.add(std::make_unique<firmware::SimulatedBoard>(settings, hall_key));
  hall.master.rules.seek = 100ms;  // the whole scan takes 40 min at the product's pace
  hall.run_for(60s, [&] { return hall.reason(40) != "no such component"; });
  EXPECT_EQ(hall.reason(40), "табло не описано в настройках зала");
}

}  // namespace
}  // namespace talon::test
