// SPDX-License-Identifier: MIT
// The whole program on a private X screen, its sound into a file, against a server of the test.
#include <csignal>
#include <fstream>
#include <gtest/gtest.h>

#include "display/canvas/canvas.h"
#include "server/model/board_picture.h"
#include "server/protocol/json.h"
#include "tests/display/shell/child.h"
#include "tests/display/shell/fake_hall.h"

namespace talon::display::test {
namespace {

constexpr canvas::Color call_color = canvas::rgb(0xFFD35A);
constexpr canvas::Color attention = canvas::rgb(0xFFE9B0);
constexpr canvas::Color alarm = canvas::rgb(0x7A1F14);

struct Running {
  FakeHall hall;
  Screen screen{1280, 720};
  Folder folder;
  std::unique_ptr<Child> program;

  /// more: other members of what the server says of this board, from a comma on.
  explicit Running(const std::string& distance = "6", const std::string& more = "")
      : hall(R"({"device":"board1","diagonal_inch":55,"distance_m":)" + distance + R"(,"rooms":[])" + more +
             "}") {
    folder.write("key", "secret\n");
    std::filesystem::create_directories(folder.path("wav"));
  }
  void start(const std::string& audio = "disk", const std::vector<std::string>& more = {}) {
    std::vector<std::string> command = {TALON_DISPLAY,
                                        "--server",
                                        hall.url(),
                                        "--key",
                                        folder.path("key"),
                                        "--state",
                                        folder.path("state"),
                                        "--voice-dir",
                                        folder.path("wav"),
                                        "--windowed",
                                        "--size",
                                        "1280x720",
                                        "--screenshot-dir",
                                        folder.path("shots")};
    command.insert(command.end(), more.begin(), more.end());
    program = std::make_unique<Child>(std::move(command), std::map<std::string, std::string>{
                                                              {"DISPLAY", screen.display()},
                                                              {"SDL_AUDIODRIVER", audio},
                                                              {"SDL_DISKAUDIOFILE", folder.path("heard.raw")},
                                                              {"SDL_DISKAUDIODELAY", "1"}});
  }
  /// A picture of the screen, as its user asks for it.
  canvas::Canvas screenshot() const {
    program->signal(SIGUSR1);
    const std::string line = program->line_with("снимок ");
    const std::string mark = "снимок ";
    EXPECT_FALSE(line.empty()) << "the program ended";
    return canvas::read_png(line.substr(line.find(mark) + mark.size()));
  }
  /// Screenshots until one shows `color` on more than `share` of the screen.
  [[nodiscard]] bool shows(canvas::Color color, double share) const {
    for (int attempt = 0; attempt < 200; ++attempt) {
      if (part(screenshot(), color) > share) return true;
    }
    return false;
  }
  static double part(const canvas::Canvas& picture, canvas::Color color) {
    int found = 0;
    for (int y = 0; y < picture.height(); y += 4) {
      for (int x = 0; x < picture.width(); x += 4) found += picture.pixel(x, y) == color ? 1 : 0;
    }
    return 16.0 * found / (picture.width() * picture.height());
  }
};

TEST(Display, CallIsShownSpokenAndReportedThenTheLostServerIsSaid) {
  Running running;
  running.hall.show(hall_picture(100));
  running.start();
  const std::string state = running.hall.state_with(R"("component":"sound","health":"ok")");
  EXPECT_TRUE(state.starts_with("PUT /api/v1/devices/board1/state")) << state;
  EXPECT_NE(state.find("Authorization: Bearer secret"), std::string::npos);
  EXPECT_NE(state.find(R"("component":"screen","health":"ok")"), std::string::npos);
  EXPECT_NE(running.hall.state_with(R"("component":"link","health":"ok")"), "");
  running.hall.show(hall_picture(101, "А017"));
  EXPECT_TRUE(running.shows(call_color, 0.02));
  const std::filesystem::path wav = running.folder.path("wav/00000101.wav");
  for (int attempt = 0; attempt < 200 && !std::filesystem::exists(wav); ++attempt)
    static_cast<void>(running.screenshot());
  EXPECT_TRUE(std::filesystem::exists(wav));
  running.hall.cut();
  EXPECT_TRUE(running.shows(attention, 0.1)) << "the notice";
  EXPECT_EQ(Running::part(running.screenshot(), call_color), 0) << "no number";
  HallPicture fire = hall_picture(102);
  fire.emergency = "Покиньте здание";
  running.hall.show(fire);
  EXPECT_TRUE(running.shows(alarm, 0.5));
  running.program->signal(SIGTERM);
  EXPECT_EQ(running.program->exit_code(), 0);
  std::ifstream spoken(running.folder.path("state/spoken"));
  std::int64_t seq = 0;
  spoken >> seq;
  EXPECT_GE(seq, 100);
  EXPECT_GT(std::filesystem::file_size(running.folder.path("heard.raw")), 0U);
}

TEST(Display, WithoutASoundDeviceItSaysSo) {
  Running running;
  running.hall.show(hall_picture(100));
  running.start("no-such-driver");
  EXPECT_NE(
      running.hall.state_with(R"("component":"sound","health":"failed")").find("нет звукового устройства"),
      std::string::npos);
  running.hall.show(hall_picture(101, "А017"));
  EXPECT_TRUE(running.shows(call_color, 0.02)) << "the board goes on";
}

TEST(Display, WhereAnotherBoardSpeaksNoSoundDeviceIsMissed) {
  BoardPicture board;
  board.voice.speaks = false;
  Running running("6", R"(,"board":)" + protocol::encode(board));
  running.hall.show(hall_picture(100));
  running.start("no-such-driver");
  EXPECT_NE(running.hall.state_with(R"("component":"link","health":"ok","reason":""}]})"), "")
      << "the last component is the link: nothing is said of sound";
  running.hall.show(hall_picture(101, "А017"));
  EXPECT_TRUE(running.shows(call_color, 0.02));
}

TEST(Display, TheFireAlarmsLineShowsTheWayOutWithoutTheServer) {
  Running running;
  running.folder.write("line", "0\n");
  running.hall.show(hall_picture(100));
  running.start("disk", {"--alarm-input", running.folder.path("line")});
  EXPECT_NE(running.hall.state_with(R"("component":"alarm_input","health":"ok")"), "");
  running.hall.cut();
  running.folder.write("line", "1\n");
  EXPECT_TRUE(running.shows(alarm, 0.5));
  running.folder.write("line", "0\n");
  EXPECT_TRUE(running.shows(attention, 0.1)) << "the lost server is said again";
  std::filesystem::remove(running.folder.path("line"));
  running.hall.show(hall_picture(101));
  EXPECT_NE(running.hall.state_with(R"("component":"alarm_input","health":"failed")"), "");
}

TEST(Display, NumbersTooSmallForTheFarthestSeatAreRefused) {
  Running running("60");
  running.hall.show(hall_picture(100));
  running.start();
  EXPECT_NE(running.program->line_with("нужно не меньше"), "");
  EXPECT_EQ(running.program->exit_code(), 2);
  EXPECT_NE(running.hall.state_with(R"("component":"screen","health":"failed")"), "");
}

TEST(Display, WrongUsageEndsWithTwo) {
  const Folder folder;
  folder.write("key", "secret\n");
  const auto ends = [&](std::vector<std::string> more, const std::string& says) {
    std::vector<std::string> command = {TALON_DISPLAY, "--server", "http://127.0.0.1:9", "--key",
                                        folder.path("key")};
    command.insert(command.end(), more.begin(), more.end());
    Child child(command, {});
    EXPECT_NE(child.line_with(says), "") << says;
    return child.exit_code();
  };
  EXPECT_EQ(ends({"--bus"}, "--bus"), 2);
  EXPECT_EQ(ends({"--size", "large"}, "--size"), 2);
  EXPECT_EQ(ends({"--no-such-option"}, "no-such-option"), 2);
  EXPECT_EQ(
      Child({TALON_DISPLAY, "--server", "http://127.0.0.1:9", "--key", folder.path("none")}, {}).exit_code(),
      1);
  EXPECT_EQ(Child({TALON_DISPLAY, "--version"}, {}).exit_code(), 0);
}

}  // namespace
}  // namespace talon::display::test
