// SPDX-License-Identifier: MIT
// Access criterion 23 measured on the dots: how high every kind of small text is on paper, at both densities
// of heads. What is measured is the difference a text makes.
#include <functional>
#include <gtest/gtest.h>

#include "tests/printer/slip/samples.h"

namespace talon::slip {
namespace {

using canvas::Canvas;

/// Rows between the first and the last dot that differ; 0 when the papers are of different lengths.
int differing_rows(const Canvas& a, const Canvas& b) {
  if (a.height() != b.height() || a.width() != b.width()) return 0;
  int top = -1, bottom = -1;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x)
      if (a.pixel(x, y).red != b.pixel(x, y).red) {
        top = top < 0 ? y : top;
        bottom = y;
      }
  return top < 0 ? 0 : bottom - top + 1;
}

struct Text {
  const char* name;
  std::function<void(SlipContent&, const std::string&)> set;
  const char* ink = "ННН";
  const char* other = "\u00A0";
};

/// Every text of a slip that an office or a visitor brings, and figures of the lines between them.
std::vector<Text> texts() {
  return {
      {"office", [](SlipContent& slip, const std::string& text) { slip.office = text; }},
      {"procedure", [](SlipContent& slip, const std::string& text) { slip.procedure = text; }},
      {"service", [](SlipContent& slip, const std::string& text) { slip.service = text; }},
      {"official", [](SlipContent& slip, const std::string& text) { slip.official = text; }},
      {"room", [](SlipContent& slip, const std::string& text) { slip.rooms[0].way = text; }},
      {"where", [](SlipContent& slip, const std::string& text) { slip.where = text; }},
      {"brief", [](SlipContent& slip, const std::string& text) { slip.brief = {text}; }},
      {"missed", [](SlipContent& slip, const std::string& text) { slip.missed = text; }},
      {"ahead", [](SlipContent& slip, const std::string& text) { slip.ahead = std::stoi(text); }, "11", "17"},
      {"phone", [](SlipContent& slip, const std::string& text) { slip.phone = text; }, "111", "777"},
      {"journal head", [](SlipContent& slip, const std::string& text) { slip.journal_head = text; }, "HHH",
       "TTT"},
  };
}

struct Case {
  const char* name;
  Paper paper;
  bool large_print;
};

class SlipHeight : public testing::TestWithParam<Case> {};

TEST_P(SlipHeight, OfEverySmallTextIsWhatTheCriterionAsksFor) {
  const Case& here = GetParam();
  const double least_mm = here.large_print ? 5 : 3.2;
  SlipContent slip = samples::usual();
  SlipLayout layout;
  layout.large_print = here.large_print;
  slip.layout = layout;
  for (const Text& text : texts()) {
    SlipContent with = slip, without = slip;
    text.set(with, text.ink);
    text.set(without, text.other);
    const int rows = differing_rows(render(with, here.paper), render(without, here.paper));
    const double mm = rows / here.paper.dots_per_mm;
    EXPECT_GE(mm, least_mm) << text.name;
    EXPECT_LE(mm, least_mm * 1.4) << text.name << ": something else moved";
  }
}

INSTANTIATE_TEST_SUITE_P(Papers, SlipHeight,
                         testing::Values(Case{"dpi203_80mm", paper_80mm, false},
                                         Case{"dpi203_58mm", paper_58mm, false},
                                         Case{"dpi180_80mm", samples::paper_180dpi, false},
                                         Case{"dpi203_80mm_large", paper_80mm, true},
                                         Case{"dpi180_80mm_large", samples::paper_180dpi, true}),
                         [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace talon::slip
