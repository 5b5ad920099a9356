// SPDX-License-Identifier: MIT
// Two small files beside the database that know what a restored or shortened database does not: how far the
// journal had come, and which numbers may already be on paper.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/store/journal.h"

namespace talon::store {

/// DIR/head: the last commit, "<seq> <64 hex>". Written after each commit and never synced: after a power cut
/// it may be older than the journal, and an older head is still a true witness. Missing or torn: empty.
struct Head {
  std::int64_t seq = 0;
  Digest digest{};
};
[[nodiscard]] std::optional<Head> read_head(const std::filesystem::path& directory);

class HeadFile {
 public:
  explicit HeadFile(const std::filesystem::path& directory);
  ~HeadFile();
  HeadFile(const HeadFile&) = delete;
  HeadFile& operator=(const HeadFile&) = delete;
  /// False when it could not be written: the commit stands, the witness is only older.
  bool write(const Head& head);

 private:
  int file_ = -1;
};

/// DIR/numbers.floor: for the last service dates and each letter an ordinal that no ticket on paper exceeds.
/// Raised in steps of 64 (to 4096 while many numbers share a commit) and synced before the first number of
/// the step is committed, so that one flush pays for many tickets and a database set back by hours can be
/// continued above everything ever printed.
class NumberFloors {
 public:
  static constexpr std::uint32_t step = 64;
  /// Missing file: no floors. Throws StorageFailure when it is there and damaged.
  explicit NumberFloors(std::filesystem::path directory);

  /// Makes sure that `numbers` lie at or below their floors; `seq` is the journal's last one.
  void cover(const std::vector<std::pair<Date, TicketNumber>>& numbers, std::int64_t seq);
  /// Sets the mark "the journal was set back: these floors are to be journalled"; durable on return.
  void set_pending(bool pending, std::int64_t seq);
  /// Takes over the greater of each floor.
  void merge(const std::vector<NumberFloorRaised>& floors);

  [[nodiscard]] bool pending() const { return pending_; }
  /// The journal's seq when a floor was last raised: a journal that ends before it was set back.
  [[nodiscard]] std::int64_t seq() const { return seq_; }
  [[nodiscard]] std::vector<NumberFloorRaised> all() const;

 private:
  void save() const;
  std::filesystem::path directory_;
  std::map<std::pair<std::chrono::sys_days, std::string>, std::uint32_t> floors_;
  std::int64_t seq_ = 0;
  bool pending_ = false;
};

}  // namespace talon::store
