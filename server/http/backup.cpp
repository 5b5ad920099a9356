// SPDX-License-Identifier: MIT
#include "server/http/backup.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <string_view>
#include <system_error>

#include "server/http/session_copy.h"
#include "server/store/lock.h"

namespace talon::http {
namespace {

namespace fs = std::filesystem;
using store::StorageFailure;

constexpr std::array<std::string_view, 2> rights = {"access.db", "accesses.db"};

/// "20260302T180005Z": sorts by time.
std::string stamp(std::chrono::sys_seconds now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text.data();
}

bool is_stamp(std::string_view name) {
  constexpr std::string_view shape = "00000000T000000Z";
  return name.size() == shape.size() &&
         std::equal(name.begin(), name.end(), shape.begin(), [](unsigned char c, char like) {
           return like == '0' ? std::isdigit(c) != 0 : c == static_cast<unsigned char>(like);
         });
}

template <class Operation>
void check(const fs::path& path, Operation&& operation) {
  std::error_code error;
  operation(error);
  if (error) throw StorageFailure(path.string() + ": " + error.message());
}

/// One that is there keeps its owner's rules.
void make_private_folder(const fs::path& path) {
  bool made = false;
  check(path, [&](std::error_code& error) { made = fs::create_directories(path, error); });
  if (!made) return;
  check(path, [&](std::error_code& error) { fs::permissions(path, fs::perms::owner_all, error); });
}

void fill(const fs::path& data, const fs::path& folder) {
  make_private_folder(folder);
  store::backup(data, folder / "hall.db");
  for (const std::string_view file : rights) {
    if (fs::exists(data / file)) store::backup_file(data / file, folder / file);
  }
  const auto halls = copied_halls(data);
  for (const std::string& hall : halls) {
    make_private_folder(copy_folder(folder, hall));
    store::backup(copy_folder(data, hall), copy_folder(folder, hall) / "hall.db");
  }
  if (!halls.empty()) store::sync_folder(folder / "sessions");
  store::sync_folder(folder);
}

void remove_folder(const fs::path& path) {
  check(path, [&](std::error_code& error) { fs::remove_all(path, error); });
}

void keep_newest(const fs::path& parent, int keep) {
  std::vector<fs::path> backups;
  check(parent, [&](std::error_code& error) {
    for (const auto& entry : fs::directory_iterator(parent, error)) {
      if (is_stamp(entry.path().filename().string())) backups.push_back(entry.path());
    }
  });
  std::sort(backups.begin(), backups.end(), std::greater<>{});
  for (std::size_t i = static_cast<std::size_t>(std::max(keep, 1)); i < backups.size(); ++i) {
    remove_folder(backups[i]);
  }
}

void note(bool put, const fs::path& file, BackupRestored& restored) {
  (put ? restored.put : restored.kept).push_back(file.string());
}

void restore_session(const fs::path& data, const fs::path& backup, const std::string& hall,
                     BackupRestored& restored) {
  const fs::path folder = copy_folder(data, hall);
  const bool stands = fs::exists(folder / "hall.db") && store::verify(folder).ok();
  if (!stands) {
    const fs::path incoming = data / "sessions" / ".incoming";
    const store::Verdict verdict = store::take_copy(copy_folder(backup, hall) / "hall.db", incoming);
    if (!verdict.ok())
      throw StorageFailure((copy_folder(backup, hall) / "hall.db").string() + ": " + verdict.detail);
    store::put_copy(incoming, folder);
  }
  note(!stands, fs::path("sessions") / hall / "hall.db", restored);
}

}  // namespace

fs::path make_backup(const fs::path& data, const fs::path& parent, std::chrono::sys_seconds now, int keep) {
  const fs::path whole = parent / stamp(now);
  if (fs::exists(whole)) throw StorageFailure(whole.string() + ": a backup of this second is there already");
  const fs::path fresh = parent / ".new";
  // What an attempt that was cut short has left.
  remove_folder(fresh);
  fill(data, fresh);
  check(whole, [&](std::error_code& error) { fs::rename(fresh, whole, error); });
  store::sync_folder(parent);
  keep_newest(parent, keep);
  return whole;
}

BackupRestored restore_backup(const fs::path& data, const fs::path& backup) {
  BackupRestored restored;
  make_private_folder(data);
  restored.journal = store::restore(data, backup / "hall.db");
  for (const std::string_view file : rights) {
    if (!fs::exists(backup / file)) continue;
    const bool stands = fs::exists(data / file);
    if (!stands) store::backup_file(backup / file, data / file);
    note(!stands, file, restored);
  }
  const auto halls = copied_halls(backup);
  if (halls.empty()) return restored;
  make_private_folder(data / "sessions");
  const store::HallLock lock(data / "sessions");
  for (const std::string& hall : halls) restore_session(data, backup, hall, restored);
  return restored;
}

}  // namespace talon::http
