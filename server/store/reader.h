// SPDX-License-Identifier: MIT
// The reading end for history and reports: an own READONLY connection, short transactions, never a
// checkpoint, so that a report of a year neither blocks the writer nor lets its WAL grow.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/model/leg_row.h"
#include "server/store/journal.h"

namespace talon::store {

struct StoredEvent {
  std::int64_t seq = 0;
  std::string json;
  Digest chain{};
};

/// Where a service day lies in the journal.
struct StoredDay {
  Date date;
  std::int64_t first = 0;            ///< its `day_opened`
  std::optional<std::int64_t> next;  ///< the next day's; empty: the day is running
  bool earliest = false;             ///< the journal begins with it
};

/// Used by one thread at a time; as many readers as there are threads. All calls throw StorageFailure.
class Reader {
 public:
  static constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();  ///< behind every event

  /// Opens DIR/hall.db; it must be there.
  explicit Reader(const std::filesystem::path& directory);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The event that holds the Idempotency-Key of this caller.
  [[nodiscard]] std::optional<StoredEvent> by_request(const std::string& scope,
                                                      const std::string& request) const;
  /// At most `limit` events with seq >= from, in order.
  [[nodiscard]] std::vector<StoredEvent> events(std::int64_t from, std::size_t limit) const;
  /// Every event of the ticket in order; empty: unknown. Reads from its issue to the end of the service day
  /// in which its visit ended (to the journal's end while it is in the hall).
  [[nodiscard]] std::vector<StoredEvent> events_of(const TicketId& ticket) const;
  /// The configuration that was in force before the event `seq`; empty: there was none.
  [[nodiscard]] std::optional<StoredEvent> configuration_before(std::int64_t seq) const;
  /// Calls visit for every event with from <= seq < to in order, in short transactions.
  void each(std::int64_t from, std::int64_t to, const std::function<void(const StoredEvent&)>& visit) const;
  /// The events of a type that table `mark` knows, from <= seq < to, in order.
  [[nodiscard]] std::vector<StoredEvent> marked(std::string_view type, std::int64_t from,
                                                std::int64_t to) const;
  /// The service days from..to (both included) that the journal holds, in order.
  [[nodiscard]] std::vector<StoredDay> days(const Date& from, const Date& to) const;
  [[nodiscard]] std::vector<StoredDay> days() const;  ///< every one
  /// The ticket behind a number on paper.
  [[nodiscard]] std::optional<TicketId> ticket_of(const Date& date, const TicketNumber& number) const;

  /// Tickets issued with service dates from..to (both included).
  [[nodiscard]] std::int64_t issued(const Date& from, const Date& to) const;
  /// Calls visit for every leg with service dates from..to in order of date, letter, ordinal and leg, in
  /// transactions of some thousand rows. `names` is brought up to date before the rows that need it.
  void legs(const Date& from, const Date& to, LegNames& names,
            const std::function<void(const LegRow&)>& visit) const;
  /// The ticket of a row (a row itself does not hold it).
  [[nodiscard]] TicketId ticket_of(const LegRow& row) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talon::store
