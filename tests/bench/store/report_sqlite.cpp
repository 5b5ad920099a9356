// SPDX-License-Identifier: MIT
// A month of ten million legs with percentiles: our fold over the leg rows against SQL's GROUP BY and window
// functions over the very same rows. Both answers are compared before any time is printed. Also: a journal of
// a million events verified, and what a ticket takes on the disk.
#include <algorithm>
#include <array>
#include <map>
#include <random>
#include <sqlite3.h>

#include "server/stats/report.h"
#include "server/store/maintenance.h"
#include "server/store/reader.h"
#include "tests/bench/store/bench.h"

namespace talon {
namespace {

constexpr unsigned days = 30;

Date june(unsigned day) {
  return {std::chrono::year{2026}, std::chrono::June, std::chrono::day{day}};
}

Leg random_leg(std::mt19937& random, Date date, std::uint32_t ordinal, std::int64_t seq) {
  std::lognormal_distribution<double> span(6.5, 0.8);
  Leg leg;
  leg.seq = seq;
  leg.date = date;
  leg.number = {std::string(ticket_letters.at(ordinal % 9)), ordinal / 9 + 1};
  leg.service = ServiceId{"service" + std::to_string(random() % 40)};
  leg.procedure = ProcedureId{std::array{"consultation", "submission", "result"}.at(random() % 3)};
  leg.place = "hall";
  leg.desk = DeskId{std::to_string(1 + random() % 200)};
  leg.specialist = UserId{"user" + leg.desk.value};
  leg.issued_at = {std::chrono::sys_days{date} + std::chrono::hours{4} + Millis{random() % 32'400'000},
                   std::chrono::minutes{300}};
  leg.wait_ms = Millis{static_cast<std::int64_t>(1000 * span(random))};
  leg.walk_ms = Millis{15'000};
  leg.service_ms = Millis{static_cast<std::int64_t>(700 * span(random))};
  leg.stay_ms = *leg.wait_ms + *leg.service_ms;
  leg.seen_at = leg.issued_at.plus(*leg.wait_ms);
  leg.called_at = leg.seen_at->plus(-*leg.walk_ms);
  leg.ended_at = leg.seen_at->plus(*leg.service_ms);
  leg.reason = "accepted";
  leg.regulation = "snezhinsk-2008";
  leg.wait_limit_s = Seconds{1800};
  leg.wait_clause = ClauseId{"7.2"};
  leg.wait_broken = whole_seconds(*leg.wait_ms) > *leg.wait_limit_s;
  return leg;
}

store::Record record_of(std::int64_t seq, store::Digest& head) {
  store::Record record;
  record.seq = seq;
  record.json =
      "{\"seq\":" + std::to_string(seq) +
      ",\"at\":\"2026-06-01T09:14:07.120+05:00\",\"t\":33247120,\"type\":\"service_finished\","
      "\"ticket\":\"5f0c8a52-7d1e-4c1b-9a55-3f2c7a1b9d10\",\"number\":\"А017\",\"desk\":\"3\","
      "\"specialist\":\"user3\",\"outcome\":\"accepted\",\"served_ms\":412000,\"role\":\"specialist\","
      "\"by\":\"user3\"}";
  head = store::chain_after(head, record.json);
  record.chain = head;
  return record;
}

/// Events written; each carries `legs_each` rows: a report reads the rows alone, and a journal as long as
/// theirs would be written for nothing.
std::int64_t fill(const std::filesystem::path& directory, std::int64_t legs, int legs_each) {
  const auto journal = store::open_journal(directory);
  std::mt19937 random(1);
  std::int64_t seq = 0;
  store::Digest head{};
  for (unsigned day = 1; day <= days; ++day) {
    store::Batch batch;
    const std::int64_t of_day = legs * day / days - legs * (day - 1) / days;
    for (std::int64_t n = 0; n < of_day;) {
      store::Record record = record_of(++seq, head);
      for (int i = 0; i < legs_each && n < of_day; ++i, ++n) {
        record.legs.push_back(random_leg(random, june(day), static_cast<std::uint32_t>(n), seq));
      }
      batch.records.push_back(std::move(record));
      if (static_cast<int>(batch.records.size()) * legs_each < 5000) continue;
      journal->append(batch);
      batch.records.clear();
    }
    journal->append(batch);
    if (day % 3 == 0) bench::progress("legs written", legs * day / days, legs);
  }
  return seq;
}

using Answer = std::map<std::string, std::array<std::int64_t, 5>>;  // count, max, median, p90, within

Answer by_fold(const std::filesystem::path& directory) {
  const store::Reader reader(directory);
  LegNames names;
  stats::Summary summary(stats::By::service, names);
  reader.legs(june(1), june(days), names, [&](const LegRow& row) { summary.add(row); });
  Answer answer;
  for (const stats::Row& row : summary.report({june(1), june(days)}, {}, {}).rows) {
    answer[row.key + " wait"] = {row.wait.count, row.wait.max_s->count(), row.wait.median_s->count(),
                                 row.wait.p90_s->count(), row.wait.within};
    answer[row.key + " service"] = {row.service.count, row.service.max_s->count(),
                                    row.service.median_s->count(), row.service.p90_s->count(), 0};
  }
  return answer;
}

std::string sql_of(const std::string& column, const std::string& within) {
  return "WITH w AS (SELECT kind.service AS k, leg." + column +
         " / 1000 AS s, kind.wait_limit_s AS l FROM leg JOIN kind ON kind.id = leg.kind WHERE leg.id >= ?1 "
         "AND "
         "leg.id < ?2 AND leg." +
         column +
         " IS NOT NULL), "
         "r AS (SELECT k, s, l, row_number() OVER (PARTITION BY k ORDER BY s) AS n, "
         "count(*) OVER (PARTITION BY k) AS c FROM w) "
         "SELECT k, max(c), max(s), max(CASE WHEN n = (c * 50 + 99) / 100 THEN s END), "
         "max(CASE WHEN n = (c * 90 + 99) / 100 THEN s END), " +
         within + " FROM r GROUP BY k";
}

Answer by_sql(const std::filesystem::path& directory) {
  sqlite3* database = nullptr;
  sqlite3_open_v2((directory / "hall.db").c_str(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX,
                  nullptr);
  sqlite3_exec(database,
               "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -200000; PRAGMA mmap_size = 1000000000",
               nullptr, nullptr, nullptr);
  Answer answer;
  for (const auto& [name, sql] :
       {std::pair{" wait", sql_of("wait", "sum(s <= l)")}, std::pair{" service", sql_of("service", "0")}}) {
    sqlite3_stmt* query = nullptr;
    sqlite3_prepare_v2(database, sql.c_str(), -1, &query, nullptr);
    sqlite3_bind_int64(query, 1, leg_key_begin(june(1)));
    sqlite3_bind_int64(query, 2,
                       leg_key_begin(june(days)) + (leg_key_begin(june(2)) - leg_key_begin(june(1))));
    while (sqlite3_step(query) == SQLITE_ROW) {
      auto& row = answer[reinterpret_cast<const char*>(sqlite3_column_text(query, 0)) + std::string(name)];
      for (int i = 0; i < 5; ++i) row.at(static_cast<std::size_t>(i)) = sqlite3_column_int64(query, i + 1);
    }
    sqlite3_finalize(query);
  }
  sqlite3_close(database);
  return answer;
}

/// Of the table's rows, without free space in pages.
double leg_bytes(const std::filesystem::path& directory) {
  sqlite3* database = nullptr;
  sqlite3_open_v2((directory / "hall.db").c_str(), &database, SQLITE_OPEN_READONLY, nullptr);
  sqlite3_stmt* query = nullptr;
  sqlite3_prepare_v2(database, "SELECT sum(payload) FROM dbstat WHERE name = 'leg'", -1, &query, nullptr);
  const double bytes = sqlite3_step(query) == SQLITE_ROW ? sqlite3_column_double(query, 0) : 0;
  sqlite3_finalize(query);
  sqlite3_close(database);
  return bytes;
}

/// The answers are compared before any time is told. SQL takes minutes: it is asked once.
bool month(double scale) {
  const bench::Folder folder;
  const auto legs = static_cast<std::int64_t>(10'000'000 * scale);
  fill(folder.path(), legs, 500);
  Answer ours;
  const double fold = bench::best(3, [&] { ours = by_fold(folder.path()); });
  bench::progress("our fold, runs", 3, 3);
  Answer theirs;
  const double sql = bench::best(1, [&] { theirs = by_sql(folder.path()); });
  if (ours != theirs) return false;
  bench::print("report_month_legs", static_cast<double>(legs), "legs", 1);
  bench::print("report_month_sql", sql, "s", 1);
  bench::print("report_month_fold", fold, "s", sql / fold);
  return true;
}

void journal(double scale) {
  const bench::Folder folder;
  const std::int64_t events = fill(folder.path(), static_cast<std::int64_t>(1'000'000 * scale), 1);
  const double verify = bench::best(2, [&] {
    if (!store::verify(folder.path()).ok()) std::exit(1);
  });
  // ratio: to the 5 s that a million events may take
  bench::print("verify", static_cast<double>(events) / verify, "events/s",
               5 * static_cast<double>(events) / 1e6 / verify);
  bench::print("leg_row", leg_bytes(folder.path()) / static_cast<double>(events), "bytes", 1);
  const auto size = static_cast<double>(std::filesystem::file_size(folder.path() / "hall.db"));
  bench::print("hall_db_per_ticket", size / static_cast<double>(events), "bytes", 1);
}

int run(double scale) {
  if (!month(scale)) {
    std::fprintf(stderr, "the fold and SQL disagree\n");
    return 1;
  }
  journal(scale);
  return 0;
}

}  // namespace
}  // namespace talon

int main(int argc, char** argv) {
  return talon::run(talon::bench::scale_of(argc, argv));
}
