// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "kiosk/crashes.h"
#include "kiosk/kept_step.h"
#include "kiosk/pulse.h"

namespace talon::kiosk {

/// One run of the program between its starts: its sign of life, what it finds of a run that crashed, how
/// often that happened.
class Run {
 public:
  /// folder: lasts longer than the program. ask_storage: see Pulse.
  Run(const std::string& folder, std::function<void()> ask_storage);
  /// It ended as it was asked to.
  void ended();

  /// Only what is needed for a number and its paper.
  [[nodiscard]] bool safe() const;
  [[nodiscard]] Component component() const;
  /// Puts the screen on the step that a crash took away. In safe mode, and when the step itself may be what
  /// crashes, everybody begins anew.
  void take_up(screens::Screen& screen, const offline::Open& open) const;
  /// Once a turn of the loop. show: see Pulse.
  void turned(const screens::Screen& screen, const std::function<bool()>& show);

 private:
  std::string machine_run_;
  Crashes crashes_;
  KeptStep step_;
  Pulse pulse_;
};

}  // namespace talon::kiosk
