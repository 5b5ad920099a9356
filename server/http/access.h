// SPDX-License-Identifier: MIT
// Who is asking: users, device keys and sessions in DIR/access.db. Only hashes of keys and tokens are stored,
// a stolen copy of the file opens nothing.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/model/actor.h"
#include "server/model/id.h"
#include "server/model/result.h"

namespace talon::http {

struct Person {
  std::string login;
  std::string name;  ///< as colleagues and the manager's page call them
  Role role = Role::specialist;
};

struct DeviceKey {
  DeviceId device;
  std::optional<Role> role;  ///< given at `device add --role`; empty: the configuration's device says it
};

/// Real time, not the hall's: sessions and delays are about people at keyboards.
using RealTime = std::chrono::sys_seconds;

struct LoggedIn {
  std::string token;  ///< 256 random bits in hex; only its SHA-256 is kept
  Person person;
};

/// Thread-safe. Questions (`session`, `device`, `people`) answer from memory; what changes something writes
/// the file first and may block: call it on a worker. Throws std::runtime_error when the file fails.
class Access {
 public:
  explicit Access(const std::string& file);
  ~Access();

  [[nodiscard]] std::optional<Person> session(std::string_view token, RealTime now);
  /// The same without counting as use: an open stream keeps nobody logged in.
  [[nodiscard]] std::optional<Person> peek(std::string_view token, RealTime now) const;
  /// Refusals: wrong_password (also for an unknown login, in the same time), too_many_attempts with the
  /// seconds to wait in `detail`. Delays grow with failures per login and per address and end after 15
  /// minutes at most.
  [[nodiscard]] Result<LoggedIn> log_in(const std::string& login, std::string_view password,
                                        const std::string& address, RealTime now);
  /// Whether a session of this person lasts: desk keys press for him only then.
  [[nodiscard]] bool is_logged_in(const std::string& login, RealTime now) const;
  void log_out(std::string_view token);
  /// Ends idle sessions and writes when each was last used; call it each minute on a worker.
  void tidy(RealTime now);

  /// Refusal bad_request with the reason: login or name malformed, login taken, password too weak.
  [[nodiscard]] Result<Person> add_user(const Person& person, std::string_view password);
  [[nodiscard]] Result<Person> set_password(const std::string& login, std::string_view password);
  [[nodiscard]] bool remove_user(const std::string& login);  ///< false: there is none
  [[nodiscard]] std::vector<Person> people() const;
  [[nodiscard]] std::string name_of_person(const std::string& login) const;

  /// The new key, to be shown once. Refusal bad_request: name malformed or taken.
  [[nodiscard]] Result<std::string> add_device(const DeviceKey& device);
  [[nodiscard]] bool revoke_device(const DeviceId& device);  ///< false: there is none
  [[nodiscard]] std::vector<DeviceKey> devices() const;
  [[nodiscard]] std::optional<DeviceKey> device(std::string_view key) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// How long somebody may be idle: a desk's session lasts a shift, a manager's half an hour.
[[nodiscard]] std::chrono::seconds idle_limit(Role role);

}  // namespace talon::http
