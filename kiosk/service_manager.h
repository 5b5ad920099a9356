// SPDX-License-Identifier: MIT
// The service manager's notify protocol (sd_notify(3)): a word is a datagram to a socket. So little of it is
// needed that no library is.
#pragma once

#include <string>
#include <string_view>

#include "server/model/time.h"

namespace talon::kiosk {

class ServiceManager {
 public:
  /// socket: a path, or '@' and an abstract name; empty: nobody listens. patience: it restarts a service that
  /// is silent for so long; 0: it never does.
  ServiceManager(std::string socket, Millis patience);
  /// As NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID say.
  [[nodiscard]] static ServiceManager of_environment();

  /// How often it should hear "WATCHDOG=1": half its patience; 0: it does not wait for that.
  [[nodiscard]] Millis beat() const;
  /// "READY=1", "WATCHDOG=1", "STATUS=..."; never blocks. False: it did not get there.
  bool tell(std::string_view words) const;

 private:
  std::string socket_;
  Millis patience_;
};

}  // namespace talon::kiosk
