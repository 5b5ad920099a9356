// SPDX-License-Identifier: MIT
// Does for one program what systemd does with Type=notify, WatchdogSec= and Restart=always.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/model/time.h"
#include "tests/kiosk/window_terminal.h"

namespace talon::kiosk {

class Supervisor {
 public:
  using Clock = std::chrono::steady_clock;
  struct Seen {
    int ready = 0;   ///< times it said so
    int beats = 0;   ///< since it was ready last
    int killed = 0;  ///< because it was silent
    int died = 0;
    Millis worst_gap{0};  ///< between two beats of one run
    bool running = false;
  };

  /// socket: a path to listen at. words: the program's call. patience: as WatchdogSec=.
  Supervisor(const std::string& socket, std::vector<std::string> words, std::string display, Millis patience);
  ~Supervisor();  ///< kills it
  void signal(int number);
  /// SIGTERM; it is not started again. Returns its exit code.
  int stop();
  [[nodiscard]] Seen seen() const;
  /// Waits until `holds`, looking after each word and end; false after `most`.
  bool until(const std::function<bool(const Seen&)>& holds, Millis most = Millis{20'000});

 private:
  void run(const std::stop_token& stop);
  void start();
  void hear(const std::string& word);
  void watch();

  int socket_ = -1;
  std::vector<std::string> words_;
  std::string display_;
  std::string address_;
  Millis patience_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  Seen seen_;
  std::unique_ptr<Process> program_;
  Clock::time_point heard_at_;
  bool ending_ = false;
  std::jthread thread_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
