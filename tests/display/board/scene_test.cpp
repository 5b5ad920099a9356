// SPDX-License-Identifier: MIT
// The drawn board: every text in its box, no box on another, numbers high and bright enough, the pictures as
// accepted.
#include "display/board/scene.h"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <numbers>

#include "tests/display/board/gallery.h"

namespace talon::board {
namespace {

using sight::lay_out;
using sight::Screen;
using sight::visual_angle;
using sight::why_unreadable;

const std::vector<Screen> screens = {{1920, 1080, 55, 6},
                                     {1920, 1080, 65, 5},
                                     {1920, 1080, 43, 6},
                                     {1080, 1920, 55, 5},
                                     {3840, 2160, 75, 8},
                                     {1366, 768, 43, 4},
                                     {1920, 1080, 55, 10},
                                     {1280, 1024, 40, 4},
                                     {3840, 2160, 46, 9, {2, 2, 8, 8}},
                                     {3240, 1920, 46, 7, {3, 1, 6, 6}},
                                     {3840, 3240, 46, 10, {2, 3, 8, 8}}};

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
        const canvas::Rect whole{-0.5, -0.5, layout.width + 1, layout.height + 1};
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

/// The distance divided by 250, as an angle; two hundredths of it are the rounding of a font's size.
const double reading_degrees = 0.98 * std::atan(1 / sight::reading_divisor) * 180 / std::numbers::pi;

bool of_a_panel(const Piece& piece) {
  return piece.role == "entry" || piece.role == "value" || piece.role == "note" || piece.role == "head";
}

TEST(Scene, EveryTextIsReadable) {
  for (const auto& screen : screens) {
    const Layout layout = lay_out(screen);
    for (const auto& situation : situations(layout)) {
      const bool far_plate = situation.name.starts_with("plate") && screen.distance_m > 8;
      if (far_plate) continue;  // it is read at its door
      for (const auto& piece : compose(situation.board, layout, situation.now)) {
        if (piece.kind == Piece::Kind::panel) continue;
        EXPECT_GE(
            canvas::contrast(piece.kind == Piece::Kind::text ? piece.style.color : piece.color, piece.ground),
            10)
            << label(screen, situation, piece);
        if (piece.kind == Piece::Kind::text) {
          const double degrees = visual_angle(screen, canvas::cap_height(piece.style));
          EXPECT_GE(degrees, piece.role == "number" ? 0.7 - 1e-6 : 0.06) << label(screen, situation, piece);
          EXPECT_TRUE(!of_a_panel(piece) || degrees >= reading_degrees)
              << degrees << " " << label(screen, situation, piece);
        }
      }
    }
  }
}

TEST(Layout, BandIsAQuarterAndEightCallsHaveRows) {
  const Layout layout = lay_out({1920, 1080, 55, 6});
  EXPECT_GE(layout.band.height, 270);
  EXPECT_EQ(layout.rows.rows.size(), 8U);
  EXPECT_EQ(why_unreadable(layout), "");
  for (const auto& row : layout.rows.rows)
    EXPECT_TRUE(layout.zone.contains(row) || std::abs(row.bottom() - layout.zone.bottom()) < 1);
}

TEST(Layout, TooSmallAScreenIsRefusedWithTheReason) {
  const std::string reason = why_unreadable(lay_out({1920, 1080, 27, 15}));
  EXPECT_NE(reason.find("Номер на табло был бы высотой"), std::string::npos) << reason;
  EXPECT_NE(reason.find("нужно не меньше 184 мм"), std::string::npos) << reason;
  const double degrees = visual_angle({1920, 1080, 55, 8}, 155);
  EXPECT_NEAR(degrees, 0.7, 0.01) << "98 mm at 8 m";
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
      canvas::Canvas canvas(static_cast<int>(layout.width), static_cast<int>(layout.height));
      draw(canvas, compose(situation.board, layout, situation.now));
      for (const auto& piece : compose(situation.board, layout, situation.now)) {
        if (piece.role != "number") continue;
        const int ink = ink_height(canvas, covered(piece), piece.style.color);
        // One pixel above and below is grey.
        EXPECT_GE(visual_angle(screen, ink + 2), sight::goal_degrees) << label(screen, situation, piece);
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
  EXPECT_FALSE(has("no_link", "number")) << "no number that may be old";
  EXPECT_TRUE(has("emergency", "emergency"));
  EXPECT_FALSE(has("emergency", "number"));
  EXPECT_TRUE(has("closed", "closed"));
}

TEST(Scene, NothingToBeReadLiesBehindABezel) {
  for (const auto& screen : screens) {
    const Layout layout = lay_out(screen);
    if (layout.tiles.size() == 1) continue;
    EXPECT_EQ(why_unreadable(layout), "") << screen.width << "x" << screen.height;
    for (const auto& situation : situations(layout)) {
      if (situation.name.starts_with("plate")) continue;  // refused on a wall by the configuration's check
      for (const auto& piece : compose(situation.board, layout, situation.now)) {
        if (piece.kind == Piece::Kind::panel) continue;
        const bool whole =
            std::any_of(layout.tiles.begin(), layout.tiles.end(),
                        [&](const canvas::Rect& tile) { return tile.contains(covered(piece)); });
        EXPECT_TRUE(whole) << label(screen, situation, piece);
      }
    }
  }
}

TEST(Scene, ContrastOfThePictureIsTenToOne) {
  const Screen screen{1920, 1080, 55, 6};
  const Layout layout = lay_out(screen);
  for (const auto& situation : situations(layout)) {
    canvas::Canvas canvas(screen.width, screen.height);
    const auto pieces = compose(situation.board, layout, situation.now);
    draw(canvas, pieces);
    for (const auto& piece : pieces) {
      if (piece.kind != Piece::Kind::text) continue;
      // The strongest contrast within the text's box is that of its ink: edges are grey.
      const canvas::Color on = canvas.pixel(static_cast<int>(piece.box.x), static_cast<int>(piece.box.y));
      double strongest = 1;
      for (int y = static_cast<int>(piece.box.y); y < static_cast<int>(piece.box.bottom()); ++y) {
        for (int x = static_cast<int>(piece.box.x); x < static_cast<int>(piece.box.right()); ++x) {
          const canvas::Color ink = canvas.pixel(x, y);
          if (ink != on) strongest = std::max(strongest, canvas::contrast(ink, on));
        }
      }
      EXPECT_GE(strongest, 10) << label(screen, situation, piece);
    }
  }
}

TEST(Scene, FramesFlashFiveTimesAtOneHertzThenStand) {
  const Layout layout = lay_out({960, 540, 55, 6});
  Board board = step(start({}, Ticks{Millis{0}}), hall(100, {}), Ticks{Millis{0}});
  board = step(board, hall(101, {call("А017", "кабинет 5", 101)}), Ticks{Millis{1'000}});
  std::vector<long> edges;
  bool bright = false;
  for (long ms = 1'000; ms < 20'000; ms += 20) {
    canvas::Canvas canvas(960, 540);
    board = step(board, Tick{}, Ticks{Millis{ms}});
    draw(canvas, compose(board, layout, Ticks{Millis{ms}}));
    const bool now = canvas.pixel(950, 8) == canvas::rgb(0xFFD35A);
    if (now && !bright) edges.push_back(ms);
    bright = now;
  }
  ASSERT_EQ(edges.size(), 5U);
  for (std::size_t i = 1; i < edges.size(); ++i)
    EXPECT_EQ(edges[i] - edges[i - 1], 1'000) << "1 Hz, never above 2";
  EXPECT_FALSE(bright) << "then steady";
}

TEST(Scene, TheFontIsAsWideAsTheArithmeticOfSightSays) {
  const canvas::TextStyle style{canvas::Face::numbers, 100, 700, {}};
  double widest = 0;
  for (const char* letter : {"А", "В", "Г", "Е", "Н", "П", "Р", "С", "У"}) {
    const double width = canvas::measure(std::string(letter) + "000", style).width;
    widest = std::max(widest, width / canvas::cap_height(style));
  }
  EXPECT_LE(widest, sight::number_per_cap);
  EXPECT_GE(widest, sight::number_per_cap - 0.05);
}

TEST(Scene, TheArrowPointsWhereTheWayLeads) {
  EXPECT_EQ(direction_of("1 этаж, налево"), Direction::left);
  EXPECT_EQ(direction_of("1 этаж, направо"), Direction::right);
  EXPECT_EQ(direction_of("1 этаж, прямо, потом налево"), Direction::ahead);
  EXPECT_EQ(direction_of("2 этаж, из лифта налево, потом направо"), Direction::left);
  EXPECT_EQ(direction_of(""), Direction::right);
}

TEST(Scene, PagesTakeTurnsAndAnIdleBoardWithOnePageDrawsOnceAMinute) {
  const Layout layout = lay_out({1920, 1080, 55, 6});
  for (const auto& situation : situations(layout)) {
    if (situation.name != "idle" && situation.name != "panel_page") continue;
    int frames = 0;
    std::vector<Piece> drawn;
    for (Ticks now = situation.now; now < situation.now + Millis{600'000}; ++frames) {
      auto pieces = compose(situation.board, layout, now);
      EXPECT_NE(pieces, drawn) << situation.name << ": woken for nothing";
      drawn = std::move(pieces);
      now = *next_change(situation.board, layout, now);
    }
    const bool still = situation.name == "panel_page";
    EXPECT_TRUE(still ? frames <= 12 : frames >= 50) << situation.name << " " << frames;
  }
}

/// TALON_ACCEPT=1 renews the pictures.
TEST(Scene, LooksAsAccepted) {
  const std::filesystem::path folder = TALON_SOURCE_DIR "/tests/golden/board";
  for (const Screen& screen :
       {Screen{960, 540, 55, 6}, Screen{540, 960, 55, 5}, Screen{1440, 810, 46, 9, {2, 2, 8, 8}}}) {
    const Layout layout = lay_out(screen);
    for (const auto& situation : situations(layout)) {
      const bool everything = screen.height < screen.width && layout.tiles.size() == 1;
      if (!everything && situation.name != "idle" && situation.name != "few_calls") continue;
      canvas::Canvas canvas(static_cast<int>(layout.width), static_cast<int>(layout.height));
      draw(canvas, compose(situation.board, layout, situation.now));
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
      const double share = static_cast<double>(differing) / (canvas.width() * canvas.height());
      EXPECT_LT(share, 0.002) << path;
    }
  }
}

}  // namespace
}  // namespace talon::board
