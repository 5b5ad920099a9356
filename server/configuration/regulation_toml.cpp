// SPDX-License-Identifier: MIT
#include "server/configuration/regulation_toml.h"

#include <algorithm>

namespace talon::configuration {
namespace {

constexpr int day_minutes = 24 * 60;

void read_limit(Table& table, Regulation& regulation) {
  Limit limit;
  limit.measure = table.named<Measure>("measure", true).value_or(Measure::wait);
  limit.procedure = ProcedureId{table.optional_text("procedure", 40)};
  limit.service = ServiceId{table.optional_text("service", 40)};
  limit.entry = table.named<Entry>("entry");
  if (const auto minutes = table.minutes("limit_min", 0, day_minutes))
    limit.limit = std::chrono::minutes{*minutes};
  // What is measured without a norm may stand in no clause at all.
  limit.clause = ClauseId{limit.limit ? table.text("clause", 40) : table.optional_text("clause", 40)};
  limit.text = table.text("text", official_length);
  regulation.limits.push_back(std::move(limit));
}

void read_term(Table& table, Regulation& regulation) {
  Term term;
  term.id = table.name("id");
  const auto& all = regulation.terms;
  if (std::any_of(all.begin(), all.end(), [&](const Term& other) { return other.id == term.id; }))
    table.problem("id", "«" + term.id + "» уже есть");
  term.clause = ClauseId{table.text("clause", 40)};
  term.title = table.text("title", note_length);
  term.procedure = ProcedureId{table.optional_text("procedure", 40)};
  if (table.has("amount")) term.amount = table.number("amount", 0, 0, 1e6);
  term.unit = table.named<Unit>("unit", true).value_or(term.unit);
  term.least = table.flag("least", false);
  term.target = table.flag("target", false);
  term.from = table.optional_text("from", note_length);
  term.to = table.optional_text("to", note_length);
  term.text = table.optional_text("text", official_length);
  regulation.terms.push_back(std::move(term));
}

/// A name may have several versions, each valid from another date.
void read_version(Table& table, Draft& draft, const Regulation& item) {
  draft.places.emplace("regulation " + item.name, table.place());
  const auto& all = draft.hall.regulations;
  const bool twice = std::any_of(all.begin(), all.end(), [&](const Regulation& other) {
    return other.name == item.name && other.valid_from == item.valid_from;
  });
  if (twice) table.problem("name", "«" + item.name + "» с этой датой начала действия уже есть");
}

}  // namespace

void read_regulation(Table& table, Draft& draft) {
  Regulation item{};
  item.name = table.name("name");
  item.title = table.text("title", official_length);
  item.status = table.text("status", 40);
  if (item.status != "in force" && item.status != "draft")
    table.problem("status", "нужно одно из in force, draft");
  if (item.status != "draft" || table.has("valid_from"))
    item.valid_from = table.date("valid_from").value_or(Date{});
  item.late_after = std::chrono::minutes{table.minutes("late_after", 0, day_minutes).value_or(15)};
  item.hold_counts = table.flag("hold_counts", item.hold_counts);
  if (const auto minutes = table.minutes("phone_limit_min", 1, day_minutes))
    item.phone_limit = std::chrono::minutes{*minutes};
  item.phone_clause = ClauseId{table.optional_text("phone_clause", 40)};
  item.callback_days = table.whole("callback_days", 0, 60).value_or(item.callback_days);
  table.each("limit", "[[regulation.limit]]", [&](Table& inner) { read_limit(inner, item); });
  table.each("term", "[[regulation.term]]", [&](Table& inner) { read_term(inner, item); });
  read_version(table, draft, item);
  draft.hall.regulations.push_back(std::move(item));
}

}  // namespace talon::configuration
