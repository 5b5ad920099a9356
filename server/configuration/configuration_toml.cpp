// SPDX-License-Identifier: MIT
#include <algorithm>

#include "server/configuration/board_toml.h"
#include "server/configuration/configuration_file.h"
#include "server/configuration/order_toml.h"
#include "server/configuration/table_toml.h"
#include "server/model/contact.h"
#include "server/model/names.h"

namespace talon::configuration {
namespace {

constexpr std::size_t title_length = 60;  // plain words that fit a kiosk's button
constexpr std::size_t brief_length = 200;
constexpr std::size_t brief_lines = 20;
constexpr std::size_t note_length = 200;
constexpr std::size_t official_length = 900;
constexpr int day_minutes = 24 * 60;
constexpr std::size_t largest_file = 1 << 20;

/// Remembers where `what` stands; a second one of the same name is a problem.
void remember(Draft& draft, Table& table, const std::string& kind, const std::string& id) {
  if (!draft.places.emplace(kind + " " + id, table.place()).second && !id.empty())
    table.problem("id", "«" + id + "» уже есть");
}

/// [A-Za-z_+-] parts between slashes, as IANA names are; whether the zone exists only the shell can know.
bool zone_shaped(std::string_view zone) {
  if (zone == "UTC") return true;
  const auto good = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '+' || c == '/';
  };
  const auto slashes = std::count(zone.begin(), zone.end(), '/');
  return slashes >= 1 && slashes <= 2 && zone.front() != '/' && zone.back() != '/' &&
         zone.find("//") == std::string_view::npos && std::all_of(zone.begin(), zone.end(), good);
}

bool url_shaped(std::string_view url) {
  const std::string_view scheme = url.starts_with("https://") ? "https://" : "http://";
  if (!url.starts_with(scheme) || url.size() == scheme.size()) return false;
  const std::string_view rest = url.substr(scheme.size());
  return rest.front() != '/' && rest.front() != ':' && rest.back() != '/' &&
         std::all_of(rest.begin(), rest.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
                  c == '-' || c == '_' || c == ':' || c == '/' || c == '~' || c == '[' || c == ']';
         });
}

void read_hall(Table& table, Draft& draft) {
  Configuration& hall = draft.hall;
  hall.id = table.name("id");
  hall.name = table.text("name", official_length);
  hall.short_name = table.text("short_name", title_length);
  hall.address = table.optional_text("address", note_length);
  hall.phone = table.optional_text("phone", 40);
  const std::string place = table.optional_text("place", 40);
  if (!place.empty()) hall.place = place;
  const auto places = {"hall", "mobile", "village"};
  if (std::find(places.begin(), places.end(), hall.place) == places.end())
    table.problem("place", "нужно одно из hall, mobile, village");
  hall.zone = table.text("zone", 60);
  if (!hall.zone.empty() && !zone_shaped(hall.zone))
    table.problem("zone", "нужно имя часового пояса вида \"Asia/Yekaterinburg\"");
  hall.day_ends = table.clock("day_ends", false).value_or(hall.day_ends);
  if (hall.day_ends >= std::chrono::hours{12}) table.problem("day_ends", "день кончается раньше полудня");
  hall.overnight = table.flag("overnight", hall.overnight);
  hall.public_url = table.optional_text("public_url", note_length);
  if (!hall.public_url.empty() && !url_shaped(hall.public_url))
    table.problem("public_url", "нужен адрес вида \"https://zal.example.ru\" без косой черты в конце");
  hall.notice = table.optional_text("notice", note_length);
  hall.last_ticket_before = std::chrono::minutes{table.minutes("last_ticket_before", 0, 8 * 60).value_or(0)};
  const std::string last_ticket = table.optional_text("last_ticket", 40);
  if (last_ticket == "if_served")
    hall.last_ticket = LastTicket::if_served;
  else if (!last_ticket.empty() && last_ticket != "always")
    table.problem("last_ticket", "нужно одно из always, if_served");
  hall.hold = std::chrono::minutes{table.minutes("hold_min", 1, 8 * 60).value_or(10)};
  hall.desk_idle = std::chrono::minutes{table.minutes("desk_idle_min", 1, 8 * 60).value_or(0)};
  hall.keep_people = std::chrono::days{table.whole("keep_people_days", 1, 366).value_or(30)};
  hall.regulation = table.text("regulation", 40);
  draft.places["hall regulation"] = table.place("regulation");
}

