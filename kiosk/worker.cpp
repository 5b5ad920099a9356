// SPDX-License-Identifier: MIT
#include "kiosk/worker.h"

#include <utility>

namespace talon::kiosk {

Worker::Worker(Millis pause) : pause_(pause), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Worker::~Worker() {
  thread_.request_stop();
  changed_.notify_all();
}

void Worker::add(Attempt attempt) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(attempt));
  }
  changed_.notify_all();
}

void Worker::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (!changed_.wait(lock, stop, [&] { return !waiting_.empty(); })) return;
    // Not a copy: an attempt remembers that it was made. Only this thread takes it away.
    Attempt& attempt = waiting_.front();
    lock.unlock();
    const bool done = attempt();
    lock.lock();
    if (done) {
      waiting_.pop_front();
    } else {
      changed_.wait_for(lock, stop, pause_, [] { return false; });
    }
  }
}

}  // namespace talon::kiosk
