// SPDX-License-Identifier: MIT
// The slip is drawn as the hall's [slip] says: order, heights, weight; what the rules ask for stays.
#include <algorithm>
#include <gtest/gtest.h>

#include "tests/printer/slip/samples.h"

namespace talon::slip {
namespace {

using canvas::Canvas;

SlipContent with(const SlipLayout& layout) {
  SlipContent slip = samples::usual();
  slip.layout = layout;
  return slip;
}

double ink_share(const Canvas& page, int top, int bottom) {
  int dark = 0;
  for (int y = top; y < bottom; ++y)
    for (int x = 0; x < page.width(); ++x) dark += page.pixel(x, y).red == 0 ? 1 : 0;
  return static_cast<double>(dark) / (static_cast<double>(bottom - top) * page.width());
}

/// Height of the tallest run of rows with ink.
int tallest(const Canvas& page) {
  int best = 0, run = 0;
  for (int y = 0; y < page.height(); ++y) {
    bool any = false;
    for (int x = 0; x < page.width() && !any; ++x) any = page.pixel(x, y).red == 0;
    run = any ? run + 1 : 0;
    best = std::max(best, run);
  }
  return best;
}

/// Index of the first line that holds the words; -1: none.
int line_of(const std::vector<TextLine>& lines, const std::string& words) {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const TextLine& line) {
    return line.text.find(words) != line.text.npos;
  });
  return found == lines.end() ? -1 : static_cast<int>(found - lines.begin());
}

bool same(const Canvas& a, const Canvas& b) {
  return a.width() == b.width() && a.height() == b.height() &&
         std::equal(a.pixels().begin(), a.pixels().end(), b.pixels().begin(), b.pixels().end());
}

TEST(SlipLayoutDrawn, NoLayoutIsTheDefaultLayout) {
  for (const Paper paper : {paper_80mm, paper_58mm})
    EXPECT_TRUE(same(render(samples::usual(), paper), render(with(SlipLayout{}), paper)));
}

TEST(SlipLayoutDrawn, EveryGoodLayoutOfTheSamplesPassesTheCheck) {
  for (const SlipContent& slip : {samples::large_print(), samples::high_contrast()})
    EXPECT_TRUE(check(*slip.layout).empty()) << check(*slip.layout).front().reason;
}

TEST(SlipLayoutDrawn, TheOrderOfPartsIsTheOrderOnPaper) {
  const auto lines = render_text(samples::large_print(), 48);
  const int number = line_of(lines, "А017"), way = line_of(lines, "Смотрите на табло"),
            waiting = line_of(lines, "Перед вами"), errand = line_of(lines, "Подать документы"),
            issued = line_of(lines, "Время выдачи"), brief = line_of(lines, "Возьмите с собой"),
            stamp = line_of(lines, "Точное время обращения"), note = line_of(lines, "Вход с коляской"),
            office = line_of(lines, "Управление");
  EXPECT_EQ(number, 0);
  for (const auto& [former, next] : {std::pair{number, way},
                                     {way, waiting},
                                     {waiting, errand},
                                     {errand, issued},
                                     {issued, brief},
                                     {brief, stamp},
                                     {stamp, note},
                                     {note, office}})
    EXPECT_LT(former, next);
  EXPECT_EQ(line_of(lines, "https://"), -1) << "the part \"code\" was left out";
}

TEST(SlipLayoutDrawn, TheNumberIsAsHighAsTheLayoutSays) {
  SlipLayout layout;
  for (const double mm : {14.0, 18.0, 22.0}) {
    layout.number_mm = mm;
    SlipContent slip = with(layout);
    slip.number = TicketNumber{"А", 1};  // narrow enough for every height on wide paper
    slip.brief.clear();
    slip.url.clear();
    const Canvas page = render(slip, paper_80mm);
    const int number = tallest(Canvas(page.width(), page.height() / 2, page.stride(),
                                      const_cast<unsigned char*>(page.pixels().data())));
    EXPECT_NEAR(number, mm * 8, 8) << mm;
  }
}

TEST(SlipLayoutDrawn, LargePrintAndLargerLettersTakeMorePaper) {
  SlipLayout larger;
  larger.text_mm = 5;
  SlipLayout large_print;
  large_print.large_print = true;
  for (const Paper paper : {paper_80mm, paper_58mm}) {
    EXPECT_GT(render(with(larger), paper).height(), render(samples::usual(), paper).height() * 1.2);
    EXPECT_TRUE(same(render(with(larger), paper), render(with(large_print), paper)));
  }
}

TEST(SlipLayoutDrawn, HighContrastIsHeavier) {
  SlipLayout layout;
  layout.high_contrast = true;
  for (const Paper paper : {paper_80mm, paper_58mm}) {
    const Canvas plain = render(samples::usual(), paper);
    const Canvas heavy = render(with(layout), paper);
    EXPECT_GT(ink_share(heavy, 0, heavy.height()), 1.2 * ink_share(plain, 0, plain.height()));
  }
}

TEST(SlipLayoutDrawn, TheOfficialNameCanBeLeftOut) {
  SlipLayout layout;
  layout.official_names = false;
  SlipContent slip = with(layout);
  slip.official = "Приём заявления и документов";
  EXPECT_EQ(line_of(render_text(slip, 48), "Приём заявления"), -1);
  layout.official_names = true;
  slip.layout = layout;
  EXPECT_GE(line_of(render_text(slip, 48), "Приём заявления"), 0);
}

TEST(SlipLayoutDrawn, NothingTouchesTheEdgesInTheLargestLayout) {
  SlipLayout layout;
  layout.text_mm = 8;
  layout.number_mm = 30;
  layout.qr_mm = 40;
  layout.high_contrast = true;
  for (const Paper paper : {paper_80mm, paper_58mm}) {
    const Canvas page = render(with(layout), paper);
    for (int y = 0; y < page.height(); ++y)
      for (const int x : {0, 1, 2, page.width() - 3, page.width() - 2, page.width() - 1})
        ASSERT_NE(page.pixel(x, y).red, 0) << paper.width_dots << ": " << x << ' ' << y;
  }
}

}  // namespace
}  // namespace talon::slip
