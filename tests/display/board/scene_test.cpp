// SPDX-License-Identifier: MIT
// The drawn board: every text in its box, no box on another, numbers high and bright enough, the pictures as
// accepted.
#include "display/board/scene.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

#include "tests/display/board/gallery.h"

namespace talon::board {
namespace {

const std::vector<Screen> screens = {{1920, 1080, 55, 6},  {1920, 1080, 65, 5}, {1920, 1080, 43, 6},
                                     {1080, 1920, 55, 5},  {3840, 2160, 75, 8}, {1366, 768, 43, 4},
                                     {1920, 1080, 55, 10}, {1280, 1024, 40, 4}};

std::string label(const Screen& screen, const Situation& situation, const Piece& piece) {
  return std::to_string(screen.width) + "x" + std::to_string(screen.height) + " " + situation.name + " " +
         piece.role + ": " + piece.text;
}

/// What a text covers: numbers by their ink, words by their lines.
canvas::Rect covered(const Piece& piece) {
  if (piece.style.face != canvas::Face::numbers) return piece.box;
  const double cap = canvas::cap_height(piece.style);
  return {piece.box.x, piece.box.y + piece.box.height / 2 - cap / 2, piece.box.width, cap};
}

/// Boxes that share an edge do not touch, whatever the last bit of a double says.
canvas::Rect shrunk(const canvas::Rect& box) {
  return {box.x + 0.01, box.y + 0.01, box.width - 0.02, box.height - 0.02};
}

TEST(Scene, NoTextLeavesItsBoxOrTouchesAnother) {
  for (const auto& screen : screens) {
    const Layout layout = lay_out(screen);
    for (const auto& situation : situations(layout)) {
      const auto pieces = compose(situation.board, layout, situation.now);
      std::vector<const Piece*> placed;
      for (const auto& piece : pieces) {
        if (piece.kind == Piece::Kind::panel) continue;
        const canvas::Rect whole{-0.5, -0.5, screen.width + 1.0, screen.height + 1.0};
        EXPECT_TRUE(whole.contains(covered(piece))) << label(screen, situation, piece);
        if (piece.kind == Piece::Kind::text) {
          const auto taken = canvas::measure(piece.text, piece.style, piece.box.width);
          EXPECT_LE(taken.width, piece.box.width + 0.5) << label(screen, situation, piece);
          EXPECT_LE(taken.height, piece.box.height + 0.5) << label(screen, situation, piece);
        }
        for (const auto* other : placed) {
          EXPECT_FALSE(shrunk(covered(piece)).overlaps(covered(*other)))
              << label(screen, situation, piece) << " / " << other->text;
        }
        placed.push_back(&piece);
      }
    }
  }
}

TEST(Scene, EveryTextIsReadable) {
  for (const auto& screen : screens) {
    const Layout layout = lay_out(screen);
    for (const auto& situation : situations(layout)) {
      for (const auto& piece : compose(situation.board, layout, situation.now)) {
        if (piece.kind == Piece::Kind::panel) continue;
        EXPECT_GE(
            canvas::contrast(piece.kind == Piece::Kind::text ? piece.style.color : piece.color, piece.ground),
            10)
            << label(screen, situation, piece);
        if (piece.kind == Piece::Kind::text) {
          const double degrees = visual_angle(screen, canvas::cap_height(piece.style));
          EXPECT_GE(degrees, piece.role == "number" ? 0.7 - 1e-6 : 0.06) << label(screen, situation, piece);
        }
      }
    }
  }
}

TEST(Layout, BandIsAQuarterAndEightCallsHaveRows) {
  const Layout layout = lay_out({1920, 1080, 55, 6});
  EXPECT_GE(layout.band.height, 270);
  EXPECT_EQ(layout.rows.rows.size(), 8U);
  EXPECT_EQ(layout_check(layout), "");
  for (const auto& row : layout.rows.rows)
    EXPECT_TRUE(layout.zone.contains(row) || std::abs(row.bottom() - layout.zone.bottom()) < 1);
}

TEST(Layout, TooSmallAScreenIsRefusedWithTheReason) {
  const std::string reason = layout_check(lay_out({1920, 1080, 27, 15}));
  EXPECT_NE(reason.find("Номер на табло был бы высотой"), std::string::npos) << reason;
  EXPECT_NE(reason.find("нужно не меньше 184 мм"), std::string::npos) << reason;
  const double degrees = visual_angle({1920, 1080, 55, 8}, 155);
  EXPECT_NEAR(degrees, 0.7, 0.01) << "98 mm at 8 m, access.md 26";
}

/// Rows of the picture in which a pixel of `color` is drawn.
int ink_height(const canvas::Canvas& canvas, const canvas::Rect& box, canvas::Color color) {
  int rows = 0;
  for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y) {
    for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x) {
      if (canvas.pixel(x, y) == color) {
        ++rows;
        break;
      }
    }
  }
  return rows;
}

