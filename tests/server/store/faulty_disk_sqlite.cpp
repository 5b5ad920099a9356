// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <sqlite3.h>

#include "tests/server/store/faulty_disk.h"

namespace talon::store::test {
namespace {

constexpr std::size_t sector = 512;

void apply_write(std::string& content, const FaultyDisk::Write& write) {
  if (write.truncate) {
    content.resize(write.offset);
    return;
  }
  if (content.size() < write.offset + write.bytes.size()) content.resize(write.offset + write.bytes.size());
  content.replace(write.offset, write.bytes.size(), write.bytes);
}

/// What SQLite holds of an open file.
struct Handle {
  sqlite3_file base;
  std::shared_ptr<FaultyDisk::File>* file;
};

FaultyDisk::File& file_of(sqlite3_file* handle) {
  return **reinterpret_cast<Handle*>(handle)->file;
}

int close_file(sqlite3_file* handle) {
  delete reinterpret_cast<Handle*>(handle)->file;
  return SQLITE_OK;
}

int read_file(sqlite3_file* handle, void* into, int size, sqlite3_int64 offset) {
  if (const int result = FaultyDisk::install().reading(); result != SQLITE_OK) return result;
  const std::string& seen = file_of(handle).seen;
  const auto wanted = static_cast<std::size_t>(size);
  const auto from = std::min(static_cast<std::size_t>(offset), seen.size());
  const std::size_t got = std::min(wanted, seen.size() - from);
  std::memcpy(into, seen.data() + from, got);
  if (got == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(into) + got, 0, wanted - got);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* handle, const void* from, int size, sqlite3_int64 offset) {
  return FaultyDisk::install().change(file_of(handle),
                                      {static_cast<std::size_t>(offset),
                                       {static_cast<const char*>(from), static_cast<std::size_t>(size)},
                                       false});
}

int truncate_file(sqlite3_file* handle, sqlite3_int64 size) {
  return FaultyDisk::install().change(file_of(handle), {static_cast<std::size_t>(size), {}, true});
}

int sync_file(sqlite3_file* handle, int) {
  return FaultyDisk::install().flush(file_of(handle));
}

int size_of_file(sqlite3_file* handle, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(file_of(handle).seen.size());
  return FaultyDisk::install().reading();
}

int lock_file(sqlite3_file*, int) {
  return SQLITE_OK;
}
int reserved(sqlite3_file*, int* held) {
  *held = 0;
  return SQLITE_OK;
}
int control(sqlite3_file*, int, void*) {
  return SQLITE_NOTFOUND;
}
int sector_size(sqlite3_file*) {
  return static_cast<int>(sector);
}
int characteristics(sqlite3_file*) {
  return 0;
}

int shm_map(sqlite3_file* handle, int page, int size, int, void volatile** memory) {
  auto& shm = file_of(handle).shm;
  // a page's bytes stay where they are when the vector grows: they are too many for a short string
  while (shm.size() <= static_cast<std::size_t>(page)) shm.emplace_back(static_cast<std::size_t>(size), '\0');
  *memory = shm[static_cast<std::size_t>(page)].data();
  return SQLITE_OK;
}
int shm_lock(sqlite3_file*, int, int, int) {
  return SQLITE_OK;
}
void shm_barrier(sqlite3_file*) {}
int shm_unmap(sqlite3_file* handle, int remove) {
  if (remove) file_of(handle).shm.clear();
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {2,           close_file,   read_file,       write_file, truncate_file,
                                    sync_file,   size_of_file, lock_file,       lock_file,  reserved,
                                    control,     sector_size,  characteristics, shm_map,    shm_lock,
                                    shm_barrier, shm_unmap,    nullptr,         nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* handle, int flags, int* out_flags) {
  auto& disk = FaultyDisk::install();
  auto* opened = reinterpret_cast<Handle*>(handle);
  opened->base.pMethods = nullptr;
  if (const int result = disk.reading(); result != SQLITE_OK) return SQLITE_CANTOPEN;
  auto file = std::make_shared<FaultyDisk::File>();
  if (name != nullptr) {
    auto& files = disk.files();
    const auto found = files.find(name);
    if (found == files.end() && !(flags & SQLITE_OPEN_CREATE)) return SQLITE_CANTOPEN;
    if (found == files.end()) files[name] = file;
    file = files[name];
  }
  opened->file = new std::shared_ptr<FaultyDisk::File>(std::move(file));
  opened->base.pMethods = &methods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int) {
  return FaultyDisk::install().remove(name);
}

int access_file(sqlite3_vfs*, const char* name, int, int* there) {
  const auto& files = FaultyDisk::install().files();
  const auto found = files.find(name);
  *there = found != files.end() && !found->second->seen.empty();
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

std::uint64_t next_random(std::uint64_t& state) {
  state = state * 6364136223846793005ULL + 1442695040888963407ULL;
  return state >> 33;
}

/// The writes a power cut leaves, in whole or in part, in any order of sectors.
void settle(FaultyDisk::File& file, FaultyDisk::Cut cut, std::uint64_t& state) {
  using Cut = FaultyDisk::Cut;
  for (std::size_t i = 0; i < file.pending.size(); ++i) {
    FaultyDisk::Write write = file.pending[i];
    const bool last = i + 1 == file.pending.size();
    if (cut == Cut::nothing || (cut == Cut::some && next_random(state) % 2 == 0)) continue;
    if (!write.truncate && (cut == Cut::some || (cut == Cut::torn && last))) {
      const std::size_t sectors = write.bytes.size() / sector + 1;
      write.bytes.resize(std::min(write.bytes.size(), next_random(state) % (sectors + 1) * sector));
    }
    if (write.truncate || !write.bytes.empty()) apply_write(file.durable, write);
  }
  file.pending.clear();
  file.seen = file.durable;
  file.shm.clear();
}

}  // namespace

FaultyDisk& FaultyDisk::install() {
  static FaultyDisk disk;
  static const bool registered = [] {
    static sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
    vfs.zName = "faulty";
    vfs.szOsFile = sizeof(Handle);
    vfs.xOpen = open_file;
    vfs.xDelete = delete_file;
    vfs.xAccess = access_file;
    vfs.xFullPathname = full_name;
    return sqlite3_vfs_register(&vfs, 1) == SQLITE_OK;
  }();
  static_cast<void>(registered);
  return disk;
}

void FaultyDisk::reset() {
  files_.clear();
  cut_at_ = fail_from_ = fail_to_ = -1;
  fault_ = Fault::none;
  dead_ = false;
  operations_ = 0;
}

void FaultyDisk::fail_at(std::int64_t k, Fault fault, std::int64_t count) {
  fail_from_ = operations_ + k;
  fail_to_ = fail_from_ + count;
  fault_ = fault;
}

void FaultyDisk::power_on(Cut cut, std::uint64_t seed) {
  dead_ = false;
  cut_at_ = fail_from_ = fail_to_ = -1;
  fault_ = Fault::none;
  std::uint64_t state = seed * 2 + 1;
  for (auto& [path, file] : files_) settle(*file, cut, state);
}

int FaultyDisk::before_change() {
  ++operations_;
  if (operations_ == cut_at_) dead_ = true;
  if (dead_) return SQLITE_IOERR;
  if (operations_ < fail_from_ || operations_ >= fail_to_) return SQLITE_OK;
  return fault_ == Fault::full ? SQLITE_FULL : SQLITE_IOERR;
}

int FaultyDisk::change(File& file, Write write) {
  const int result = before_change();
  if (dead_) file.pending.push_back(std::move(write));  // it was on its way when the power went
  if (dead_ || (result != SQLITE_OK && fault_ != Fault::lost_flush)) return result;
  apply_write(file.seen, write);
  file.pending.push_back(std::move(write));
  return SQLITE_OK;
}

int FaultyDisk::flush(File& file) {
  const int result = before_change();
  if (dead_) return result;
  if (result != SQLITE_OK) {
    if (fault_ == Fault::lost_flush) file.pending.clear();
    return result == SQLITE_FULL ? SQLITE_FULL : SQLITE_IOERR_FSYNC;
  }
  for (const Write& write : file.pending) apply_write(file.durable, write);
  file.pending.clear();
  return SQLITE_OK;
}

int FaultyDisk::remove(const std::string& path) {
  if (const int result = before_change(); result != SQLITE_OK) return SQLITE_IOERR_DELETE;
  return files_.erase(path) == 1 ? SQLITE_OK : SQLITE_IOERR_DELETE_NOENT;
}

int FaultyDisk::reading() const {
  return dead_ ? SQLITE_IOERR_READ : SQLITE_OK;
}

}  // namespace talon::store::test
