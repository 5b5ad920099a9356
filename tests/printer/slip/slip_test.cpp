// SPDX-License-Identifier: MIT
// Access criteria 22 to 25 and S2-5.4.1 measured on the dots themselves.
#include <algorithm>
#include <array>
#include <gtest/gtest.h>

#include "display/text/text.h"
#include "tests/printer/slip/samples.h"

namespace talon::slip {
namespace {

using canvas::Canvas;

bool dark(const Canvas& page, int x, int y) {
  return page.pixel(x, y).red == 0;
}

const std::array papers = {paper_80mm, paper_58mm, samples::paper_180dpi};

struct Rows {
  int top, bottom;
  [[nodiscard]] int height() const { return bottom - top; }
};
/// Runs of rows that have ink.
std::vector<Rows> inked(const Canvas& page) {
  std::vector<Rows> runs;
  int start = -1;
  for (int y = 0; y <= page.height(); ++y) {
    bool any = false;
    for (int x = 0; y < page.height() && x < page.width() && !any; ++x) any = dark(page, x, y);
    if (any && start < 0) start = y;
    if (!any && start >= 0) {
      runs.push_back({start, y});
      start = -1;
    }
  }
  return runs;
}

TEST(Slip, IsBlackAndWhiteAndAsWideAsThePaper) {
  for (const Paper& paper : papers) {
    const Canvas page = render(samples::usual(), paper);
    EXPECT_EQ(page.width(), paper.width_dots);
    for (int y = 0; y < page.height(); ++y)
      for (int x = 0; x < page.width(); ++x) {
        const auto value = page.pixel(x, y);
        ASSERT_TRUE(value == canvas::rgb(0) || value == canvas::rgb(0xFFFFFF)) << x << ' ' << y;
      }
  }
}

TEST(Slip, NumberIsAtLeast14MillimetresHigh) {
  for (const Paper& paper : papers) {
    const Canvas page = render(samples::usual(), paper);
    int tallest = 0;
    for (const Rows& run : inked(page))
      if (run.bottom < page.height() / 3) tallest = std::max(tallest, run.height());
    EXPECT_GE(tallest, 14 * paper.dots_per_mm) << paper.width_dots;
    EXPECT_LE(tallest, 24 * paper.dots_per_mm);
  }
}

TEST(Slip, NumberHasStrokesOf1Point5Millimetres) {
  for (const Paper& paper : papers) {
    const Canvas page = render(samples::usual(), paper);
    Rows number{0, 0};
    for (const Rows& run : inked(page))
      if (run.bottom < page.height() / 3 && run.height() > number.height()) number = run;
    // Across the middle of the digits every stroke is met; the slanted 7 and the crossbar are wider.
    const int y = number.top + number.height() * 6 / 10;
    int thinnest = 10000, run = 0;
    for (int x = 0; x <= page.width(); ++x) {
      if (x < page.width() && dark(page, x, y)) {
        ++run;
      } else if (run > 0) {
        thinnest = std::min(thinnest, run);
        run = 0;
      }
    }
    EXPECT_GE(thinnest, 1.5 * paper.dots_per_mm) << paper.width_dots;
  }
}

TEST(Slip, NothingTouchesTheEdges) {
  for (const Paper& paper : papers)
    for (const SlipContent& slip : {samples::usual(), samples::longest(), samples::shortest()}) {
      const Canvas page = render(slip, paper);
      for (int y = 0; y < page.height(); ++y)
        for (const int x : {0, 1, 2, page.width() - 3, page.width() - 2, page.width() - 1})
          ASSERT_FALSE(dark(page, x, y)) << paper.width_dots << ": " << x << ' ' << y;
    }
}

TEST(Slip, LongTextsMakeThePaperLonger) {
  EXPECT_GT(render(samples::longest(), paper_80mm).height(),
            render(samples::usual(), paper_80mm).height() + 200);
  EXPECT_GT(render(samples::usual(), paper_58mm).height(), render(samples::usual(), paper_80mm).height());
}

TEST(Slip, QrSymbolIsAtLeast20Millimetres) {
  SlipContent with = samples::usual();
  SlipContent without = with;
  without.url.clear();
  for (const Paper& paper : papers) {
    const Canvas page = render(with, paper);
    // The finder pattern is 7 of the symbol's modules: find its upper edge as the longest left-hand run near
    // the end of the slip, then the symbol's left edge goes down as far as the lower finder.
    int left = -1, top = -1, width = 0;
    for (int y = page.height() - 1; y >= page.height() / 2; --y)
      for (int x = 0; x < 60; ++x) {
        int run = 0;
        while (x + run < page.width() && dark(page, x + run, y)) ++run;
        if (run >= 28 && run <= 60 && !dark(page, x, y - 1)) {
          int down = 0;
          while (y + down < page.height() && dark(page, x, y + down)) ++down;
          if (down == run) {  // a square's corner: one of the two left finders
            if (top < 0) width = y + down;
            left = x;
            top = y;
          }
        }
      }
    ASSERT_GE(left, 0);
    EXPECT_GE(width - top, 20 * paper.dots_per_mm) << paper.width_dots;
    EXPECT_LT(render(without, paper).height(), page.height());
  }
}

TEST(Slip, ARepeatIsMarkedAboveEverything) {
  SlipContent slip = samples::usual();
  const int plain = render(slip, paper_80mm).height();
  slip.repeat = true;
  const Canvas page = render(slip, paper_80mm);
  EXPECT_GT(page.height(), plain);
  int black = 0;
  for (int x = 0; x < 300; ++x) black += dark(page, x, 5) ? 1 : 0;
  EXPECT_GT(black, 100);  // white letters on black
}

TEST(Slip, ManyRoomsAreLeftToTheBoard) {
  SlipContent slip = samples::usual();
  slip.where = "Смотрите на табло: на нём появятся ваш номер и кабинет.";
  slip.rooms.clear();
  const int without = render(slip, paper_80mm).height();
  for (int i = 1; i <= 3; ++i)
    slip.rooms.push_back({RoomId{std::to_string(i)}, "кабинет " + std::to_string(i), ""});
  EXPECT_GT(render(slip, paper_80mm).height(), without);
  slip.rooms.push_back({RoomId{"4"}, "кабинет 4", ""});
  EXPECT_EQ(render(slip, paper_80mm).height(), without);
}

TEST(Slip, TestSlipHasEveryPart) {
  EXPECT_GT(render(test_slip(), paper_80mm).height(), 900);
  EXPECT_EQ(test_slip().number.text(), "А017");
  const SlipContent morning = self_test_slip(test_slip().issued_at);
  EXPECT_FALSE(parse_ticket_number(morning.number.text())) << "nobody's number";
  EXPECT_LT(render(morning, paper_80mm).height(), render(test_slip(), paper_80mm).height() / 2);
}

}  // namespace
}  // namespace talon::slip
