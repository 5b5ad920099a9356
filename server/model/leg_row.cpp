// SPDX-License-Identifier: MIT
#include "server/model/leg_row.h"

#include <algorithm>

#include "server/model/result.h"

namespace talon {
namespace {

constexpr int leg_bits = 12;
constexpr int ordinal_bits = 30;
constexpr int letter_bits = 4;

std::int64_t key_of(std::int64_t day, std::int64_t letter, std::int64_t ordinal, std::int64_t leg) {
  TALON_EXPECT(day >= 0 && day < (1 << 17) && letter >= 0 && letter < (1 << letter_bits));
  TALON_EXPECT(ordinal >= 0 && ordinal < (1 << ordinal_bits) && leg >= 0 && leg < (1 << leg_bits));
  return (((day << letter_bits | letter) << ordinal_bits) | ordinal) << leg_bits | leg;
}

std::int32_t day_of(const Date& date) {
  return static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count());
}

std::uint8_t letter_index(const std::string& letter) {
  const auto found = std::find(ticket_letters.begin(), ticket_letters.end(), letter);
  TALON_EXPECT(found != ticket_letters.end());
  return static_cast<std::uint8_t>(found - ticket_letters.begin());
}

std::int64_t since_issue(const Leg& leg, const Timestamp& time) {
  return (time.utc - leg.issued_at.utc).count();
}

std::int64_t or_none(const std::optional<Millis>& span) {
  return span ? span->count() : -1;
}

std::optional<Millis> span_of(std::int64_t ms) {
  return ms < 0 ? std::nullopt : std::optional{Millis{ms}};
}

int minutes(const std::optional<Timestamp>& time, const Timestamp& otherwise) {
  return static_cast<int>((time ? *time : otherwise).offset.count());
}

LegKind kind_of(const Leg& leg) {
  return {leg.service,
          leg.procedure,
          leg.entry,
          leg.place,
          leg.regulation,
          leg.wait_limit_s,
          leg.wait_clause,
          leg.service_limit_s,
          leg.service_clause,
          {minutes(leg.issued_at, leg.issued_at), minutes(leg.called_at, leg.issued_at),
           minutes(leg.seen_at, leg.issued_at), minutes(leg.ended_at, leg.issued_at)}};
}

}  // namespace

LegNames::LegNames() {
  name_id({});
}

std::uint32_t LegNames::name_id(const std::string& text) {
  const auto [place, added] = name_ids_.try_emplace(text, static_cast<std::uint32_t>(names_.size()));
  if (added) names_.push_back(text);
  return place->second;
}

std::uint32_t LegNames::kind_id(const LegKind& kind) {
  const auto [place, added] = kind_ids_.try_emplace(kind, static_cast<std::uint32_t>(kinds_.size()));
  if (added) kinds_.push_back(kind);
  return place->second;
}

LegRow leg_row(const Leg& leg, LegNames& names) {
  LegRow row;
  row.day = day_of(leg.date);
  row.letter = letter_index(leg.number.letter);
  row.ordinal = leg.number.ordinal;
  row.leg = static_cast<std::uint32_t>(leg.leg);
  row.kind = names.kind_id(kind_of(leg));
  row.desk = names.name_id(leg.desk.value);
  row.specialist = names.name_id(leg.specialist.value);
  row.reason = names.name_id(leg.reason);
  row.outcome = leg.outcome;
  row.last = leg.last;
  row.wait_broken = leg.wait_broken;
  row.service_broken = leg.service_broken;
  row.issued = leg.issued_at.utc.time_since_epoch().count();
  row.wait = or_none(leg.wait_ms);
  row.service = or_none(leg.service_ms);
  row.walk = or_none(leg.walk_ms);
  row.stay = leg.stay_ms.count();
  row.ended = since_issue(leg, leg.ended_at);
  if (leg.called_at) row.called = since_issue(leg, *leg.called_at);
  if (leg.seen_at) row.seen = since_issue(leg, *leg.seen_at);
  row.recalls = leg.recalls;
  row.applicants = leg.applicants;
  row.seq = leg.seq;
  return row;
}

Leg leg_of(const LegRow& row, const LegNames& names, TicketId ticket) {
  const LegKind& kind = names.kind(row.kind);
  const auto moment = [&](std::int64_t after, std::size_t which) {
    return Timestamp{std::chrono::sys_time<Millis>{Millis{row.issued + after}},
                     std::chrono::minutes{kind.offsets[which]}};
  };
  Leg leg;
  leg.ticket = std::move(ticket);
  leg.leg = static_cast<int>(row.leg);
  leg.last = row.last;
  leg.seq = row.seq;
  leg.date = Date{std::chrono::sys_days{std::chrono::days{row.day}}};
  leg.number = {std::string(ticket_letters.at(row.letter)), row.ordinal};
  leg.service = kind.service;
  leg.procedure = kind.procedure;
  leg.entry = kind.entry;
  leg.place = kind.place;
  leg.desk = DeskId{names.name(row.desk)};
  leg.specialist = UserId{names.name(row.specialist)};
  leg.issued_at = moment(0, 0);
  if (row.called) leg.called_at = moment(*row.called, 1);
  if (row.seen) leg.seen_at = moment(*row.seen, 2);
  leg.ended_at = moment(row.ended, 3);
  leg.wait_ms = span_of(row.wait);
  leg.walk_ms = span_of(row.walk);
  leg.service_ms = span_of(row.service);
  leg.stay_ms = Millis{row.stay};
  leg.outcome = row.outcome;
  leg.reason = names.name(row.reason);
  leg.recalls = row.recalls;
  leg.applicants = row.applicants;
  leg.regulation = kind.regulation;
  leg.wait_limit_s = kind.wait_limit_s;
  leg.wait_clause = kind.wait_clause;
  leg.service_limit_s = kind.service_limit_s;
  leg.service_clause = kind.service_clause;
  leg.wait_broken = row.wait_broken;
  leg.service_broken = row.service_broken;
  return leg;
}

std::int64_t leg_key(const Date& date, const TicketNumber& number, int leg) {
  return key_of(day_of(date), letter_index(number.letter), number.ordinal, leg);
}

std::int64_t leg_key(const LegRow& row) {
  return key_of(row.day, row.letter, row.ordinal, row.leg);
}

std::int64_t leg_key_begin(const Date& date) {
  return key_of(day_of(date), 0, 0, 0);
}

void set_leg_key(LegRow& row, std::int64_t key) {
  row.leg = static_cast<std::uint32_t>(key & ((1 << leg_bits) - 1));
  row.ordinal = static_cast<std::uint32_t>(key >> leg_bits & ((1 << ordinal_bits) - 1));
  row.letter = static_cast<std::uint8_t>(key >> (leg_bits + ordinal_bits) & ((1 << letter_bits) - 1));
  row.day = static_cast<std::int32_t>(key >> (leg_bits + ordinal_bits + letter_bits));
}

}  // namespace talon
