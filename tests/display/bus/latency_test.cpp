// SPDX-License-Identifier: MIT
// Latency on the bus's own time: 40 boards of which 24 have keys, at 115200 baud. Goals: key to call below
// 250 ms, call on the LED below 500 ms, both p99.
#include <algorithm>
#include <gtest/gtest.h>
#include <random>

#include "display/bus/timing.h"
#include "tests/display/bus/hall_on_wire.h"
#include "tests/sim/scale.h"

namespace talon::test {
namespace {

using namespace std::chrono_literals;

constexpr int lines = 8;
constexpr int panels = 24;
constexpr int boards = 8;
/// What the server takes from the press to the picture on the display: a durable commit and a push.
constexpr Millis server{20};

Millis percentile(std::vector<Millis> times, int percent) {
  std::ranges::sort(times);
  return times.at((times.size() * static_cast<std::size_t>(percent) + 99) / 100 - 1);
}

struct Measured {
  std::vector<Millis> key_to_call;
  std::vector<Millis> call_to_led;
  double load = 0;
};

/// Specialists press "next" at random; each press calls one more number to the desk.
Measured press_at_random(
    HallOnWire& hall, int presses, unsigned seed,
    const std::function<bool()>& enough = [] { return false; }) {
  std::mt19937 random(seed);
  Measured measured;
  std::vector<Call> calls;
  const auto began = hall.wire.now();
  const auto busy = hall.wire.busy();
  for (int i = 1; i <= presses && !enough(); ++i) {
    const int address = lines + 1 + static_cast<int>(random() % panels);
    const std::string desk = std::to_string(address - lines);
    hall.run_for(Millis{random() % 300});
    std::optional<Ticks> heard;
    hall.on_press = [&](const bus::Press& press) {
      EXPECT_EQ(press.desk.value, desk);
      heard = hall.now();
    };
    const Ticks pressed = hall.now();
    hall.board(address).press(0);
    hall.run_for(1s, [&] { return heard.has_value(); });
    hall.board(address).release();
    if (!heard) return {};
    measured.key_to_call.push_back(*heard - pressed + server);
    hall.run_for(server);
    std::erase_if(calls, [&](const Call& call) { return call.desk == desk; });
    const std::string number = "А" + std::to_string(100 + i);
    calls.push_back({number, desk, i, std::to_string(1 + i % 5)});
    const Ticks called = hall.now();
    hall.show(picture_of(calls));
    hall.run_for(1s, [&] { return hall.text(address) == number; });
    EXPECT_EQ(hall.text(address), number);
    measured.call_to_led.push_back(hall.now() - called + server);
    hall.run_for(60ms);
  }
  measured.load = static_cast<double>((hall.wire.busy() - busy).count()) /
                  static_cast<double>((hall.wire.now() - began).count());
  return measured;
}

TEST(BusLatency, KeyToCallAndCallToLedWithFortyBoards) {
  HallOnWire hall(hall_bus(lines, panels, boards));
  hall.run_for(4s);
  for (const auto& each : hall.master.stations) ASSERT_TRUE(each.is_ready()) << each.board.address;
  const Measured measured = press_at_random(hall, talon::sim::scaled(200, 20), 1);
  ASSERT_FALSE(measured.key_to_call.empty());
  std::printf("40 boards, 24 of them panels, 115200 baud, on bus time:\n");
  std::printf("| | p50 | p99 | goal |\n");
  std::printf("| key -> call | %lld ms | %lld ms | 250 ms |\n",
              static_cast<long long>(percentile(measured.key_to_call, 50).count()),
              static_cast<long long>(percentile(measured.key_to_call, 99).count()));
  std::printf("| call -> LED | %lld ms | %lld ms | 500 ms |\n",
              static_cast<long long>(percentile(measured.call_to_led, 50).count()),
              static_cast<long long>(percentile(measured.call_to_led, 99).count()));
  std::printf("line carries bytes %.0f %% of the time\n", 100 * measured.load);
  EXPECT_LT(percentile(measured.key_to_call, 99), 250ms);
  EXPECT_LT(percentile(measured.call_to_led, 99), 500ms);
}

TEST(BusLatency, AnUpdateOfABoardMakesNoCallLate) {
  HallOnWire hall(hall_bus(lines, panels, boards));
  hall.run_for(4s);
  // As long as the real firmware.
  const std::vector<std::uint8_t> body(21'400, 0x5A);
  const auto image = std::make_shared<const bus::BoardImage>(bus::sign(2, {body, body}, hall_key));
  const int updated = lines + panels + boards;
  const Ticks began = hall.now();
  std::optional<Ticks> ended;
  hall.on_exchange = [&](const bus::Request&) {
    if (!ended && hall.board(updated).version() == 2 && !hall.master.rollout.running) ended = hall.now();
  };
  // The last alone: what a hall does at night with all of them one after the other.
  hall.master.rollout.tried.assign(static_cast<std::size_t>(updated), true);
  hall.master.rollout.tried.back() = false;
  bus::offer(hall.master, image, true);
  const Measured measured = press_at_random(hall, 800, 2, [&] { return ended.has_value(); });
  ASSERT_TRUE(ended);
  std::printf("while one of 40 boards gets new firmware (%zu bytes, %.0f s, %zu calls):\n", body.size(),
              static_cast<double>((*ended - began).count()) / 1000, measured.key_to_call.size());
  std::printf("| | p50 | p99 | goal |\n");
  std::printf("| key -> call | %lld ms | %lld ms | 250 ms |\n",
              static_cast<long long>(percentile(measured.key_to_call, 50).count()),
              static_cast<long long>(percentile(measured.key_to_call, 99).count()));
  std::printf("| call -> LED | %lld ms | %lld ms | 500 ms |\n",
              static_cast<long long>(percentile(measured.call_to_led, 50).count()),
              static_cast<long long>(percentile(measured.call_to_led, 99).count()));
  EXPECT_LT(percentile(measured.key_to_call, 99), 250ms);
  EXPECT_LT(percentile(measured.call_to_led, 99), 500ms);
  for (int address = 1; address < updated; ++address) EXPECT_EQ(hall.reason(address), "") << address;
}

TEST(BusLatency, AllCallsAtOnceStandWithinTheGoal) {
  HallOnWire hall(hall_bus(lines, panels, boards));
  hall.run_for(4s);
  std::vector<Call> calls;
  for (int desk = 1; desk <= panels + boards; ++desk)
    calls.push_back({"А" + std::to_string(100 + desk), std::to_string(desk), desk});
  const Ticks called = hall.now();
  hall.show(picture_of(calls));
  const auto stands = [&] {
    return std::ranges::none_of(hall.master.stations, [](const auto& each) { return each.differs(); });
  };
  hall.run_for(2s, stands);
  std::printf("40 boards changed at once: %lld ms\n", static_cast<long long>((hall.now() - called).count()));
  EXPECT_LT(hall.now() - called, 500ms);
  for (int desk = 1; desk <= panels + boards; ++desk)
    EXPECT_EQ(hall.text(lines + desk), "А" + std::to_string(100 + desk));
}

TEST(BusTiming, ARoundOfKeysFitsBelowTheGoal) {
  using bus::Micros;
  const Micros keys = bus::read_time(link::map::keys.count);
  const Micros round =
      panels * keys + 2 * bus::write_time(link::map::show.count) + bus::read_time(link::map::shown.count);
  std::printf("one poll of keys %.1f ms, a round of 24 with all that belongs to it %.0f ms\n",
              static_cast<double>(keys.count()) / 1000, static_cast<double>(round.count()) / 1000);
  EXPECT_LT(round, Micros{200'000});
  EXPECT_EQ(bus::byte_time(115200), Micros{10'000'000}) << "ten bits a byte";
}

}  // namespace
}  // namespace talon::test
