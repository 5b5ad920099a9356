// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>

#include "kiosk/self.h"
#include "server/model/time.h"

namespace talon::kiosk {

/// So many tickets so quickly that no queue of visitors takes them: a child, or a panel that touches itself.
/// Told to the staff for a while; the visitor's own limit stands in the rules of the screens. In memory: a
/// restart begins anew.
class TouchWatch {
 public:
  static constexpr std::size_t suspect = 5;  ///< tickets within `looked_at`
  static constexpr Millis looked_at{30'000};
  static constexpr Millis told_for{600'000};  ///< after the last of them

  /// A ticket was asked for; now: the device's steady clock, never falling.
  void taken(Millis now);
  [[nodiscard]] Component component(Millis now) const;

 private:
  std::deque<Millis> last_;
  std::size_t most_ = 0;  ///< of what is told now
  Millis told_until_{0};
};

}  // namespace talon::kiosk
