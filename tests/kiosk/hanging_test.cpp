// SPDX-License-Identifier: MIT
// The real loop of the terminal while the printer, the server or the disk never comes back from a call: the
// glass goes on. Nothing is measured in seconds: a call still hangs when the last page came.
#include "tests/kiosk/hanging.h"

#include <SDL2/SDL.h>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <poll.h>
#include <sstream>
#include <sys/stat.h>
#include <thread>

#include "kiosk/shell.h"
#include "server/protocol/json.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/kiosk/pictures.h"

namespace talon::kiosk {
namespace {

namespace fs = std::filesystem;
using namespace screens;

constexpr std::chrono::milliseconds held{110};      ///< a finger stays down: a shorter touch is an accident
constexpr std::chrono::milliseconds patience{600};  ///< then the visitor presses again

/// What the terminal tells of its glass, line by line, through a pipe.
class Glimpses {
 public:
  explicit Glimpses(const std::string& path) {
    if (::mkfifo(path.c_str(), 0600) != 0) throw std::runtime_error("mkfifo");
    pipe_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  }
  ~Glimpses() { ::close(pipe_); }
  Glimpses(const Glimpses&) = delete;
  Glimpses& operator=(const Glimpses&) = delete;

  /// Reads until `view` was drawn or the time is over.
  bool saw(const std::string& view, std::chrono::milliseconds longest) {
    const auto end = std::chrono::steady_clock::now() + longest;
    bool found = false;
    while (!found) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
      if (left.count() <= 0) return false;
      pollfd wanted{pipe_, POLLIN, 0};
      if (::poll(&wanted, 1, static_cast<int>(left.count())) <= 0) continue;
      char more[4096];
      const ssize_t size = ::read(pipe_, more, sizeof more);
      if (size > 0) text_.append(more, static_cast<std::size_t>(size));
      found = take_lines(view);
    }
    return true;
  }
  int frames = 0;
  long longest_step_us = 0;