/// days, from, to of a table; nothing (with a problem) when they are not good.
template <class Item>
bool read_span(Table& table, Item& item) {
  item.days = table.weekdays("days");
  const auto from = table.clock("from", true);
  const auto to = table.clock("to", true);
  if (!from || !to) return false;
  item.from = *from;
  item.to = *to;
  if (*from < *to) return true;
  table.problem("from", "начало должно быть раньше конца");
  return false;
}

/// Breaks of different desks may run at once; hours of different weeks never meet.
bool same_place(const Hours& a, const Hours& b) {
  return a.weeks.empty() || b.weeks.empty() || std::any_of(a.weeks.begin(), a.weeks.end(), [&](int week) {
           return std::find(b.weeks.begin(), b.weeks.end(), week) != b.weeks.end();
         });
}
bool same_place(const Break& a, const Break& b) {
  return (a.desks.empty() && b.desks.empty()) ||
         std::any_of(a.desks.begin(), a.desks.end(), [&](const DeskId& desk) {
           return std::find(b.desks.begin(), b.desks.end(), desk) != b.desks.end();
         });
}

template <class Item>
bool overlap(const Item& a, const Item& b) {
  const bool same_day = std::any_of(a.days.begin(), a.days.end(), [&](std::chrono::weekday day) {
    return std::find(b.days.begin(), b.days.end(), day) != b.days.end();
  });
  return same_day && same_place(a, b) && a.from < b.to && b.from < a.to;
}

template <class Item>
void add_span(Table& table, std::vector<Item>& items, Item item) {
  const bool clash =
      std::any_of(items.begin(), items.end(), [&](const Item& other) { return overlap(other, item); });
  if (clash) table.problem("from", "часы пересекаются с названными выше");
  items.push_back(std::move(item));
}

constexpr int weeks_of_month = 5;

/// weeks: only where a procedure has hours of its own ("1st and 3rd Tuesday"); the hall opens every week.
void read_hours(Table& table, const std::string& title, std::vector<Hours>& hours, bool own) {
  table.each("hours", title, [&](Table& inner) {
    Hours item;
    if (own) item.weeks = inner.numbers("weeks", 1, weeks_of_month);
    if (read_span(inner, item)) add_span(inner, hours, std::move(item));
  });
}

void read_breaks(Table& root, Draft& draft) {
  root.each("break", "[[break]]", [&](Table& table) {
    Break item;
    item.title = table.text("title", title_length);
    for (const auto& [desk, place] : table.texts("desks", 40)) {
      item.desks.emplace_back(desk);
      draft.places.emplace("break desk " + desk, place);
    }
    if (read_span(table, item)) add_span(table, draft.hall.breaks, std::move(item));
  });
}

void read_calendar(Table& root, Draft& draft) {
  Configuration& hall = draft.hall;
  read_hours(root, "[[hours]]", hall.hours, false);
  if (!root.has("hours")) draft.problem({}, "нет часов приёма ([[hours]])");
  read_breaks(root, draft);
  root.each("special_day", "[[special_day]]", [&](Table& table) {
    SpecialDay day;
    day.date = table.date("date").value_or(Date{});
    day.title = table.text("title", title_length);
    day.from = table.clock("from", false);
    day.to = table.clock("to", false);
    if (day.from.has_value() != day.to.has_value())
      table.problem("date", "нужны и «from», и «to», или ни одного");
    if (day.from && day.to && *day.from >= *day.to) table.problem("from", "начало должно быть раньше конца");
    const bool twice = std::any_of(hall.special_days.begin(), hall.special_days.end(),
                                   [&](const SpecialDay& other) { return other.date == day.date; });
    if (twice) table.problem("date", "эта дата уже названа");
    hall.special_days.push_back(std::move(day));
  });
}

