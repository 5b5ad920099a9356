// SPDX-License-Identifier: MIT
#include <algorithm>
#include <optional>

#include "server/model/result.h"
#include "server/store/lock.h"
#include "server/store/sqlite.h"
#include "server/store/tables_sqlite.h"
#include "server/store/witness.h"

namespace talon::store {
namespace {

using sqlite::Database;
using sqlite::Statement;
using sqlite::Transaction;

constexpr std::int64_t wal_kept = 16 * 1024 * 1024;  // bytes a WAL is cut back to after a long reader

/// A database in the state every later member needs: WAL, synced commits, newest schema.
class WriterDatabase : public Database {
 public:
  WriterDatabase(const std::filesystem::path& path, const JournalOptions& options)
      : Database(path.string(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, options.vfs) {
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA cell_size_check = ON");
    run("PRAGMA temp_store = MEMORY");
    run(("PRAGMA journal_size_limit = " + std::to_string(wal_kept)).c_str());
    run(("PRAGMA wal_autocheckpoint = " + std::to_string(options.checkpoint_pages)).c_str());
    sqlite::migrate(*this);
  }
};

void visit_all(Statement& events, const std::function<void(const std::string&)>& visit) {
  std::string json;
  while (events.step()) {
    json = events.bytes(0);
    visit(json);
  }
}

class SqliteJournal : public Journal {
 public:
  SqliteJournal(const std::filesystem::path& directory, const JournalOptions& options)
      : lock_(options.lock ? std::make_unique<HallLock>(directory) : nullptr),
        floors_(directory),
        head_witness_(read_head(directory)),
        database_(directory / "hall.db", options),
        tables_(database_),
        put_event_(database_, "INSERT INTO event(seq, json, chain) VALUES(?1, ?2, ?3)"),
        probe_(database_, "INSERT INTO probe VALUES(1, 1) ON CONFLICT(id) DO UPDATE SET count = count + 1"),
        head_file_(directory) {
    read_end();
    if (set_back()) floors_.set_pending(true, last_seq_);
    head_file_.write({last_seq_, head_});
  }

  void append(const Batch& batch) override {
    if (batch.records.empty()) return;
    check_order(batch);
    if (suspect_) probe();
    floors_.cover(numbers_of(batch), last_seq_);
    try {
      Transaction transaction(database_);
      for (const Record& record : batch.records) put(record);
      transaction.commit();
    } catch (const StorageFailure&) {
      suspect_ = true;
      tables_.forget();
      throw;
    }
    last_seq_ = batch.records.back().seq;
    head_ = batch.records.back().chain;
    // Not checked: the commit stands whatever becomes of its witness, which then is only older.
    head_file_.write({last_seq_, head_});
    if (floors_.pending() && records_floor(batch)) floors_.set_pending(false, last_seq_);
  }

  void probe() override {
    Transaction transaction(database_);
    probe_.run();
    transaction.commit();
    if (suspect_) settle();
    suspect_ = false;
  }

  [[nodiscard]] std::int64_t last_seq() const override { return last_seq_; }
  [[nodiscard]] Digest head() const override { return head_; }
  void read_fold(const std::function<void(const std::string&)>& visit) const override {
    Statement day(database_, "SELECT ifnull(max(seq), 1) FROM mark WHERE type = 'day_opened'");
    const std::int64_t from = day.step() ? day.integer(0) : 1;
    day.reset();
    Statement kept(database_,
                   "SELECT json FROM mark JOIN event USING(seq) WHERE mark.seq < ?1 AND type NOT IN "
                   "('day_opened', 'person_named', 'session_prepared', 'session_arrived', 'session_handed', "
                   "'session_received', 'session_cancelled') ORDER BY mark.seq");
    kept.bind(1, from);
    visit_all(kept, visit);
    read(from, visit);
  }

  void read(std::int64_t from, const std::function<void(const std::string&)>& visit) const override {
    Statement events(database_, "SELECT json FROM event WHERE seq >= ?1 ORDER BY seq");
    events.bind(1, from);
    visit_all(events, visit);
  }

  [[nodiscard]] std::vector<NumberFloorRaised> number_floors() const override {
    return floors_.pending() ? floors_.all() : std::vector<NumberFloorRaised>{};
  }

 private:
  /// After a failed flush the kernel may show pages of the WAL that the disk does not have and never will; a
  /// later commit behind them would be unreachable after a power cut. So everything committed is copied into
  /// hall.db, which is flushed, and the WAL begins anew.
  void settle() {
    Statement checkpoint(database_, "PRAGMA wal_checkpoint(TRUNCATE)");
    const bool done = checkpoint.step() && checkpoint.integer(0) == 0;
    checkpoint.reset();
    if (!done) throw StorageFailure("hall.db: a reader keeps the WAL from beginning anew");
  }

  void read_end() {
    Statement end(database_, "SELECT seq, chain FROM event ORDER BY seq DESC LIMIT 1");
    if (!end.step()) return;
    last_seq_ = end.integer(0);
    const std::string_view chain = end.bytes(1);
    if (chain.size() != head_.size()) throw StorageFailure("hall.db: the last event's chain is damaged");
    std::copy(chain.begin(), chain.end(), head_.begin());
    end.reset();
  }

  /// The journal ends before something that is known to have been committed.
  [[nodiscard]] bool set_back() const {
    return !floors_.all().empty() && !floors_.pending() &&
           (floors_.seq() > last_seq_ || (head_witness_ && head_witness_->seq > last_seq_));
  }

  void check_order(const Batch& batch) const {
    std::int64_t seq = last_seq_;
    Digest chain = head_;
    for (const Record& record : batch.records) {
      chain = chain_after(chain, record.json);
      TALON_EXPECT(record.seq == ++seq);
      TALON_EXPECT(record.chain == chain);
    }
  }

  static std::vector<std::pair<Date, TicketNumber>> numbers_of(const Batch& batch) {
    std::vector<std::pair<Date, TicketNumber>> numbers;
    for (const Record& record : batch.records) {
      if (record.number) numbers.emplace_back(record.number->date, record.number->number);
    }
    return numbers;
  }

  static bool records_floor(const Batch& batch) {
    return std::any_of(batch.records.begin(), batch.records.end(), [](const Record& record) {
      return record.json.find("\"type\":\"number_floor_raised\"") != std::string::npos;
    });
  }

  void put(const Record& record) {
    put_event_.bind(1, record.seq).bind_blob(2, record.json);
    put_event_.bind_blob(3, {reinterpret_cast<const char*>(record.chain.data()), record.chain.size()});
    put_event_.run();
    tables_.apply(record);
  }

  std::unique_ptr<HallLock> lock_;
  NumberFloors floors_;
  std::optional<Head> head_witness_;
  WriterDatabase database_;
  sqlite::DerivedTables tables_;
  Statement put_event_, probe_;
  HeadFile head_file_;
  std::int64_t last_seq_ = 0;
  Digest head_{};
  bool suspect_ = false;  ///< a commit failed and no probe has succeeded since
};

}  // namespace

std::unique_ptr<Journal> open_journal(const std::filesystem::path& directory, const JournalOptions& options) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  return std::make_unique<SqliteJournal>(directory, options);
}

}  // namespace talon::store
