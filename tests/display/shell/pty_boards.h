// SPDX-License-Identifier: MIT
// Host-built LED boards behind a serial port: a pty on which the firmware's own code answers in real time.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "firmware/hal/host/simulated_board.h"

namespace talon::display::test {

class PtyBoards {
 public:
  PtyBoards(const std::vector<firmware::Settings>& boards, const link::Key& key);
  ~PtyBoards();
  PtyBoards(const PtyBoards&) = delete;
  PtyBoards& operator=(const PtyBoards&) = delete;

  [[nodiscard]] const std::string& port() const { return port_; }
  void press(std::size_t board, unsigned key);
  void release(std::size_t board);
  /// Waits until the board's dots are this picture; false after 30 s.
  [[nodiscard]] bool shows(std::size_t board, const firmware::Picture& picture);

 private:
  void run(const std::stop_token& stop);
  void hear_and_tick(int ticks);

  int master_ = -1;
  int slave_ = -1;  // held open: a pty whose last user leaves hangs up
  std::string port_;
  std::mutex mutex_;
  std::condition_variable ticked_;
  std::vector<std::unique_ptr<firmware::SimulatedBoard>> boards_;
  std::jthread thread_;
};

}  // namespace talon::display::test
