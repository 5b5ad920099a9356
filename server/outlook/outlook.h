// SPDX-License-Identifier: MIT
// The near future of a hall from many virtual runs: what a ticket taken now will wait, whether limits will be
// broken and what would help, and when the last visitor will be seen. A statement, not a promise.
#pragma once

#include <map>

#include "server/outlook/copy.h"

namespace talon::outlook {

/// Runs behind each figure.
constexpr int replications = 40;

/// Median and 90th percentile of the wait for who takes a ticket now, where a desk serves the line, open or
/// planned.
struct NewcomerForecasts {
  queue::Forecasts lines;  ///< of ordinary walk-ins
  std::map<queue::Newcomer, queue::Forecast> others;
};
[[nodiscard]] NewcomerForecasts newcomer_forecasts(const Copy& copy);
/// Of these the ordinary walk-ins'.
[[nodiscard]] queue::Forecasts line_forecasts(const Copy& copy);
/// Warns when at least 3 limits (2 in a hall of at most 4 desks) will be broken within 45 minutes in half of
/// the runs, and goes on while it is three tenths of them, what was said before counted in (Copy::before);
/// proposes an extension in the last two hours when the last service will probably begin more than 15 minutes
/// after closing (S2-5.5.2).
[[nodiscard]] OutlookPicture hall_outlook(const Copy& copy);

}  // namespace talon::outlook
