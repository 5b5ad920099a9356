// SPDX-License-Identifier: MIT
#include "firmware/hal/host/process_posix.h"

#include <chrono>
#include <poll.h>
#include <unistd.h>

namespace talon::firmware {
namespace {

using Clock = std::chrono::steady_clock;
using TickTime = std::chrono::duration<std::int64_t, std::ratio<1, ticks_a_second>>;

constexpr Ticks press_time = milliseconds(100);

/// The hand at the board.
class Hand {
 public:
  void act(SimulatedBoard& board, char sign, Ticks now) {
    if (sign >= '1' && sign <= '4') {
      board.press(static_cast<unsigned>(sign - '1'));
      release_at_ = now + press_time;
    } else if (sign == 's') {
      service_ = !service_;
      board.strap({.service = service_});
    }
  }

  void step(SimulatedBoard& board, Ticks now) {
    if (release_at_ == 0 || now < release_at_) return;
    board.release();
    release_at_ = 0;
  }

 private:
  Ticks release_at_ = 0;
  bool service_ = false;
};

void answer(SimulatedBoard& board, int line) {
  const auto frame = board.tick();
  if (!frame) return;
  // A master that reads nothing loses the answer, as on a wire.
  const ssize_t written = write(line, frame->bytes.data(), frame->length);
  if (written < 0) board.lose_byte();
  board.sent();
}

}  // namespace

void run_board(SimulatedBoard& board, int line, int keys, const std::atomic<bool>& stop) {
  const auto begun = Clock::now();
  Ticks passed = 0;
  Hand hand;
  pollfd waiting[2] = {{line, POLLIN, 0}, {keys, POLLIN, 0}};
  while (!stop) {
    poll(waiting, 2, 1);
    char bytes[512];
    if ((waiting[0].revents & POLLIN) != 0) {
      const ssize_t count = read(line, bytes, sizeof bytes);
      for (ssize_t i = 0; i < count; ++i) board.hear(static_cast<std::uint8_t>(bytes[i]));
    }
    if ((waiting[1].revents & (POLLIN | POLLHUP)) != 0) {
      const ssize_t count = read(keys, bytes, sizeof bytes);
      for (ssize_t i = 0; i < count; ++i) hand.act(board, bytes[i], passed);
      if (count <= 0) waiting[1].fd = -1;
    }
    const auto due = static_cast<Ticks>(std::chrono::duration_cast<TickTime>(Clock::now() - begun).count());
    for (; passed < due; ++passed) {
      hand.step(board, passed);
      answer(board, line);
    }
  }
}

}  // namespace talon::firmware
