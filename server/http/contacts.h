// SPDX-License-Identifier: MIT
// DIR/people.db: whom an appointment or a promised call is for. The journal knows a random id and nothing
// that could be turned back into a person, no hash either; when a row here is gone, the person is gone.
//
// A rollback journal, not a WAL: a WAL keeps what was written until it happens to be overwritten, a rollback
// journal is cut to nothing at each commit, and bookings are too few to be in a hurry. With secure_delete
// SQLite writes zeroes over what is deleted.
//
// The row is written before the journal's event (a commit over two files is not atomic) and settled after
// it; a row whose event never came is an orphan, which tidy() sweeps.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "server/model/contact.h"
#include "server/model/result.h"
#include "server/model/time.h"

namespace talon::http {

using RealTime = std::chrono::sys_seconds;

/// Who asked, and with which Idempotency-Key: the key's request carries personal data, so its sameness is
/// judged here by the data themselves and not by a hash in the journal.
struct ContactRequest {
  std::string scope;
  std::string key;
};

/// Thread-safe; every call may wait for the disk. Throws std::runtime_error when the file fails.
class Contacts {
 public:
  /// Opens or makes `directory`/people.db; a file that is missing or damaged is replaced by its own copy
  /// (people.copy.db), where there is one.
  explicit Contacts(const std::filesystem::path& directory);
  ~Contacts();

  /// Keeps `contact` under `id` until it is settled. A repeat of the request gives the id of the first one;
  /// with other data it is refused with key_reused.
  [[nodiscard]] Result<std::string> reserve(const ContactRequest& request, const std::string& id,
                                            const Contact& contact, RealTime now);
  /// The event is in the journal: kept until `keep_people` after `last_use`, the day of the slot or of the
  /// promise. Writes the row again should it have been swept meanwhile.
  void settle(const ContactRequest& request, const std::string& id, const Contact& contact,
              const Date& last_use);
  /// The event was refused: forgotten at once, unless it has been settled.
  void drop(const std::string& id);
  /// Moved or cancelled: the days are counted from here. False: nothing is known of the id.
  bool use_until(const std::string& id, const Date& last_use);

  /// For lists: masked(); empty: nothing is known.
  [[nodiscard]] std::string masked_of(const std::string& id) const;
  /// The whole, for who has to ring or write; that he read it is kept beside the row as long as the row.
  [[nodiscard]] std::optional<Contact> read(const std::string& id, const std::string& reader, RealTime now);
  /// For the sender of reminders, who is nobody.
  [[nodiscard]] std::optional<Contact> of(const std::string& id) const;
  struct Reading {
    std::string reader;
    RealTime at{};
  };
  [[nodiscard]] std::vector<Reading> readings(const std::string& id) const;

  /// Everything under this number or address (as parse_phone, parse_email write them): 152-FZ, articles 14
  /// and 21.
  [[nodiscard]] std::vector<std::string> find(const std::string& phone_or_email) const;
  int erase(const std::string& phone_or_email);

  /// Erases rows last used before `oldest`, settles or sweeps what is older than ten minutes and not settled
  /// (`known` says whether the journal has the id), and renews the copy when anything has changed. Returns
  /// how many rows went.
  int tidy(const Date& oldest, RealTime now,
           const std::function<std::optional<Date>(const std::string& id)>& known);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace talon::http
