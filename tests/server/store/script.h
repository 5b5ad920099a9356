// SPDX-License-Identifier: MIT
// A small hall that writes: numbered, chained records of tickets with their legs, for the tests of the store.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "server/store/flat.h"
#include "server/store/maintenance.h"

namespace talon::store::test {

/// A fresh temporary folder, removed at the end.
class Folder {
 public:
  explicit Folder(const std::filesystem::path& within = std::filesystem::temp_directory_path()) {
    std::string pattern = (within / "talon-store-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw StorageFailure("mkdtemp failed");
    path_ = pattern;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// "00000000-0000-4000-8000-00000000002a" for 42.
inline std::string uuid(std::int64_t n) {
  char text[40];
  std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012llx", static_cast<unsigned long long>(n));
  return text;
}

/// Makes the records of tickets that are issued and, three in four, served. Deterministic.
class Script {
 public:
  explicit Script(const Journal& journal) : seq_(journal.last_seq()), head_(journal.head()) {}
  Script() = default;

  Record plain(const std::string& type, const std::string& more = {}) {
    return finish("{\"seq\":" + std::to_string(seq_ + 1) + ",\"t\":1,\"type\":\"" + type + "\"" + more + "}");
  }
  Record issue(std::int64_t n, const std::string& letter = "А", Date date = day(2)) {
    const TicketNumber number{letter, static_cast<std::uint32_t>(n)};
    Record record = plain("ticket_issued", ",\"ticket\":\"" + uuid(n) + "\",\"number\":\"" + number.text() +
                                               "\",\"date\":\"" + format_date(date) + "\",\"request\":\"" +
                                               uuid(n + 1'000'000) + "\",\"request_scope\":\"kiosk\"");
    record.number = TakenNumber{TicketId{uuid(n)}, date, number};
    record.request_scope = "kiosk";
    record.request = uuid(n + 1'000'000);
    return record;
  }
  Record serve(std::int64_t n, const std::string& letter = "А", Date date = day(2)) {
    Record record = plain("service_finished", ",\"ticket\":\"" + uuid(n) + "\"");
    record.legs.push_back(leg(n, letter, date, record.seq));
    return record;
  }
  Record undo(std::int64_t n) {
    Record record = plain("undone", ",\"ticket\":\"" + uuid(n) + "\"");
    record.legs_removed.emplace_back(TicketId{uuid(n)}, 0);
    return record;
  }
  static Date day(unsigned number) {
    return {std::chrono::year{2026}, std::chrono::March, std::chrono::day{number}};
  }
  static Leg leg(std::int64_t n, const std::string& letter, Date date, std::int64_t seq) {
    Leg leg;
    leg.ticket = TicketId{uuid(n)};
    leg.seq = seq;
    leg.date = date;
    leg.number = {letter, static_cast<std::uint32_t>(n)};
    leg.service = ServiceId{"service" + std::to_string(n % 5)};
    leg.procedure = ProcedureId{n % 2 ? "submission" : "consultation"};
    leg.place = "hall";
    leg.desk = DeskId{std::to_string(1 + n % 4)};
    leg.specialist = UserId{"user" + std::to_string(n % 4)};
    leg.issued_at = {std::chrono::sys_days{date} + std::chrono::hours{4} + Millis{n * 17'003},
                     std::chrono::minutes{300}};
    leg.called_at = leg.issued_at.plus(Millis{n * 997});
    leg.seen_at = leg.called_at->plus(Millis{12'345});
    leg.ended_at = leg.seen_at->plus(Millis{n * 1013});
    leg.wait_ms = Millis{n * 997 + 12'345};
    leg.walk_ms = Millis{12'345};
    leg.service_ms = Millis{n * 1013};
    leg.stay_ms = Millis{n * 2010 + 12'345};
    leg.reason = n % 3 ? "accepted" : "consulted";
    leg.regulation = "snezhinsk-2008";
    leg.wait_limit_s = Seconds{1800};
    leg.wait_clause = ClauseId{"7.2"};
    if (n % 2) leg.service_limit_s = Seconds{900};
    leg.wait_broken = n % 7 == 0;
    return leg;
  }
  [[nodiscard]] std::int64_t seq() const { return seq_; }
  [[nodiscard]] const Digest& head() const { return head_; }

 private:
  Record finish(std::string json) {
    Record record;
    record.seq = ++seq_;
    head_ = chain_after(head_, json);
    record.json = std::move(json);
    record.chain = head_;
    return record;
  }
  std::int64_t seq_ = 0;
  Digest head_{};
};

/// Makes records again from the stored bytes, as a shell with the real queue would.
inline Refold refold_script() {
  return [](std::string json, const Digest& previous) {
    Record record;
    record.seq = std::strtoll(json.c_str() + 7, nullptr, 10);
    record.chain = chain_after(previous, json);
    record.request = flat_text(json, "request").value_or("");
    record.request_scope = flat_text(json, "request_scope").value_or("");
    const std::string ticket(flat_text(json, "ticket").value_or(""));
    const std::int64_t n = ticket.empty() ? 0 : std::strtoll(ticket.c_str() + 24, nullptr, 16);
    if (flat_text(json, "type") == "ticket_issued") {
      record.number = TakenNumber{TicketId{ticket}, *parse_date(*flat_text(json, "date")),
                                  *parse_ticket_number(*flat_text(json, "number"))};
    } else if (flat_text(json, "type") == "service_finished") {
      record.legs.push_back(Script::leg(n, "А", Script::day(2), record.seq));
    }
    record.json = std::move(json);
    return record;
  };
}

}  // namespace talon::store::test
