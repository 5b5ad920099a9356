// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include "display/canvas/canvas.h"

namespace talon::canvas {
namespace {

TEST(Contrast, OfTheSettledColours) {
  EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21.0, 1e-9);
  EXPECT_NEAR(contrast(rgb(0x777777), rgb(0x777777)), 1.0, 1e-9);
  EXPECT_NEAR(contrast(rgb(0x767676), rgb(0xFFFFFF)), 4.54, 0.01);  // WCAG's well-known grey
  EXPECT_NEAR(contrast(rgb(0xFAF8F4), rgb(0x14181F)), 16.8, 0.1);
  EXPECT_NEAR(contrast(rgb(0xFFFFFF), rgb(0x0A3D55)), 11.6, 0.1);
  EXPECT_NEAR(contrast(rgb(0xFFD35A), rgb(0x0B1220)), 13.1, 0.1);
  EXPECT_NEAR(contrast(rgb(0xFFFFFF), rgb(0x7A1F14)), 10.3, 0.1);
}

TEST(Contrast, DoesNotDependOnTheOrder) {
  EXPECT_DOUBLE_EQ(contrast(rgb(0x4A5568), rgb(0xFAF8F4)), contrast(rgb(0xFAF8F4), rgb(0x4A5568)));
}

}  // namespace
}  // namespace talon::canvas
