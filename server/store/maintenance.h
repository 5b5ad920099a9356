// SPDX-License-Identifier: MIT
// What an administrator does with a journal: prove it, copy it, bring a copy back, give it away, make its
// tables again. Behind talon-server verify, backup, restore, export, rebuild.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/journal.h"

namespace talon::store {

/// What is wrong with a journal; each has a Russian sentence for the administrator.
enum class Damage {
  none,
  file,           ///< the file itself: not readable, not a hall's, pages damaged
  gap,            ///< seq does not follow
  chain,          ///< an event's bytes or place are not those that were chained
  number,         ///< a number or ticket is taken twice, or table `number` does not say what the events say
  request,        ///< the same of Idempotency-Keys
  mark,           ///< the same of the places where folds begin
  cut,            ///< DIR/head has seen more than the journal holds
  other_history,  ///< DIR/head has seen another event at its seq
  head_unknown,   ///< the head that was asked for is nowhere in the chain
};
[[nodiscard]] std::string_view sentence(Damage damage);

struct Verdict {
  Damage damage = Damage::none;
  std::int64_t seq = 0;  ///< first event that is wrong, or after which something is missing
  std::string detail;    ///< for the log
  std::int64_t events = 0;
  Digest head{};                          ///< after the last good event
  std::optional<std::int64_t> head_seq;   ///< where the head that was asked for stands
  std::optional<std::int64_t> witnessed;  ///< seq that DIR/head vouches for
  [[nodiscard]] bool ok() const { return damage == Damage::none; }
};

/// Reads everything: whole chain, unique numbers and requests, pages of the file, the witness DIR/head, and
/// that `slip_head` (10 characters as printed on a slip; empty: not asked) is in the chain. Legs are
/// rebuild's business. May run beside `run`; transactions of some thousand events.
[[nodiscard]] Verdict verify(const std::filesystem::path& directory, const std::string& slip_head = {});

/// A copy of the committed journal in one file, checked by SQLite before it gets its name. Beside `run` too;
/// never checkpoints. Throws StorageFailure; then FILE is as it was.
void backup(const std::filesystem::path& directory, const std::filesystem::path& file);
/// The same of any SQLite file: the rights and the book of accesses beside a journal.
void backup_file(const std::filesystem::path& database, const std::filesystem::path& file);
/// Makes the names in a folder durable. Throws StorageFailure.
void sync_folder(const std::filesystem::path& folder);

struct Restored {
  std::int64_t events = 0;
  std::int64_t lost = 0;  ///< events that the replaced journal or its witness had beyond the copy
  std::vector<NumberFloorRaised> floors;  ///< numbers continue above these
  std::filesystem::path replaced;         ///< folder with the former files; empty: there were none
};
/// Puts the copy in the place of DIR/hall.db; the former files are kept beside it. The next `run` journals
/// the floors, so that no number that may be on paper is used again. Throws HallLocked while `run` holds DIR;
/// StorageFailure when the copy does not verify or the disk fails (then the former journal stays).
Restored restore(const std::filesystem::path& directory, const std::filesystem::path& file);

/// The journal in `file`, another hall's, as DIR/hall.db (the folder is made), then proven there like verify
/// does: a file that changes meanwhile is not trusted. Throws StorageFailure when the disk fails; a file that
/// is damaged is told by the verdict.
[[nodiscard]] Verdict take_copy(const std::filesystem::path& file, const std::filesystem::path& directory);
/// Puts `from`/hall.db in the place of `to`/hall.db, at once or not at all.
void put_copy(const std::filesystem::path& from, const std::filesystem::path& to);

/// One line an event, without its end: {"chain":"<64 hex>","event":<the stored bytes>}; verifiable with
/// sha256sum alone.
void export_journal(const std::filesystem::path& directory,
                    const std::function<void(std::string_view line)>& write);

/// Makes the record of the next event from its stored bytes: decode, make_record, queue::apply for the legs.
/// Called for every event in order; holds the state it folds.
using Refold = std::function<Record(std::string json, const Digest& previous)>;
struct Rebuilt {
  std::int64_t events = 0;
  bool changed = false;  ///< a table differed from what the events make
};
/// Makes request, number, mark and the leg tables again from the events in one transaction. keep: false only
/// tells whether anything would change. Throws HallLocked while `run` holds DIR.
Rebuilt rebuild(const std::filesystem::path& directory, const Refold& refold, bool keep = true);

}  // namespace talon::store
