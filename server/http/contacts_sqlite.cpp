// SPDX-License-Identifier: MIT
#include <mutex>

#include "server/http/contacts.h"
#include "server/http/database_sqlite.h"

namespace talon::http {
namespace {

// A row without `last_use` is not settled: its event is still on its way to the journal.
constexpr const char* schema =
    "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;"
    "CREATE TABLE IF NOT EXISTS contact(id TEXT PRIMARY KEY, scope TEXT NOT NULL, request TEXT NOT NULL,"
    " name TEXT NOT NULL, phone TEXT NOT NULL, email TEXT NOT NULL, made INTEGER NOT NULL,"
    " last_use TEXT NOT NULL DEFAULT '', UNIQUE(scope, request)) STRICT;"
    "CREATE TABLE IF NOT EXISTS reading(id TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE,"
    " reader TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS reading_of ON reading(id);"
    "PRAGMA user_version=1;";
constexpr std::chrono::minutes orphan_after{10};

std::string seconds_text(RealTime time) {
  return std::to_string(time.time_since_epoch().count());
}

bool is_sound(const std::filesystem::path& file) {
  try {
    Database database(file.string(), schema);
    bool sound = false;
    database.run("PRAGMA quick_check(1)", {}, [&](const auto& column) { sound = column(0) == "ok"; });
    return sound;
  } catch (const std::runtime_error&) {
    return false;  // what is not a database is as good as missing
  }
}

/// Nothing of a damaged file is kept: it could never be erased from again.
void keep_sound(const std::filesystem::path& file) {
  if (std::filesystem::exists(file) && !is_sound(file)) std::filesystem::remove(file);
}

void replace_damaged(const std::filesystem::path& file, const std::filesystem::path& copy) {
  keep_sound(file);
  keep_sound(copy);
  const bool lost = !std::filesystem::exists(file) && std::filesystem::exists(copy);
  if (lost) std::filesystem::copy_file(copy, file);
}

}  // namespace

struct Contacts::Impl {
  explicit Impl(const std::filesystem::path& directory)
      : copy_file(directory / "people.copy.db"), file(directory / "people.db") {
    replace_damaged(file, copy_file);
    database = std::make_unique<Database>(file.string(), schema);
  }

  std::filesystem::path copy_file;
  std::filesystem::path file;
  mutable std::mutex mutex;
  std::unique_ptr<Database> database;
  bool changed = true;  // since the copy was made

