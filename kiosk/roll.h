// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "server/model/event.h"

namespace talon::kiosk {

/// The roll of paper, counted: for printers that do not see it becoming thin. Kept in a file, so that a
/// restart forgets nothing; a file that cannot be written costs the memory of one run, a damaged one counts
/// as a new roll.
class Roll {
 public:
  static constexpr int slips_ahead = 60;  ///< fifty, and a margin: slips differ in length

  /// Carries out a write to the file, now or later, in the order asked for.
  using Writing = std::function<void(const std::function<void()>&)>;

  /// length_mm: of a new roll, 0: nothing is counted. writing: empty: at once, on the caller's thread.
  Roll(double length_mm, std::string file, Writing writing = {});

  /// A slip was sent to the printer and took so much paper (0: it was never begun).
  void used(double slip_mm);
  /// What the printer says. Paper that is back after its end is a new roll; so is a cover closed again while
  /// little was left.
  void seen(Health health, const std::string& reason);
  /// Paper for fewer than slips_ahead slips of their mean length.
  [[nodiscard]] bool low() const;
  /// How many more slips of the mean length there is paper for.
  [[nodiscard]] int slips_left() const;

 private:
  void keep() const;

  double length_mm_;
  std::string file_;
  Writing writing_;
  double used_mm_ = 0;
  double mean_mm_ = 250;  ///< of the last slips, the newest weighing most
  std::string trouble_;   ///< the printer's last word
};

}  // namespace talon::kiosk
