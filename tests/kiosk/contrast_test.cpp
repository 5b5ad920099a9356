// SPDX-License-Identifier: MIT
// Contrast as the eye gets it: measured on drawn pages, not on the colours they were asked for.
#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <tuple>

#include "kiosk/screens/layout.h"
#include "kiosk/screens/palette.h"
#include "tests/kiosk/pictures.h"

namespace talon::screens {
namespace {

using canvas::Canvas;
using canvas::Color;
using canvas::Rect;

/// Smoothing of letters costs the darkest dot of a thin stroke a little.
constexpr double smoothing = 0.85;

Canvas drawn(const Layout& shown) {
  Canvas page(shown.width, shown.height);
  draw(page, shown);
  return page;
}

/// The best contrast of two dots side by side on the way over the edge of `box`, at a third of its height
/// from the left: what the eye takes for the border.
double border_contrast(const Canvas& page, const Rect& box) {
  constexpr int outside = 4, inside = 6;
  const int y = static_cast<int>(box.y + box.height / 3);
  const int x = static_cast<int>(box.x);
  const Color ground = page.pixel(std::max(0, x - outside), y);
  double best = 1;
  for (int dx = -outside; dx < inside; ++dx)
    best = std::max(best, canvas::contrast(ground, page.pixel(std::max(0, x + dx), y)));
  return best;
}

/// Of the dots of a text's box: the commonest one is its ground, the farthest from it its ink.
double ink_contrast(const Canvas& page, const Rect& box) {
  std::map<std::tuple<int, int, int>, int> counted;
  const int right = std::min(page.width(), static_cast<int>(box.right()));
  const int bottom = std::min(page.height(), static_cast<int>(box.bottom()));
  for (int y = static_cast<int>(box.y); y < bottom; ++y) {
    for (int x = static_cast<int>(box.x); x < right; ++x) {
      const Color dot = page.pixel(x, y);
      ++counted[{dot.red, dot.green, dot.blue}];
    }
  }
  const auto color = [](const auto& dot) {
    const auto byte = [](int part) { return static_cast<std::uint8_t>(part); };
    return Color{byte(std::get<0>(dot)), byte(std::get<1>(dot)), byte(std::get<2>(dot)), 255};
  };
  const auto most = std::max_element(counted.begin(), counted.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  double best = 1;
  for (const auto& [dot, count] : counted)
    best = std::max(best, canvas::contrast(color(most->first), color(dot)));
  return best;
}

class DrawnPage : public testing::TestWithParam<std::tuple<const char*, bool>> {};

TEST_P(DrawnPage, StandsOutFromItsGround) {
  const auto& [name, contrast] = GetParam();
  const pictures::Mode mode{.contrast = contrast, .keypad = true};
  const double least = contrast ? palette::high_contrast.least_contrast : palette::calm.least_contrast;
  for (const pictures::Named& each : pictures::walk(pictures::town(), pictures::portrait, mode)) {
    if (each.name != name) continue;
    const Layout shown = layout(each.screen, each.now);
    const Canvas page = drawn(shown);
    for (const Target& target : shown.targets)
      EXPECT_GE(border_contrast(page, target.box), least_sign_contrast)
          << target.box.x << ' ' << target.box.y;
    for (const Item& item : shown.items) {
      if (item.kind != Item::Kind::text) continue;
      EXPECT_GE(ink_contrast(page, item.box), smoothing * least) << item.text;
    }
    return;
  }
  FAIL() << "no such page";
}

INSTANTIATE_TEST_SUITE_P(
    All, DrawnPage,
    testing::Combine(testing::Values("start", "procedures", "procedures_pressed", "details_submission",
                                     "ticket_printed", "ticket_on_screen_media-empty", "search_found", "days",
                                     "own_ticket_served", "settings", "refused", "closed"),
                     testing::Bool()));

}  // namespace
}  // namespace talon::screens
