// SPDX-License-Identifier: MIT
// The row scan against a model of the panel's pins.
#include "firmware/app/scan.h"

#include <gtest/gtest.h>
#include <random>

#include "firmware/app/time.h"
#include "firmware/hal/host/panel_model.h"

namespace talon::firmware {
namespace {

constexpr double tick_us = 1e6 / ticks_a_second;

Picture random_picture(std::size_t columns, unsigned seed) {
  std::mt19937 random(seed);
  Picture picture;
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < columns; ++x)
      if (random() % 2 == 0) picture.set(x, y);
  return picture;
}

/// One second of ticks as the interrupt makes them.
void scan_a_second(const Picture& picture, std::size_t columns, unsigned percent, PanelModel& panel) {
  for (Ticks tick = 0; tick < ticks_a_second; ++tick) {
    scan_rows(picture, columns, static_cast<unsigned>(tick % scan_groups), percent, panel);
    panel.shine(tick_us);
  }
}

TEST(Scan, ThePictureIsTheOneRebuiltFromPinEdges) {
  for (const std::size_t columns : {32U, 64U, 96U, 128U}) {
    const Picture picture = random_picture(columns, static_cast<unsigned>(columns));
    PanelModel panel(columns);
    scan_a_second(picture, columns, 100, panel);
    for (std::size_t y = 0; y < panel_rows; ++y)
      for (std::size_t x = 0; x < columns; ++x)
        EXPECT_EQ(panel.light_of(x, y) > 0, picture.lit(x, y)) << columns << ": " << x << ", " << y;
  }
}

TEST(Scan, EveryDotIsEquallyBrightAndShinesAQuarterOfTheTime) {
  const Picture picture = random_picture(64, 3);
  PanelModel panel(64);
  scan_a_second(picture, 64, 40, panel);
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < 64; ++x)
      if (picture.lit(x, y)) {
        EXPECT_NEAR(panel.light_of(x, y), 1e6 / 4 * 0.4, 1);
      }
}

TEST(Scan, ARowLeavesNoGhostOnItsNeighbours) {
  PanelModel panel(64);
  scan_a_second(random_picture(64, 1), 64, 100, panel);
  panel.darken();
  Picture one_row;
  for (std::size_t x = 0; x < 64; ++x) one_row.set(x, 5);
  scan_a_second(one_row, 64, 100, panel);
  for (std::size_t x = 0; x < 64; ++x) {
    EXPECT_EQ(panel.light_of(x, 4), 0);
    EXPECT_EQ(panel.light_of(x, 6), 0);
  }
  EXPECT_EQ(panel.ghosts(), 0U) << "latched or moved on while lit";
}

TEST(Scan, ThePictureIsRefreshedFarMoreThanTwoHundredTimesASecond) {
  PanelModel panel(64);
  scan_a_second(random_picture(64, 2), 64, 100, panel);
  const std::size_t pictures = panel.clocks() / (64 * panel_rows);
  EXPECT_GE(pictures, 200U);
  EXPECT_EQ(pictures, ticks_a_second / scan_groups);
}

TEST(Scan, AtZeroPercentNothingShines) {
  PanelModel panel(64);
  scan_a_second(random_picture(64, 2), 64, 0, panel);
  for (std::size_t y = 0; y < panel_rows; ++y)
    for (std::size_t x = 0; x < 64; ++x) EXPECT_EQ(panel.light_of(x, y), 0);
}

}  // namespace
}  // namespace talon::firmware
