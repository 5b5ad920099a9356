// SPDX-License-Identifier: MIT
// The window without a screen (SDL's dummy driver): a press counts once whatever SDL makes of it.
#include <SDL2/SDL.h>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <thread>
#include <unistd.h>
#include <vector>

#include "display/window/window.h"

namespace talon::window {
namespace {

class WindowOfADummy : public testing::Test {
 protected:
  static std::unique_ptr<Window> open(bool windowed, int quarter_turns = 0) {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    Settings settings;
    settings.windowed = windowed;
    settings.width = 300;
    settings.height = 400;
    settings.quarter_turns = quarter_turns;
    auto window = std::make_unique<Window>(settings);
    while (window->wait(Millis{0})) {
    }
    return window;
  }
  static void finger(Uint32 type, SDL_TouchID device, float x, float y) {
    SDL_Event event{};
    event.type = type;
    event.tfinger.touchId = device;
    event.tfinger.fingerId = 7;
    event.tfinger.x = x;
    event.tfinger.y = y;
    SDL_PushEvent(&event);
  }
  static void mouse(Uint32 type, Uint32 which, int x, int y, Uint8 button = SDL_BUTTON_LEFT) {
    SDL_Event event{};
    event.type = type;
    event.button.which = which;
    event.button.button = button;
    event.button.x = x;
    event.button.y = y;
    SDL_PushEvent(&event);
  }
  static std::vector<Press> presses(Window& window) {
    std::vector<Press> all;
    while (const auto event = window.wait(Millis{0})) {
      if (const auto* press = std::get_if<Press>(&*event)) all.push_back(*press);
    }
    return all;
  }
};

TEST_F(WindowOfADummy, AFingerIsAPressInPixels) {
  const auto window = open(true);
  finger(SDL_FINGERDOWN, 3, 0.5F, 0.25F);
  finger(SDL_FINGERUP, 3, 0.5F, 0.25F);
  const auto all = presses(*window);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].kind, Press::Kind::down);
  EXPECT_EQ(all[0].finger, 7);
  EXPECT_DOUBLE_EQ(all[0].x, 150);
  EXPECT_DOUBLE_EQ(all[0].y, 100);
  EXPECT_EQ(all[1].kind, Press::Kind::up);
}

TEST_F(WindowOfADummy, AMouseThatIsAlsoAFingerCountsOnce) {
  const auto window = open(true);
  finger(SDL_FINGERDOWN, SDL_MOUSE_TOUCHID, 0.1F, 0.1F);
  mouse(SDL_MOUSEBUTTONDOWN, 0, 30, 40);
  finger(SDL_FINGERUP, SDL_MOUSE_TOUCHID, 0.1F, 0.1F);
  mouse(SDL_MOUSEBUTTONUP, 0, 30, 40);
  const auto all = presses(*window);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].finger, -1);
}

TEST_F(WindowOfADummy, AFingerThatIsAlsoAMouseCountsOnce) {
  const auto window = open(true);
  finger(SDL_FINGERDOWN, 3, 0.1F, 0.1F);
  mouse(SDL_MOUSEBUTTONDOWN, SDL_TOUCH_MOUSEID, 30, 40);  // made by SDL
  mouse(SDL_MOUSEBUTTONDOWN, 0, 30, 40);                  // made by the X server
  finger(SDL_FINGERUP, 3, 0.1F, 0.1F);
  mouse(SDL_MOUSEBUTTONUP, 0, 30, 40);
  const auto all = presses(*window);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].finger, 7);
  EXPECT_EQ(all[1].finger, 7);
}

/// What SDL has brought to the window of a test.
Uint32 glass_pixel(int x, int y) {
  SDL_Renderer* renderer = SDL_GetRenderer(SDL_GetWindowFromID(1));
  Uint32 color = 0;
  const SDL_Rect dot{x, y, 1, 1};
  EXPECT_EQ(SDL_RenderReadPixels(renderer, &dot, SDL_PIXELFORMAT_ARGB8888, &color, 4), 0) << SDL_GetError();
  return color & 0xFFFFFFU;
}

