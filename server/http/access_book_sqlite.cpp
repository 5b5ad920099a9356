// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <mutex>

#include "server/http/access_book.h"
#include "server/http/database_sqlite.h"

namespace talon::http {
namespace {

constexpr std::size_t most_waiting = 200;  // rows in memory: a flood of strangers becomes one row
constexpr std::chrono::minutes alike_within{10};
constexpr const char* most_rows = "5000";

constexpr const char* schema =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
    "CREATE TABLE IF NOT EXISTS access(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, last INTEGER NOT NULL,"
    " kind TEXT NOT NULL, fleeting INTEGER NOT NULL, who TEXT NOT NULL, address TEXT NOT NULL,"
    " about TEXT NOT NULL, count INTEGER NOT NULL) STRICT;"
    "CREATE INDEX IF NOT EXISTS access_at ON access(at);"
    "PRAGMA user_version=1;";

struct Word {
  AccessKind kind;
  std::string_view name;
  std::string_view title;
};
constexpr std::array words = {
    Word{AccessKind::logged_in, "logged_in", "Вход"},
    Word{AccessKind::logged_out, "logged_out", "Выход"},
    Word{AccessKind::wrong_password, "wrong_password", "Неверное имя или пароль"},
    Word{AccessKind::too_many_attempts, "too_many_attempts", "Слишком много попыток"},
    Word{AccessKind::not_authenticated, "not_authenticated",
         "Обращение без входа или с недействительным ключом"},
    Word{AccessKind::not_permitted, "not_permitted", "Нет права"},
    Word{AccessKind::wrong_origin, "wrong_origin", "Запрос с чужой страницы"},
    Word{AccessKind::user_added, "user_added", "Добавлен пользователь"},
    Word{AccessKind::user_removed, "user_removed", "Удалён пользователь"},
    Word{AccessKind::password_set, "password_set", "Сменён пароль"},
    Word{AccessKind::device_added, "device_added", "Выдан ключ устройства"},
    Word{AccessKind::device_revoked, "device_revoked", "Отозван ключ устройства"}};

const Word& word_of(AccessKind kind) {
  return *std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.kind == kind; });
}

std::string_view title_of(const std::string& name) {
  const auto* found =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.name == name; });
  return found == words.end() ? std::string_view{} : found->title;
}

std::string text_of(RealTime time) {
  return std::to_string(time.time_since_epoch().count());
}

RealTime begin_of(const Date& date, std::chrono::minutes offset) {
  return RealTime{std::chrono::sys_days{date}} - offset;
}

Timestamp local(const std::string& seconds, std::chrono::minutes offset) {
  return {std::chrono::sys_time<Millis>{std::chrono::seconds{std::stoll(seconds)}}, offset};
}

struct Waiting {
  AccessNote note;
  RealTime at{};
  RealTime last{};
  std::int64_t count = 1;
};

/// Forgotten one day; a change of rights is not.
bool is_fleeting(AccessKind kind) {
  return kind < AccessKind::user_added;
}

bool alike(const AccessNote& a, const AccessNote& b) {
  return a.kind == b.kind && a.who == b.who && a.address == b.address && a.about == b.about;
}

void insert(Database& db, const Waiting& row) {
  const std::string_view kind = word_of(row.note.kind).name;
  const std::string count = std::to_string(row.count);
  if (is_refusal(row.note.kind)) {
    const int counted = db.run(
        "UPDATE access SET last=CAST(?1 AS INTEGER), count=count+CAST(?2 AS INTEGER) WHERE id=(SELECT max(id)"
        " FROM access WHERE at>=CAST(?3 AS INTEGER) AND kind=?4 AND who=?5 AND address=?6 AND about=?7)",
        {text_of(row.last), count, text_of(row.at - alike_within), kind, row.note.who, row.note.address,
         row.note.about});
    if (counted > 0) return;
  }
  db.run(
      "INSERT INTO access(at, last, kind, fleeting, who, address, about, count) VALUES(CAST(?1 AS INTEGER),"
      " CAST(?2 AS INTEGER), ?3, CAST(?4 AS INTEGER), ?5, ?6, ?7, CAST(?8 AS INTEGER))",
      {text_of(row.at), text_of(row.last), kind, is_fleeting(row.note.kind) ? "1" : "0", row.note.who,
       row.note.address, row.note.about, count});
}