TEST(Scene, InkOfTheNumberIsAsHighAsComputed) {
  for (const auto& screen : screens) {
    const Layout layout = lay_out(screen);
    for (const auto& situation : situations(layout)) {
      if (situation.name != "many_calls") continue;
      canvas::Canvas canvas(screen.width, screen.height);
      draw(canvas, situation.board, layout, situation.now);
      for (const auto& piece : compose(situation.board, layout, situation.now)) {
        if (piece.role != "number") continue;
        const int ink = ink_height(canvas, covered(piece), piece.style.color);
        // One pixel above and below is grey.
        EXPECT_GE(visual_angle(screen, ink + 2), goal_degrees) << label(screen, situation, piece);
      }
    }
  }
}

TEST(Scene, VirtualClockAndCutOffAreSaid) {
  const Layout layout = lay_out({1920, 1080, 55, 6});
  const auto has = [&](const std::string& name, const std::string& role) {
    for (const auto& situation : situations(layout)) {
      if (situation.name != name) continue;
      for (const auto& piece : compose(situation.board, layout, situation.now)) {
        if (piece.role == role) return true;
      }
    }
    return false;
  };
  EXPECT_TRUE(has("training", "training"));
  EXPECT_FALSE(has("call_stands", "training"));
  EXPECT_TRUE(has("no_link", "cut_off"));
  EXPECT_FALSE(has("no_link", "number")) << "N9: no number that may be old";
  EXPECT_TRUE(has("emergency", "emergency"));
  EXPECT_FALSE(has("emergency", "number"));
  EXPECT_TRUE(has("closed", "closed"));
}

/// TALON_ACCEPT=1 renews the pictures.
TEST(Scene, LooksAsAccepted) {
  const std::filesystem::path folder = TALON_SOURCE_DIR "/tests/golden/board";
  for (const Screen& screen : {Screen{960, 540, 55, 6}, Screen{540, 960, 55, 5}}) {
    const Layout layout = lay_out(screen);
    for (const auto& situation : situations(layout)) {
      const bool upright = screen.height > screen.width;
      if (upright && situation.name != "idle" && situation.name != "few_calls") continue;
      canvas::Canvas canvas(screen.width, screen.height);
      draw(canvas, situation.board, layout, situation.now);
      const auto path = (folder / (situation.name + "_" + std::to_string(screen.width) + ".png")).string();
      if (std::getenv("TALON_ACCEPT") != nullptr) {
        canvas.write_png(path);
        continue;
      }
      const canvas::Canvas golden = canvas::read_png(path);
      ASSERT_EQ(golden.width(), canvas.width());
      ASSERT_EQ(golden.height(), canvas.height());
      long differing = 0;
      for (int y = 0; y < canvas.height(); ++y) {
        for (int x = 0; x < canvas.width(); ++x) {
          const auto a = canvas.pixel(x, y);
          const auto b = golden.pixel(x, y);
          if (std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue) > 60)
            ++differing;
        }
      }
      const double share = static_cast<double>(differing) / (screen.width * screen.height);
      EXPECT_LT(share, 0.002) << path;
    }
  }
}

}  // namespace
}  // namespace talon::board
