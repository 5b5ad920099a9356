// SPDX-License-Identifier: MIT
// The terminal's own journal: what must survive a power cut is on the disk before the step that needs it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
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
  /// Durable on return when true. A failing disk is remembered, not thrown: the hall goes on, the server
  /// holds the ticket.
  bool write(const Record& record);
  [[nodiscard]] bool healthy() const;

  // ---- numbers under the kiosk's own letter

  /// Empty: not known yet, nothing can be issued here.
  [[nodiscard]] std::string letter() const;
  /// The next number for `request`, durable on return: id, number and those of the slip are filled in.
  /// Nothing: no letter, none left, or the disk failed; then no number was given.
  [[nodiscard]] std::optional<IssuedHere> issue(const RequestId& request, const RequestId& spare,
                                                TicketReply ticket);
  /// The server says that `last` is the highest number it knows under `letter`. It may only lower our count
  /// (a new day) when it knows all we issued: nothing undelivered, and nothing issued or delivered since
  /// `mark` was asked for before the question.
  void learn(const std::string& letter, std::uint32_t last, std::uint64_t mark);
  [[nodiscard]] std::uint64_t mark() const;
  /// Numbers the server does not have yet.
  [[nodiscard]] int undelivered() const;

  /// What the server calls a ticket.
  enum class Standing { known, not_yet, never };
  struct Named {
    Standing standing = Standing::known;
    TicketId ticket;
  };
  [[nodiscard]] Named name_of(const TicketId& ticket) const;

 private:
  bool write_locked(const Record& record);
  void note(const Record& record);

  mutable std::mutex mutex_;
  std::unique_ptr<Log> log_;
  Open found_;
  OwnNumbers numbers_;
  std::map<TicketId, TicketId> names_;  ///< of tickets issued here; an empty name: not delivered yet
  std::uint64_t mark_ = 0;
  std::size_t written_ = 0;  ///< bytes since the file was last begun anew
  bool healthy_ = true;
};

/// `folder`/journal.jsonl; makes the folder. Throws std::runtime_error.
[[nodiscard]] std::unique_ptr<Log> open_log_file(const std::string& folder);

}  // namespace talon::offline
