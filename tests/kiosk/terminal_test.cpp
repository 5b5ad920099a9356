// SPDX-License-Identifier: MIT
// The real program in a real X window, pressed by the mouse of the X test extension, against a scripted
// server.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "tests/kiosk/window_terminal.h"

namespace talon::kiosk {
namespace {

namespace fs = std::filesystem;
using namespace screens;

TEST_F(TerminalInAWindow, ThreePressesMakeOneTicketAndOneSlip) {
  start();
  take_a_ticket();
  ASSERT_TRUE(server_.wait_until([&] { return !server_.asked("POST", "/slip").empty(); }));
  EXPECT_EQ(server_.tickets(), 1);
  EXPECT_EQ(server_.asked("POST", "/api/v1/tickets").size(), 2U);  // the ticket and its slip's outcome
  EXPECT_NE(server_.asked("POST", "/api/v1/tickets")[0].body.find("submission"), std::string::npos);
  EXPECT_GT(fs::file_size(folder_ + "/slips"), 1'000U);
  ASSERT_TRUE(server_.wait_until([&] { return !server_.asked("PUT", "/devices/kiosk1/state").empty(); }));
  EXPECT_EQ(kiosk_->end(SIGTERM), 0);
}

/// The printer has no sensor for it: the terminal has counted, and the staff hear of it.
TEST_F(TerminalInAWindow, CountedPaperNearItsEndIsToldToTheStaff) {
  start({"--roll", "5"});
  const auto told = [&] {
    const auto states = server_.asked("PUT", "/devices/kiosk1/state");
    return !states.empty() && states.back().body.find("media-low") != std::string::npos;
  };
  EXPECT_TRUE(server_.wait_until(told));
}

TEST_F(TerminalInAWindow, ALostAnswerIsAskedForAgainUnderTheSameKey) {
  server_.drop_answers(4);
  start();
  take_a_ticket();
  ASSERT_TRUE(server_.wait_until([&] { return !server_.asked("POST", "/slip").empty(); }));
  EXPECT_EQ(server_.tickets(), 1);
}

TEST_F(TerminalInAWindow, AfterAPowerCutTheOpenRequestIsFinishedAndTheNumberOffered) {
  server_.drop_answers(1'000);
  start();
  take_a_ticket();
  ASSERT_TRUE(server_.wait_until([&] { return server_.tickets() == 1; }));
  EXPECT_EQ(kiosk_->end(SIGKILL), -1);
  server_.drop_answers(0);
  fs::remove(folder_ + "/state/step");  // of another run of the machine: nobody knows who stands there now
  photos_ = 0;
  for (const auto& each : fs::directory_iterator(folder_)) {
    if (each.path().extension() == ".png") fs::remove(each.path());
  }
  const std::size_t before = server_.asked("GET", "/menu").size();
  start();
  ASSERT_TRUE(server_.wait_until([&] { return server_.asked("GET", "/menu").size() > before; }));
  Screen offer = expected_;
  offer.page = Page::offer;
  offer.offers.push_back(pictures::ticket("А047"));
  ASSERT_TRUE(shows(offer));
  EXPECT_EQ(server_.tickets(), 1);
  press(offer, {Act::print_offer, 0});
  ASSERT_TRUE(server_.wait_until([&] { return !server_.asked("POST", "/slip").empty(); }));
  EXPECT_GT(fs::file_size(folder_ + "/slips"), 1'000U);
}

TEST_F(TerminalInAWindow, NoKeyEndsTheFullScreen) {
  start();
  ASSERT_TRUE(shows(expected_));
  run({"xdotool", "key", "Escape", "key", "alt+F4", "key", "ctrl+q", "key", "F12"}, x_.display());
  EXPECT_TRUE(shows(expected_));
  EXPECT_EQ(kiosk_->end(SIGTERM), 0);
}

}  // namespace
}  // namespace talon::kiosk
