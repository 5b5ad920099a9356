// SPDX-License-Identifier: MIT
#include "display/bus/candle.h"

#include <gtest/gtest.h>
#include <map>
#include <random>

#include "tests/display/bus/hall_on_wire.h"

namespace talon::bus::candle {
namespace {

using test::picture_of;
using namespace std::chrono_literals;
using Bytes = std::vector<std::uint8_t>;

LedBus two_boards() {
  LedBus bus;
  bus.id = "old";
  bus.protocol = BusProtocol::candle;
  bus.boards = {{0x21, LedRole::hall_line, {}, {}}, {0x22, LedRole::desk_board, DeskId{"1"}, {}}};
  return bus;
}

/// Boards that do what frames tell them; the line may lose bytes.
struct Line {
  Painter painter = start(two_boards(), Ticks{});
  Ticks now;
  std::map<int, Bytes> shown;
  std::map<int, int> blinks;
  std::map<int, int> levels;
  Decoder decoder;
  std::function<bool()> lost = [] { return false; };

  void run_for(Millis span) {
    const Ticks until = now + span;
    while (now < until) {
      Step done = step(std::move(painter), now);
      painter = std::move(done.painter);
      for (const std::uint8_t byte : done.bytes) {
        if (lost()) continue;
        const auto command = decoder.push(byte);
        if (!command) continue;
        if (command->what == Command::What::brightness) levels[command->address] = command->value;
        if (command->what != Command::What::show) continue;
        shown[command->address] = command->text;
        if (command->value == five_times) ++blinks[command->address];
      }
      now = now + (done.bytes.empty() ? done.again - now : Millis{2});
    }
  }
};

TEST(CandleFrame, IsTheProtocolsOwnBytes) {
  EXPECT_EQ(encode({Command::What::show, 0x21, steady, {0xC0, '0', '1', '7'}}),
            (Bytes{1, 0x21, 0x20, 0xC0, '0', '1', '7', 7}));
  EXPECT_EQ(encode({Command::What::brightness, 0x21, 0x23, {}}), (Bytes{2, 0x21, 0x23, 7}));
  EXPECT_EQ(encode({Command::What::address, 0xFF, 0x30, {}}), (Bytes{3, 0xFF, 0x30, 7}));
}

TEST(CandleFrame, WhatIsWrittenIsReadAndGarbageIsNot) {
  const Command command{Command::What::show, 0x7F, five_times, {'1', '2'}};
  Decoder decoder;
  std::optional<Command> found;
  for (const std::uint8_t byte : Bytes{9, 1, 0x55})
    EXPECT_FALSE(decoder.push(byte));  // the beginning of something that is cut off
  for (const std::uint8_t byte : encode(command)) found = decoder.push(byte);
  EXPECT_EQ(found, command);
  for (const Bytes& wrong : {Bytes{1, 0x21, 7}, Bytes{1, 0x90, 0x20, '1', 7}, Bytes{2, 0x21, 0x24, 7},
                             Bytes{4, 0x21, 0x20, 7}, Bytes{'1', '2', 7}, Bytes{1, 0x21, 0x20, 7}}) {
    for (const std::uint8_t byte : wrong) EXPECT_FALSE(decoder.push(byte));
  }
}

TEST(CandlePainter, PaintsWhatChangedAndBlinksOnce) {
  Line line;
  const auto picture = picture_of({{"А017", "1", 5, "5"}});
  line.painter = show(std::move(line.painter), {&picture, 600}, line.now);
  line.run_for(100ms);
  EXPECT_EQ(line.shown[0x21], (Bytes{0xC0, '0', '1', '7', '>', '5', ' ', ' '}));
  EXPECT_EQ(line.shown[0x22], (Bytes{0xC0, '0', '1', '7', ' '}));
  line.run_for(20s);
  const int told = line.blinks[0x22];
  EXPECT_GE(told, 6) << "told again while it is new";
  EXPECT_LE(told, 13) << "then steady";
  const auto again = picture_of({{"А017", "1", 6, "5"}});
  line.painter = show(std::move(line.painter), {&again, 600}, line.now);
  line.run_for(100ms);
  EXPECT_EQ(line.blinks[0x22], told + 1) << "a repeated call";
  line.painter = show(std::move(line.painter), {}, line.now);
  line.run_for(100ms);
  EXPECT_EQ(line.shown[0x22], (Bytes{'-', ' ', ' ', ' ', ' '})) << "the server is gone";
}

TEST(CandlePainter, WithLostBytesTheTextIsRightWithinTwoSeconds) {
  Line line;
  std::mt19937 random(3);
  line.lost = [&] { return random() % 20 == 0; };
  for (int round = 0; round < 50; ++round) {
    const std::string number = "А" + std::to_string(100 + round);
    const auto picture = picture_of({{number, "1", round + 1}});
    line.painter = show(std::move(line.painter), {&picture, 600}, line.now);
    bool right = false;
    for (int step = 0; step < 20 && !right; ++step) {
      line.run_for(100ms);
      right = line.shown[0x22] == Bytes{0xC0, static_cast<std::uint8_t>('1' + round / 100),
                                        static_cast<std::uint8_t>('0' + round / 10 % 10),
                                        static_cast<std::uint8_t>('0' + round % 10), ' '};
    }
    EXPECT_TRUE(right) << round;
  }
}

TEST(CandlePainter, NightIsDarker) {
  Line line;
  const auto picture = picture_of({});
  line.painter = show(std::move(line.painter), {&picture, 600}, line.now);
  line.run_for(1s);
  EXPECT_EQ(line.levels[0x22], 0x20);
  line.painter = show(std::move(line.painter), {&picture, 23 * 60}, line.now);
  line.run_for(70s);
  EXPECT_EQ(line.levels[0x22], 0x22) << "30 %";
}

TEST(CandleGlyph, WhatABoardHasNotIsADash) {
  EXPECT_EQ(glyph(0xC0), 0xC0);
  EXPECT_EQ(glyph(0xDB), '-') << "Ы";
  EXPECT_EQ(glyph(0x97), '-');
  for (int code = 0; code < 256; ++code) EXPECT_GE(glyph(static_cast<std::uint8_t>(code)), 0x20);
}

}  // namespace
}  // namespace talon::bus::candle
