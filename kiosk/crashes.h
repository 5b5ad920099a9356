// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <string>

#include "kiosk/self.h"
#include "server/model/time.h"

namespace talon::kiosk {

/// How often the program ended unasked since the machine was switched on. Five times within a minute is safe
/// mode: only what is needed for a number and its paper, until ten minutes went well or somebody restarts the
/// service by hand. A power cut is no crash. Kept in a file; one that cannot be written counts nothing.
class Crashes {
 public:
  static constexpr int many = 5;
  static constexpr Millis within{60'000};
  static constexpr Millis safe_for{600'000};

  /// Begins a run. machine_run: names the time since the machine was switched on; now: of the steady clock,
  /// which goes on through all programs of it.
  Crashes(std::string file, std::string machine_run, Millis now);
  /// The run ended as it was asked to.
  void ended();

  [[nodiscard]] bool safe(Millis now) const;
  /// Not older than `span`.
  [[nodiscard]] int count(Millis span, Millis now) const;
  /// "program": a warning in safe mode and for an hour after a crash.
  [[nodiscard]] Component component(Millis now) const;

 private:
  void read();
  void write(bool running) const;

  std::string file_;
  std::string machine_run_;
  bool was_running_ = false;  ///< as the file of the run before says
  Millis safe_until_{0};
  std::deque<Millis> times_;
};

}  // namespace talon::kiosk
