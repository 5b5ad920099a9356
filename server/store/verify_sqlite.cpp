// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <utility>

#include "server/model/leg_row.h"
#include "server/store/flat.h"
#include "server/store/maintenance.h"
#include "server/store/sqlite.h"
#include "server/store/tables_sqlite.h"
#include "server/store/verify_file.h"
#include "server/store/witness.h"

namespace talon::store {
namespace {

using sqlite::CompactId;
using sqlite::Database;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::int64_t events_at_once = 10'000;

/// Proves a journal event after event; stops at the first that is wrong.
class Verifier {
 public:
  Verifier(Database& database, std::optional<Head> witness, std::string slip_head)
      : database_(database),
        witness_(witness),
        slip_head_(std::move(slip_head)),
        events_(database, "SELECT seq, json, chain FROM event WHERE seq > ?1 ORDER BY seq LIMIT ?2"),
        request_(database, "SELECT seq FROM request WHERE scope = ?1 AND request = ?2"),
        number_(database, "SELECT seq FROM number WHERE id = ?1"),
        ticket_(database, "SELECT id FROM number WHERE ticket = ?1"),
        mark_(database, "SELECT type FROM mark WHERE seq = ?1") {}

  Verdict run() {
    check_pages();
    while (good() && read_some()) {
    }
    if (good()) check_counts();
    if (good()) check_witness();
    if (good() && !slip_head_.empty() && !verdict_.head_seq) {
      damaged(Damage::head_unknown, 0, "head " + slip_head_ + " is not in the chain");
    }
    return verdict_;
  }

 private:
  [[nodiscard]] bool good() const { return verdict_.ok(); }
  bool damaged(Damage damage, std::int64_t seq, std::string detail) {
    verdict_.damage = damage;
    verdict_.seq = seq;
    verdict_.detail = std::move(detail);
    return false;
  }

  void check_pages() {
    Statement check(database_, "PRAGMA integrity_check(1)");
    if (check.step() && check.bytes(0) != "ok") damaged(Damage::file, 0, std::string(check.bytes(0)));
  }

  /// False at the end of the journal or at the first damage.
  bool read_some() {
    Transaction transaction(database_, "BEGIN");
    events_.bind(1, verdict_.events).bind(2, events_at_once);
    bool any = false;
    while (events_.step()) {
      any = true;
      if (!check_event()) {
        events_.reset();
        return false;
      }
    }
    transaction.commit();
    return any;
  }

  bool check_event() {
    const std::int64_t seq = events_.integer(0);
    const std::string_view json = events_.bytes(1);
    const std::string_view chain = events_.bytes(2);
    if (seq != verdict_.events + 1) return damaged(Damage::gap, verdict_.events + 1, "not there");
    const Digest expected = chain_after(verdict_.head, json);
    if (chain.size() != expected.size() ||
        !std::equal(chain.begin(), chain.end(), reinterpret_cast<const char*>(expected.data()))) {
      return damaged(Damage::chain, seq, "chain differs");
    }
    if (!check_request(seq, json) || !check_number(seq, json) || !check_mark(seq, json)) return false;
    verdict_.events = seq;
    verdict_.head = expected;
    if (!slip_head_.empty() && head_text(expected) == slip_head_) verdict_.head_seq = seq;
    if (witness_ && witness_->seq == seq && witness_->digest != expected) {
      return damaged(Damage::other_history, seq, "DIR/head holds " + head_text(witness_->digest));
    }
    return true;
  }

  bool check_request(std::int64_t seq, std::string_view json) {
    const auto request = flat_text(json, "request");
    if (!request) return true;
    ++requests_;
    const CompactId key{std::string(*request)};
    request_.bind(1, flat_text(json, "request_scope").value_or(""));
    key.bind(request_, 2);
    const bool same = request_.step() && request_.integer(0) == seq;
    request_.reset();
    return same || damaged(Damage::request, seq, "request " + std::string(*request));
  }

