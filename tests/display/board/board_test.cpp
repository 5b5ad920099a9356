// SPDX-License-Identifier: MIT
// The board on virtual time: what stands in the band and in the rows, how long, and what a lost link does.
#include "display/board/board.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <random>

#include "tests/display/board/gallery.h"

namespace talon::board {
namespace {

constexpr Ticks at(long ms) {
  return Ticks{Millis{ms}};
}

/// A board and its time; sleeps as the shell does, from change to change.
struct Desk {
  Board board = start({}, at(0));
  long now = 0;

  Desk& show(const HallPicture& picture) {
    board = step(board, picture, at(now));
    return *this;
  }
  Desk& put(const Input& input) {
    board = step(board, input, at(now));
    return *this;
  }
  Desk& run_to(long end) {
    while (true) {
      const auto next = next_change(board, at(now));
      if (!next || next->since.count() > end) break;
      now = static_cast<long>(next->since.count());
      board = step(board, Tick{}, at(now));
    }
    now = end;
    board = step(board, Tick{}, at(now));
    return *this;
  }
  [[nodiscard]] std::string band() const {
    const Shown* shown = in_band(board);
    return shown == nullptr ? "" : shown->call.number.text();
  }
  [[nodiscard]] std::string rows() const {
    std::string text;
    for (const auto* shown : in_rows(board)) text += (text.empty() ? "" : " ") + shown->call.number.text();
    return text;
  }
  [[nodiscard]] bool bright() const {
    return board.band && board.band->fresh && flash_on(board, board.band->since, at(now));
  }
};

std::vector<CallPicture> calls_of(std::initializer_list<std::pair<const char*, int>> list) {
  std::vector<CallPicture> calls;
  for (const auto& [number, seq] : list) calls.push_back(call(number, "кабинет " + std::to_string(seq), seq));
  return calls;
}

TEST(Board, NewCallSlidesInOnceFlashesFiveTimesThenStands) {
  Desk desk;
  desk.show(hall(100, {})).run_to(1'000);
  desk.show(hall(101, calls_of({{"А017", 101}})));
  EXPECT_EQ(desk.band(), "А017");
  EXPECT_LT(slide_progress(desk.board, at(1'010)), 0.5);
  EXPECT_EQ(slide_progress(desk.board, at(1'250)), 1.0);
  int edges = 0;
  bool last = false;
  for (long t = 1'000; t < 20'000; t += 10) {
    desk.now = t;
    if (desk.bright() && !last) ++edges;
    last = desk.bright();
  }
  EXPECT_EQ(edges, 5);
  desk.now = 6'100;
  EXPECT_FALSE(desk.bright());
}

TEST(Board, FlashesLongerWithoutSound) {
  Desk desk;
  desk.show(hall(100, {})).put(SoundState{false}).show(hall(101, calls_of({{"А017", 101}})));
  EXPECT_TRUE(is_flashing(desk.board, at(0), at(14'900)));
  EXPECT_FALSE(is_flashing(desk.board, at(0), at(15'000)));
}

TEST(Board, EightCallsInTwoSecondsAllShowAtOnceAndEachHasItsTimeInTheBand) {
  Desk desk;
  desk.show(hall(100, {}));
  const std::vector<std::string> numbers = {"А001", "А002", "А003", "А004", "А005", "А006", "А007", "А008"};
  std::vector<CallPicture> calls;
  for (int i = 0; i < 8; ++i) {
    desk.run_to(250L * i);
    calls.insert(calls.begin(), call(numbers[static_cast<std::size_t>(i)], "кабинет 1", 101 + i));
    desk.show(hall(101 + i, calls));
    EXPECT_EQ(in_rows(desk.board).size(), static_cast<std::size_t>(i)) << "visible in the same step";
  }
  for (int i = 0; i < 8; ++i) {
    desk.run_to(5'000L * i + 10);
    EXPECT_EQ(desk.band(), numbers[static_cast<std::size_t>(i)]);
    desk.run_to(5'000L * i + 4'990);
    EXPECT_EQ(desk.band(), numbers[static_cast<std::size_t>(i)]) << "nobody pushes it away before 5 s";
    EXPECT_EQ(in_rows(desk.board).size(), 7U);
  }
  desk.run_to(120'000);
  EXPECT_EQ(desk.band(), "А008");
  EXPECT_EQ(desk.rows(), "А007 А006 А005 А004 А003 А002 А001");
}

/// Random calls faster than the board has room for; the seed is the test's name for the run.
TEST(Board, NobodyIsPushedAwayBeforeTheMinimum) {
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 random(seed);
    Desk desk;
    Rules rules;
    rules.rows = 1 + seed % 4;
    desk.board = start(rules, at(0));
    desk.show(hall(100, {}));
    std::vector<CallPicture> calls;
    std::map<std::string, long> visible;  // since when
    for (int i = 1; i <= 60; ++i) {
      const long until = desk.now + static_cast<long>(random() % 6'000);
      calls.insert(calls.begin(),
                   call(TicketNumber{"А", static_cast<std::uint32_t>(i)}.text(), "кабинет 5", 100 + i));
      if (calls.size() > 12) calls.pop_back();
      desk.show(hall(100 + i, calls));
      while (desk.now < until) {
        desk.run_to(std::min(until, desk.now + 100));
        std::map<std::string, long> still;
        const auto keep = [&](const Shown* shown) {
          const std::string number = shown->call.number.text();
          still[number] = visible.contains(number) ? visible[number] : desk.now;
        };
        if (const Shown* shown = in_band(desk.board)) keep(shown);
        for (const auto* shown : in_rows(desk.board)) keep(shown);
        for (const auto& [number, since] : visible) {
          const bool called = std::any_of(
              calls.begin(), calls.end(),
              [&wanted = number](const CallPicture& each) { return each.number.text() == wanted; });
          EXPECT_TRUE(still.contains(number) || !called || desk.now - since >= 29'800)
              << seed << ": " << number;
        }
        EXPECT_LE(still.size(), rules.rows + 1);
        visible = still;
      }
    }
  }
}

TEST(Board, RepeatedCallBlinksAgainWithoutSliding) {
  Desk desk;
  desk.show(hall(100, {})).show(hall(101, calls_of({{"А017", 101}}))).run_to(20'000);
  EXPECT_FALSE(desk.bright());
  auto again = call("А017", "кабинет 5", 102);
  again.recalls = 1;
  desk.show(hall(102, {again}));
  EXPECT_TRUE(desk.bright());
  EXPECT_EQ(slide_progress(desk.board, at(desk.now)), 1.0);
}

TEST(Board, RepeatedCallOfARowComesBackToTheBand) {
  Desk desk;
  desk.show(hall(100, {})).show(hall(101, calls_of({{"А017", 101}}))).run_to(10'000);
  desk.show(hall(102, calls_of({{"А018", 102}, {"А017", 101}}))).run_to(20'000);
  EXPECT_EQ(desk.rows(), "А017");
  desk.show(hall(103, calls_of({{"А017", 103}, {"А018", 102}})));
  EXPECT_EQ(desk.band(), "А017");
  EXPECT_EQ(desk.rows(), "А018");
}

TEST(Board, CallThatLeftStaysThirtySecondsAndNoLonger) {
  Desk desk;
  desk.show(hall(100, {})).show(hall(101, calls_of({{"А017", 101}}))).run_to(10'000);
  auto left = call("А017", "кабинет 5", 101);
  left.left = true;
  desk.show(hall(102, {left})).run_to(39'900);
  EXPECT_EQ(desk.band(), "А017");
  desk.run_to(40'000);
  EXPECT_EQ(desk.band(), "");
  desk.show(hall(103, {left}));
  EXPECT_EQ(desk.band(), "") << "a late picture does not bring it back";
}

TEST(Board, UndoneCallVanishesAtOnceAndTheNextStandsQuietly) {
  Desk desk;
  desk.show(hall(100, {})).show(hall(101, calls_of({{"А017", 101}}))).run_to(10'000);
  desk.show(hall(102, calls_of({{"А018", 102}, {"А017", 101}}))).run_to(11'000);
  desk.show(hall(103, calls_of({{"А017", 101}})));
  EXPECT_EQ(desk.band(), "А017");
  EXPECT_FALSE(desk.bright());
  EXPECT_EQ(desk.rows(), "");
}

TEST(Board, OlderPictureIsIgnored) {
  Desk desk;
  desk.show(hall(102, calls_of({{"А018", 102}}))).show(hall(101, calls_of({{"А017", 101}})));
  EXPECT_EQ(desk.band(), "А018");
}

TEST(Board, RestoredServerMayBeOlderOnANewConnection) {
  Desk desk;
  desk.show(hall(500, calls_of({{"А018", 500}}))).put(LinkState{Link::lost});
  desk.show(hall(300, calls_of({{"А017", 299}})));
  EXPECT_EQ(desk.band(), "А017");
  EXPECT_FALSE(desk.bright());
  desk.show(hall(301, calls_of({{"А019", 301}, {"А017", 299}})));
  EXPECT_TRUE(desk.bright()) << "new after the restore";
}

TEST(Board, AfterARestartNothingIsNews) {
  Desk desk;
  desk.show(hall(110, calls_of({{"А018", 109}, {"А017", 104}})));
  EXPECT_EQ(desk.band(), "А018");
  EXPECT_EQ(desk.rows(), "А017");
  EXPECT_FALSE(desk.bright());
  EXPECT_EQ(slide_progress(desk.board, at(0)), 1.0);
  desk.show(hall(111, calls_of({{"А019", 111}, {"А018", 109}, {"А017", 104}})));
  EXPECT_EQ(desk.band(), "А019") << "what stood before has had its time";
}

TEST(Board, LostLinkIsSaidWithinTenSecondsAndNoNumberStands) {
  Desk desk;
  desk.show(hall(101, calls_of({{"А017", 101}}))).run_to(9'000);
  desk.put(LinkState{Link::lost});  // reported 9 s after the last byte
  EXPECT_FALSE(is_cut_off(desk.board, at(9'999)));
  EXPECT_TRUE(is_cut_off(desk.board, at(10'000)));
  desk.run_to(60'000).put(LinkState{Link::up});
  EXPECT_TRUE(is_cut_off(desk.board, at(desk.now))) << "bytes are not yet a picture";
  desk.show(hall(105, calls_of({{"А020", 105}, {"А017", 101}})));
  EXPECT_FALSE(is_cut_off(desk.board, at(desk.now)));
  EXPECT_EQ(desk.band(), "А020");
  EXPECT_TRUE(desk.bright()) << "called while the link was down: news for the hall";
}

TEST(Board, WithoutAPictureTheServerIsMissing) {
  Desk desk;
  desk.put(LinkState{Link::connecting});
  EXPECT_FALSE(is_cut_off(desk.board, at(9'999)));
  desk.run_to(10'000);
  EXPECT_TRUE(is_cut_off(desk.board, at(10'000)));
}

TEST(Board, OnlyItsRooms) {
  Desk desk;
  desk.board = start(
      [] {
        Rules rules;
        rules.rooms = {RoomId{"кабинет 102"}};
        return rules;
      }(),
      at(0));
  desk.show(hall(100, {})).show(hall(102, calls_of({{"А018", 102}, {"А017", 101}})));
  EXPECT_EQ(desk.band(), "А018");
  EXPECT_EQ(desk.rows(), "");
}

TEST(Board, RoomsThatBecomeKnownLaterTakeTheOtherCallsAway) {
  Desk desk;
  desk.show(hall(102, calls_of({{"А018", 102}, {"А017", 101}})));
  desk.board.rules.rooms = {RoomId{"кабинет 101"}};
  desk.put(Tick{});
  EXPECT_EQ(desk.band(), "А017");
  EXPECT_EQ(desk.rows(), "");
}

TEST(Board, HallClockRunsOnWithTheHallsRate) {
  Desk desk;
  HallPicture picture = hall(100, {});
  picture.time.rate = 60;
  desk.show(picture);
  EXPECT_EQ(format_timestamp(*hall_now(desk.board, at(10'000))), "2026-03-02T10:52:07.000+05:00");
}

TEST(Board, IdleBoardWakesOnlyForItsClock) {
  Desk desk;
  desk.show(hall(100, {})).run_to(1'000);
  int wakes = 0;
  for (Ticks now = at(1'000); now < at(601'000); ++wakes) now = *next_change(desk.board, now);
  EXPECT_LE(wakes, 11);
}

}  // namespace
}  // namespace talon::board
