// SPDX-License-Identifier: MIT
// Where a visitor was when the program crashed: what is on the glass, without anything typed or anybody's
// code. After the restart the same step stands there again.
#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "kiosk/offline/record.h"
#include "kiosk/screens/screen.h"
#include "kiosk/worker.h"

namespace talon::kiosk {

/// The step as lines of text; empty: the start page as everybody finds it.
[[nodiscard]] std::string text_of_step(const screens::Screen& screen);
/// Puts a screen that knows its menu on that step. open: what the journal found; a ticket on its way is
/// waited for again, one whose paper has no last word is offered from there. A step that the menu does not
/// have any more, and one of another version, is the start page.
void take_up_step(screens::Screen& screen, const std::string& text, const offline::Open& open, Millis now);

class KeptStep {
 public:
  static constexpr Millis fresh{10'000};  ///< after that somebody else may stand there

  /// machine_run: names the time since the machine was switched on.
  KeptStep(std::string file, std::string machine_run);
  /// Once a turn of the loop: written on a thread, when the step changed and each second while there is one.
  void keep(const screens::Screen& screen, Millis now);
  /// The step that was on the glass within the last ten seconds; none: the start page.
  [[nodiscard]] std::optional<std::string> fresh_step(Millis now) const;

 private:
  void write(const std::string& text) const;

  std::string file_;
  std::string machine_run_;
  std::string kept_ = "?";  ///< the first turn writes, whatever an older run left
  Millis kept_at_{0};
  std::atomic<bool> writing_{false};
  Worker disk_;  ///< last: it uses the others
};

}  // namespace talon::kiosk
