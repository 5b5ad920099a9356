// SPDX-License-Identifier: MIT
// The journal on SQLite: one file a hall, one connection for all writes and all checkpoints (SQLite up
// to 3.51.2 can corrupt the WAL when two connections write or checkpoint at once). Events are numbered and
// chained by the caller's batch.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/model/event.h"
#include "server/model/leg.h"

namespace talon::store {

/// SHA-256 of the chain after an event, 32 bytes: SHA-256(previous 32 bytes || stored bytes of the event).
using Digest = std::array<unsigned char, 32>;

/// One event ready to be stored.
struct Record {
  std::int64_t seq = 0;
  std::string json;  ///< the stored bytes: the event as a flat JSON object
  Digest chain{};
  std::string request_scope;  ///< empty: no Idempotency-Key
  std::string request;
  std::optional<std::pair<Date, std::string>> number;  ///< ticket_issued: unique (service date, number)
};

/// What one commit holds: all or nothing. Commands that arrive while one commit runs share the next.
struct Batch {
  std::vector<Record> records;
  std::vector<Leg> legs;
  std::vector<std::pair<TicketId, int>> legs_removed;
};

/// First 10 base32 characters (50 bits) of a head, as printed on slips.
[[nodiscard]] std::string head_text(const Digest& head);

/// The writing end. Not thread-safe: owned by the writer thread (and by the loop before it starts). Throws
/// std::runtime_error subclasses when the disk fails; nothing of a failed batch stays.
class Journal {
 public:
  virtual ~Journal() = default;
  virtual void append(const Batch& batch) = 0;  ///< returns after the commit is durable
  [[nodiscard]] virtual std::int64_t last_seq() const = 0;
  [[nodiscard]] virtual Digest head() const = 0;
  /// seq of the last `day_opened`, or 1: where a fold may begin (configuration included by the caller's
  /// visitor).
  [[nodiscard]] virtual std::int64_t fold_from() const = 0;
  /// Calls visit(json) for every event with seq >= from, in order.
  virtual void read(std::int64_t from, const std::function<void(const std::string&)>& visit) const = 0;
};

}  // namespace talon::store