void read_limit(Table& table, Regulation& regulation) {
  Limit limit;
  const std::string measure = table.text("measure", 40);
  if (measure != "wait" && measure != "service") table.problem("measure", "нужно одно из wait, service");
  limit.measure = measure == "service" ? Measure::service : Measure::wait;
  limit.procedure = ProcedureId{table.optional_text("procedure", 40)};
  limit.service = ServiceId{table.optional_text("service", 40)};
  const std::string entry = table.optional_text("entry", 40);
  if (entry == "walk_in")
    limit.entry = Entry::walk_in;
  else if (entry == "booked")
    limit.entry = Entry::booked;
  else if (!entry.empty())
    table.problem("entry", "нужно одно из walk_in, booked");
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
  const std::string unit = table.text("unit", 40);
  if (const auto known = parse_name<Unit>(unit))
    term.unit = *known;
  else
    table.problem("unit",
                  "нужно одно из second, minute, hour, day, working_day, month, year, time, metre, place");
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

/// The languages of the terminal beside Russian; a translation names at least one of them.
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

void read_secrets(Table& table, Reminders& reminders) {
  reminders.secret_file = table.optional_text("secret_file", note_length);
  reminders.ca_file = table.optional_text("ca_file", note_length);
  for (const auto& [name, path] :
       {std::pair{"secret_file", &reminders.secret_file}, std::pair{"ca_file", &reminders.ca_file}}) {
    if (!path->empty() && path->front() != '/')
      table.problem(name, "нужен полный путь, например \"/etc/talon/reminders\"");
  }
}

void read_reminders(Table& table, Reminders& reminders) {
  reminders.smtp_url = table.optional_text("smtp_url", note_length);
  reminders.from = table.optional_text("from", note_length);
  reminders.sms_url = table.optional_text("sms_url", note_length);
  reminders.before = std::chrono::hours{table.whole("before_hours", 1, 14 * 24).value_or(24)};
  const auto scheme = reminders.smtp_url.find("://");
  const bool smtp = reminders.smtp_url.starts_with("smtp://") || reminders.smtp_url.starts_with("smtps://");
  if (!reminders.smtp_url.empty() && (!smtp || !url_shaped("http" + reminders.smtp_url.substr(scheme))))
    table.problem("smtp_url", "нужен адрес вида \"smtp://127.0.0.1:25\"; имя и пароль — в secret_file");
  if (!reminders.smtp_url.empty() && !parse_email(reminders.from))
    table.problem("from", "нужен адрес отправителя вида name@example.org");
  if (!reminders.sms_url.empty() && !url_shaped(reminders.sms_url))
    table.problem("sms_url", "нужен адрес вида \"http://127.0.0.1:8081/sms\"; ключ — в secret_file");
  else if (reminders.sms_url.starts_with("http://") && !stays_here(reminders.sms_url))
    table.problem("sms_url", "вне этой машины нужен https://: сообщение — персональные данные");
  read_secrets(table, reminders);
}

void read_room(Table& table, Draft& draft) {
  Room item;
  item.id = RoomId{table.text("id", 20)};
  remember(draft, table, "room", item.id.value);
  item.title = table.text("title", title_length);
  item.way = table.optional_text("way", title_length);
  draft.hall.rooms.push_back(std::move(item));
}

void read_desk(Table& table, Draft& draft) {
  Desk item;
  item.id = DeskId{table.name("id")};
  remember(draft, table, "desk", item.id.value);
  item.room = RoomId{table.text("room", 20)};
  item.title = table.text("title", title_length);
  auto serves = table.texts("serves", 90);
  if (serves.empty()) table.problem("serves", "нужна хотя бы одна очередь, например \"child_benefit/*\"");
  draft.hall.desks.push_back(std::move(item));
  draft.serves.push_back(std::move(serves));
}

void read_device(Table& table, DeviceRole role, Draft& draft) {
  Device item;
  item.role = role;
  item.id = DeviceId{table.name("id")};
  remember(draft, table, "device", item.id.value);
  item.title = table.text("title", title_length);
  const bool kiosk = role == DeviceRole::kiosk;
  if (kiosk) {
    item.letter = table.letter("letter").value_or("");
    if (!table.has("letter")) table.problem("letter", "нужна своя буква киоска для работы без сервера");
  } else {
    for (const auto& [room, place] : table.texts("rooms", 20)) item.rooms.emplace_back(room);
    read_display(table, item);
  }
  item.diagonal_inch = table.number("diagonal_inch", kiosk ? 27 : 43, 5, 200);
  item.distance_m = table.number("distance_m", kiosk ? 0.6 : 6, 0.2, 60);
  draft.hall.devices.push_back(std::move(item));
}

void read_slip(Table& table, Draft& draft) {
  SlipLayout& slip = draft.hall.slip;
  if (table.has("parts")) slip.parts.clear();
  for (auto& [part, place] : table.texts("parts", 20)) slip.parts.push_back(std::move(part));
  constexpr double longest_mm = 100;  // check() knows the rules' own limits and names them
  slip.number_mm = table.number("number_mm", slip.number_mm, 0, longest_mm);
  slip.text_mm = table.number("text_mm", slip.text_mm, 0, longest_mm);
  slip.qr_mm = table.number("qr_mm", slip.qr_mm, 0, longest_mm);
  slip.note = table.optional_text("note", note_length);
  slip.large_print = table.flag("large_print", slip.large_print);
  slip.high_contrast = table.flag("high_contrast", slip.high_contrast);
  slip.official_names = table.flag("official_names", slip.official_names);
  for (const SlipLayoutProblem& problem : check(slip)) table.problem(problem.key, problem.reason);
}

/// One of the names of an enumeration; a problem that lists them when it is none.
template <Named Enum>
Enum read_named(Table& table, std::string_view key, const std::string& text, Enum otherwise) {
  if (text.empty()) return otherwise;
  if (const auto value = parse_name<Enum>(text)) return *value;
  std::string names;
  for (const auto& [value, name] : Names<Enum>::all) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  table.problem(key, "нужно одно из " + names);
  return otherwise;
}

void read_led_board(Table& table, LedBus& bus, Draft& draft) {
  LedBoard item;
  if (!table.has("address")) table.problem("address", "нужен адрес табло на шине");
  const bool candle = bus.protocol == BusProtocol::candle;
  item.address = table.integer("address", 0, candle ? 32 : 1, candle ? 127 : 246);
  item.role = read_named(table, "role", table.text("role", 40), LedRole::hall_line);
  item.desk = DeskId{table.optional_text("desk", 40)};
  for (const auto& [room, place] : table.texts("rooms", 20)) item.rooms.emplace_back(room);
  const bool fresh = draft.places.emplace(led_component(bus, item.address), table.place()).second;
  if (!fresh && item.address != 0)
    table.problem("address", "адрес " + std::to_string(item.address) + " на этой шине уже занят");
  bus.boards.push_back(std::move(item));
}

void read_bus(Table& table, Draft& draft) {
  LedBus item;
  item.id = table.name("id");
  remember(draft, table, "bus", item.id);
  item.display = DeviceId{table.name("display")};
  item.protocol = read_named(table, "protocol", table.optional_text("protocol", 40), BusProtocol::modbus);
  const bool candle = item.protocol == BusProtocol::candle;
  item.baud = table.integer("baud", candle ? 57600 : 115200, 1200, 1'000'000);
  const bool good = candle ? item.baud == 19200 || item.baud == 57600 : item.baud == 115200;
  if (!good) table.problem("baud", candle ? "нужно 19200 или 57600" : "у шины modbus нужно 115200");
  item.brightness.day = table.integer("brightness", item.brightness.day, 1, 100);
  item.brightness.night = table.integer("night_brightness", item.brightness.night, 1, 100);
  item.brightness.night_from = table.clock("night_from", false).value_or(item.brightness.night_from);
  item.brightness.night_to = table.clock("night_to", false).value_or(item.brightness.night_to);
  table.each("board", "[[bus.board]]", [&](Table& inner) { read_led_board(inner, item, draft); });
  draft.hall.buses.push_back(std::move(item));
}

void read_file(const toml::table& file, Draft& draft) {
  Table root(file, "файл", draft);
  root.one("hall", "[hall]", [&](Table& table) { read_hall(table, draft); });
  read_calendar(root, draft);
  if (root.has("order"))
    root.one("order", "[order]", [&](Table& table) { read_order(table, draft.hall.order); });
  root.each("priority", "[[priority]]", [&](Table& table) { read_priority(table, draft); });
  root.each("regulation", "[[regulation]]", [&](Table& table) { read_regulation(table, draft); });
  root.each("procedure", "[[procedure]]", [&](Table& table) { read_procedure(table, draft); });
  root.each("group", "[[group]]", [&](Table& table) { read_group(table, draft); });
  root.each("service", "[[service]]", [&](Table& table) { read_service(table, draft); });
  root.each("translation", "[[translation]]", [&](Table& table) { read_translation(table, draft); });
  root.each("registry", "[[registry]]", [&](Table& table) { read_registry(table, draft); });
  root.each("outcome", "[[outcome]]", [&](Table& table) { read_outcome(table, draft); });
  if (root.has("reminders")) {
    root.one("reminders", "[reminders]", [&](Table& table) { read_reminders(table, draft.hall.reminders); });
  }
  root.each("room", "[[room]]", [&](Table& table) { read_room(table, draft); });
  root.each("desk", "[[desk]]", [&](Table& table) { read_desk(table, draft); });
  root.each("kiosk", "[[kiosk]]", [&](Table& table) { read_device(table, DeviceRole::kiosk, draft); });
  read_boards(root, draft);
  root.each("display", "[[display]]", [&](Table& table) { read_device(table, DeviceRole::display, draft); });
  if (root.has("slip")) root.one("slip", "[slip]", [&](Table& table) { read_slip(table, draft); });
  root.each("bus", "[[bus]]", [&](Table& table) { read_bus(table, draft); });
}

}  // namespace

std::string Reading::text() const {
  std::string all;
  for (const Problem& problem : problems) {
    all += file_name;
    if (problem.line > 0) all += ":" + std::to_string(problem.line);
    all += ": " + problem.reason + "\n";
  }
  return all;
}

Reading read_configuration(std::string_view text, std::string_view file_name) {
  Reading reading;
  reading.file_name = file_name;
  Draft draft;
  if (text.size() > largest_file) {
    reading.problems.push_back({0, 0, "файл больше 1 МБ"});
    return reading;
  }
  try {
    read_file(toml::parse(text), draft);
  } catch (const toml::parse_error& error) {
    // The library has no other way to say it: here the exception becomes an outcome.
    const auto& place = error.source().begin;
    reading.problems.push_back({static_cast<int>(place.line), static_cast<int>(place.column),
                                "это не TOML: " + std::string(error.description())});
    return reading;
  }
  resolve_and_check(draft);
  std::stable_sort(draft.problems.begin(), draft.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  reading.problems = std::move(draft.problems);
  if (reading.problems.empty())
    reading.configuration = std::make_shared<const Configuration>(std::move(draft.hall));
  return reading;
}

}  // namespace talon::configuration