  bool check_number(std::int64_t seq, std::string_view json) {
    if (flat_text(json.substr(0, 200), "type") != "ticket_issued") return true;
    ++numbers_;
    const auto number = parse_ticket_number(flat_text(json, "number").value_or(""));
    const auto date = parse_date(flat_text(json, "date").value_or(""));
    if (!number || !date) return damaged(Damage::number, seq, "no number");
    const std::int64_t id = leg_key(*date, *number, 0);
    const CompactId ticket{std::string(flat_text(json, "ticket").value_or(""))};
    ticket.bind(ticket_, 1);
    const bool ours = number_.bind(1, id).step() && number_.integer(0) == seq;
    const bool same = ticket_.step() && ticket_.integer(0) == id;
    number_.reset();
    ticket_.reset();
    return (ours && same) || damaged(Damage::number, seq, number->text());
  }

  bool check_mark(std::int64_t seq, std::string_view json) {
    const std::string_view type = sqlite::mark_of(json);
    if (type.empty()) return true;
    ++marks_;
    const bool same = mark_.bind(1, seq).step() && mark_.bytes(0) == type;
    mark_.reset();
    return same || damaged(Damage::mark, seq, std::string(type));
  }

  /// Rows that no event speaks of.
  void check_counts() {
    for (const auto& [table, expected, damage] :
         {std::tuple{"request", requests_, Damage::request}, std::tuple{"number", numbers_, Damage::number},
          std::tuple{"mark", marks_, Damage::mark}}) {
      Statement count(database_, std::string("SELECT count(*) FROM ") + table + " WHERE seq <= ?1");
      Statement beyond(database_, std::string("SELECT count(*) FROM ") + table +
                                      " WHERE seq > (SELECT ifnull(max(seq), 0) FROM event)");
      count.bind(1, verdict_.events);
      if (count.step() && count.integer(0) != expected) {
        damaged(damage, 0, std::string("table ") + table + " has rows of no event");
      }
      if (beyond.step() && beyond.integer(0) != 0) {
        damaged(Damage::cut, verdict_.events, std::string("table ") + table + " knows later events");
      }
    }
  }

  void check_witness() {
    if (!witness_) return;
    verdict_.witnessed = witness_->seq;
    if (witness_->seq > verdict_.events) {
      damaged(Damage::cut, verdict_.events, "DIR/head has seen " + std::to_string(witness_->seq));
    }
  }

  Database& database_;
  std::optional<Head> witness_;
  std::string slip_head_;
  Statement events_, request_, number_, ticket_, mark_;
  Verdict verdict_;
  std::int64_t requests_ = 0;
  std::int64_t numbers_ = 0;
  std::int64_t marks_ = 0;
};

bool is_hall(const Database& database) {
  Statement id(database, "PRAGMA application_id");
  return id.step() && id.integer(0) == sqlite::application_id;
}

}  // namespace

std::string_view sentence(Damage damage) {
  switch (damage) {
    case Damage::none:
      return "Журнал цел.";
    case Damage::file:
      return "Файл журнала повреждён или не читается.";
    case Damage::gap:
      return "В журнале не хватает события.";
    case Damage::chain:
      return "Событие изменено, подменено или переставлено.";
    case Damage::number:
      return "Номера талонов не сходятся с событиями.";
    case Damage::request:
      return "Ключи запросов не сходятся с событиями.";
    case Damage::mark:
      return "Отметки начала дней не сходятся с событиями.";
    case Damage::cut:
      return "Конец журнала отрезан.";
    case Damage::other_history:
      return "Журнал переписан: свидетель хранит другое событие.";
    case Damage::head_unknown:
      return "Такой отметки, как на талоне, в журнале нет.";
  }
  return "";
}

Verdict verify_file(const std::filesystem::path& file, const std::optional<Head>& witness,
                    const std::string& slip_head) {
  Verdict unreadable;
  unreadable.damage = Damage::file;
  try {
    Database database(file.string(), SQLITE_OPEN_READONLY);
    database.set(SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1);
    database.run("PRAGMA cell_size_check = ON");
    if (is_hall(database)) return Verifier(database, witness, slip_head).run();
    unreadable.detail = "not a hall's journal";
  } catch (const StorageFailure& failure) {
    // a file that SQLite cannot read is what verify is to find, not a reason to stop
    unreadable.detail = failure.what();
  }
  return unreadable;
}

Verdict verify(const std::filesystem::path& directory, const std::string& slip_head) {
  return verify_file(directory / "hall.db", read_head(directory), slip_head);
}

}  // namespace talon::store
