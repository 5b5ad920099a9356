// SPDX-License-Identifier: MIT
#include <filesystem>
#include <gtest/gtest.h>
#include <unistd.h>
#include <vector>

#include "display/canvas/canvas.h"

namespace talon::canvas {
namespace {

constexpr Color white = rgb(0xFFFFFF);
constexpr Color black = rgb(0x000000);

Canvas paper(int width, int height) {
  Canvas canvas(width, height);
  canvas.fill(white);
  return canvas;
}

TEST(Canvas, FillAndPixelAgree) {
  Canvas canvas(7, 5);
  EXPECT_EQ(canvas.pixel(0, 0).alpha, 0);  // a new canvas is transparent
  canvas.fill(rgb(0x0A3D55));
  EXPECT_EQ(canvas.pixel(6, 4), rgb(0x0A3D55));
  EXPECT_EQ(canvas.pixel(7, 0).alpha, 0);  // outside is nothing
  EXPECT_EQ(canvas.pixel(-1, 0).alpha, 0);
}

TEST(Canvas, PixelIsNotPremultiplied) {
  Canvas canvas(1, 1);
  canvas.fill({200, 100, 50, 128});
  const Color read = canvas.pixel(0, 0);
  EXPECT_EQ(read.alpha, 128);
  EXPECT_NEAR(read.red, 200, 1);
  EXPECT_NEAR(read.green, 100, 1);
  EXPECT_NEAR(read.blue, 50, 1);
}

TEST(Canvas, FrameStaysInsideItsBox) {
  Canvas canvas = paper(40, 30);
  canvas.frame({10, 8, 20, 14}, black, 3);
  EXPECT_EQ(canvas.pixel(10, 8), black);
  EXPECT_EQ(canvas.pixel(12, 10), black);
  EXPECT_EQ(canvas.pixel(13, 11), white);
  EXPECT_EQ(canvas.pixel(29, 21), black);
  EXPECT_EQ(canvas.pixel(30, 22), white);
  EXPECT_EQ(canvas.pixel(9, 8), white);
}

TEST(Canvas, RoundedCornersAreCutAway) {
  Canvas canvas = paper(40, 40);
  canvas.rectangle({0, 0, 40, 40}, black, 20);
  EXPECT_EQ(canvas.pixel(0, 0), white);
  EXPECT_EQ(canvas.pixel(20, 20), black);
}

TEST(Canvas, ArrowPointsRight) {
  Canvas canvas = paper(60, 40);
  canvas.arrow({10, 10, 40, 20}, black);
  EXPECT_EQ(canvas.pixel(12, 20), black);
  EXPECT_EQ(canvas.pixel(46, 20), black);
  EXPECT_EQ(canvas.pixel(12, 12), white);  // above the shaft
  EXPECT_EQ(canvas.pixel(48, 12), white);  // the head narrows
}

TEST(Canvas, ClipHoldsUntilUnclip) {
  Canvas canvas = paper(20, 10);
  canvas.clip({0, 0, 10, 10});
  canvas.rectangle({0, 0, 20, 10}, black);
  EXPECT_EQ(canvas.pixel(15, 5), white);
  canvas.unclip();
  canvas.rectangle({0, 0, 20, 10}, black);
  EXPECT_EQ(canvas.pixel(15, 5), black);
}

TEST(Canvas, DrawsInForeignMemory) {
  std::vector<unsigned char> memory(64 * 10 * 4, 0);
  Canvas window(50, 10, 64 * 4, memory.data());
  window.rectangle({49, 9, 1, 1}, rgb(0xFF8000));
  EXPECT_EQ(window.stride(), 256);
  EXPECT_EQ(window.pixels().data(), memory.data());
  const unsigned char* last = memory.data() + 9 * 256 + 49 * 4;  // blue, green, red, alpha
  EXPECT_EQ(last[0], 0x00);
  EXPECT_EQ(last[1], 0x80);
  EXPECT_EQ(last[2], 0xFF);
  EXPECT_EQ(last[3], 0xFF);
}

TEST(Canvas, DrawsAnotherCanvasWithOpacity) {
  Canvas canvas = paper(10, 10);
  Canvas other(4, 4);
  other.fill(black);
  canvas.draw(other, 3, 3, 0.5);
  EXPECT_NEAR(canvas.pixel(4, 4).red, 128, 1);
  EXPECT_EQ(canvas.pixel(2, 2), white);
}

TEST(Canvas, QrHasWholeModulesAndItsQuietZone) {
  Canvas canvas = paper(200, 160);
  canvas.qr({0, 0, 200, 160}, "https://talon.example/t/ABCDEFGHIJKLMNOPQRSTUVWXYZ", black, white);
  int left = 200, top = 160;
  for (int y = 0; y < 160; ++y)
    for (int x = 0; x < 200; ++x)
      if (canvas.pixel(x, y) == black) {
        left = std::min(left, x);
        top = std::min(top, y);
      } else {
        ASSERT_EQ(canvas.pixel(x, y), white);  // no grey: modules lie on whole pixels
      }
  // Version 4 has 33 modules, 41 with the quiet zone: three pixels each make 123, centred in 200 x 160.
  EXPECT_EQ(left, 39 + 4 * 3);
  EXPECT_EQ(top, 19 + 4 * 3);
  for (int i = 0; i < 7 * 3; ++i) ASSERT_EQ(canvas.pixel(left + i, top), black);  // the finder's upper edge
  EXPECT_EQ(canvas.pixel(left + 7 * 3, top), white);
}

TEST(Canvas, QrThatIsTooLongIsAnError) {
  Canvas canvas(100, 100);
  EXPECT_THROW(canvas.qr({0, 0, 100, 100}, std::string(4000, 'x'), black, white), std::runtime_error);
}

TEST(Canvas, PngComesBackTheSame) {
  const auto path = std::filesystem::temp_directory_path() / ("canvas-" + std::to_string(getpid()) + ".png");
  Canvas canvas = paper(33, 21);
  canvas.circle(16, 10, 8, rgb(0x7A1F14));
  canvas.write_png(path);
  const Canvas read = read_png(path);
  std::filesystem::remove(path);
  ASSERT_EQ(read.width(), 33);
  ASSERT_EQ(read.height(), 21);
  for (int y = 0; y < 21; ++y)
    for (int x = 0; x < 33; ++x) ASSERT_EQ(read.pixel(x, y), canvas.pixel(x, y)) << x << ' ' << y;
  EXPECT_THROW((void)read_png("/nowhere/none.png"), std::runtime_error);
  EXPECT_THROW(canvas.write_png("/nowhere/none.png"), std::runtime_error);
}

}  // namespace
}  // namespace talon::canvas
