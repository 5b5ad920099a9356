// SPDX-License-Identifier: MIT
// A handful of pages against pictures that people have looked at and accepted. TALON_ACCEPT=1 renews them.
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <tuple>

#include "kiosk/screens/layout.h"
#include "tests/kiosk/pictures.h"

namespace talon::screens {
namespace {

/// The accepted pictures are kept at half size: what matters is seen at a quarter.
canvas::Canvas half(const canvas::Canvas& whole) {
  canvas::Canvas small(whole.width() / 2, whole.height() / 2);
  for (int y = 0; y < small.height(); ++y) {
    for (int x = 0; x < small.width(); ++x) {
      int red = 0, green = 0, blue = 0;
      for (const auto& [dx, dy] : {std::pair{0, 0}, {1, 0}, {0, 1}, {1, 1}}) {
        const canvas::Color one = whole.pixel(2 * x + dx, 2 * y + dy);
        red += one.red;
        green += one.green;
        blue += one.blue;
      }
      const auto quarter = [](int sum) { return static_cast<std::uint8_t>((sum + 2) / 4); };
      small.rectangle({static_cast<double>(x), static_cast<double>(y), 1, 1},
                      {quarter(red), quarter(green), quarter(blue), 255});
    }
  }
  return small;
}

/// Pixels that differ visibly; a few at the edges of letters are another library's rounding.
double differing_share(const canvas::Canvas& a, const canvas::Canvas& b) {
  int differing = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const canvas::Color one = a.pixel(x, y);
      const canvas::Color two = b.pixel(x, y);
      const int most = std::max(
          {std::abs(one.red - two.red), std::abs(one.green - two.green), std::abs(one.blue - two.blue)});
      if (most > 40) ++differing;
    }
  }
  return static_cast<double>(differing) / (a.width() * a.height());
}

class GoldenPage : public testing::TestWithParam<std::tuple<const char*, bool, bool>> {};

TEST_P(GoldenPage, LooksAsAccepted) {
  const auto& [page, landscape, large] = GetParam();
  const Glass glass = landscape ? pictures::landscape : pictures::portrait;
  for (const pictures::Named& each : pictures::walk(pictures::town(), glass, large)) {
    if (each.name != page) continue;
    const Layout shown = layout(each.screen, each.now);
    canvas::Canvas drawn(shown.width, shown.height);
    draw(drawn, shown);
    const canvas::Canvas small = half(drawn);
    const std::string path = std::string(TALON_SOURCE_DIR) + "/tests/golden/kiosk/" +
                             (landscape ? "landscape_" : "portrait_") + (large ? "large_" : "") + page +
                             ".png";
    if (std::getenv("TALON_ACCEPT") != nullptr) small.write_png(path);
    const canvas::Canvas accepted = canvas::read_png(path);
    ASSERT_EQ(accepted.width(), small.width());
    ASSERT_EQ(accepted.height(), small.height());
    EXPECT_LT(differing_share(small, accepted), 0.002) << path;
    return;
  }
  FAIL() << "no page " << page;
}

INSTANTIATE_TEST_SUITE_P(Kiosk, GoldenPage,
                         testing::Values(std::tuple{"start", false, false},
                                         std::tuple{"procedures", false, false},
                                         std::tuple{"ticket_printed", false, false},
                                         std::tuple{"ticket_on_screen_media-empty", false, false},
                                         std::tuple{"procedures", true, false},
                                         std::tuple{"start", false, true}, std::tuple{"room_5", false, false},
                                         std::tuple{"room_5", true, true}, std::tuple{"closed", false, false},
                                         std::tuple{"ticket_unknown", true, true}));

}  // namespace
}  // namespace talon::screens
