// SPDX-License-Identifier: MIT
// Boards on a line that loses bytes, makes noise, carries two masters or is stuck.
#include <gtest/gtest.h>
#include <random>

#include "firmware/hal/host/simulated_bus.h"
#include "firmware/link/crc.h"
#include "tests/firmware/test_master.h"
#include "tests/sim/scale.h"

namespace talon::firmware {
namespace {

namespace map = link::map;
using namespace std::chrono_literals;

const std::string_view first =
    "\xC0"
    "017";
const std::string_view second =
    "\xC2"
    "264";

Settings with_address(std::uint8_t address) {
  Settings settings;
  settings.address = address;
  return settings;
}

/// An answer begins at most 2.25 ms after the request and the longest takes 22 ms; who waits longer loses a
/// round.
constexpr BusTime patience = 12ms;

/// A master that does what a real one does: asks again, and reads the state when its seals are refused.
class Repeating {
 public:
  Repeating(SimulatedBus& bus, std::uint8_t address) : bus_(bus) { master_.context = {address, 1, 0}; }

  bool show(const link::Show& wanted) {
    const link::Frame request = master_.show(wanted);
    const auto answer = TestMaster::answer(request, bus_.exchange(request.view(), 8, patience));
    if (answer && answer->exception == link::Exception::none) return true;
    if (answer) synchronize();
    return false;
  }

  void synchronize() {
    const link::Frame request = master_.read(map::state);
    const auto answer = TestMaster::answer(request, bus_.exchange(request.view(), 37, patience));
    if (!answer) return;
    const link::SealContext told{master_.context.address, link::long_value(answer->values, 1),
                                 link::long_value(answer->values, 3)};
    const std::span<const std::uint16_t> block(answer->values.data(), map::state.count);
    if (link::proof_fits(test_key, told, map::state.first, block)) master_.context = told;
  }

 private:
  SimulatedBus& bus_;
  TestMaster master_;
};

TEST(Bus, ACallIsOnThePanelWithinNineMilliseconds) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  Repeating master(bus, 7);
  EXPECT_TRUE(master.show(call_of(first)));
  EXPECT_EQ(board.board().picture(), number_picture(text8(first), 64));
  // 37 bytes out, 1.75 to 2 ms of silence, 8 bytes back, 2 ms of silence.
  EXPECT_GE(bus.now(), 7600us);
  EXPECT_LE(bus.now(), 8400us);
}

TEST(Bus, APollOfAPanelTakesLessThanSevenMilliseconds) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  const link::Frame request = TestMaster{}.read(map::keys);
  EXPECT_EQ(bus.exchange(request.view(), 21).size(), 21U);
  EXPECT_LE(bus.now(), 7ms);
}

TEST(Bus, FortyBoardsEachShowTheirOwnNumber) {
  SimulatedBus bus;
  std::vector<SimulatedBoard> boards;
  for (std::uint8_t i = 1; i <= 40; ++i) boards.emplace_back(with_address(i), test_key);
  for (auto& board : boards) bus.attach(board);
  for (std::uint8_t i = 1; i <= 40; ++i) {
    Repeating master(bus, i);
    EXPECT_TRUE(master.show(call_of(std::to_string(100 + i))));
  }
  for (std::uint8_t i = 1; i <= 40; ++i)
    EXPECT_EQ(boards[i - 1U].board().picture(), number_picture(text8(std::to_string(100 + i)), 64));
}

/// Runs a master that repeats the picture every 300 ms over a disturbed line; returns how long the board was
/// wrong after the number changed, at worst.
BusTime worst_delay(SimulatedBus& bus, SimulatedBoard& board, int changes) {
  Repeating master(bus, 7);
  BusTime worst{0};
  for (int change = 0; change < changes; ++change) {
    const std::string number = std::to_string(1000 + change);
    const Picture wanted = number_picture(text8(number), 64);
    const BusTime begun = bus.now();
    while (board.board().picture() != wanted && bus.now() - begun < 10s) master.show(call_of(number));
    worst = std::max(worst, bus.now() - begun);
    bus.run_for(300ms);
  }
  return worst;
}

TEST(Bus, WithOneByteInTwentyLostTheRightNumberStandsWithinTwoSeconds) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  std::mt19937 random(1);
  bus.disturb = [&](std::uint8_t byte) { return random() % 20 == 0 ? std::nullopt : std::optional(byte); };
  EXPECT_LE(worst_delay(bus, board, sim::scaled(150, 20)), 2s);
}

TEST(Bus, WithNoiseOnOneBitInTwoHundredTheRightNumberStandsWithinTwoSeconds) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  std::mt19937 random(2);
  bus.disturb = [&](std::uint8_t byte) {
    for (unsigned bit = 0; bit < 8; ++bit)
      if (random() % 200 == 0) byte = static_cast<std::uint8_t>(byte ^ 1U << bit);
    return std::optional(byte);
  };
  EXPECT_LE(worst_delay(bus, board, sim::scaled(150, 20)), 2s);
}

