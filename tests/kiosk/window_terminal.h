// SPDX-License-Identifier: MIT
// The real program in a real X window before which a test stands, against a scripted server.
#pragma once

#include <cmath>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

#include "kiosk/screens/layout.h"
#include "tests/kiosk/fake_server.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {

/// A program that ends with the test.
class Process {
 public:
  explicit Process(std::vector<std::string> words, const std::string& display = {},
                   const std::vector<std::pair<std::string, std::string>>& environment = {}) {
    std::vector<char*> raw;
    for (std::string& each : words) raw.push_back(each.data());
    raw.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ != 0) return;
    for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
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
  /// It is still there.
  [[nodiscard]] bool lives() {
    if (pid_ <= 0 || ::waitpid(pid_, nullptr, WNOHANG) == 0) return pid_ > 0;
    pid_ = -1;
    return false;
  }
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

inline void run(const std::vector<std::string>& words, const std::string& display) {
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
  void signal(int number) const { process_->signal(number); }

 private:
  std::unique_ptr<Process> process_;
  std::string display_;
};

inline double mean_difference(const canvas::Canvas& a, const canvas::Canvas& b) {
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
    expected_ =
        screens::pictures::walk(screens::pictures::town(), screens::pictures::portrait, false).front().screen;
  }
  void TearDown() override {
    kiosk_.reset();
    std::filesystem::remove_all(folder_);
  }
  /// The program's call.
  [[nodiscard]] std::vector<std::string> words(const std::vector<std::string>& more) const {
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
    return words;
  }
  void start(const std::vector<std::string>& more = {}) {
    kiosk_ = std::make_unique<Process>(words(more), x_.display());
  }
  std::optional<canvas::Canvas> photo() {
    char name[32];
    std::snprintf(name, sizeof name, "/kiosk-%03d.png", photos_ + 1);
    const std::string path = folder_ + name;
    kiosk_->signal(SIGUSR1);
    if (!server_.wait_until([&] { return std::filesystem::exists(path); })) return std::nullopt;
    ++photos_;
    return canvas::read_png(path);
  }
  /// The glass shows what the pure pages say it shows.
  bool shows(const screens::Screen& wanted, int most = 40) {
    canvas::Canvas drawn(1080, 1920);
    screens::draw(drawn, screens::layout(wanted, Millis{0}));
    // Until the program answers SIGUSR1 at all, it would be killed by it.
    if (!server_.wait_until([&] { return !server_.asked("GET", "/menu").empty(); })) return false;
    for (int tries = 0; tries < most; ++tries) {
      const auto seen = photo();
      if (!seen) return false;
      if (mean_difference(*seen, drawn) < 0.4) return true;
    }
    return false;
  }
  void press(const screens::Screen& on, const screens::Action& action) {
    for (const screens::Target& each : screens::layout(on, Millis{0}).targets) {
      if (!(each.action == action)) continue;
      const int x = static_cast<int>(each.box.x + each.box.width / 2);
      const int y = static_cast<int>(each.box.y + each.box.height / 2);
      screens::Screen held = on;
      held.press = screens::Press{action, each.box, Millis{0}};
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
  screens::Screen page(screens::Page page) const {
    screens::Screen screen = expected_;
    screen.page = page;
    screen.group = "child";
    if (page != screens::Page::services) screen.service = ServiceId{"child_benefit"};
    return screen;
  }
  void take_a_ticket() {
    ASSERT_TRUE(shows(expected_)) << "no start page";
    press(expected_, {screens::Act::group, 0});
    ASSERT_TRUE(shows(page(screens::Page::services))) << "no services";
    press(page(screens::Page::services), {screens::Act::service, 0});
    ASSERT_TRUE(shows(page(screens::Page::procedures))) << "no procedures";
    press(page(screens::Page::procedures), {screens::Act::take, 1});
  }

  XServer x_;
  FakeServer server_{screens::pictures::town()};
  std::unique_ptr<Process> kiosk_;
  std::string folder_;
  screens::Screen expected_;
  int photos_ = 0;
};

}  // namespace talon::kiosk
