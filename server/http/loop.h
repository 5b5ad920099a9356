// SPDX-License-Identifier: MIT
// The one thread on which everything of the hall happens, and the threads that wait for disk and hashes.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "server/model/time.h"

namespace talon::http {

/// The loop thread as the parts below the socket see it.
class Loop {
 public:
  virtual ~Loop() = default;
  /// Runs `work` on the loop thread, never before this call returns. Any thread.
  virtual void post(std::function<void()> work) = 0;
  /// Runs `work` on the loop thread after `span` of real time. Loop thread only.
  virtual void after(Millis span, std::function<void()> work) = 0;
};

/// Threads for what blocks. Jobs bring their results back by Loop::post and handle their own exceptions.
class Worker {
 public:
  /// most_waiting: jobs that may wait for a thread; more are refused, so that a flood cannot fill the memory.
  Worker(int threads, std::size_t most_waiting);
  ~Worker();  ///< finishes the jobs that wait, then joins
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  [[nodiscard]] bool run(std::function<void()> job);  ///< false: too many are waiting
  void finish();                                      ///< as the destructor, earlier

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> jobs_;
  std::size_t most_waiting_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace talon::http
