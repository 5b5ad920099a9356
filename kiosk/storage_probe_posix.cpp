// SPDX-License-Identifier: MIT
#include <fcntl.h>
#include <unistd.h>
#include <utility>

#include "kiosk/storage_probe.h"

namespace talon::kiosk {

StorageProbe::StorageProbe(std::string file, std::function<void()> journal)
    : file_(std::move(file)), journal_(std::move(journal)) {}

void StorageProbe::ask(Millis now) {
  journal_();
  if (now < due_) return;
  due_ = now + synced_every;
  const int file = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
  if (file < 0) return;  // an answer
  if (::pwrite(file, "1", 1, 0) == 1) (void)::fdatasync(file);
  ::close(file);
}

}  // namespace talon::kiosk
