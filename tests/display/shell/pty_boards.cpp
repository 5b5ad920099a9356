// SPDX-License-Identifier: MIT
#include "tests/display/shell/pty_boards.h"

#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <stdexcept>
#include <termios.h>
#include <unistd.h>

#include "firmware/app/time.h"

namespace talon::display::test {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::microseconds tick_time{1'000'000 / firmware::ticks_a_second};

}  // namespace

PtyBoards::PtyBoards(const std::vector<firmware::Settings>& boards, const link::Key& key) {
  for (const auto& settings : boards) {
    boards_.push_back(std::make_unique<firmware::SimulatedBoard>(settings, key));
  }
  master_ = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK);
  if (master_ < 0 || grantpt(master_) != 0 || unlockpt(master_) != 0) throw std::runtime_error("no pty");
  port_ = ptsname(master_);
  slave_ = open(port_.c_str(), O_RDWR | O_NOCTTY);
  termios raw{};
  tcgetattr(slave_, &raw);
  cfmakeraw(&raw);
  tcsetattr(slave_, TCSANOW, &raw);
  thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

PtyBoards::~PtyBoards() {
  thread_.request_stop();
  thread_.join();
  close(slave_);
  close(master_);
}

/// What has come is heard first, then time passes: a late thread lengthens silences, it never cuts a frame.
void PtyBoards::hear_and_tick(int ticks) {
  const std::scoped_lock lock(mutex_);
  std::uint8_t bytes[256];
  const auto count = read(master_, bytes, sizeof bytes);
  for (ssize_t i = 0; i < count; ++i) {
    for (const auto& board : boards_) board->hear(bytes[i]);
  }
  for (int tick = 0; tick < ticks; ++tick) {
    for (const auto& board : boards_) {
      const auto answer = board->tick();
      if (!answer) continue;
      const auto view = answer->view();
      if (write(master_, view.data(), view.size()) != static_cast<ssize_t>(view.size()))
        throw std::runtime_error("the pty is full");
      board->sent();
      for (const auto& other : boards_) {
        if (other == board) continue;
        for (const std::uint8_t byte : view) other->hear(byte);
      }
    }
  }
}

void PtyBoards::run(const std::stop_token& stop) {
  auto ticked = Clock::now();
  while (!stop.stop_requested()) {
    const auto passed = (Clock::now() - ticked) / tick_time;
    ticked += passed * tick_time;
    hear_and_tick(static_cast<int>(passed));
    ticked_.notify_all();
    std::this_thread::sleep_for(tick_time);
  }
}

void PtyBoards::press(std::size_t board, unsigned key) {
  const std::scoped_lock lock(mutex_);
  boards_.at(board)->press(key);
}

void PtyBoards::release(std::size_t board) {
  const std::scoped_lock lock(mutex_);
  boards_.at(board)->release();
}

bool PtyBoards::shows(std::size_t board, const firmware::Picture& picture) {
  std::unique_lock lock(mutex_);
  return ticked_.wait_for(lock, std::chrono::seconds{30},
                          [&] { return boards_.at(board)->board().picture() == picture; });
}

}  // namespace talon::display::test
