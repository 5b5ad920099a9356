// SPDX-License-Identifier: MIT
#include "kiosk/offline/journal.h"

#include <stdexcept>
#include <utility>

namespace talon::offline {

namespace {

constexpr std::size_t most_written = 1'000'000;  ///< bytes, some 500 tickets

}  // namespace

Journal::Journal(std::unique_ptr<Log> log) : log_(std::move(log)) {
  found_ = open_of(decode_file(log_->read()));
  log_->replace(shortened(found_));
}

void Journal::write(const Record& record) {
  const std::lock_guard lock(mutex_);
  try {
    const std::string line = encode_line(record);
    log_->append(line);
    written_ += line.size();
    // A terminal runs for months: what is over is dropped now and then, not only at a start.
    if (written_ > most_written) {
      log_->replace(shortened(open_of(decode_file(log_->read()))));
      written_ = 0;
    }
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
