// SPDX-License-Identifier: MIT
#include "tests/kiosk/pictures.h"

#include <tuple>

#include "kiosk/screens/layout.h"
#include "server/model/result.h"

namespace talon::screens::pictures {

namespace {

Timestamp moment(const char* text) {
  const auto parsed = parse_timestamp(text);
  TALON_EXPECT(parsed.has_value());
  return *parsed;
}

RoomPicture room(const std::string& number, const std::string& way) {
  return {RoomId{number}, "кабинет " + number, way};
}

OfferPicture offer(const char* id, const char* title, const char* official, const char* note,
                   std::vector<std::string> brief, int waiting, int minutes) {
  OfferPicture result;
  result.procedure = ProcedureId{id};
  result.title = title;
  result.official = official;
  result.note = note;
  result.brief = std::move(brief);
  result.rooms = {room("5", "1 этаж, направо")};
  result.waiting = waiting;
  if (minutes >= 0) result.expected_wait_s = Seconds{minutes * 60};
  result.open = true;
  return result;
}

std::vector<OfferPicture> three_procedures(int waiting) {
  return {offer("consultation", "Получить консультацию", "Личная консультация с ответственным сотрудником",
                "Ответим на вопросы о пособии и документах", {"Паспорт"}, waiting, 20),
          offer("submission", "Подать документы", "Подача пакета документов", "Примем заявление и документы",
                {"Паспорт или другой документ, удостоверяющий личность", "Свидетельство о рождении ребёнка",
                 "Справка о составе семьи", "Справки о доходах семьи за три месяца",
                 "Реквизиты счёта для перечисления пособия"},
                waiting / 2, 35),
          offer("result", "Забрать готовый документ", "Получение документа, являющегося результатом услуги",
                "Если решение уже принято", {"Паспорт", "Расписка о приёме документов"}, 0, 0)};
}

ServicePicture service(const char* id, const char* group, const char* title, const char* official,
                       int waiting) {
  ServicePicture result;
  result.service = ServiceId{id};
  result.group = group;
  result.title = title;
  result.official = official;
  result.procedures = three_procedures(waiting);
  return result;
}

}  // namespace

MenuPicture town() {
  MenuPicture menu;
  menu.time.now = moment("2026-03-02T09:14:07.120+05:00");
  menu.office = {"town", "Управление социальной защиты населения города Снежинска", "Соцзащита Снежинска",
                 "улица Ленина, 1", "8 (351) 000-00-00"};
  menu.open = true;
  menu.hours = {"Понедельник — четверг: 8:30–17:30", "Пятница: 8:30–16:30", "Перерыв: 12:00–13:00"};
  menu.groups = {{"child", "Пособия на детей", "Ежемесячное пособие, выплаты при рождении"},
                 {"house", "Оплата жилья", "Субсидии и компенсации"},
                 {"other", "Другие вопросы", "Льготы, справки, ветеранам и инвалидам"}};
  menu.services = {service("child_benefit", "child", "Ежемесячное пособие на ребёнка",
                           "Назначение и выплата ежемесячного пособия на ребёнка", 4),
                   service("birth", "child", "Пособие при рождении ребёнка",
                           "Единовременное пособие при рождении ребёнка", 2),
                   service("subsidy", "house", "Субсидия на оплату жилья",
                           "Предоставление субсидий на оплату жилого помещения", 0)};
  ServicePicture help = service("other_help", "other", "Справка о мерах поддержки", "Выдача справок", 1);
  help.procedures.resize(1);
  menu.services.push_back(help);
  menu.services[0].procedures[1].booking = true;
  menu.services[0].words = {"детские", "пособие по бедности"};
  menu.receptions = {{moment("2026-03-02T08:30:00.000+05:00"), moment("2026-03-02T17:30:00.000+05:00")},
                     {moment("2026-03-03T08:30:00.000+05:00"), moment("2026-03-03T17:30:00.000+05:00")}};
  menu.regulation = "Административный регламент, город Снежинск";
  menu.limits = {{ClauseId{"7.2"}, Measure::wait, "walk_in", "Подать документы", Seconds{1'800}},
                 {ClauseId{"7.3"}, Measure::wait, "booked", "Подать документы", Seconds{900}},
                 {ClauseId{"7.4"}, Measure::service, "", "Подать документы", Seconds{1'200}},
                 {ClauseId{}, Measure::wait, "", "Забрать готовый документ", {}}};
  for (const auto& [text, en, tt] :
       {std::tuple{"Пособия на детей", "Child benefits", "Балаларга пособиеләр"},
        {"Оплата жилья", "Housing", "Торак"},
        {"Другие вопросы", "Other matters", "Башка мәсьәләләр"},
        {"Ежемесячное пособие на ребёнка", "Monthly child benefit", "Балага ай саен пособие"},
        {"Подать документы", "Submit documents", "Документлар тапшыру"}}) {
    menu.translations.push_back({"en", text, en});
    menu.translations.push_back({"tt", text, tt});
  }
  return menu;
}

MenuPicture crowded() {
  MenuPicture menu = town();
  menu.time.virtual_clock = true;
  menu.time.rate = 60;
  menu.office.short_name = "Управление социальной защиты населения района";
  menu.groups.clear();
  menu.services.clear();
  for (int i = 1; i <= 9; ++i) {
    const std::string id = "group" + std::to_string(i);
    menu.groups.push_back({id, "Пособия и выплаты семьям с детьми, раздел " + std::to_string(i),
                           "Ежемесячные и единовременные выплаты многодетным семьям"});
    for (int k = 1; k <= 10; ++k) {
      ServicePicture each =
          service("service", id.c_str(), "Компенсация расходов на оплату жилья ветеранам труда",
                  "Назначение и выплата компенсации расходов на оплату жилого помещения", 12);
      each.service = ServiceId{id + "_" + std::to_string(k)};
      each.procedures[1].open = false;
      each.procedures[1].why_closed = "Сегодня приём документов закончен. Приходите завтра с 8:30.";
      for (int line = 0; line < 12; ++line) {
        each.procedures[0].brief.push_back("Документы, подтверждающие право собственности на жильё");
      }
      menu.services.push_back(std::move(each));
    }
  }
  return menu;
}

TicketReply ticket(const std::string& number) {
  TicketReply reply;
  reply.id = TicketId{"0b5c8a1e-0000-4000-8000-000000000047"};
  reply.number = *parse_ticket_number(number);
  reply.issued_at = moment("2026-03-02T09:14:07.120+05:00");
  reply.service = ServiceId{"child_benefit"};
  reply.procedure = ProcedureId{"submission"};
  reply.ahead = 4;
  reply.expected_wait_s = Seconds{20 * 60};
  reply.not_later_s = Seconds{33 * 60};
  reply.rooms = {room("5", "1 этаж, направо")};
  reply.slip.office = "Соцзащита Снежинска";
  reply.slip.number = reply.number;
  reply.slip.issued_at = reply.issued_at;
  reply.slip.service = "Ежемесячное пособие на ребёнка";
  reply.slip.procedure = "Подать документы";
  reply.slip.rooms = reply.rooms;
  reply.slip.ahead = reply.ahead;
  reply.slip.expected_wait_s = reply.expected_wait_s;
  reply.slip.where = "Смотрите на табло: вас пригласят в кабинет 5.";
  reply.slip.url = "https://queue.example.ru/t/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return reply;
}

namespace {

Screen base(const MenuPicture& menu, const Glass& glass, const Mode& mode) {
  Screen screen;
  screen.glass = glass;
  screen.large = mode.large;
  screen.contrast = mode.contrast;
  screen.low = mode.low;
  if (mode.keypad) screen.focus = Action{Act::group, 0};
  screen.can_speak = true;
  screen.movements = false;
  screen.language = mode.language;
  screen.menu = menu;
  screen.link = Link::up;
  return screen;
}

Given given(SlipOutcome outcome, const std::string& reason = {}, const std::string& number = "А047") {
  Given result;
  result.ticket = ticket(number);
  result.slip = outcome;
  result.reason = reason;
  return result;
}

void choosing(std::vector<Named>& all, const Screen& start) {
  const MenuPicture& menu = *start.menu;
  all.push_back({"start", start});
  Screen services = start;
  services.page = Page::services;
  services.group = menu.groups.front().id;
  all.push_back({"services", services});
  Screen procedures = services;
  procedures.page = Page::procedures;
  procedures.service = menu.services.front().service;
  all.push_back({"procedures", procedures});
  Screen pressed = procedures;
  pressed.press = Press{{Act::take, 0}, {}, Millis{0}};
  all.push_back({"procedures_pressed", pressed});
  const auto& offers = menu.services.front().procedures;
  for (const OfferPicture& each : offers) {
    Screen details = procedures;
    details.page = Page::details;
    details.procedure = each.procedure;
    all.push_back({"details_" + each.procedure.value, details});
  }
}

/// The further sheets of the pages that have some.
void turn_sheets(std::vector<Named>& all) {
  const std::size_t count = all.size();
  for (std::size_t i = 0; i < count; ++i) {
    const int sheets = layout(all[i].screen, all[i].now).sheets;
    for (int sheet = 1; sheet < sheets; ++sheet) {
      Named next = all[i];
      next.name += "_sheet_" + std::to_string(sheet + 1);
      next.screen.sheet = sheet;
      all.push_back(std::move(next));
    }
  }
}

void numbers(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::issuing;
  page.pending = Pending{RequestId{"r"}, Millis{0}};
  all.push_back({"issuing", page});
  page.pending.reset();
  page.page = Page::ticket;
  page.given = given(SlipOutcome::pending);
  all.push_back({"ticket_printing", page});
  page.given = given(SlipOutcome::printed);
  all.push_back({"ticket_printed", page});
  page.given = given(SlipOutcome::printed, {}, "А1047");
  all.push_back({"ticket_long_number", page});
  page.given = given(SlipOutcome::unknown, "other");
  all.push_back({"ticket_unknown", page});
  for (const char* reason : {"media-empty", "cover-open", "offline", "media-jam", "other"}) {
    page.printer = {Health::failed, reason};
    page.given = given(SlipOutcome::failed, reason);
    page.given->on_screen = true;
    all.push_back({std::string("ticket_on_screen_") + reason, page});
  }
  page.printer = {};
  page.given = given(SlipOutcome::failed, "media-empty");
  all.push_back({"ticket_failed_can_repeat", page});
  Screen offer = start;
  offer.page = Page::offer;
  offer.offers.push_back(ticket());
  all.push_back({"offer", offer});
}

void troubles(std::vector<Named>& all, const Screen& start) {
  for (const char* reason : {"media-empty", "cover-open", "offline"}) {
    Screen page = all[2].screen;
    page.printer = {Health::failed, reason};
    all.push_back({std::string("procedures_printer_") + reason, page});
    page.page = Page::details;
    page.procedure = start.menu->services.front().procedures.front().procedure;
    all.push_back({std::string("details_printer_") + reason, page});
    page = start;
    page.printer = {Health::failed, reason};
    all.push_back({std::string("start_printer_") + reason, page});
  }
  Screen refused = start;
  refused.page = Page::refused;
  refused.refusal = Refusal{RefusalCode::procedure_closed, "Приём по этому вопросу на сегодня закончен."};
  all.push_back({"refused", refused});
  refused.lost = true;
  all.push_back({"refused_lost", refused});
  for (const auto& [state, name] : {std::pair{HelpState::calling, "help_calling"},
                                    {HelpState::called, "help_called"},
                                    {HelpState::failed, "help_failed"}}) {
    Screen help = start;
    help.page = Page::help;
    help.help = state;
    all.push_back({name, help});
  }
  Screen idle = all[1].screen;
  all.push_back({"warning", idle, (access_mode(idle) ? 2 : 1) * idle_limit + Millis{1'000}});
  refused = start;
  refused.page = Page::refused;
  refused.flood = true;
  all.push_back({"refused_flood", refused});
}

/// Without the server: the start, a choice, the number.
void alone(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.own_numbers = true;
  page.link = Link::lost;
  page.link_at = -link_grace;
  all.push_back({"alone_start", page});
  page.page = Page::procedures;
  page.group = page.menu->services.front().group;
  page.service = page.menu->services.front().service;
  all.push_back({"alone_procedures", page});
  page.page = Page::details;
  page.procedure = page.menu->services.front().procedures.front().procedure;
  all.push_back({"alone_details", page});
  page.page = Page::ticket;
  page.given = given(SlipOutcome::printed, {}, "У003");
  page.given->ticket.slip.offline = true;
  page.given->ticket.expected_wait_s.reset();
  all.push_back({"alone_ticket", page});
}

void reading(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  for (const auto& [which, name] : {std::pair{Page::settings, "settings"},
                                    {Page::info, "info"},
                                    {Page::hours, "hours"},
                                    {Page::limits, "limits"},
                                    {Page::rooms, "rooms"}}) {
    page.page = which;
    for (page.sheet = 0; page.sheet < layout(page, Millis{0}).sheets; ++page.sheet) {
      all.push_back({std::string(name) + (page.sheet > 0 ? "_" + std::to_string(page.sheet + 1) : ""), page});
    }
    page.sheet = 0;
  }
}

void typing(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::search;
  all.push_back({"search", page});
  page.typed = start.language == "en" ? "CHILD" : "ПОСО";
  all.push_back({"search_found", page});
  page.typed = "ФФ";
  all.push_back({"search_nothing", page});
  page.page = Page::entry;
  page.typed.clear();
  all.push_back({"entry", page});
  page.typed = "А047";
  all.push_back({"entry_typed", page});
  page.page = Page::own_ticket;
  page.inquiry = Inquiry{.number = "А047"};
  all.push_back({"own_ticket_asking", page});
  page.inquiry->asking = false;
  page.inquiry->refusal = Refusal{RefusalCode::unknown_ticket, "А047"};
  all.push_back({"own_ticket_unknown", page});
  TicketStatus status;
  status.ahead = 3;
  status.expected_wait_s = Seconds{20 * 60};
  status.room_title = "кабинет 5";
  status.desk_title = "окно 3";
  for (const auto& [state, name] : {std::pair{TicketState::waiting, "waiting"},
                                    {TicketState::called, "called"},
                                    {TicketState::serving, "serving"},
                                    {TicketState::held, "held"},
                                    {TicketState::no_show, "no_show"},
                                    {TicketState::served, "served"},
                                    {TicketState::cancelled, "cancelled"}}) {
    status.state = state;
    page.inquiry->status = status;
    page.inquiry->rated = state == TicketState::served ? 3 : 0;
    page.inquiry->failed = state == TicketState::no_show;
    all.push_back({std::string("own_ticket_") + name, page});
  }
}

AppointmentPicture appointment(const MenuPicture& menu) {
  AppointmentPicture result;
  result.appointment = AppointmentId{"7a1c2d3e-4f50-4617-8a90-b1c2d3e4f506"};
  result.service = menu.services.front().service;
  result.procedure = menu.services.front().procedures[1].procedure;
  result.title = "Ежемесячное пособие на ребёнка, подать документы";
  result.slot_at = moment("2026-03-02T09:30:00.000+05:00");
  result.rooms = {room("5", "1 этаж, направо")};
  return result;
}

/// The code of an appointment and everything the server may say of it.
void booked(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::code_entry;
  all.push_back({"code_entry", page});
  page.typed = "48151623";
  all.push_back({"code_entry_typing", page});
  page.typed = "4815162342";
  all.push_back({"code_entry_typed", page});
  page.codes_closed_until = Millis{60'000};
  all.push_back({"code_entry_closed", page});
  page.codes_closed_until = Millis{-1};
  page.page = Page::booking;
  page.claim = Claim{.code = page.typed};
  all.push_back({"booking_asking", page});
  page.claim->asking = false;
  all.push_back({"booking_no_answer", page});
  for (const auto& [code, name] : {std::pair{RefusalCode::unknown_appointment, "booking_unknown"},
                                   {RefusalCode::too_many_attempts, "booking_too_many"}}) {
    page.claim->refusal = Refusal{code, ""};
    all.push_back({name, page});
  }
  page.claim->refusal.reset();
  page.claim->appointment = appointment(*start.menu);
  all.push_back({"booking_today", page});
  page.claim->appointment->slot_at = moment("2026-03-02T15:00:00.000+05:00");
  all.push_back({"booking_early", page});
  page.claim->appointment->slot_at = moment("2026-03-03T10:00:00.000+05:00");
  all.push_back({"booking_other_day", page});
  page.claim->appointment->slot_at = moment("2026-03-02T08:45:00.000+05:00");
  page.claim->appointment->late = true;
  all.push_back({"booking_late", page});
  page.claim->appointment->late = false;
  for (const auto& [state, name] : {std::pair{AppointmentState::arrived, "booking_arrived"},
                                    {AppointmentState::missed, "booking_missed"},
                                    {AppointmentState::cancelled, "booking_cancelled"}}) {
    page.claim->appointment->state = state;
    page.claim->appointment->number = state == AppointmentState::arrived ? "В012" : "";
    all.push_back({name, page});
  }
  page = start;
  page.page = Page::ticket;
  page.given = given(SlipOutcome::printed);
  page.given->ticket.slip.booked_at = moment("2026-03-02T09:30:00.000+05:00");
  all.push_back({"ticket_booked", page});
}

/// Free times of `days` days, `each` a day; the first tomorrow at nine.
SlotsPicture free_times(const MenuPicture& menu, int days, int each) {
  SlotsPicture slots;
  slots.time = menu.time;
  slots.service = menu.services.front().service;
  slots.procedure = menu.services.front().procedures[1].procedure;
  slots.title = "Ежемесячное пособие на ребёнка, подать документы";
  slots.rooms = {room("5", "1 этаж, направо")};
  const Timestamp first = moment("2026-03-03T09:00:00.000+05:00");
  for (int day = 0; day < days; ++day) {
    for (int i = 0; i < each; ++i) {
      slots.slots.push_back({first.plus(std::chrono::hours{24 * day} + std::chrono::minutes{30 * i}), 1});
    }
  }
  return slots;
}

/// A time for later, from the day to the paper with its code.
void planned(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.service = start.menu->services.front().service;
  page.procedure = start.menu->services.front().procedures[1].procedure;
  page.page = Page::days;
  page.plan = Plan{.service = page.service, .procedure = page.procedure};
  all.push_back({"days_asking", page});
  page.plan->asking = false;
  all.push_back({"days_no_answer", page});
  page.plan->slots = free_times(*start.menu, 0, 0);
  all.push_back({"days_none", page});
  page.plan->slots = free_times(*start.menu, 14, 14);
  all.push_back({"days", page});
  page.plan->day = date_of(page.plan->slots->slots.front().slot_at);
  page.page = Page::times;
  all.push_back({"times", page});
  page.plan->slot_at = page.plan->slots->slots[3].slot_at;
  page.page = Page::confirm;
  all.push_back({"confirm", page});
  page.page = Page::reserving;
  page.plan->request = RequestId{"r"};
  all.push_back({"reserving", page});
  page.plan->request = {};
  for (const auto& [code, name] : {std::pair{RefusalCode::slot_taken, "reserving_taken"},
                                   {RefusalCode::no_booking, "reserving_refused"},
                                   {RefusalCode::storage_unavailable, "reserving_lost"}}) {
    page.plan->refusal = Refusal{code, ""};
    all.push_back({name, page});
  }
  page.plan->refusal.reset();
  page.page = Page::reserved;
  page.plan->booked = appointment(*start.menu);
  page.plan->booked->slot_at = *page.plan->slot_at;
  page.plan->booked->code = "4815162342";
  page.leaf = Leaf{.job = "leaf/1"};
  for (const auto& [outcome, name] : {std::pair{SlipOutcome::pending, "reserved_printing"},
                                      {SlipOutcome::printed, "reserved_printed"},
                                      {SlipOutcome::failed, "reserved_failed"}}) {
    page.leaf->outcome = outcome;
    page.leaf->reason = outcome == SlipOutcome::failed ? "media-empty" : "";
    all.push_back({name, page});
  }
  page.page = Page::cancel;
  page.claim = Claim{.code = "4815162342", .asking = false, .appointment = appointment(*start.menu)};
  all.push_back({"cancel", page});
  page.page = Page::booking;
  page.claim->not_cancelled = true;
  all.push_back({"booking_not_cancelled", page});
}

void memos(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.page = Page::memo;
  page.leaf = Leaf{.job = "leaf/1"};
  for (const auto& [outcome, name] : {std::pair{SlipOutcome::pending, "memo_printing"},
                                      {SlipOutcome::printed, "memo_printed"},
                                      {SlipOutcome::failed, "memo_failed"}}) {
    page.leaf->outcome = outcome;
    page.leaf->reason = outcome == SlipOutcome::failed ? "media-empty" : "";
    all.push_back({name, page});
  }
  page.leaf->outcome = SlipOutcome::unknown;
  page.leaf->reason = "other";
  all.push_back({"memo_unknown", page});
}

void closed(std::vector<Named>& all, const Screen& start) {
  Screen page = start;
  page.link = Link::lost;
  page.link_at = -link_grace;
  all.push_back({"no_server", page});
  page.menu.reset();
  page.link = Link::connecting;
  all.push_back({"starting", page});
  page = start;
  page.menu->open = false;
  page.menu->closed_text = "Приём начнётся завтра, во вторник, 3 марта, в 8:30.";
  all.push_back({"closed", page});
  page = start;
  page.emergency = "Внимание! Покиньте помещение через ближайший выход. Лифтом не пользуйтесь.";
  all.push_back({"emergency", page});
}

}  // namespace

std::string Mode::name() const {
  std::string all;
  if (large) all += "large_";
  if (contrast) all += "contrast_";
  if (low) all += "low_";
  if (keypad) all += "keypad_";
  if (language != "ru") all += language + "_";
  return all;
}

std::vector<Named> walk(const MenuPicture& menu, const Glass& glass, const Mode& mode) {
  const Screen start = base(menu, glass, mode);
  std::vector<Named> all;
  choosing(all, start);
  numbers(all, start);
  troubles(all, start);
  alone(all, start);
  reading(all, start);
  typing(all, start);
  booked(all, start);
  planned(all, start);
  memos(all, start);
  closed(all, start);
  turn_sheets(all);
  return all;
}

std::vector<Mode> modes(const Glass& glass) {
  std::vector<Mode> all;
  for (const char* language : {"ru", "en", "tt", "qps"}) {
    for (const bool large : {false, true}) {
      all.push_back({.large = large, .language = language});
      all.push_back({.large = large, .contrast = true, .language = language, .keypad = true});
      if (!glass.landscape()) all.push_back({.large = large, .low = true, .language = language});
    }
  }
  return all;
}

}  // namespace talon::screens::pictures
