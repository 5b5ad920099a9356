// SPDX-License-Identifier: MIT
// The terminal's own journal: what must survive a power cut is on the disk before the step that needs it.
#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "kiosk/offline/record.h"

namespace talon::offline {

/// A file that only grows. Throws std::runtime_error when the disk fails.
class Log {
 public:
  virtual ~Log() = default;
  [[nodiscard]] virtual std::string read() = 0;
  virtual void append(const std::string& line) = 0;   ///< durable on return
  virtual void replace(const std::string& text) = 0;  ///< all or nothing, durable on return
};

/// Thread-safe: the workers that talk to the server and the printer's loop write side by side.
class Journal {
 public:
  /// Reads what is open and begins the file anew with only that.
  explicit Journal(std::unique_ptr<Log> log);
  /// As it was when the program started.
  [[nodiscard]] const Open& found() const { return found_; }
  /// Durable on return. A failing disk is remembered, not thrown: the hall goes on, the server holds the
  /// ticket (faults.md 60).
  void write(const Record& record);
  [[nodiscard]] bool healthy() const;

 private:
  mutable std::mutex mutex_;
  std::unique_ptr<Log> log_;
  Open found_;
  std::size_t written_ = 0;  ///< bytes since the file was last begun anew
  bool healthy_ = true;
};

/// `folder`/journal.jsonl; makes the folder. Throws std::runtime_error.
[[nodiscard]] std::unique_ptr<Log> open_log_file(const std::string& folder);

}  // namespace talon::offline
