// SPDX-License-Identifier: MIT
// New firmware over the bus, with the power, the line and the master failing in the middle: no board is ever
// without firmware, and what it shows is right again.
#include "display/bus/update.h"

#include <gtest/gtest.h>
#include <random>

#include "firmware/app/image.h"
#include "firmware/app/store.h"
#include "firmware/hal/host/provision.h"
#include "tests/display/bus/hall_on_wire.h"
#include "tests/sim/scale.h"

namespace talon::test {
namespace {

using namespace std::chrono_literals;
using firmware::SimulatedBoard;

struct PowerCut {};

std::vector<std::uint8_t> body_of(std::uint32_t version) {
  std::vector<std::uint8_t> body(3000);
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<std::uint8_t>(i * 7 + version);
  return body;
}

std::shared_ptr<const bus::BoardImage> image_of(std::uint32_t version, const link::Key& key = hall_key) {
  return std::make_shared<const bus::BoardImage>(
      bus::sign(version, {body_of(version), body_of(version)}, key));
}

/// A board as the bench leaves it: firmware of version 3 in slot 0, addressed and paired.
std::unique_ptr<SimulatedBoard> from_the_bench(const LedBus& line, const LedBoard& board) {
  const auto wanted = bus::settings_of(board, line, firmware::to_registers(firmware::Settings{}));
  return std::make_unique<SimulatedBoard>(
      firmware::provision({}, body_of(3), 3, *firmware::settings_from(wanted), hall_key));
}

/// Line 1, panel 2 of desk 1, board 3 of desk 2; the call of the test stands on all of them.
class UpdateTest : public testing::Test {
 protected:
  UpdateTest() {
    for (const LedBoard& each : hall.master.line.boards)
      hall.replace(each.address, from_the_bench(hall.master.line, each));
    hall.show(picture);
    hall.run_for(2s);
  }

  void offer(std::uint32_t version) { bus::offer(hall.master, image_of(version), true); }
  /// Only this board gets it.
  void offer_to(int address, std::uint32_t version) {
    hall.master.rollout = {};
    hall.master.rollout.tried = {true, true, true};
    hall.master.rollout.tried[static_cast<std::size_t>(address - 1)] = false;
    offer(version);
  }
  /// Until it is done or given up; false: neither.
  bool finish(Millis limit = 60s) {
    hall.run_for(100ms);
    hall.run_for(limit, [&] { return !hall.master.rollout.running; });
    return !hall.master.rollout.running;
  }
  void expect_right(int address, const std::string& why) {
    hall.run_for(2s);
    EXPECT_EQ(hall.text(address), address == 3 ? "В003" : "А017") << why;
  }
  /// A new run of the display, which knows nothing of the old one.
  void restart_master() {
    hall.master = bus::start(hall.master.line, hall_key, {}, hall.now());
    hall.show(picture);
  }
  int chunks_sent_while(const std::function<void()>& what) {
    int chunks = 0;
    hall.on_exchange = [&](const bus::Request& request) {
      if (request.first == link::map::update_data.first) ++chunks;
    };
    what();
    hall.on_exchange = nullptr;
    return chunks;
  }

