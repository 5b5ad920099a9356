// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "kiosk/self.h"
#include "server/model/picture.h"

namespace talon::kiosk {

/// A short slip printed by itself once a day before the reception begins, so that a worn head, a wrong roll
/// or a dead printer is found by the staff and not by the first visitor. Kept in a file: a restart prints no
/// second one.
class SelfTest {
 public:
  /// Not a ticket's: the screen passes over what becomes of it.
  static constexpr const char* job = "leaf/self-test";

  /// from: the time of day before which none is printed; none: never. file: of the state folder; one that
  /// cannot be written prints nothing, or it would print at every start.
  SelfTest(std::optional<std::chrono::minutes> from, std::string file);
  /// One should be printed now: there is a reception today and it has not begun. From now on it counts as
  /// begun. free: nobody stands before the glass and the printer did not say that it cannot.
  [[nodiscard]] bool begin(const MenuPicture& menu, const Timestamp& now, bool free);
  /// What became of it; it may end twice (printed after a repair).
  void ended(SlipOutcome outcome, const std::string& reason);
  /// "self-test", with its day as the reason even when all is well: each day stands in the record. None: none
  /// is wanted, or none was printed yet.
  [[nodiscard]] std::optional<Component> component() const;

 private:
  bool keep() const;

  std::optional<std::chrono::minutes> from_;
  std::string file_;
  std::string day_;  ///< of the last one, "2026-03-02"; empty: never
  SlipOutcome outcome_ = SlipOutcome::pending;
  std::string reason_;
  bool broken_ = false;
};

/// "08:30" as a time of day; none: it is none.
[[nodiscard]] std::optional<std::chrono::minutes> time_of_day(const std::string& text);

}  // namespace talon::kiosk
