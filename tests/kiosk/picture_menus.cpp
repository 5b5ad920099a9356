// SPDX-License-Identifier: MIT
// The halls of the pictures, and a ticket of them.
#include <tuple>

#include "display/text/text.h"
#include "server/model/result.h"
#include "tests/kiosk/picture_parts.h"

namespace talon::screens::pictures {

Timestamp moment(const char* text) {
  const auto parsed = parse_timestamp(text);
  TALON_EXPECT(parsed.has_value());
  return *parsed;
}

RoomPicture room(const std::string& number, const std::string& way) {
  return {RoomId{number}, "кабинет " + number, way};
}

Given given(SlipOutcome outcome, const std::string& reason, const std::string& number) {
  Given result;
  result.ticket = ticket(number);
  result.slip = outcome;
  result.reason = reason;
  return result;
}

namespace {

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

/// One floor with the room of all its procedures, another with rooms for other things.
std::vector<FloorPlan> plans() {
  FloorPlan first{"1 этаж", 20, 12, {}, {}};
  first.rooms = {{RoomId{"5"}, "", 12, 0, 8, 4, {14, 4}},
                 {RoomId{}, "архив", 0, 0, 6, 4, {3, 4}},
                 {RoomId{}, "", 6, 0, 6, 4, {9, 4}},
                 {RoomId{}, "зал ожидания", 0, 7, 7, 5, {5, 7}}};
  first.signs = {{PlanMark::here, 9, 9.5, DeviceId{"kiosk1"}},
                 {PlanMark::entrance, 11, 12, DeviceId{}},
                 {PlanMark::wc, 9, 2, DeviceId{}},
                 {PlanMark::lift, 18, 10, DeviceId{}}};
  return {first};
}

/// A floor above it, with stairs and a lift on both.
void add_second_floor(MenuPicture& menu) {
  FloorPlan second{"2 этаж", 20, 12, {}, {}};
  second.rooms = {{RoomId{"21"}, "", 0, 0, 8, 5, {6, 5}}, {RoomId{}, "архив", 12, 0, 8, 5, {14, 5}}};
  second.signs = {{PlanMark::lift, 18, 10, DeviceId{}}, {PlanMark::stairs, 2, 10, DeviceId{}}};
  menu.plans[0].signs.push_back({PlanMark::stairs, 1, 5.5, DeviceId{}});
  menu.plans.push_back(second);
  menu.services[0].procedures[0].rooms.push_back(room("21", "2 этаж, налево"));
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
  menu.plans = plans();
  return menu;
}

MenuPicture crowded() {
  MenuPicture menu = town();
  menu.time.virtual_clock = true;
  menu.time.rate = 60;
  menu.office.short_name = "Управление социальной защиты населения района";
  menu.plans.clear();
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
  menu.plans = plans();
  add_second_floor(menu);
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

std::vector<std::string> words_of(const MenuPicture& menu) {
  std::vector<std::string> all{menu.office.name, menu.office.short_name, menu.office.address,
                               menu.regulation};
  for (const GroupPicture& group : menu.groups) all.insert(all.end(), {group.title, group.note});
  for (const ServicePicture& service : menu.services) {
    all.insert(all.end(), {service.title, service.official, service.note});
    for (const OfferPicture& offer : service.procedures) {
      all.insert(all.end(), {offer.title, offer.official, offer.note});
      all.insert(all.end(), offer.brief.begin(), offer.brief.end());
      for (const RoomPicture& room : offer.rooms) all.insert(all.end(), {room.title, room.way});
    }
  }
  for (const MenuLimitPicture& limit : menu.limits) all.push_back(limit.title);
  all.insert(all.end(), menu.hours.begin(), menu.hours.end());
  for (const FloorPlan& plan : menu.plans) all.push_back(plan.title);
  return all;
}

}  // namespace

MenuPicture with_longer_words(MenuPicture menu) {
  const auto& invented = text::Catalogue::of("qps");
  for (const std::string& each : words_of(menu)) {
    if (!each.empty()) menu.translations.push_back({"qps", each, invented.say(each)});
  }
  return menu;
}

}  // namespace talon::screens::pictures
