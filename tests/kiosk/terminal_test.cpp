// SPDX-License-Identifier: MIT
// The real program in a real X window, pressed by the mouse of the X test extension, against a scripted
// server.
#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <optional>
#include <sys/wait.h>
#include <unistd.h>

#include "kiosk/screens/layout.h"
#include "tests/kiosk/fake_server.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {
namespace {

namespace fs = std::filesystem;
using namespace screens;

/// A program that ends with the test.
class Process {
 public:
  explicit Process(std::vector<std::string> words, const std::string& display = {}) {
    std::vector<char*> raw;
    for (std::string& each : words) raw.push_back(each.data());
    raw.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ != 0) return;
    if (!display.empty()) ::setenv("DISPLAY", display.c_str(), 1);
    ::setenv("SDL_VIDEODRIVER", "x11", 1);
    ::setenv("SDL_MOUSE_TOUCH_EVENTS", "1", 1);  // each press would come twice if both kinds were taken
    ::execvp(raw[0], raw.data());
    ::_exit(127);
  }
  ~Process() { (void)end(SIGKILL); }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  void signal(int number) const { ::kill(pid_, number); }
  /// Its exit code after `number`; -1 when it died by a signal.
  int end(int number) {
    if (pid_ <= 0) return 0;
    if (number != 0) ::kill(pid_, number);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

 private:
  pid_t pid_ = -1;
};

void run(const std::vector<std::string>& words, const std::string& display) {
  EXPECT_EQ(Process(words, display).end(0), 0) << words[0];
}

/// A screen of 1080 x 1920 that nobody sees.
class XServer {
 public:
  XServer() {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("pipe");
    process_ = std::make_unique<Process>(std::vector<std::string>{
        "Xvfb", "-displayfd", std::to_string(ends[1]), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"});
    ::close(ends[1]);
    char letter = 0;
    while (::read(ends[0], &letter, 1) == 1 && letter != '\n') display_ += letter;
    ::close(ends[0]);
  }
  [[nodiscard]] std::string display() const { return ":" + display_; }
  [[nodiscard]] bool ready() const { return !display_.empty(); }

 private:
  std::unique_ptr<Process> process_;
  std::string display_;
};

double mean_difference(const canvas::Canvas& a, const canvas::Canvas& b) {
  if (a.width() != b.width() || a.height() != b.height()) return 255;
  double sum = 0;
  const auto one = a.pixels();
  const auto two = b.pixels();
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (i % 4 != 3) sum += std::abs(static_cast<int>(one[i]) - static_cast<int>(two[i]));
  }
  return sum / (static_cast<double>(one.size()) * 3 / 4);
}

class TerminalInAWindow : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::string(TALON_BINARY_DIR) + "/kiosk-terminal-XXXXXX";
    ASSERT_NE(::mkdtemp(folder_.data()), nullptr);
    std::ofstream(folder_ + "/key") << "secret\n";
    ASSERT_TRUE(x_.ready());
    expected_ = pictures::walk(pictures::town(), pictures::portrait, false).front().screen;
  }
  void TearDown() override {
    kiosk_.reset();
    fs::remove_all(folder_);
  }
  void start(const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{std::string(TALON_BINARY_DIR) + "/bin/talon-kiosk",
                                   "--server",
                                   server_.address(),
                                   "--key",
                                   folder_ + "/key",
                                   "--printer",
                                   "file:" + folder_ + "/slips",
                                   "--state",
                                   folder_ + "/state",
                                   "--screenshot-dir",
                                   folder_,
                                   "--no-movement"};
    words.insert(words.end(), more.begin(), more.end());
    kiosk_ = std::make_unique<Process>(words, x_.display());
  }
  std::optional<canvas::Canvas> photo() {
    char name[32];
    std::snprintf(name, sizeof name, "/kiosk-%03d.png", photos_ + 1);
    const std::string path = folder_ + name;
    kiosk_->signal(SIGUSR1);
    if (!server_.wait_until([&] { return fs::exists(path); })) return std::nullopt;
    ++photos_;
    return canvas::read_png(path);
  }
  /// The glass shows what the pure pages say it shows.
  bool shows(const Screen& wanted, int most = 40) {
    canvas::Canvas drawn(1080, 1920);
    draw(drawn, layout(wanted, Millis{0}));
    // Until the program answers SIGUSR1 at all, it would be killed by it.
    if (!server_.wait_until([&] { return !server_.asked("GET", "/menu").empty(); })) return false;
    for (int tries = 0; tries < most; ++tries) {
      const auto seen = photo();
      if (!seen) return false;
      if (mean_difference(*seen, drawn) < 0.4) return true;
    }
    return false;
  }
  void press(const Screen& on, const Action& action) {
    for (const Target& each : layout(on, Millis{0}).targets) {
      if (!(each.action == action)) continue;
      const int x = static_cast<int>(each.box.x + each.box.width / 2);
      const int y = static_cast<int>(each.box.y + each.box.height / 2);
      Screen held = on;
      held.press = Press{action, each.box, Millis{0}};
      // Long enough for the rule of 80 ms: the pressed look has been seen and photographed. Right after a
      // page change the same place is deaf, so a visitor presses again.
      for (int tries = 0; tries < 10; ++tries) {
        run({"xdotool", "mousemove", std::to_string(x), std::to_string(y), "mousedown", "1"}, x_.display());
        const bool seen = shows(held, 2);
        run({"xdotool", "mouseup", "1"}, x_.display());
        if (seen) return;
      }
      ADD_FAILURE() << "no pressed look";
      return;
    }
    ADD_FAILURE() << "no such target";
  }
  Screen page(Page page) const {
    Screen screen = expected_;
    screen.page = page;
    screen.group = "child";
    if (page != Page::services) screen.service = ServiceId{"child_benefit"};
    return screen;
  }
  void take_a_ticket() {
    ASSERT_TRUE(shows(expected_)) << "no start page";
    press(expected_, {Act::group, 0});
    ASSERT_TRUE(shows(page(Page::services))) << "no services";
    press(page(Page::services), {Act::service, 0});
    ASSERT_TRUE(shows(page(Page::procedures))) << "no procedures";
    press(page(Page::procedures), {Act::take, 1});
  }

  XServer x_;
  FakeServer server_{pictures::town()};
  std::unique_ptr<Process> kiosk_;
  std::string folder_;
  Screen expected_;
  int photos_ = 0;
};

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

TEST_F(TerminalInAWindow, AfterAKillTheOpenRequestIsFinishedAndTheNumberOffered) {
  server_.drop_answers(1'000);
  start();
  take_a_ticket();
  ASSERT_TRUE(server_.wait_until([&] { return server_.tickets() == 1; }));
  EXPECT_EQ(kiosk_->end(SIGKILL), -1);
  server_.drop_answers(0);
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
