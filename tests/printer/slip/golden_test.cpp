// SPDX-License-Identifier: MIT
// The slips as pictures. TALON_ACCEPT=1 renews them; look at the new ones before committing.
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/printer/slip/samples.h"

namespace talon::slip {
namespace {

using canvas::Canvas;

/// Dots that differ although no dot of the same colour lies beside them in the other picture: a shift of one
/// dot, as another version of the font renderer makes, is no difference.
int differences(const Canvas& a, const Canvas& b) {
  const auto dark = [](const Canvas& c, int x, int y) {
    return c.pixel(x, y).red < 128 && c.pixel(x, y).alpha > 0;
  };
  const auto near = [&](const Canvas& c, int x, int y, bool wanted) {
    for (int dy = -1; dy <= 1; ++dy)
      for (int dx = -1; dx <= 1; ++dx)
        if (dark(c, x + dx, y + dy) == wanted) return true;
    return false;
  };
  int count = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x)
      if (dark(a, x, y) != dark(b, x, y) && !(near(b, x, y, dark(a, x, y)) && near(a, x, y, dark(b, x, y))))
        ++count;
  return count;
}

void compare(const std::string& name, const Canvas& drawn) {
  const std::string path = std::string(TALON_SOURCE_DIR) + "/tests/golden/slip/" + name + ".png";
  if (std::getenv("TALON_ACCEPT") != nullptr) drawn.write_png(path);
  ASSERT_TRUE(std::filesystem::exists(path)) << "TALON_ACCEPT=1 makes it";
  const Canvas golden = canvas::read_png(path);
  const std::string seen = std::string(TALON_BINARY_DIR) + "/slip_" + name + ".png";
  if (golden.width() != drawn.width() || std::abs(golden.height() - drawn.height()) > 2) {
    drawn.write_png(seen);
    FAIL() << "another size, see " << seen;
  }
  const int count = differences(golden, drawn);
  if (count > 50) drawn.write_png(seen);
  EXPECT_LE(count, 50) << "see " << seen;
}

TEST(SlipGolden, Usual80) {
  compare("usual_80", render(samples::usual(), paper_80mm));
}
TEST(SlipGolden, Usual58) {
  compare("usual_58", render(samples::usual(), paper_58mm));
}
TEST(SlipGolden, Longest80) {
  compare("longest_80", render(samples::longest(), paper_80mm));
}
TEST(SlipGolden, Longest58) {
  compare("longest_58", render(samples::longest(), paper_58mm));
}
TEST(SlipGolden, Shortest80) {
  compare("shortest_80", render(samples::shortest(), paper_80mm));
}
TEST(SlipGolden, PaperWithoutANumber) {
  for (const auto& [name, paper] : {std::pair{"80", paper_80mm}, {"58", paper_58mm}}) {
    compare(std::string("memo_") + name, render(samples::memo(), paper));
    compare(std::string("appointment_") + name, render(samples::appointment(), paper));
  }
  SlipContent slip = samples::appointment();
  slip.language = "en";
  compare("appointment_english_80", render(slip, paper_80mm));
}
TEST(SlipGolden, English80) {
  SlipContent slip = samples::usual();
  slip.language = "en";
  compare("english_80", render(slip, paper_80mm));
}

// Coarser dots than the others: hair lines must not break, nothing may be cut.
TEST(SlipGolden, Head180Dpi) {
  compare("usual_180dpi", render(samples::usual(), samples::paper_180dpi));
  compare("longest_180dpi", render(samples::longest(), samples::paper_180dpi));
  compare("memo_180dpi", render(samples::memo(), samples::paper_180dpi));
  compare("large_180dpi", render(samples::large_print(), samples::paper_180dpi));
  compare("contrast_180dpi", render(samples::high_contrast(), samples::paper_180dpi));
}

TEST(SlipGolden, AsTheOfficeWantsIt) {
  compare("large_58", render(samples::large_print(), paper_58mm));
  compare("contrast_80", render(samples::high_contrast(), paper_80mm));
}

}  // namespace
}  // namespace talon::slip