void forget_old(Database& db, RealTime now) {
  db.run("DELETE FROM access WHERE fleeting=1 AND at<CAST(?1 AS INTEGER)",
         {text_of(now - std::chrono::days{400})});
  db.run(
      "DELETE FROM access WHERE fleeting=1 AND id<=(SELECT id FROM access WHERE fleeting=1"
      " ORDER BY id DESC LIMIT 1 OFFSET 200000)",
      {});
}

}  // namespace

bool is_refusal(AccessKind kind) {
  return kind >= AccessKind::wrong_password && kind <= AccessKind::wrong_origin;
}

struct AccessBook::Impl {
  explicit Impl(const std::string& file) : db(file, schema) {}
  std::mutex writing;  // held while the file is used
  Database db;
  std::mutex memory;  // held only for a moment: the loop notes under it
  std::vector<Waiting> waiting;
  std::vector<Waiting> take() {
    const std::lock_guard lock(memory);
    return std::exchange(waiting, {});
  }
};

AccessBook::AccessBook(const std::string& file) : impl_(std::make_unique<Impl>(file)) {}
AccessBook::~AccessBook() = default;

void AccessBook::note(const AccessNote& note, RealTime now) {
  const std::lock_guard lock(impl_->memory);
  auto& waiting = impl_->waiting;
  AccessNote kept = note;
  if (is_refusal(note.kind) && waiting.size() >= most_waiting) kept = {note.kind, "", "", "и другие"};
  const auto same = std::find_if(waiting.begin(), waiting.end(), [&](const Waiting& row) {
    return is_refusal(kept.kind) && alike(row.note, kept);
  });
  if (same == waiting.end()) return waiting.push_back({std::move(kept), now, now, 1});
  same->last = now;
  ++same->count;
}

void AccessBook::write(RealTime now) {
  const std::lock_guard writing(impl_->writing);
  std::vector<Waiting> rows = impl_->take();
  if (rows.empty()) return;
  try {
    Transaction transaction(impl_->db);
    for (const Waiting& row : rows) insert(impl_->db, row);
    forget_old(impl_->db, now);
    transaction.commit();
  } catch (const std::exception&) {
    // The next minute tries again; a disk that stays full costs what is beyond the limit of note().
    const std::lock_guard lock(impl_->memory);
    rows.insert(rows.end(), impl_->waiting.begin(), impl_->waiting.end());
    if (rows.size() > 2 * most_waiting) rows.resize(2 * most_waiting);
    impl_->waiting = std::move(rows);
    throw;
  }
}

AccessReport AccessBook::read(const AccessQuestion& question) {
  const std::lock_guard writing(impl_->writing);
  AccessReport report;
  report.from = question.from;
  report.to = question.to;
  const std::string from = text_of(begin_of(question.from, question.offset));
  const std::string to = text_of(begin_of(question.to, question.offset) + std::chrono::days{1});
  impl_->db.run(
      "SELECT at, last, kind, who, address, about, count FROM access WHERE at>=CAST(?1 AS INTEGER) AND"
      " at<CAST(?2 AS INTEGER) AND (?3='' OR who=?3 OR about=?3) ORDER BY id DESC LIMIT CAST(?4 AS INTEGER)",
      {from, to, question.who, most_rows}, [&](auto column) {
        const std::string kind = column(2);
        report.rows.push_back({local(column(0), question.offset), local(column(1), question.offset), kind,
                               std::string(title_of(kind)), column(3), "", column(4), column(5),
                               std::stoll(column(6))});
      });
  impl_->db.run(
      "SELECT count(*) FROM access WHERE at>=CAST(?1 AS INTEGER) AND at<CAST(?2 AS INTEGER)"
      " AND (?3='' OR who=?3 OR about=?3)",
      {from, to, question.who}, [&](auto column) {
        report.left_out = std::stoll(column(0)) - static_cast<std::int64_t>(report.rows.size());
      });
  return report;
}

}  // namespace talon::http
