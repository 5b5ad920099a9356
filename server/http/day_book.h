// SPDX-License-Identifier: MIT
// The summaries of service days: read from the journal, folded by stats, kept while the server runs. A day
// that is over never changes, so that it is folded once; a running day is folded at each question.
#pragma once

#include <map>
#include <memory>

#include "server/http/person_names.h"
#include "server/stats/day_reports.h"
#include "server/store/reader.h"

namespace talon::http {

/// Used by one thread at a time, like its reader. Throws store::StorageFailure.
class DayBook {
 public:
  explicit DayBook(const store::Reader& reader) : reader_(reader) {}
  /// now: where a running day ends.
  [[nodiscard]] stats::Days days(const stats::Period& period, const Timestamp& now);
  /// The configuration in force at the end of `date`: a report of a past day has the titles of that day.
  /// nullptr: the day is running, or not in the journal.
  [[nodiscard]] std::shared_ptr<const Configuration> configuration_of(const Date& date);
  /// Of everybody who did something in the time, as they were called at its end.
  [[nodiscard]] PersonNames names_of(const stats::Period& period);

 private:
  [[nodiscard]] std::shared_ptr<const stats::DaySummary> day(const store::StoredDay& day,
                                                             const Timestamp& now);
  [[nodiscard]] std::shared_ptr<const stats::DaySummary> silent(const Date& date,
                                                                const store::StoredDay& next);
  [[nodiscard]] std::shared_ptr<const stats::DaySummary> fold(const store::StoredDay& day,
                                                              const Timestamp& now);
  [[nodiscard]] std::shared_ptr<const Configuration> configuration_before(std::int64_t seq);

  const store::Reader& reader_;
  std::map<Date, std::shared_ptr<const stats::DaySummary>> closed_;
  std::int64_t configuration_seq_ = 0;  ///< of `configuration_`: most days have the same
  std::shared_ptr<const Configuration> configuration_;
};

}  // namespace talon::http
