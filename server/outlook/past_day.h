// SPDX-License-Identifier: MIT
// One day that is over, as its legs and its events say: who came when, how long each took, which desk
// received when. All times are milliseconds from the local midnight of the service date.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/model/configuration.h"
#include "server/model/leg_row.h"
#include "server/outlook/copy.h"

namespace talon::outlook {

/// A leg: somebody who began to wait in a line.
struct PastVisitor {
  LineId line;
  Millis at{0};
  bool further = false;          ///< after a transfer: his second wait has no limit
  std::optional<Seconds> limit;  ///< of the first wait
  bool seen = false;
  std::optional<Millis> waited;  ///< of the first wait: until seen
  std::optional<Millis> called;  ///< the last time
  Millis ended{0};
  Millis walk{0};              ///< from when the desk could have called him until seen
  Millis busy{0};              ///< of the desk after that; of a no-show: all of it
  Millis unseen{0};            ///< who was never seen: until called in vain, or gone
  std::optional<Millis> left;  ///< never called: when he had gone, or the day ended
  DeskId desk;                 ///< that called him; empty: none
};

struct PastDay {
  Date date;
  std::shared_ptr<const Configuration> configuration;  ///< in force that day
  std::chrono::minutes offset{0};                      ///< of local time
  std::vector<PastVisitor> visitors;                   ///< by `at`
  std::map<DeskId, std::vector<Stretch>> open;         ///< when each desk received, pauses apart
};

/// Rows of one date in their order (number, then leg). Of a visitor who returned from a hold the whole wait
/// is one; several applicants on one ticket are one service.
class PastDayFold {
 public:
  explicit PastDayFold(const Date& date) { day_.date = date; }
  void add(const LegRow& row, const LegNames& names);
  /// open: as the desks' states say. What a desk lost between two visitors is counted as the second one's
  /// walk, and a desk that closed right after a visitor is taken to have called nobody any more.
  [[nodiscard]] PastDay day(std::shared_ptr<const Configuration> configuration,
                            std::map<DeskId, std::vector<Stretch>> open) const;

 private:
  PastDay day_;
  Millis previous_ended_{0};  ///< of the last row, from midnight
};

}  // namespace talon::outlook
