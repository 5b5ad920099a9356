// SPDX-License-Identifier: MIT
// A disk in memory under SQLite (its VFS), as LevelDB's fault injection and SQLite's own crash tests have it:
// what was written and not yet flushed is kept apart, and at operation k the disk fails or the power is cut.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace talon::store::test {

/// One per process: registered as SQLite's default VFS by install().
class FaultyDisk {
 public:
  /// What a power cut leaves of the writes that were not flushed.
  enum class Cut { nothing, everything, some, torn };
  /// How an operation fails while the power stays.
  enum class Fault { none, io_error, full, lost_flush };

  struct Write {
    std::size_t offset = 0;
    std::string bytes;  ///< of a truncation: empty
    bool truncate = false;
  };
  struct File {
    std::string seen;            ///< what reads see: page cache
    std::string durable;         ///< what survives a power cut
    std::vector<Write> pending;  ///< since the last flush
    std::vector<std::string> shm;
  };

  static FaultyDisk& install();

  /// Empties the disk and heals it.
  void reset();
  /// From the `k`-th changing operation on (1 is the next) nothing works: the power is cut.
  void cut_power_at(std::int64_t k) { cut_at_ = operations_ + k; }
  /// `count` changing operations from the k-th on fail. lost_flush: a flush reports an error and its writes
  /// never become durable although reads still see them (what a kernel does after a failed fsync).
  void fail_at(std::int64_t k, Fault fault, std::int64_t count = 1);
  /// The power comes back: unflushed writes are gone, kept, kept in part, or torn at a sector.
  void power_on(Cut cut, std::uint64_t seed = 0);

  [[nodiscard]] std::int64_t operations() const { return operations_; }
  [[nodiscard]] bool dead() const { return dead_; }
  std::map<std::string, std::shared_ptr<File>>& files() { return files_; }

  // ---- for the VFS's functions: a SQLite result code
  int change(File& file, Write write);
  int flush(File& file);
  int remove(const std::string& path);
  [[nodiscard]] int reading() const;

 private:
  int before_change();
  std::map<std::string, std::shared_ptr<File>> files_;
  std::int64_t operations_ = 0;
  std::int64_t cut_at_ = -1;
  std::int64_t fail_from_ = -1;
  std::int64_t fail_to_ = -1;
  Fault fault_ = Fault::none;
  bool dead_ = false;
};

}  // namespace talon::store::test
