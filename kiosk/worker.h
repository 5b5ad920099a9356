// SPDX-License-Identifier: MIT
// A thread that does one thing after the other and tries again what did not work, so that the screen never
// waits.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "server/model/time.h"

namespace talon::kiosk {

class Worker {
 public:
  /// true: done; false: again after `pause`, before anything that was asked for later.
  using Attempt = std::function<bool()>;

  explicit Worker(Millis pause = Millis{1'000});
  ~Worker();  ///< ends after the attempt under way
  void add(Attempt attempt);

 private:
  void run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Attempt> waiting_;
  Millis pause_;
  std::jthread thread_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
