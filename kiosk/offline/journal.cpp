// SPDX-License-Identifier: MIT
#include "kiosk/offline/journal.h"

#include <stdexcept>
#include <utility>

namespace talon::offline {

Journal::Journal(std::unique_ptr<Log> log) : log_(std::move(log)) {
  found_ = open_of(decode_file(log_->read()));
  log_->replace(shortened(found_));
}

void Journal::write(const Record& record) {
  const std::lock_guard lock(mutex_);
  try {
    log_->append(encode_line(record));
    healthy_ = true;
  } catch (const std::runtime_error&) {
    healthy_ = false;
  }
}

bool Journal::healthy() const {
  const std::lock_guard lock(mutex_);
  return healthy_;
}

}  // namespace talon::offline
