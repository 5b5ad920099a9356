// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <mutex>

#include "server/http/access.h"
#include "server/http/attempts.h"
#include "server/http/database_sqlite.h"
#include "server/http/password.h"
#include "server/model/names.h"

namespace talon::http {
namespace {

constexpr const char* schema =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
    "CREATE TABLE IF NOT EXISTS user(login TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,"
    " hash TEXT NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS device(name TEXT PRIMARY KEY, role TEXT NOT NULL, key_sha TEXT NOT NULL "
    "UNIQUE) STRICT;"
    "CREATE TABLE IF NOT EXISTS session(token_sha TEXT PRIMARY KEY,"
    " login TEXT NOT NULL REFERENCES user(login) ON DELETE CASCADE, used INTEGER NOT NULL) STRICT;"
    "PRAGMA user_version=1;";

struct User {
  Person person;
  std::string hash;
};
struct Session {
  std::string login;
  RealTime used{};
  bool changed = false;  // since it was last written
};

bool word(const std::string& text, std::size_t longest) {
  if (text.empty() || text.size() > longest) return false;
  return text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string::npos;
}

Refusal bad(std::string detail) {
  return {RefusalCode::bad_request, std::move(detail)};
}

std::string seconds_text(RealTime time) {
  return std::to_string(time.time_since_epoch().count());
}

}  // namespace

struct Access::Impl {
  explicit Impl(const std::string& file) : db(file, schema) {}

  Database db;
  std::mutex writing;         // one change at a time; held while the file is written
  mutable std::mutex memory;  // held only for a moment: the loop asks under it
  std::map<std::string, User> users;
  std::map<std::string, DeviceKey> devices;  // by SHA-256 of the key
  std::map<std::string, Session> sessions;   // by SHA-256 of the token
  Attempts attempts;

