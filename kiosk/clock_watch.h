// SPDX-License-Identifier: MIT
#pragma once

#include <mutex>

#include "kiosk/self.h"
#include "server/model/office_picture.h"

namespace talon::kiosk {

/// Whether the terminal's own clock agrees with the hall's. Slips carry the hall's time all the same; but
/// without the server after a restart there is no other clock than its own. Thread-safe.
class ClockWatch {
 public:
  /// The hall's time as it was just heard, and the terminal's own at that moment.
  void heard(const HallTime& hall, std::chrono::sys_time<Millis> own);
  /// "clock": warning when it is more than two seconds off; its reason a Russian sentence that says which
  /// way.
  [[nodiscard]] Component component() const;

 private:
  mutable std::mutex mutex_;
  Millis off_{0};  ///< own less hall, of the word that was told last
};

}  // namespace talon::kiosk
