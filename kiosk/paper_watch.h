// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <optional>
#include <string>

#include "kiosk/self.h"
#include "printer/worker.h"

namespace talon::kiosk {

/// What the staff should know of the paper beside the printer's own state: visitors who found no slip though
/// the printer said printed (a worn head, paper upside down), slips nobody takes, another printer on the
/// cable, a roll that is nearly used up. One component, "slips", its reason a Russian sentence. In memory: a
/// restart begins anew.
class PaperWatch {
 public:
  static constexpr std::size_t looked_at = 100;  ///< the last slips; of more than 2 % of them is told

  /// A slip whose visitor was told to take it, whether its printer can prove that or not.
  void given();
  /// Its visitor says that none came out.
  void missed();
  /// It was drawn in again: nobody took it.
  void retracted();
  /// Told until the next slip is given.
  void changed(const printer::ModelChanged& change);
  /// What the printer says. Whoever opened it and closed it again has looked after it: counted anew.
  void seen(Health health, const std::string& reason);
  /// slips_left: paper for so many slips more; none: plenty, or nobody counts.
  [[nodiscard]] Component component(std::optional<int> slips_left) const;

 private:
  enum class Fate { taken, missed, retracted };
  [[nodiscard]] std::size_t count(Fate fate) const;
  [[nodiscard]] bool too_many(Fate fate) const;
  void last_is(Fate fate);

  std::deque<Fate> last_;
  std::string model_;  ///< empty, or what is to be said of the change
  bool was_open_ = false;
};

}  // namespace talon::kiosk