 private:
  bool take_lines(const std::string& view) {
    bool found = false;
    for (auto end = text_.find('\n'); end != text_.npos; end = text_.find('\n')) {
      std::istringstream line(text_.substr(0, end));
      text_.erase(0, end + 1);
      std::string word, seen;
      long at = 0, cost = 0;
      line >> word >> at >> cost >> seen;
      if (word == "step") longest_step_us = cost;
      if (word != "drawn") continue;
      ++frames;
      found = found || seen == view;
    }
    return found;
  }
  int pipe_ = -1;
  std::string text_;
};

class HangingTerminal : public testing::Test {
 protected:
  void SetUp() override {
    ::setenv("SDL_VIDEODRIVER", "dummy", 1);
    folder_ = std::string(TALON_BINARY_DIR) + "/kiosk-hanging-XXXXXX";
    ASSERT_NE(::mkdtemp(folder_.data()), nullptr);
    LastHeard(folder_, [] {
      return std::chrono::floor<Millis>(std::chrono::system_clock::now());
    }).keep_menu(protocol::encode(pictures::town()));
    glimpses_ = std::make_unique<Glimpses>(folder_ + "/trace");
    Disk disk;
    offline::Journal journal(std::make_unique<FakeLog>(disk));
    journal.learn("У", 3, journal.mark());
    journal_text_ = disk.durable;
  }
  void TearDown() override {
    latch_->open();
    // With a reader at the pipe whoever waits to write into it goes on.
    const int reader = ::open(slow_file().c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    SDL_Event quit{.type = SDL_QUIT};
    SDL_PushEvent(&quit);
    if (terminal_.joinable()) terminal_.join();
    if (reader >= 0) ::close(reader);
    fs::remove_all(folder_);
  }
  void start(const std::string& hanging, std::unique_ptr<printer::Device> device = nullptr) {
    latch_ = std::make_unique<Latch>(hanging);
    Options options;
    options.server.server = server_.address();
    options.roll_m = 80;
    options.state_dir = folder_;
    options.trace_file = folder_ + "/trace";
    options.window = {.title = "hanging", .windowed = true, .width = 1080, .height = 1920};
    options.diagonal_inch = pictures::portrait.diagonal_inch;
    options.distance_m = pictures::portrait.distance_m;
    options.movements = false;
    if (!device) device = std::make_unique<HangingDevice>(*latch_);
    // The window belongs to the thread that makes it.
    terminal_ = std::thread([this, options, way = std::move(device)]() mutable {
      Shell shell(options, {std::move(way), std::make_unique<HangingLog>(*latch_, journal_text_)});
      EXPECT_EQ(shell.run(), 0);
    });
    ASSERT_TRUE(glimpses_->saw("start", std::chrono::minutes{1}));
  }
  /// Where the count of paper is written.
  [[nodiscard]] std::string slow_file() const { return folder_ + "/roll.part"; }
  void mouse(Uint32 type, const canvas::Rect& box) {
    SDL_Event event{};
    event.button.type = type;
    event.button.button = SDL_BUTTON_LEFT;
    event.button.x = static_cast<Sint32>(box.x + box.width / 2);
    event.button.y = static_cast<Sint32>(box.y + box.height / 2);
    SDL_PushEvent(&event);
  }
  /// Where it stands on `page`, before the lack of the server is told and after.
  [[nodiscard]] std::vector<canvas::Rect> places(Page page, const Action& action) const {
    std::vector<canvas::Rect> all;
    for (const bool alone : {false, true}) {
      Screen screen = pictures::walk(pictures::town(), pictures::portrait, false).front().screen;
      screen.own_numbers = true;
      if (alone) screen.link = Link::lost;
      screen.link_at = -link_grace;
      screen.page = page;
      screen.group = "child";
      screen.service = ServiceId{"child_benefit"};
      screen.procedure = ProcedureId{"submission"};
      for (const Target& each : layout(screen, Millis{0}).targets) {
        if (each.action == action) all.push_back(each.box);
      }
    }
    return all;
  }
  /// A visitor who presses until the page comes.
  void touch(Page page, const Action& action, const std::string& view) {
    const auto where = places(page, action);
    ASSERT_FALSE(where.empty());
    for (std::size_t tries = 0; tries < 20; ++tries) {
      mouse(SDL_MOUSEBUTTONDOWN, where[tries % where.size()]);
      (void)glimpses_->saw("never", held);
      mouse(SDL_MOUSEBUTTONUP, where[tries % where.size()]);
      if (glimpses_->saw(view, patience)) return;
    }
    FAIL() << "the page " << view << " does not come";
  }
  /// There and back again: each is a page of its own.
  void the_glass_goes_on() {
    const int before = glimpses_->frames;
    for (int round = 0; round < rounds; ++round) {
      ASSERT_NO_FATAL_FAILURE(touch(Page::start, {Act::settings, 0}, "settings"));
      ASSERT_NO_FATAL_FAILURE(touch(Page::settings, {Act::home, 0}, "start"));
    }
    EXPECT_GE(glimpses_->frames - before, 4 * rounds) << "each touch shows the press and then the page";
    std::cout << "pages " << 2 * rounds << ", frames " << glimpses_->frames - before << ", longest step "
              << static_cast<double>(glimpses_->longest_step_us) / 1000 << " ms\n";
  }

  static constexpr int rounds = 4;
  std::string folder_, journal_text_;
  HangingServer server_;
  std::unique_ptr<Latch> latch_ = std::make_unique<Latch>("nothing");
  std::unique_ptr<Glimpses> glimpses_;
  std::thread terminal_;
};

class HangingPrinter : public HangingTerminal, public testing::WithParamInterface<const char*> {};

TEST_P(HangingPrinter, NeverStopsTheGlass) {
  start(GetParam());
  ASSERT_TRUE(latch_->somebody_hangs());
  the_glass_goes_on();
  EXPECT_TRUE(latch_->still_hangs());
}

INSTANTIATE_TEST_SUITE_P(EachCall, HangingPrinter, testing::Values("open", "read", "write", "status"),
                         [](const auto& each) { return std::string(each.param); });

/// The memo goes to a printer that works; its paper is counted on a disk that hangs, then a number is asked
/// for whose request hangs on the same disk.
TEST_F(HangingTerminal, ADiskThatHangsNeverStopsTheGlass) {
  // A pipe without a reader: whoever opens it for writing waits.
  ASSERT_EQ(::mkfifo(slow_file().c_str(), 0600), 0);
  start("disk", printer::open_file_device(folder_ + "/slips"));
  ASSERT_NO_FATAL_FAILURE(touch(Page::start, {Act::group, 0}, "services"));
  ASSERT_NO_FATAL_FAILURE(touch(Page::services, {Act::service, 0}, "procedures"));
  ASSERT_NO_FATAL_FAILURE(touch(Page::procedures, {Act::details, 1}, "details"));
  ASSERT_NO_FATAL_FAILURE(touch(Page::details, {Act::memo, 0}, "memo"));
  ASSERT_TRUE(glimpses_->saw("memo", std::chrono::minutes{1})) << "the paper is out";
  ASSERT_NO_FATAL_FAILURE(touch(Page::details, {Act::back, 0}, "details"));
  ASSERT_NO_FATAL_FAILURE(touch(Page::details, {Act::take, 1}, "issuing"));
  ASSERT_TRUE(latch_->somebody_hangs());
  ASSERT_TRUE(glimpses_->saw("refused", std::chrono::minutes{1})) << "the visitor is sent to the staff";
  ASSERT_NO_FATAL_FAILURE(touch(Page::refused, {Act::home, 0}, "start"));
  the_glass_goes_on();
  EXPECT_TRUE(latch_->still_hangs());
}

}  // namespace
}  // namespace talon::kiosk
