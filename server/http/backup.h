// SPDX-License-Identifier: MIT
// A night's backup: all that a hall's folder holds but personal data, in a folder of its own (S1-7.90-e).
// people.db stays out: it has its own short copies, and what was erased must not come back from a backup.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "server/store/maintenance.h"

namespace talon::http {

/// A new folder PARENT/YYYYMMDDTHHMMSSZ with hall.db, and of these what there is: access.db, accesses.db,
/// sessions/HALL/hall.db. Only its owner can read it. It gets its name when it is whole; afterwards of the
/// folders with such names the newest `keep` (at least 1) are left. Beside `run` too. Throws StorageFailure;
/// then no older backup was touched.
std::filesystem::path make_backup(const std::filesystem::path& data, const std::filesystem::path& parent,
                                  std::chrono::sys_seconds now, int keep);

struct BackupRestored {
  store::Restored journal;
  std::vector<std::string> put;  ///< files that were not there or were damaged, relative to the hall's folder
  std::vector<std::string> kept;  ///< files that were left as they are
};
/// The journal as store::restore does it. Of the rest only what is missing or, of received sessions, does not
/// verify is brought back: what stands there is newer. Throws as store::restore does.
BackupRestored restore_backup(const std::filesystem::path& data, const std::filesystem::path& backup);

}  // namespace talon::http
