// SPDX-License-Identifier: MIT
// One process at a time changes a hall's folder: an advisory lock on DIR/lock, freed by the kernel with the
// process that held it.
#pragma once

#include <filesystem>

#include "server/store/journal.h"

namespace talon::store {

/// Another process holds the folder.
class HallLocked : public StorageFailure {
 public:
  using StorageFailure::StorageFailure;
};

class HallLock {
 public:
  /// Throws HallLocked, or StorageFailure when the folder cannot be used. Makes the folder when missing.
  explicit HallLock(const std::filesystem::path& directory);
  ~HallLock();
  HallLock(const HallLock&) = delete;
  HallLock& operator=(const HallLock&) = delete;

 private:
  int file_ = -1;
};

/// Whether `run` (or any other writer) holds the folder now: `user`, `device`, `rebuild`, `restore` refuse
/// then and name the API call instead.
[[nodiscard]] bool hall_is_held(const std::filesystem::path& directory);

}  // namespace talon::store
