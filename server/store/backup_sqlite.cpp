// SPDX-License-Identifier: MIT
// backup, restore and export: a journal leaves its folder and comes back.
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

#include "server/model/leg_row.h"
#include "server/store/lock.h"
#include "server/store/maintenance.h"
#include "server/store/reader.h"
#include "server/store/sqlite.h"
#include "server/store/verify_file.h"
#include "server/store/witness.h"

namespace talon::store {
namespace {

namespace fs = std::filesystem;
using sqlite::Database;
using sqlite::Statement;

void sync_path(const fs::path& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!synced) throw StorageFailure(path.string() + ": " + std::strerror(reason));
}

fs::path folder_of(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

/// Runs a filesystem operation that reports by std::error_code.
template <class Operation>
void check(const fs::path& path, Operation&& operation) {
  std::error_code error;
  operation(error);
  if (error) throw StorageFailure(path.string() + ": " + error.message());
}

/// The committed content of `source` into a new single file (no WAL beside it), checked.
void copy_database(const fs::path& source, const fs::path& target) {
  std::error_code ignored;
  fs::remove(target, ignored);
  Database from(source.string(), SQLITE_OPEN_READONLY);
  from.set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
  Database to(target.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  sqlite3_backup* copy = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
  if (copy == nullptr) to.fail();
  const int result = sqlite3_backup_step(copy, -1);
  sqlite3_backup_finish(copy);
  if (result != SQLITE_DONE) throw StorageFailure(target.string() + ": " + sqlite3_errstr(result));
  to.run("PRAGMA journal_mode = DELETE");
  Statement whole(to, "PRAGMA integrity_check(1)");
  if (!whole.step() || whole.bytes(0) != "ok") {
    throw StorageFailure(target.string() + ": the copy is damaged: " + std::string(whole.bytes(0)));
  }
}

/// Highest ordinal of each letter on the last three dates of a journal that is about to be replaced.
std::vector<NumberFloorRaised> numbers_in(const fs::path& file) {
  Database database(file.string(), SQLITE_OPEN_READONLY);
  database.set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
  Statement newest(database, "SELECT max(id) FROM number");
  if (!newest.step() || newest.null(0)) return {};
  LegRow last;
  set_leg_key(last, newest.integer(0));
  Statement highest(database, "SELECT max(id) FROM number WHERE id BETWEEN ?1 AND ?2");
  std::vector<NumberFloorRaised> floors;
  for (std::int32_t day = last.day - 2; day <= last.day; ++day) {
    for (const std::string_view letter : ticket_letters) {
      const Date date{std::chrono::sys_days{std::chrono::days{day}}};
      constexpr std::uint32_t greatest = (1U << 30) - 1;
      highest.bind(1, leg_key(date, {std::string(letter), 0}, 0));
      highest.bind(2, leg_key(date, {std::string(letter), greatest}, 0));
      if (highest.step() && !highest.null(0)) {
        LegRow row;
        set_leg_key(row, highest.integer(0));
        floors.push_back({date, {std::string(letter), row.ordinal}});
      }
      highest.reset();
    }
  }
  return floors;
}

std::int64_t last_seq_in(const fs::path& file) {
  Database database(file.string(), SQLITE_OPEN_READONLY);
  database.set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
  Statement last(database, "SELECT ifnull(max(seq), 0) FROM event");
  const std::int64_t seq = last.step() ? last.integer(0) : 0;
  last.reset();
  return seq;
}

/// What the former journal knows. It may be the reason for the restore, so that being damaged is no failure.
std::int64_t ask_former(const fs::path& file, NumberFloors& floors) {
  if (!fs::exists(file)) return 0;
  try {
    floors.merge(numbers_in(file));
    return last_seq_in(file);
  } catch (const StorageFailure&) {
    return 0;  // DIR/numbers.floor alone must do then: it never lies below what was printed
  }
}

/// A new folder DIR/replaced-N with the former database (a second name of it) and its WAL (moved: it must
/// never meet the restored file).
fs::path set_aside(const fs::path& directory) {
  if (!fs::exists(directory / "hall.db")) {
    for (const char* file : {"hall.db-wal", "hall.db-shm"}) {
      check(directory / file, [&](std::error_code& error) { fs::remove(directory / file, error); });
    }
    return {};
  }
  int n = 1;
  while (fs::exists(directory / ("replaced-" + std::to_string(n)))) ++n;
  const fs::path aside = directory / ("replaced-" + std::to_string(n));
  check(aside, [&](std::error_code& error) { fs::create_directory(aside, error); });
  check(aside, [&](std::error_code& error) {
    fs::create_hard_link(directory / "hall.db", aside / "hall.db", error);
  });
  for (const char* file : {"hall.db-wal", "hall.db-shm"}) {
    if (!fs::exists(directory / file)) continue;
    check(aside, [&](std::error_code& error) { fs::rename(directory / file, aside / file, error); });
  }
  return aside;
}

}  // namespace

void backup(const fs::path& directory, const fs::path& file) {
  backup_file(directory / "hall.db", file);
}

void backup_file(const fs::path& database, const fs::path& file) {
  const fs::path fresh = file.string() + ".new";
  copy_database(database, fresh);
  sync_path(fresh);
  check(file, [&](std::error_code& error) { fs::rename(fresh, file, error); });
  sync_path(folder_of(file));
}

void sync_folder(const fs::path& folder) {
  sync_path(folder);
}

Restored restore(const fs::path& directory, const fs::path& file) {
  const HallLock lock(directory);
  const Verdict verdict = verify_file(file, std::nullopt, {});
  if (!verdict.ok()) throw StorageFailure(file.string() + ": " + verdict.detail);
  const fs::path fresh = directory / "hall.db.restored";
  copy_database(file, fresh);
  sync_path(fresh);

  NumberFloors floors(directory);
  const auto witness = read_head(directory);
  const std::int64_t former = std::max(ask_former(directory / "hall.db", floors), witness ? witness->seq : 0);
  floors.set_pending(!floors.all().empty(), verdict.events);

  Restored restored;
  restored.events = verdict.events;
  restored.lost = std::max<std::int64_t>(0, former - verdict.events);
  restored.floors = floors.all();
  restored.replaced = set_aside(directory);
  check(fresh, [&](std::error_code& error) { fs::rename(fresh, directory / "hall.db", error); });
  sync_path(directory);
  HeadFile(directory).write({verdict.events, verdict.head});
  return restored;
}

Verdict take_copy(const fs::path& file, const fs::path& directory) {
  Verdict verdict = verify_file(file, std::nullopt, {});
  if (!verdict.ok()) return verdict;
  check(directory, [&](std::error_code& error) { fs::create_directories(directory, error); });
  const fs::path copy = directory / "hall.db";
  copy_database(file, copy);
  sync_path(copy);
  return verify_file(copy, std::nullopt, {});
}

void put_copy(const fs::path& from, const fs::path& to) {
  check(to, [&](std::error_code& error) { fs::create_directories(to, error); });
  check(to, [&](std::error_code& error) { fs::rename(from / "hall.db", to / "hall.db", error); });
  sync_path(to);
  sync_path(to.parent_path());
}

void export_journal(const fs::path& directory, const std::function<void(std::string_view line)>& write) {
  const Reader reader(directory);
  constexpr std::size_t at_once = 5000;
  std::int64_t next = 1;
  while (true) {
    const auto events = reader.events(next, at_once);
    for (const StoredEvent& event : events) {
      write("{\"chain\":\"" + hex(event.chain) + "\",\"event\":" + event.json + "}");
    }
    if (events.size() < at_once) return;
    next = events.back().seq + 1;
  }
}

}  // namespace talon::store
