// SPDX-License-Identifier: MIT
#include "server/store/lock.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>

namespace talon::store {

HallLock::HallLock(const std::filesystem::path& directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  const auto path = directory / "lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) throw StorageFailure(path.string() + ": " + std::strerror(errno));
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  const int reason = errno;
  ::close(file_);
  if (reason == EWOULDBLOCK) throw HallLocked(directory.string() + ": another process holds this hall");
  throw StorageFailure(path.string() + ": " + std::strerror(reason));
}

HallLock::~HallLock() {
  ::close(file_);
}

bool hall_is_held(const std::filesystem::path& directory) {
  const int file = ::open((directory / "lock").c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return false;
  const bool held = ::flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(file);
  return held;
}

}  // namespace talon::store
