// SPDX-License-Identifier: MIT
#include "display/bus/shows.h"

#include <gtest/gtest.h>

#include "tests/display/bus/hall_on_wire.h"

namespace talon::bus {
namespace {

using test::picture_of;
using namespace std::chrono_literals;

constexpr Ticks start{0s};

std::string numbers(const std::vector<Row>& rows) {
  std::string text;
  for (const Row& row : rows) text += (row.call ? row.call->number.text() : "-") + " ";
  return text;
}

TEST(HallLines, ACallKeepsItsLineWhileOthersComeAndGo) {
  const auto boards = test::hall_bus(3, 0, 0).boards;
  auto rows = assign({}, boards, picture_of({{"А001", "1", 1}, {"А002", "2", 2}}), start);
  EXPECT_EQ(numbers(rows), "А001 А002 - ");
  rows = assign(rows, boards, picture_of({{"А002", "2", 2}, {"А003", "1", 3}}), start + 1s);
  EXPECT_EQ(numbers(rows), "А003 А002 - ");
  rows = assign(rows, boards, picture_of({{"А002", "2", 4}, {"А003", "1", 3}}), start + 2s);
  EXPECT_EQ(numbers(rows), "А003 А002 - ") << "a repeated call stays where it is";
  EXPECT_EQ(rows[1].call->seq, 4) << "and flashes";
}

TEST(HallLines, MoreCallsThanLinesWaitUntilOneHadItsTime) {
  const auto boards = test::hall_bus(2, 0, 0).boards;
  const auto picture = picture_of({{"А001", "1", 1}, {"А002", "2", 2}, {"А003", "3", 3}});
  auto rows = assign({}, boards, picture, start);
  EXPECT_EQ(numbers(rows), "А001 А002 ");
  rows = assign(rows, boards, picture, start + 29s);
  EXPECT_EQ(numbers(rows), "А001 А002 ");
  rows = assign(rows, boards, picture, start + 30s);
  EXPECT_EQ(numbers(rows), "А003 А002 ");
  rows = assign(rows, boards, picture, start + 90s);
  EXPECT_EQ(numbers(rows), "А003 А002 ") << "an older call never drives out a newer one";
}

TEST(HallLines, ACorridorShowsItsOwnRooms) {
  auto boards = test::hall_bus(3, 0, 0).boards;
  boards[2].rooms = {RoomId{"7"}};
  const auto rows = assign({}, boards, picture_of({{"А001", "1", 1, "5"}, {"А002", "2", 2, "7"}}), start);
  EXPECT_EQ(numbers(rows), "А001 А002 А002 ");
}

TEST(ShowOf, ADeskBoardShowsTheCallOfItsDeskAlone) {
  const auto bus = test::hall_bus(1, 1, 1);
  const auto picture = picture_of({{"А017", "1", 70000, "5"}});
  const Hall hall{&picture, 600};
  const auto panel = show_of(bus.boards[1], {}, hall);
  EXPECT_EQ(panel.number, led_text("А017"));
  EXPECT_EQ(panel.room, link::Text8{});
  EXPECT_EQ(panel.attention, link::Attention::flash);
  EXPECT_EQ(panel.call, 70000 - 65536);
  EXPECT_EQ(panel.minute, 600);
  EXPECT_EQ(show_of(bus.boards[2], {}, hall).number, link::Text8{});
  const auto line = show_of(bus.boards[0], {picture.calls[0], start}, hall);
  EXPECT_EQ(line.room, led_text("5"));
}

TEST(ShowOf, EvacuationAndALostServerLeaveNoNumber) {
  const auto bus = test::hall_bus(1, 1, 0);
  auto picture = picture_of({{"А017", "1", 1}});
  picture.emergency = "Покиньте здание.";
  for (const LedBoard& board : bus.boards) {
    EXPECT_EQ(show_of(board, {picture.calls[0], start}, {&picture, 0}).number, led_text("ВЫХОД"));
    EXPECT_EQ(show_of(board, {picture.calls[0], start}, {}).number, (link::Text8{0x97}));
  }
}

TEST(LedText, IsCapitalsOfTheBoardsFont) {
  EXPECT_EQ(led_text("5а"), (link::Text8{'5', 0xC0}));
  EXPECT_EQ(led_text("Ё№"), (link::Text8{0xA8, 0xB9}));
  EXPECT_EQ(led_text("кабинет 101"), led_text("КАБИНЕТ "));
  EXPECT_EQ(led_text("\xF0\x9F\x98\x80 7\xFF"), (link::Text8{0x97, ' ', '7', 0x97}));
  for (const std::uint8_t code : led_text("{|}~\x01")) EXPECT_TRUE(code == 0 || link::drawable(code));
}

}  // namespace
}  // namespace talon::bus
