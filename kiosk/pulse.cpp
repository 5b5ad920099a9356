// SPDX-License-Identifier: MIT
#include "kiosk/pulse.h"

#include <utility>

namespace talon::kiosk {

Pulse::Pulse(ServiceManager manager, std::function<void()> ask_storage)
    : manager_(std::move(manager)),
      ask_storage_(std::move(ask_storage)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Pulse::~Pulse() {
  manager_.tell("STOPPING=1");
}

void Pulse::turned(Millis now, const std::function<bool()>& show) {
  const Millis beat = manager_.beat();
  if (ready_ && (beat == Millis{0} || now < due_)) return;
  {
    const std::lock_guard lock(mutex_);
    if (asked_) return;
  }
  if (!show()) return;
  if (!ready_) ready_ = manager_.tell("READY=1") || manager_.beat() == Millis{0};
  if (beat > Millis{0} && !manager_.tell("WATCHDOG=1")) return;
  due_ = now + beat;
  {
    const std::lock_guard lock(mutex_);
    asked_ = beat > Millis{0};
  }
  changed_.notify_all();
}

void Pulse::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (changed_.wait(lock, stop, [this] { return asked_; })) {
    lock.unlock();
    ask_storage_();
    lock.lock();
    asked_ = false;
  }
}

}  // namespace talon::kiosk