  void load();
  bool idle(const Session& session, RealTime now) const;
  std::string hash_of(const std::string& login) const;
};

void Access::Impl::load() {
  db.run("SELECT login, name, role, hash FROM user", {}, [this](auto column) {
    const auto role = parse_name<Role>(column(2)).value_or(Role::visitor);
    users[column(0)] = {{column(0), column(1), role}, column(3)};
  });
  db.run("SELECT name, role, key_sha FROM device", {}, [this](auto column) {
    devices[column(2)] = {DeviceId{column(0)}, parse_name<Role>(column(1))};
  });
  db.run("SELECT token_sha, login, used FROM session", {}, [this](auto column) {
    sessions[column(0)] = {column(1), RealTime{std::chrono::seconds{std::stoll(column(2))}}, false};
  });
}

bool Access::Impl::idle(const Session& session, RealTime now) const {
  const auto user = users.find(session.login);
  return user == users.end() || now - session.used > idle_limit(user->second.person.role);
}

std::string Access::Impl::hash_of(const std::string& login) const {
  const std::lock_guard lock(memory);
  const auto user = users.find(login);
  return user == users.end() ? std::string{} : user->second.hash;
}

Access::Access(const std::string& file) : impl_(std::make_unique<Impl>(file)) {
  impl_->load();
  static_cast<void>(decoy_hash());  // made now: the first unknown login must not take longer than the others
}
Access::~Access() = default;

std::chrono::seconds idle_limit(Role role) {
  return role == Role::specialist ? std::chrono::hours{14} : std::chrono::minutes{30};
}

std::optional<Person> Access::session(std::string_view token, RealTime now) {
  if (token.empty()) return std::nullopt;
  const std::string sha = sha256_hex(token);
  const std::lock_guard lock(impl_->memory);
  const auto found = impl_->sessions.find(sha);
  if (found == impl_->sessions.end() || impl_->idle(found->second, now)) return std::nullopt;
  found->second.used = now;
  found->second.changed = true;
  return impl_->users.at(found->second.login).person;
}

std::optional<Person> Access::peek(std::string_view token, RealTime now) const {
  const std::string sha = sha256_hex(token);
  const std::lock_guard lock(impl_->memory);
  const auto found = impl_->sessions.find(sha);
  if (found == impl_->sessions.end() || impl_->idle(found->second, now)) return std::nullopt;
  return impl_->users.at(found->second.login).person;
}

Result<LoggedIn> Access::log_in(const std::string& login, std::string_view password,
                                const std::string& address, RealTime now) {
  const std::string by_login = "login " + login;
  const std::string by_address = "address " + address;
  {
    const std::lock_guard lock(impl_->memory);
    const auto wait = std::max(impl_->attempts.wait(by_login, now), impl_->attempts.wait(by_address, now));
    if (wait.count() > 0) return Refusal{RefusalCode::too_many_attempts, std::to_string(wait.count())};
    // Counted before the hash is made: many tries at once are no way round the delay.
    impl_->attempts.failed(by_login, now);
    impl_->attempts.failed(by_address, now);
  }
  const std::string hash = impl_->hash_of(login);
  const bool right = verify_password(hash.empty() ? decoy_hash() : hash, password) && !hash.empty();
  if (!right) return Refusal{RefusalCode::wrong_password, ""};

  LoggedIn out;
  out.token = random_hex(32);
  const std::string sha = sha256_hex(out.token);
  const std::lock_guard writing(impl_->writing);
  impl_->db.run("INSERT INTO session VALUES(?1, ?2, CAST(?3 AS INTEGER))", {sha, login, seconds_text(now)});
  const std::lock_guard lock(impl_->memory);
  impl_->attempts.succeeded(by_login);
  impl_->attempts.succeeded(by_address);
  impl_->sessions[sha] = {login, now, false};
  out.person = impl_->users.at(login).person;
  return out;
}

bool Access::is_logged_in(const std::string& login, RealTime now) const {
  const std::lock_guard lock(impl_->memory);
  return std::any_of(impl_->sessions.begin(), impl_->sessions.end(), [&](const auto& entry) {
    return entry.second.login == login && !impl_->idle(entry.second, now);
  });
}

void Access::log_out(std::string_view token) {
  const std::string sha = sha256_hex(token);
  const std::lock_guard writing(impl_->writing);
  impl_->db.run("DELETE FROM session WHERE token_sha=?1", {sha});
  const std::lock_guard lock(impl_->memory);
  impl_->sessions.erase(sha);
}

void Access::tidy(RealTime now) {
  std::vector<std::string> ended;
  std::vector<std::pair<std::string, RealTime>> used;
  {
    const std::lock_guard lock(impl_->memory);
    for (auto& [sha, session] : impl_->sessions) {
      if (impl_->idle(session, now)) {
        ended.push_back(sha);
      } else if (session.changed) {
        used.emplace_back(sha, session.used);
        session.changed = false;
      }
    }
    for (const std::string& sha : ended) impl_->sessions.erase(sha);
  }
  if (ended.empty() && used.empty()) return;
  const std::lock_guard writing(impl_->writing);
  Transaction transaction(impl_->db);
  for (const std::string& sha : ended) impl_->db.run("DELETE FROM session WHERE token_sha=?1", {sha});
  for (const auto& [sha, time] : used) {
    impl_->db.run("UPDATE session SET used=CAST(?2 AS INTEGER) WHERE token_sha=?1",
                  {sha, seconds_text(time)});
  }
  transaction.commit();
}

Result<Person> Access::add_user(const Person& person, std::string_view password) {
  if (!word(person.login, 40))
    return bad("login: строчные латинские буквы, цифры, точка, дефис; до 40 знаков");
  if (person.name.empty() || person.name.size() > 200) return bad("name: от 1 до 200 байт");
  if (!is_person(person.role)) return bad("role: specialist, manager или administrator");
  if (std::string problem = password_problem(password, person.login); !problem.empty()) return bad(problem);
  const std::string hash = hash_password(password);
  const std::lock_guard writing(impl_->writing);
  const int added = impl_->db.run("INSERT OR IGNORE INTO user VALUES(?1, ?2, ?3, ?4)",
                                  {person.login, person.name, name_of(person.role), hash});
  if (added == 0) return bad("Пользователь «" + person.login + "» уже есть.");
  const std::lock_guard lock(impl_->memory);
  impl_->users[person.login] = {person, hash};
  return person;
}

Result<Person> Access::set_password(const std::string& login, std::string_view password) {
  if (impl_->hash_of(login).empty()) return bad("Нет пользователя «" + login + "».");
  if (std::string problem = password_problem(password, login); !problem.empty()) return bad(problem);
  const std::string hash = hash_password(password);
  const std::lock_guard writing(impl_->writing);
  {
    Transaction transaction(impl_->db);
    impl_->db.run("UPDATE user SET hash=?2 WHERE login=?1", {login, hash});
    impl_->db.run("DELETE FROM session WHERE login=?1", {login});
    transaction.commit();
  }
  const std::lock_guard lock(impl_->memory);
  std::erase_if(impl_->sessions, [&](const auto& entry) { return entry.second.login == login; });
  const auto user = impl_->users.find(login);
  if (user == impl_->users.end()) return bad("Нет пользователя «" + login + "».");
  user->second.hash = hash;
  return user->second.person;
}

bool Access::remove_user(const std::string& login) {
  const std::lock_guard writing(impl_->writing);
  const int removed = impl_->db.run("DELETE FROM user WHERE login=?1", {login});
  const std::lock_guard lock(impl_->memory);
  std::erase_if(impl_->sessions, [&](const auto& entry) { return entry.second.login == login; });
  impl_->users.erase(login);
  return removed > 0;
}

std::vector<Person> Access::people() const {
  const std::lock_guard lock(impl_->memory);
  std::vector<Person> out;
  for (const auto& [login, user] : impl_->users) out.push_back(user.person);
  return out;
}

std::string Access::name_of_person(const std::string& login) const {
  const std::lock_guard lock(impl_->memory);
  const auto user = impl_->users.find(login);
  return user == impl_->users.end() ? std::string{} : user->second.person.name;
}

Result<std::string> Access::add_device(const DeviceKey& device) {
  if (!word(device.device.value, 60)) {
    return bad("Имя устройства: строчные латинские буквы, цифры, точка, дефис; до 60 знаков.");
  }
  const std::string key = random_hex(32);
  const std::string sha = sha256_hex(key);
  const std::string_view role = device.role ? name_of(*device.role) : std::string_view{};
  const std::lock_guard writing(impl_->writing);
  const int added =
      impl_->db.run("INSERT OR IGNORE INTO device VALUES(?1, ?2, ?3)", {device.device.value, role, sha});
  if (added == 0) return bad("Устройство «" + device.device.value + "» уже есть.");
  const std::lock_guard lock(impl_->memory);
  impl_->devices[sha] = device;
  return key;
}

bool Access::revoke_device(const DeviceId& device) {
  const std::lock_guard writing(impl_->writing);
  const int removed = impl_->db.run("DELETE FROM device WHERE name=?1", {device.value});
  const std::lock_guard lock(impl_->memory);
  std::erase_if(impl_->devices, [&](const auto& entry) { return entry.second.device == device; });
  return removed > 0;
}

std::vector<DeviceKey> Access::devices() const {
  const std::lock_guard lock(impl_->memory);
  std::vector<DeviceKey> out;
  for (const auto& [sha, device] : impl_->devices) out.push_back(device);
  return out;
}

std::optional<DeviceKey> Access::device(std::string_view key) const {
  const std::string sha = sha256_hex(key);
  const std::lock_guard lock(impl_->memory);
  const auto found = impl_->devices.find(sha);
  if (found == impl_->devices.end()) return std::nullopt;
  return found->second;
}

}  // namespace talon::http
