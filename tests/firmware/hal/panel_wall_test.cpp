// SPDX-License-Identifier: MIT
#include "firmware/hal/host/panel_wall.h"

#include <gtest/gtest.h>

namespace talon::firmware {
namespace {

PanelWall wall() {
  return PanelWall({{"line", 96, false}, {"panel", 64, true}});
}

TEST(PanelWall, AFingerFindsTheKeyItIsDrawnUnder) {
  for (unsigned key = 0; key < 4; ++key) {
    const canvas::Rect box = wall().key_box({1, key});
    EXPECT_EQ(wall().key_at(box.x + box.width / 2, box.y + box.height / 2), (WallKey{1, key}));
    EXPECT_LE(box.x + box.width, wall().width());
    EXPECT_LE(box.y + box.height, wall().height());
  }
}

TEST(PanelWall, ABoardWithoutKeysHasNone) {
  const canvas::Rect panel = wall().panel_box(0);
  for (double y = 0; y < wall().panel_box(1).y; y += 2) EXPECT_FALSE(wall().key_at(panel.x + 40, y)) << y;
}

TEST(PanelWall, PanelsDoNotOverlap) {
  EXPECT_GT(wall().panel_box(1).y, wall().panel_box(0).bottom());
  EXPECT_EQ(wall().panel_box(0).width, 96 * 7);
}

}  // namespace
}  // namespace talon::firmware
