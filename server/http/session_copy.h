// SPDX-License-Identifier: MIT
// Journals of the mobile service's laptops as the office keeps them: DIR/sessions/HALL/hall.db. They stay
// apart from the office's own, so that every time and number in them is the laptop's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/day_book.h"
#include "server/model/session_event.h"
#include "server/queue/state.h"
#include "server/store/reader.h"

namespace talon::http {

/// Whether this can be a hall's id, and so the name of a folder.
[[nodiscard]] bool is_hall_id(std::string_view text);
/// Where the copy of the hall's journal lies, or would. `hall` is a hall's id.
[[nodiscard]] std::filesystem::path copy_folder(const std::filesystem::path& data, const std::string& hall);
/// Halls whose journals are kept in this folder, in order.
[[nodiscard]] std::vector<std::string> copied_halls(const std::filesystem::path& data);

/// A copy, opened and folded to its end. Opened anew for each question: a session's journal is short, and the
/// file may have been replaced by a longer one. Used by one thread at a time; throws store::StorageFailure.
class SessionCopy {
 public:
  /// folder: must hold a hall.db.
  explicit SessionCopy(const std::filesystem::path& folder);
  SessionCopy(const SessionCopy&) = delete;
  SessionCopy& operator=(const SessionCopy&) = delete;

  [[nodiscard]] const store::Reader& reader() const { return reader_; }
  [[nodiscard]] DayBook& book() { return book_; }
  /// As of its last event.
  [[nodiscard]] const queue::State& state() const { return state_; }

 private:
  store::Reader reader_;
  DayBook book_{reader_};
  queue::State state_;
};

/// What is wrong with the received journals: one is damaged, missing, or not the one whose case files were
/// taken, as our own journal remembers its chain head; a sentence. Empty: nothing. Throws
/// store::StorageFailure.
[[nodiscard]] std::string copies_problem(const std::filesystem::path& data);

/// What the laptop's journal says was handed over after event `since`, each time by itself and in order.
/// Throws store::StorageFailure.
[[nodiscard]] std::vector<SessionReceived> handings(const store::Reader& reader, const std::string& hall,
                                                    std::int64_t since);
/// All of them as one, for they are received together. `all` is not empty.
[[nodiscard]] SessionReceived together(const std::vector<SessionReceived>& all);

}  // namespace talon::http