TEST(Bus, AStuckLineBlanksTheBoardAndAWholeOneRestoresItWithinTwoSeconds) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  Repeating master(bus, 7);
  EXPECT_TRUE(master.show(call_of(first)));
  bus.disturb = [](std::uint8_t) { return std::optional<std::uint8_t>(0); };  // held low: zeros without end
  const BusTime stuck = bus.now();
  while (bus.now() - stuck < 10s) master.show(call_of(second));
  EXPECT_EQ(board.board().shown(), link::Shown::dash);
  bus.disturb = nullptr;
  const BusTime whole = bus.now();
  while (!master.show(call_of(second)) && bus.now() - whole < 10s) bus.run_for(20ms);
  EXPECT_LE(bus.now() - whole, 2s);
  EXPECT_EQ(board.board().picture(), number_picture(text8(second), 64));
}

TEST(Bus, AReplacedBoardIsRightWithinTwoSeconds) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  Repeating master(bus, 7);
  EXPECT_TRUE(master.show(call_of(first)));
  board.cut_power();
  const BusTime back = bus.now();
  while (!master.show(call_of(second)) && bus.now() - back < 10s) bus.run_for(20ms);
  EXPECT_LE(bus.now() - back, 2s);
}

TEST(Bus, ASecondMasterWithoutTheKeyShowsNothingAndTheFirstIsHeard) {
  SimulatedBus bus;
  SimulatedBoard board(with_address(7), test_key);
  bus.attach(board);
  Repeating master(bus, 7);
  TestMaster stranger{{7, 1, 0}, link::Key{}};
  std::mt19937 random(3);
  int accepted = 0;
  for (int i = 0; i < sim::scaled(400, 40); ++i) {
    if (random() % 3 == 0) {  // speaks whenever it likes, often into the other's frame
      stranger.context.counter = static_cast<std::uint32_t>(i) * 4;
      bus.send(stranger.show(call_of("666")).view());
      bus.run_for(BusTime(random() % 6'000'000));
    }
    accepted += master.show(call_of(first)) ? 1 : 0;
    EXPECT_NE(board.board().picture(), number_picture(text8("666"), 64));
    bus.run_for(BusTime(random() % 5'000'000));
  }
  EXPECT_GT(accepted, sim::scaled(400, 40) / 2);
}

std::vector<std::uint8_t> with_right_checksum(std::vector<std::uint8_t> frame) {
  const std::span body = std::span(frame).first(frame.size() - 2);
  const std::uint16_t crc = link::crc16(body);
  frame[frame.size() - 2] = static_cast<std::uint8_t>(crc & 0xFFU);
  frame[frame.size() - 1] = static_cast<std::uint8_t>(crc >> 8U);
  return frame;
}

/// One of the ways frames go wrong: bits, lost, doubled or foreign bytes, two frames run together, replays;
/// half of them with a checksum made right again, as no noise but a hand on the wire does it.
std::vector<std::uint8_t> garbled(const std::vector<std::uint8_t>& good, std::mt19937& random) {
  std::vector<std::uint8_t> bad = good;
  switch (random() % 5) {
    case 0:
      for (auto flips = 1 + random() % 6; flips > 0; --flips) {
        const auto bit = random() % (bad.size() * 8);
        bad[bit / 8] = static_cast<std::uint8_t>(bad[bit / 8] ^ 1U << bit % 8);
      }
      break;
    case 1:
      bad.erase(bad.begin() + static_cast<std::ptrdiff_t>(random() % bad.size()));
      break;
    case 2:
      bad.insert(bad.begin() + static_cast<std::ptrdiff_t>(random() % bad.size()), 0x55);
      break;
    case 3:
      bad[random() % bad.size()] = static_cast<std::uint8_t>(random());
      break;
    default:
      break;  // the frame itself: a replay
  }
  return bad.size() > 4 && random() % 2 == 0 ? with_right_checksum(std::move(bad)) : bad;
}

TEST(Bus, InTenMillionGarbledAndReplayedFramesNoWrongNumberIsEverShown) {
  SimulatedBoard board(with_address(7), test_key);
  TestMaster master{{7, 1, 0}};
  const auto bytes = [](const link::Frame& frame) {
    return std::vector<std::uint8_t>(frame.view().begin(), frame.view().end());
  };
  const auto old = bytes(master.show(call_of(second)));
  ASSERT_TRUE(board.take_frame(old));
  const auto current = bytes(master.show(call_of(first)));
  ASSERT_TRUE(board.take_frame(current));
  board.tick();
  const Picture right = number_picture(text8(first), 64);
  // Recorded but never delivered: what an attacker could hope to change in flight.
  const auto next = bytes(master.show(call_of(second)));
  std::mt19937 random(41);
  const int frames = sim::scaled(10'000'000, 200'000);
  int wrong = 0;
  for (int i = 0; i < frames; ++i) {
    auto frame = garbled(i % 3 == 0 ? old : i % 3 == 1 ? current : next, random);
    if (frame == next) continue;  // not garbled after all: this one is the master's word
    board.take_frame(frame);
    if (board.board().picture() != right) ++wrong;
  }
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(board.board().shown(), link::Shown::call);
  EXPECT_TRUE(board.take_frame(next)) << "and the true frame is still accepted";
  EXPECT_EQ(board.board().picture(), number_picture(text8(second), 64));
}

}  // namespace
}  // namespace talon::firmware