  HallPicture picture = picture_of({{"А017", "1"}, {"В003", "2", 2}});
  HallOnWire hall{hall_bus(1, 1, 1)};
  static constexpr int whole = 24;  // chunks of 3000 bytes
};

TEST_F(UpdateTest, OneBoardAfterTheOtherGetsItAndTheOthersWorkOn) {
  offer(5);
  std::set<int> dark_at_once;
  bool told = false;
  for (int i = 0; i < 600; ++i) {
    hall.run_for(50ms);
    std::set<int> dashes;
    for (int address = 1; address <= 3; ++address) {
      if (hall.text(address) == "#4") dashes.insert(address);
      told = told || hall.reason(address).find("обновляется до версии 5: 50 %") == 0;
      EXPECT_EQ(hall.reason(address).find("не "), std::string::npos) << hall.reason(address);
    }
    EXPECT_LE(dashes.size(), 1U);
    dark_at_once.insert(dashes.begin(), dashes.end());
  }
  EXPECT_EQ(dark_at_once.size(), 3U);
  EXPECT_TRUE(told);
  for (int address = 1; address <= 3; ++address) {
    EXPECT_EQ(hall.board(address).version(), 5U);
    EXPECT_EQ(hall.board(address).slot(), 1U);
    EXPECT_EQ(hall.reason(address), "");
    hall.board(address).cut_power();
    EXPECT_EQ(hall.board(address).version(), 5U) << "it has proved itself";
    expect_right(address, "after the update");
  }
  offer(6);
  hall.master.rollout.tried = {};
  hall.run_for(30s);
  for (int address = 1; address <= 3; ++address) EXPECT_EQ(hall.board(address).slot(), 0U) << "and back";
}

TEST_F(UpdateTest, WaitsUntilNobodyIsCalled) {
  bus::offer(hall.master, image_of(5));
  picture.open = true;
  hall.show(picture);
  hall.run_for(5s);
  EXPECT_FALSE(hall.master.rollout.running);
  picture.calls.clear();
  hall.show(picture);
  hall.run_for(5s);
  EXPECT_FALSE(hall.master.rollout.running) << "the hall receives";
  picture.open = false;
  hall.show(picture);
  hall.run_for(30s);
  for (int address = 1; address <= 3; ++address) EXPECT_EQ(hall.board(address).version(), 5U);
}

TEST_F(UpdateTest, LostBytesCostTimeAndNothingElse) {
  std::mt19937 random(3);
  hall.wire.disturb = [&](std::uint8_t byte) -> std::optional<std::uint8_t> {
    if (random() % 300 == 0) return std::nullopt;  // two chunks of five
    return byte;
  };
  offer_to(3, 5);
  const int chunks = chunks_sent_while([&] { ASSERT_TRUE(finish(120s)); });
  hall.wire.disturb = nullptr;
  EXPECT_EQ(hall.board(3).version(), 5U) << hall.reason(3);
  EXPECT_GT(chunks, whole);
  EXPECT_LT(chunks, 4 * whole);
  expect_right(3, "after the update");
}

/// Runs the update until the power fails at flash write `cut` (false: there are not so many), then the board
/// alone: it must start, and be right again.
TEST_F(UpdateTest, ThePowerMayFailAtAnyWrite) {
  int writes = 0;
  hall.board(3).flash().before_write = [&] { return ++writes > 0; };
  offer_to(3, 5);
  ASSERT_TRUE(finish());
  ASSERT_EQ(hall.board(3).version(), 5U);
  ASSERT_GT(writes, 700);
  std::set<std::uint32_t> found;
  const int every = 1000 / talon::sim::scaled(50, 10);  // and each of the last, where the image is accepted
  for (int cut = 0; cut<writes; cut += cut> writes - 70 ? 3 : every) {
    hall.replace(3, from_the_bench(hall.master.line, hall.master.line.boards[2]));
    restart_master();
    hall.run_for(2s);
    SimulatedBoard& board = hall.board(3);
    int left = cut;
    board.flash().before_write = [&] {
      if (left-- == 0) throw PowerCut{};
      return true;
    };
    offer_to(3, 5);
    EXPECT_THROW(finish(), PowerCut) << cut;
    board.flash().before_write = nullptr;
    board.cut_power();
    found.insert(board.version());
    hall.run_for(1s);
    EXPECT_NE(hall.text(3), "В999");
    ASSERT_TRUE(finish()) << cut;
    EXPECT_EQ(board.version(), 5U) << cut << ": the same master goes on. " << hall.reason(3);
    expect_right(3, std::to_string(cut));
  }
  EXPECT_EQ(found, (std::set<std::uint32_t>{3, 5})) << "the old one or the new one, and never none";
}

TEST_F(UpdateTest, ThePowerMayFailBetweenAnyTwoRequests) {
  for (int cut = 1; cut < whole + 6; ++cut) {
    hall.replace(3, from_the_bench(hall.master.line, hall.master.line.boards[2]));
    restart_master();
    hall.run_for(2s);
    int requests = 0;
    hall.on_exchange = [&](const bus::Request& request) {
      const bool ours = request.first >= link::map::command.first && request.first < 0x0300;
      if (ours && ++requests == cut) hall.board(3).cut_power();
    };
    offer_to(3, 5);
    ASSERT_TRUE(finish()) << cut;
    hall.on_exchange = nullptr;
    EXPECT_EQ(hall.board(3).version(), 5U) << cut << hall.reason(3);
    expect_right(3, std::to_string(cut));
  }
}

TEST_F(UpdateTest, ANewRunOfTheMasterGoesOnWhereTheOldOneWas) {
  offer_to(3, 5);
  hall.run_for(30s,
               [&] { return hall.master.rollout.running && hall.master.rollout.running->percent() > 60; });
  ASSERT_TRUE(hall.master.rollout.running);
  restart_master();
  hall.run_for(2s);
  EXPECT_EQ(hall.text(3), "#4") << "a dash: no number stands on a board that is being updated";
  EXPECT_EQ(hall.text(2), "А017");
  const int chunks = chunks_sent_while([&] {
    offer_to(3, 5);
    ASSERT_TRUE(finish());
  });
  EXPECT_EQ(hall.board(3).version(), 5U) << hall.reason(3);
  EXPECT_LT(chunks, whole / 2);
  expect_right(3, "after the update");
}

TEST_F(UpdateTest, WhatAnotherImageLeftIsNotMixedWithThisOne) {
  for (const int percent : {10, 60, 99}) {
    hall.replace(3, from_the_bench(hall.master.line, hall.master.line.boards[2]));
    restart_master();
    hall.run_for(2s);
    offer_to(3, 5);
    hall.run_for(30s, [&] {
      return hall.master.rollout.running && hall.master.rollout.running->percent() >= percent;
    });
    restart_master();
    hall.run_for(2s);
    offer_to(3, 6);
    ASSERT_TRUE(finish());
    EXPECT_EQ(hall.board(3).version(), 6U) << percent << ' ' << hall.reason(3);
    expect_right(3, "after the update");
  }
}

TEST_F(UpdateTest, AnImageOfAnotherKeyIsRefusedAndNoOtherBoardIsAsked) {
  bus::offer(hall.master, image_of(5, link::Key{4}), true);
  hall.run_for(30s);
  EXPECT_EQ(hall.reason(1),
            "не обновлено: табло отвергло программу: её подпись сделана не ключом этого табло");
  for (int address = 1; address <= 3; ++address) {
    EXPECT_EQ(hall.board(address).version(), 3U);
    expect_right(address, "the old firmware goes on");
  }
  EXPECT_EQ(hall.reason(2), "");
  EXPECT_EQ(hall.reason(3), "");
  hall.board(1).cut_power();
  EXPECT_EQ(hall.board(1).version(), 3U);
}

/// Version 3 is not the one this program was built with: its dots are learnt, not drawn.
TEST_F(UpdateTest, OfAnotherFirmwareTheDotsAreComparedToo) {
  hall.run_for(10s);
  ASSERT_EQ(hall.reason(3), "");
  const firmware::Picture right = hall.board(3).panel();
  hall.run_for(5s, [&] { return hall.now() - hall.master.stations[2].accepted_at < 50ms; });
  hall.board(3).panel().bytes[40] ^= 0x20;
  hall.run_for(3s, [&] { return hall.reason(3) == "показывает не то"; });
  EXPECT_EQ(hall.reason(3), "показывает не то");
  hall.run_for(3s);
  EXPECT_EQ(hall.board(3).panel(), right);
  EXPECT_EQ(hall.reason(3), "");
  hall.board(3).strap({.service = true, .role = 0});
  hall.run_for(10s);
  EXPECT_EQ(hall.reason(3), "замкнута сервисная перемычка");
  hall.board(3).strap({});
  hall.run_for(10s);
  EXPECT_EQ(hall.reason(3), "");
}

TEST_F(UpdateTest, AnOlderImageIsRefused) {
  const int chunks = chunks_sent_while([&] {
    offer_to(3, 2);
    ASSERT_TRUE(finish());
  });
  EXPECT_EQ(hall.reason(3), "не обновлено: версия 2 старше той, что принимает табло (от 4)");
  EXPECT_EQ(chunks, 0);
  EXPECT_EQ(hall.board(3).version(), 3U);
  expect_right(3, "the old firmware goes on");
}

TEST_F(UpdateTest, ABoardThatGoesAwayIsGivenUpAndTheNextOneIsAsked) {
  offer(5);
  hall.run_for(10s,
               [&] { return hall.master.rollout.running && hall.master.rollout.running->percent() > 30; });
  hall.unplug(1);
  hall.run_for(90s);
  EXPECT_EQ(hall.board(2).version(), 5U);
  EXPECT_EQ(hall.board(3).version(), 5U);
  hall.plug(1);
  hall.run_for(60s);
  EXPECT_EQ(hall.reason(1), "не обновлено: табло не отвечает; обновление можно повторить");
  expect_right(1, "it gave the update up by itself");
  offer_to(1, 5);
  ASSERT_TRUE(finish());
  EXPECT_EQ(hall.board(1).version(), 5U);
}

TEST_F(UpdateTest, FirmwareThatDoesNotStartLeavesTheOldOne) {
  offer_to(3, 5);
  hall.on_exchange = [&](const bus::Request&) {
    if (hall.board(3).version() == 5) hall.board(3).restart({.watchdog = true});
  };
  ASSERT_TRUE(finish());
  hall.on_exchange = nullptr;
  EXPECT_EQ(hall.board(3).version(), 3U);
  EXPECT_EQ(hall.reason(3),
            "не обновлено: новая программа не запустилась, табло работает на прежней: версия 3");
  expect_right(3, "the old firmware goes on");
  offer_to(3, 6);
  ASSERT_TRUE(finish());
  EXPECT_EQ(hall.board(3).version(), 6U) << "and takes the next image";
}

TEST_F(UpdateTest, ASecondMasterBreaksNothing) {
  offer_to(3, 5);
  bus::Station seen;
  seen.board = hall.master.line.boards[2];
  bus::Update other = bus::start_update(image_of(6), hall.now());
  int turns = 0;
  bool inside = false;
  hall.on_exchange = [&](const bus::Request&) {
    if (inside || ++turns % 5 != 0 || other.is_over()) return;
    const auto request = bus::next_request(other, seen, hall_key, hall.now());
    if (!request) return;
    inside = true;
    bus::hear(other, seen, *request, hall.exchange(*request), hall.master.line, hall_key, hall.now());
    inside = false;
  };
  ASSERT_TRUE(finish(120s));
  hall.run_for(60s, [&] { return other.is_over(); });
  hall.on_exchange = nullptr;
  EXPECT_TRUE(other.is_over());
  const std::uint32_t version = hall.board(3).version();
  EXPECT_TRUE(version == 3 || version == 5 || version == 6) << version;
  hall.run_for(62s);
  expect_right(3, "whoever has won");
  offer_to(3, 7);
  ASSERT_TRUE(finish());
  EXPECT_EQ(hall.board(3).version(), 7U) << "alone again: " << hall.reason(3);
}

TEST_F(UpdateTest, ABoardOfAnotherKeyIsNotWrittenTo) {
  firmware::Settings settings;
  settings.address = 3;
  SimulatedBoard foreign(settings, link::Key{9});
  hall.unplug(3);
  hall.wire.attach(foreign);
  bus::Station seen;
  seen.board = hall.master.line.boards[2];
  bus::Update update = bus::start_update(image_of(5), hall.now());
  while (!update.is_over()) {
    const auto request = bus::next_request(update, seen, hall_key, hall.now());
    if (!request) {
      hall.run_for(10ms);
      continue;
    }
    EXPECT_FALSE(request->writes());
    bus::hear(update, seen, *request, hall.exchange(*request), hall.master.line, hall_key, hall.now());
  }
  EXPECT_EQ(update.why, "ключ шины не подходит: табло сопряжено с другим ключом или не сопряжено");
  hall.wire.detach(foreign);
}

// The answer that a killed master did not wait for is read by the next one as its own: two blocks are as
// long.
TEST_F(UpdateTest, ALateAnswerToAnEarlierQuestionIsNotTheBoardsLastWord) {
  for (const auto& [asked, late] :
       {std::pair{link::map::identity, link::map::state}, std::pair{link::map::state, link::map::identity},
        std::pair{link::map::state, link::map::counters},
        std::pair{link::map::update_state, link::map::keys}}) {
    hall.replace(3, from_the_bench(hall.master.line, hall.master.line.boards[2]));
    hall.board(3).press(0);
    bus::Station seen;
    seen.board = hall.master.line.boards[2];
    bus::Update update = bus::start_update(image_of(5), hall.now());
    bool came_late = false;
    while (!update.is_over()) {
      const auto request = bus::next_request(update, seen, hall_key, hall.now());
      if (!request) {
        hall.run_for(10ms);
        continue;
      }
      bus::Reply reply = hall.exchange(*request);
      if (!came_late && request->first == asked.first) {
        reply = hall.exchange(bus::read_block(seen, late));
        came_late = true;
      }
      bus::hear(update, seen, *request, reply, hall.master.line, hall_key, hall.now());
    }
    EXPECT_TRUE(came_late);
    EXPECT_EQ(update.phase, bus::Update::Phase::done) << asked.first << ", " << update.why;
  }
}

}  // namespace
}  // namespace talon::test
