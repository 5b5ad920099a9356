// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

#include "kiosk/service_manager.h"

namespace talon::kiosk {

/// The terminal's sign of life. The service manager hears it only when all three are true since the last one:
/// the loop turned, the glass took a picture, the storage answered. What stands still is restarted.
class Pulse {
 public:
  /// ask_storage: called on a thread of the pulse, at most once a beat; returning is the answer, also that
  /// the disk is broken (then the hall goes on without it); a disk that hangs does not return.
  Pulse(ServiceManager manager, std::function<void()> ask_storage);
  ~Pulse();  ///< says that the program ends; waits for the storage's answer

  /// One more turn of the loop. show: brings something to the glass; false: it was not taken. The first turn
  /// with a picture on the glass makes the service ready.
  void turned(Millis now, const std::function<bool()>& show);

 private:
  void run(const std::stop_token& stop);

  ServiceManager manager_;
  std::function<void()> ask_storage_;
  Millis due_{0};
  bool ready_ = false;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool asked_ = true;    ///< the storage has not answered yet
  std::jthread thread_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
