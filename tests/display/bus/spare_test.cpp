// SPDX-License-Identifier: MIT
// A board nobody has addressed yet answers at 247: it is paired and sent to the place that waits for it.
#include <gtest/gtest.h>

#include "tests/display/bus/hall_on_wire.h"

namespace talon::test {
namespace {

using namespace std::chrono_literals;

std::unique_ptr<firmware::SimulatedBoard> factory_new() {
  auto board = std::make_unique<firmware::SimulatedBoard>(firmware::Settings{}, std::nullopt);
  board->strap({.service = true, .role = 0});
  return board;
}

TEST(Spare, TakesThePlaceOfTheOneThatIsSilent) {
  HallOnWire hall(hall_bus(1, 3, 0));
  hall.run_for(2s);
  hall.show(picture_of({{"А017", "2"}}));
  hall.unplug(3);
  hall.run_for(5s);
  ASSERT_EQ(hall.reason(3), "не отвечает");
  hall.replace(3, factory_new());
  hall.run_for(20s, [&] { return hall.text(3) == "А017"; });
  EXPECT_EQ(hall.board(3).board().address(), 3);
  EXPECT_EQ(hall.text(3), "А017");
  hall.board(3).strap({});
  hall.board(3).press(0);
  hall.run_for(10s);
  EXPECT_EQ(hall.reason(3), "");
  ASSERT_EQ(hall.pressed.size(), 1U);
  EXPECT_EQ(hall.pressed[0].press.desk.value, "2");
}

TEST(Spare, WithTwoSilentPlacesNobodyGuesses) {
  HallOnWire hall(hall_bus(1, 3, 0));
  hall.run_for(2s);
  hall.unplug(2);
  hall.unplug(3);
  hall.run_for(5s);
  hall.replace(3, factory_new());
  hall.run_for(25s);
  EXPECT_EQ(hall.board(3).board().address(), link::default_address);
  EXPECT_EQ(hall.reason(link::default_address), "новое табло ждёт места");
  hall.plug(2);
  hall.run_for(25s);
  EXPECT_EQ(hall.board(3).board().address(), 3) << "one place is left";
}

TEST(Spare, AFirstInstallationFillsThePlacesInTheFilesOrder) {
  HallOnWire hall(hall_bus(1, 2, 0));
  for (int address = 1; address <= 3; ++address) hall.unplug(address);
  hall.master = bus::start(hall.master.line, hall_key, {}, hall.now());
  for (int address = 1; address <= 3; ++address) {
    hall.replace(address, factory_new());
    hall.run_for(25s);
    EXPECT_EQ(hall.board(address).board().address(), address);
  }
}

TEST(Spare, WithoutItsServiceStrapItKeepsItsAddress) {
  HallOnWire hall(hall_bus(1, 1, 0));
  hall.run_for(2s);
  hall.unplug(2);
  hall.run_for(5s);
  auto board = factory_new();
  board->strap({});
  hall.replace(2, std::move(board));
  hall.run_for(25s);
  EXPECT_EQ(hall.board(2).board().address(), link::default_address) << "who may not be paired is not ours";
  EXPECT_EQ(hall.reason(2), "не отвечает");
}

}  // namespace
}  // namespace talon::test