TEST_F(WindowOfADummy, ATurnedPictureStandsOnTheGlassAndItsFingersOnThePicture) {
  struct Row {
    int turns;
    int width, height;     // of the picture
    int glass_x, glass_y;  // where its upper left corner is seen
  };
  const Row rows[] = {{1, 400, 300, 299, 0}, {2, 300, 400, 299, 399}, {3, 400, 300, 0, 399}};
  for (const Row& row : rows) {
    const auto window = open(true, row.turns);
    EXPECT_EQ(window->width(), row.width);
    EXPECT_EQ(window->height(), row.height);
    const canvas::Rect whole{0, 0, static_cast<double>(row.width), static_cast<double>(row.height)};
    window->canvas().fill(canvas::rgb(0xFFFFFF));
    window->canvas().rectangle({0, 0, 40, 20}, canvas::rgb(0x0A3D55));
    window->show(std::span(&whole, 1));
    EXPECT_EQ(glass_pixel(row.glass_x, row.glass_y), 0x0A3D55U) << row.turns;
    EXPECT_EQ(glass_pixel(150, 200), 0xFFFFFFU) << row.turns;

    const float x = static_cast<float>(row.glass_x) / 300, y = static_cast<float>(row.glass_y) / 400;
    finger(SDL_FINGERDOWN, 3, x, y);
    finger(SDL_FINGERUP, 3, x, y);
    const auto fingers = presses(*window);
    ASSERT_EQ(fingers.size(), 2U);
    EXPECT_LT(fingers[0].x, 2) << row.turns;
    EXPECT_LT(fingers[0].y, 2) << row.turns;
  }
}

TEST_F(WindowOfADummy, AMouseOnATurnedPictureIsWhereItIsSeen) {
  const auto window = open(true, 1);
  mouse(SDL_MOUSEBUTTONDOWN, 0, 270, 100);
  const auto all = presses(*window);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_NEAR(all[0].x, 100, 0.01);
  EXPECT_NEAR(all[0].y, 30, 0.01);
}

TEST_F(WindowOfADummy, OtherButtonsAndAMouseThatOnlyMovesAreNoPress) {
  const auto window = open(true);
  mouse(SDL_MOUSEBUTTONDOWN, 0, 30, 40, SDL_BUTTON_RIGHT);
  mouse(SDL_MOUSEBUTTONUP, 0, 30, 40, SDL_BUTTON_RIGHT);
  SDL_Event event{};
  event.type = SDL_MOUSEMOTION;
  SDL_PushEvent(&event);
  EXPECT_TRUE(presses(*window).empty());
}

TEST_F(WindowOfADummy, AFullScreenCannotBeClosedAWindowCan) {
  for (const bool windowed : {false, true}) {
    const auto window = open(windowed);
    SDL_Event event{};
    event.type = SDL_WINDOWEVENT;
    event.window.event = SDL_WINDOWEVENT_CLOSE;
    event.window.windowID = 1;
    SDL_PushEvent(&event);
    bool quit = false;
    while (const auto seen = window->wait(Millis{0})) quit = quit || std::holds_alternative<Quit>(*seen);
    EXPECT_EQ(quit, windowed);
  }
}

TEST_F(WindowOfADummy, AnotherThreadEndsTheWait) {
  const auto window = open(true);
  std::jthread other([&] { window->wake(); });
  EXPECT_FALSE(window->wait(Millis{60'000}));
}

TEST_F(WindowOfADummy, ASignalAsksForAPictureOfTheCanvas) {
  const auto window = open(true);
  window->canvas().fill(canvas::rgb(0x0A3D55));
  const canvas::Rect part{10, 10, 20, 20};
  window->show(std::span(&part, 1));
  ::raise(SIGUSR1);
  const auto event = window->wait(Millis{60'000});
  ASSERT_TRUE(event && std::holds_alternative<ScreenshotAsked>(*event));
  std::string path = std::string(TALON_BINARY_DIR) + "/window-XXXXXX";
  const int handle = ::mkstemp(path.data());
  ASSERT_GE(handle, 0);
  ::close(handle);
  window->write_png(path);
  EXPECT_EQ(canvas::read_png(path).pixel(150, 200), canvas::rgb(0x0A3D55));
  std::filesystem::remove(path);
}

}  // namespace
}  // namespace talon::window
