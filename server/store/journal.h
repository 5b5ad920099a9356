// SPDX-License-Identifier: MIT
// The journal on SQLite: one file a hall, one connection for all writes and all checkpoints (SQLite up
// to 3.51.2 can corrupt the WAL when two connections write or checkpoint at once). Events are numbered and
// chained by the caller's batch.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "server/model/event.h"
#include "server/model/leg.h"
#include "server/store/chain.h"

namespace talon::store {

/// The machine failed us: disk full, read-only, damaged file. Caught in shells alone.
class StorageFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What ticket_issued takes for ever: unique (service date, number) and unique ticket.
struct TakenNumber {
  TicketId ticket;
  Date date;
  TicketNumber number;
};

/// One event ready to be stored, with what it changes in the tables made from events.
struct Record {
  std::int64_t seq = 0;
  std::string json;  ///< the stored bytes: the event as a flat JSON object
  Digest chain{};
  std::string request_scope;  ///< caller whose Idempotency-Key it is
  std::string request;        ///< empty: none. (scope, request) is unique for ever
  std::optional<TakenNumber> number;
  std::vector<std::pair<TicketId, int>> legs_removed;  ///< as queue::Applied says: taken away first,
  std::vector<Leg> legs;                               ///< then these inserted or replaced by (ticket, leg)
};

/// The record of `event` (already numbered), chained behind `previous`; `json` is its stored bytes. What
/// queue::apply returned for it is moved in by the caller: legs and legs_removed.
[[nodiscard]] Record make_record(const Event& event, std::string json, const Digest& previous);

/// What one commit holds, in order of seq: all or nothing. Commands that arrive while one commit runs share
/// the next.
struct Batch {
  std::vector<Record> records;
};

/// The writing end. Not thread-safe: owned by the writer thread (and by the loop before it starts).
class Journal {
 public:
  virtual ~Journal() = default;
  /// Returns after the commit is durable. Throws StorageFailure when the disk fails or a unique index is
  /// hurt: then nothing of the batch is visible, last_seq and head are as before and the next append
  /// begins with a probe. seq must continue last_seq without a gap and each chain must follow (else it is our
  /// bug).
  virtual void append(const Batch& batch) = 0;
  /// A small durable write that changes no event: throws StorageFailure while the disk is not well. After a
  /// failed append it also copies all that is committed out of the WAL, which a failed flush made doubtful.
  virtual void probe() = 0;
  [[nodiscard]] virtual std::int64_t last_seq() const = 0;  ///< 0: empty
  [[nodiscard]] virtual Digest head() const = 0;            ///< chain after last_seq
  /// Calls visit(json), in order, for the events that lead an empty state to where the whole journal would:
  /// what outlives a service day (README.md) before the last day_opened, and all from there.
  virtual void read_fold(const std::function<void(const std::string&)>& visit) const = 0;
  /// Calls visit(json) for every event with seq >= from, in order.
  virtual void read(std::int64_t from, const std::function<void(const std::string&)>& visit) const = 0;
  /// Not empty after a restore or a loss of the file: numbers that may be on paper though this journal does
  /// not know them. The shell journals them first of all (command RaiseNumberFloors); once
  /// number_floor_raised is committed they are no longer given.
  [[nodiscard]] virtual std::vector<NumberFloorRaised> number_floors() const = 0;
};

struct JournalOptions {
  std::string vfs;              ///< SQLite VFS, for tests; empty: the platform's
  int checkpoint_pages = 1000;  ///< of 4096 bytes in the WAL before it is copied back
  bool lock = true;             ///< takes DIR/lock (false only where the caller already holds it)
};

/// Opens DIR/hall.db (made when missing, brought up to the newest schema) and holds DIR/lock while it lives.
/// Throws StorageFailure: disk, damaged file, newer schema; HallLocked (lock.h): another process holds it.
[[nodiscard]] std::unique_ptr<Journal> open_journal(const std::filesystem::path& directory,
                                                    const JournalOptions& options = {});

}  // namespace talon::store
