// SPDX-License-Identifier: MIT
#include "server/store/tables_sqlite.h"

#include <algorithm>
#include <array>

#include "server/model/result.h"
#include "server/store/flat.h"

namespace talon::store::sqlite {
namespace {

// leg.flags: last | wait_broken << 1 | service_broken << 2 | outcome << 3
std::int64_t flags_of(const LegRow& row) {
  return static_cast<std::int64_t>(row.last) | static_cast<std::int64_t>(row.wait_broken) << 1 |
         static_cast<std::int64_t>(row.service_broken) << 2 | static_cast<std::int64_t>(row.outcome) << 3;
}

void bind_span(Statement& statement, int index, std::int64_t span) {
  if (span < 0) {
    statement.bind_null(index);
  } else {
    statement.bind(index, span);
  }
}

void bind_optional(Statement& statement, int index, const std::optional<std::int64_t>& value) {
  if (value) {
    statement.bind(index, *value);
  } else {
    statement.bind_null(index);
  }
}

std::int64_t span(const Statement& statement, int column) {
  return statement.null(column) ? -1 : statement.integer(column);
}

std::optional<std::int64_t> optional(const Statement& statement, int column) {
  return statement.null(column) ? std::nullopt : std::optional{statement.integer(column)};
}

std::optional<std::int64_t> count(const std::optional<Seconds>& limit) {
  return limit ? std::optional<std::int64_t>{limit->count()} : std::nullopt;
}

std::optional<Seconds> seconds(const std::optional<std::int64_t>& limit) {
  return limit ? std::optional{Seconds{*limit}} : std::nullopt;
}

std::string text(const Statement& statement, int column) {
  return std::string(statement.bytes(column));
}

}  // namespace

LegRow read_leg(const Statement& statement, const LegNames& names) {
  LegRow row;
  set_leg_key(row, statement.integer(0));
  row.kind = static_cast<std::uint32_t>(statement.integer(1));
  const std::int64_t flags = statement.integer(2);
  row.last = (flags & 1) != 0;
  row.wait_broken = (flags & 2) != 0;
  row.service_broken = (flags & 4) != 0;
  row.outcome = static_cast<LegOutcome>(flags >> 3 & 3);
  row.desk = static_cast<std::uint32_t>(statement.integer(3));
  row.specialist = static_cast<std::uint32_t>(statement.integer(4));
  row.issued = statement.integer(5);
  row.wait = span(statement, 6);
  row.service = span(statement, 7);
  row.seq = statement.integer(8);
  row.reason = static_cast<std::uint32_t>(statement.integer(9));
  row.walk = span(statement, 10);
  row.stay = statement.integer(11);
  row.called = optional(statement, 12);
  row.seen = optional(statement, 13);
  row.ended = statement.integer(14);
  row.recalls = static_cast<std::int32_t>(statement.integer(15));
  row.applicants = static_cast<std::int32_t>(statement.integer(16));
  // bytes from a disk: what no leg can be is damage, not our bug
  if (row.letter >= ticket_letters.size() || row.kind >= names.kind_count() ||
      row.desk >= names.name_count() || row.specialist >= names.name_count() ||
      row.reason >= names.name_count()) {
    throw StorageFailure("table leg is damaged: rebuild");
  }
  return row;
}

void read_names(const Database& database, LegNames& names) {
  Statement texts(database, "SELECT id, text FROM name WHERE id >= ?1 ORDER BY id");
  texts.bind(1, static_cast<std::int64_t>(names.name_count()));
  while (texts.step()) {
    if (names.name_id(text(texts, 1)) != texts.integer(0)) throw StorageFailure("table name is damaged");
  }
  Statement kinds(database,
                  "SELECT id, service, procedure, entry, place, regulation, wait_limit_s, wait_clause, "
                  "service_limit_s, service_clause, issued_offset, called_offset, seen_offset, ended_offset "
                  "FROM kind WHERE id >= ?1 ORDER BY id");
  kinds.bind(1, static_cast<std::int64_t>(names.kind_count()));
  while (kinds.step()) {
    LegKind kind;
    kind.service = ServiceId{text(kinds, 1)};
    kind.procedure = ProcedureId{text(kinds, 2)};
    kind.entry = static_cast<Entry>(kinds.integer(3));
    kind.place = text(kinds, 4);
    kind.regulation = text(kinds, 5);
    kind.wait_limit_s = seconds(optional(kinds, 6));
    kind.wait_clause = ClauseId{text(kinds, 7)};
    kind.service_limit_s = seconds(optional(kinds, 8));
    kind.service_clause = ClauseId{text(kinds, 9)};
    for (std::size_t i = 0; i < 4; ++i) {
      kind.offsets[i] = static_cast<int>(kinds.integer(10 + static_cast<int>(i)));
    }
    if (names.kind_id(kind) != kinds.integer(0)) throw StorageFailure("table kind is damaged");
  }
}

std::string_view mark_of(std::string_view json) {
  constexpr std::array<std::string_view, 13> marked = {
      "day_opened",     "configuration_applied", "device_changed",   "device_silent",    "device_returned",
      "decision_made",  "number_floor_raised",   "person_named",     "session_prepared", "session_arrived",
      "session_handed", "session_received",      "session_cancelled"};
  const auto type = flat_text(json.substr(0, 200), "type");
  if (!type) return {};
  const auto found = std::find(marked.begin(), marked.end(), *type);
  return found == marked.end() ? std::string_view{} : *found;
}

DerivedTables::DerivedTables(Database& database)
    : database_(database),
      put_request_(database, "INSERT INTO request(scope, request, seq) VALUES(?1, ?2, ?3)"),
      put_number_(database, "INSERT INTO number(id, ticket, seq) VALUES(?1, ?2, ?3)"),
      put_mark_(database, "INSERT INTO mark(seq, type) VALUES(?1, ?2)"),
      put_name_(database, "INSERT INTO name(id, text) VALUES(?1, ?2)"),
      put_kind_(database, "INSERT INTO kind VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)"),
      put_leg_(database, std::string("INSERT OR REPLACE INTO leg(") + leg_columns +
                             ") VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)"),
      find_number_(database, "SELECT id FROM number WHERE ticket = ?1"),
      remove_leg_(database, "DELETE FROM leg WHERE id = ?1") {
  forget();
}

void DerivedTables::forget() {
  names_ = LegNames{};
  Statement any(database_, "SELECT count(*) FROM name");
  names_stored_ = any.step() ? static_cast<std::size_t>(any.integer(0)) : 0;
  any.reset();
  if (names_stored_ > 0) {
    // name 0 is known beforehand; the others are read behind it
    read_names(database_, names_);
    names_stored_ = names_.name_count();
  }
  kinds_stored_ = names_.kind_count();
}

void DerivedTables::apply(const Record& record) {
  if (!record.request.empty()) {
    const CompactId request(record.request);
    put_request_.bind(1, std::string_view{record.request_scope});
    request.bind(put_request_, 2);
    put_request_.bind(3, record.seq).run();
  }
  if (record.number) {
    const CompactId ticket(record.number->ticket.value);
    put_number_.bind(1, leg_key(record.number->date, record.number->number, 0));
    ticket.bind(put_number_, 2);
    put_number_.bind(3, record.seq).run();
  }
  if (const auto type = mark_of(record.json); !type.empty()) {
    put_mark_.bind(1, record.seq).bind(2, type).run();
  }
  for (const auto& [ticket, leg] : record.legs_removed) remove_leg(ticket, leg);
  for (const Leg& leg : record.legs) put_leg(leg);
}

void DerivedTables::remove_leg(const TicketId& ticket, int leg) {
  const CompactId id(ticket.value);
  id.bind(find_number_, 1);
  const bool known = find_number_.step();
  TALON_EXPECT(known);
  const std::int64_t number = find_number_.integer(0);
  find_number_.reset();
  remove_leg_.bind(1, number + leg).run();
}

void DerivedTables::put_leg(const Leg& leg) {
  const LegRow row = leg_row(leg, names_);
  put_new_names();
  put_leg_.bind(1, leg_key(row)).bind(2, row.kind).bind(3, flags_of(row)).bind(4, row.desk);
  put_leg_.bind(5, row.specialist).bind(6, row.issued);
  bind_span(put_leg_, 7, row.wait);
  bind_span(put_leg_, 8, row.service);
  put_leg_.bind(9, row.seq).bind(10, row.reason);
  bind_span(put_leg_, 11, row.walk);
  put_leg_.bind(12, row.stay);
  bind_optional(put_leg_, 13, row.called);
  bind_optional(put_leg_, 14, row.seen);
  put_leg_.bind(15, row.ended).bind(16, row.recalls).bind(17, row.applicants).run();
}

void DerivedTables::put_new_names() {
  for (; names_stored_ < names_.name_count(); ++names_stored_) {
    const auto id = static_cast<std::uint32_t>(names_stored_);
    put_name_.bind(1, id).bind(2, std::string_view{names_.name(id)}).run();
  }
  for (; kinds_stored_ < names_.kind_count(); ++kinds_stored_) {
    const auto id = static_cast<std::uint32_t>(kinds_stored_);
    const LegKind& kind = names_.kind(id);
    put_kind_.bind(1, id).bind(2, std::string_view{kind.service.value});
    put_kind_.bind(3, std::string_view{kind.procedure.value}).bind(4, static_cast<std::int64_t>(kind.entry));
    put_kind_.bind(5, std::string_view{kind.place}).bind(6, std::string_view{kind.regulation});
    bind_optional(put_kind_, 7, count(kind.wait_limit_s));
    put_kind_.bind(8, std::string_view{kind.wait_clause.value});
    bind_optional(put_kind_, 9, count(kind.service_limit_s));
    put_kind_.bind(10, std::string_view{kind.service_clause.value});
    for (std::size_t i = 0; i < 4; ++i) {
      put_kind_.bind(11 + static_cast<int>(i), std::int64_t{kind.offsets[i]});
    }
    put_kind_.run();
  }
}

}  // namespace talon::store::sqlite
