// SPDX-License-Identifier: MIT
#include "server/configuration/service_toml.h"

#include "server/configuration/calendar_toml.h"

namespace talon::configuration {
namespace {

constexpr int day_minutes = 24 * 60;
constexpr std::size_t brief_length = 200;
constexpr std::size_t brief_lines = 20;

void read_schedule(Table& table, Schedule& schedule, Draft& draft, const std::string& line) {
  read_hours(table, "[[service.offer.schedule.hours]]", schedule.hours, true);
  schedule.step = std::chrono::minutes{table.minutes("step_min", 5, 8 * 60).value_or(15)};
  schedule.places = table.whole("places", 1, 200).value_or(1);
  schedule.days_ahead = table.whole("days_ahead", 0, 366).value_or(14);
  schedule.notice = std::chrono::minutes{table.minutes("notice_min", 0, 7 * day_minutes).value_or(0)};
  schedule.room = RoomId{table.optional_text("room", 20)};
  draft.places.emplace("schedule " + line, table.place());
}

void read_offer(Table& table, Service& service, Draft& draft) {
  Offer offer;
  offer.procedure = ProcedureId{table.name("procedure")};
  for (auto& [line, place] : table.texts("brief", brief_length)) offer.brief.push_back(std::move(line));
  if (offer.brief.empty()) table.problem("brief", "нужна краткая информация о процедуре, хотя бы строка");
  if (offer.brief.size() > brief_lines) table.problem("brief", "не больше 20 строк");
  read_hours(table, "[[service.offer.hours]]", offer.hours, true);
  if (table.has("first_day")) offer.first_day = table.date("first_day");
  if (table.has("last_day")) offer.last_day = table.date("last_day");
  if (offer.first_day && offer.last_day && *offer.first_day > *offer.last_day)
    table.problem("first_day", "начало должно быть не позже конца");
  if (table.has("schedule")) {
    table.one("schedule", "[service.offer.schedule]", [&](Table& inner) {
      read_schedule(inner, offer.schedule.emplace(), draft, service.id.value + "/" + offer.procedure.value);
    });
  }
  offer.letter = table.letter("letter");
  if (const auto minutes = table.minutes("expected_min", 1, 480))
    offer.expected = std::chrono::minutes{*minutes};
  draft.places.emplace("offer " + service.id.value + "/" + offer.procedure.value, table.place());
  service.offers.push_back(std::move(offer));
}

}  // namespace

void read_procedure(Table& table, Draft& draft) {
  Procedure item;
  item.id = ProcedureId{table.name("id")};
  remember(draft, table, "procedure", item.id.value);
  item.letter = table.letter("letter").value_or("");
  item.title = table.text("title", title_length);
  item.official = table.optional_text("official", official_length);
  item.note = table.optional_text("note", note_length);
  item.expected = std::chrono::minutes{table.minutes("expected_min", 1, 480).value_or(10)};
  draft.hall.procedures.push_back(std::move(item));
}

void read_group(Table& table, Draft& draft) {
  MenuGroup item;
  item.id = table.name("id");
  remember(draft, table, "group", item.id);
  item.title = table.text("title", title_length);
  item.note = table.optional_text("note", note_length);
  item.letter = table.letter("letter").value_or("");
  draft.hall.groups.push_back(std::move(item));
}

void read_service(Table& table, Draft& draft) {
  Service item;
  item.id = ServiceId{table.name("id")};
  remember(draft, table, "service", item.id.value);
  item.group = table.text("group", 40);
  item.title = table.text("title", title_length);
  item.official = table.optional_text("official", official_length);
  item.note = table.optional_text("note", note_length);
  for (auto& [word, place] : table.texts("words", title_length)) item.words.push_back(std::move(word));
  table.each("offer", "[[service.offer]]", [&](Table& inner) { read_offer(inner, item, draft); });
  draft.hall.services.push_back(std::move(item));
}

void read_translation(Table& table, Draft& draft) {
  const std::string text = table.text("text", brief_length);
  bool any = false;
  for (const char* language : {"en", "tt"}) {
    const std::string translated = table.optional_text(language, brief_length);
    if (translated.empty()) continue;
    any = true;
    draft.hall.translations.push_back({language, text, translated});
  }
  if (!any) table.problem("text", "нет перевода: нужны en или tt");
}

void read_registry(Table& table, Draft& draft) {
  Registry item;
  item.id = RegistryId{table.name("id")};
  remember(draft, table, "registry", item.id.value);
  item.title = table.text("title", note_length);
  table.each("column", "[[registry.column]]", [&](Table& inner) {
    RegistryColumn column;
    column.title = inner.text("title", note_length);
    column.of = inner.named<ColumnOf>("of").value_or(ColumnOf::blank);
    item.columns.push_back(std::move(column));
  });
  draft.hall.registries.push_back(std::move(item));
}

void read_outcome(Table& table, Draft& draft) {
  VisitOutcome item;
  item.id = table.name("id");
  remember(draft, table, "outcome", item.id);
  item.title = table.text("title", title_length);
  item.registry = RegistryId{table.optional_text("registry", 40)};
  for (auto& [reason, place] : table.texts("reasons", note_length)) item.reasons.push_back(std::move(reason));
  for (const auto& [procedure, place] : table.texts("procedures", 40))
    item.procedures.emplace_back(procedure);
  draft.hall.outcomes.push_back(std::move(item));
}

}  // namespace talon::configuration