  int change(const char* sql, std::initializer_list<std::string_view> values) {
    const int rows = database->run(sql, values);
    if (rows > 0) changed = true;
    return rows;
  }
  void insert(const ContactRequest& request, const std::string& id, const Contact& contact,
              const std::string& made, const std::string& last_use) {
    change(
        "INSERT INTO contact(id, scope, request, name, phone, email, made, last_use)"
        " VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
        {id, request.scope, request.key, contact.name, contact.phone, contact.email, made, last_use});
  }
  [[nodiscard]] std::optional<Contact> of(const std::string& id) const;
  void copy();
};

std::optional<Contact> Contacts::Impl::of(const std::string& id) const {
  std::optional<Contact> found;
  database->run("SELECT name, phone, email FROM contact WHERE id = ?", {id}, [&](const auto& column) {
    found = Contact{column(0), column(1), column(2)};
  });
  return found;
}

// Written over the old copy page by page: a new file would leave the old one's blocks on the disk.
void Contacts::Impl::copy() {
  if (!changed && std::filesystem::exists(copy_file)) return;
  Database target(copy_file.string(), "PRAGMA secure_delete=ON;");
  sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", database->handle(), "main");
  if (backup == nullptr) target.fail();
  sqlite3_backup_step(backup, -1);
  if (sqlite3_backup_finish(backup) != SQLITE_OK) target.fail();
  changed = false;
}

Contacts::Contacts(const std::filesystem::path& directory) : impl_(std::make_unique<Impl>(directory)) {}
Contacts::~Contacts() = default;

Result<std::string> Contacts::reserve(const ContactRequest& request, const std::string& id,
                                      const Contact& contact, RealTime now) {
  const std::lock_guard lock(impl_->mutex);
  std::optional<std::pair<std::string, Contact>> first;
  impl_->database->run("SELECT id, name, phone, email FROM contact WHERE scope = ? AND request = ?",
                       {request.scope, request.key}, [&](const auto& column) {
                         first = {column(0), Contact{column(1), column(2), column(3)}};
                       });
  if (first && first->second != contact) return Refusal{RefusalCode::key_reused, ""};
  if (first) return first->first;
  impl_->insert(request, id, contact, seconds_text(now), "");
  return id;
}

void Contacts::settle(const ContactRequest& request, const std::string& id, const Contact& contact,
                      const Date& last_use) {
  const std::lock_guard lock(impl_->mutex);
  const std::string day = format_date(last_use);
  if (impl_->change("UPDATE contact SET last_use = ? WHERE id = ?", {day, id}) > 0) return;
  impl_->insert(request, id, contact, "0", day);
}

void Contacts::drop(const std::string& id) {
  const std::lock_guard lock(impl_->mutex);
  impl_->change("DELETE FROM contact WHERE id = ? AND last_use = ''", {id});
}

bool Contacts::use_until(const std::string& id, const Date& last_use) {
  const std::lock_guard lock(impl_->mutex);
  return impl_->change("UPDATE contact SET last_use = ? WHERE id = ?", {format_date(last_use), id}) > 0;
}

std::string Contacts::masked_of(const std::string& id) const {
  const std::lock_guard lock(impl_->mutex);
  const auto contact = impl_->of(id);
  return contact ? masked(*contact) : std::string{};
}

std::optional<Contact> Contacts::read(const std::string& id, const std::string& reader, RealTime now) {
  const std::lock_guard lock(impl_->mutex);
  auto contact = impl_->of(id);
  if (contact) {
    impl_->change("INSERT INTO reading(id, reader, at) VALUES(?, ?, ?)", {id, reader, seconds_text(now)});
  }
  return contact;
}

std::optional<Contact> Contacts::of(const std::string& id) const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->of(id);
}

std::vector<Contacts::Reading> Contacts::readings(const std::string& id) const {
  const std::lock_guard lock(impl_->mutex);
  std::vector<Reading> found;
  impl_->database->run("SELECT reader, at FROM reading WHERE id = ? ORDER BY at", {id},
                       [&](const auto& column) {
                         found.push_back({column(0), RealTime{std::chrono::seconds{std::stoll(column(1))}}});
                       });
  return found;
}

std::vector<std::string> Contacts::find(const std::string& phone_or_email) const {
  const std::lock_guard lock(impl_->mutex);
  std::vector<std::string> found;
  if (phone_or_email.empty()) return found;
  impl_->database->run("SELECT id FROM contact WHERE phone = ? OR email = ? ORDER BY id",
                       {phone_or_email, phone_or_email},
                       [&](const auto& column) { found.push_back(column(0)); });
  return found;
}

int Contacts::erase(const std::string& phone_or_email) {
  const std::lock_guard lock(impl_->mutex);
  if (phone_or_email.empty()) return 0;
  const int gone =
      impl_->change("DELETE FROM contact WHERE phone = ? OR email = ?", {phone_or_email, phone_or_email});
  impl_->copy();
  return gone;
}

int Contacts::tidy(const Date& oldest, RealTime now,
                   const std::function<std::optional<Date>(const std::string& id)>& known) {
  const std::lock_guard lock(impl_->mutex);
  int gone =
      impl_->change("DELETE FROM contact WHERE last_use <> '' AND last_use < ?", {format_date(oldest)});
  std::vector<std::string> orphans;
  impl_->database->run("SELECT id FROM contact WHERE last_use = '' AND made < CAST(? AS INTEGER)",
                       {seconds_text(now - orphan_after)},
                       [&](const auto& column) { orphans.push_back(column(0)); });
  for (const std::string& id : orphans) {
    const auto day = known(id);
    if (day) {
      impl_->change("UPDATE contact SET last_use = ? WHERE id = ?", {format_date(*day), id});
    } else {
      gone += impl_->change("DELETE FROM contact WHERE id = ?", {id});
    }
  }
  impl_->copy();
  return gone;
}

}  // namespace talon::http
