// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "firmware/app/time.h"

namespace talon::firmware {

/// Flashing that calls for attention: half a second dark, half a second lit, five times, then steady. 1 Hz;
/// nothing here can flash faster than 2 Hz, which access rule 31 forbids.
class FlashTimer {
 public:
  /// A call with attention appeared. The number is seen at once: flashing begins with the lit half.
  void begin(Ticks now) {
    begun_ = now;
    running_ = true;
  }

  void stop() { running_ = false; }

  void step(Ticks now) {
    if (running_ && now - begun_ >= flashes * period) running_ = false;
  }

  bool running() const { return running_; }
  bool lit(Ticks now) const { return !running_ || (now - begun_) % period < period / 2; }

 private:
  static constexpr Ticks period = seconds(1);
  static constexpr unsigned flashes = 5;

  Ticks begun_ = 0;
  bool running_ = false;
};

}  // namespace talon::firmware
