// SPDX-License-Identifier: MIT
// The appointment of a typed code: what it is for, when, and what can be done with it now; and paper without
// a number.
#include <algorithm>

#include "kiosk/screens/pages.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

using canvas::Rect;

namespace {

constexpr std::chrono::minutes early{30};  ///< who comes sooner is told that he is called at his time

/// Service and procedure in the visitor's language; a line that the menu no longer has keeps the server's
/// words.
std::string errand(const Composer& page, const AppointmentPicture& appointment) {
  for (const ServicePicture& service : page.screen.menu->services) {
    if (service.service != appointment.service) continue;
    for (const OfferPicture& offer : service.procedures) {
      if (offer.procedure == appointment.procedure)
        return page.hall(service.title) + ": " + page.hall(offer.title);
    }
  }
  return appointment.title;
}

bool in_menu(const Composer& page, const ServiceId& service) {
  const auto& all = page.screen.menu->services;
  return std::any_of(all.begin(), all.end(),
                     [&](const ServicePicture& each) { return each.service == service; });
}

}  // namespace

std::string when(const Composer& page, const Timestamp& time) {
  return bound(text::weekday_date_text(page.catalogue, date_of(time)) + ", " + text::clock_text(time));
}

Rect main_card(Composer& page, const Rect& area, const Action& action, const std::string& title) {
  Card card;
  card.action = action;
  card.look = Look::main;
  card.title = title;
  const double height = page.card_height(card, area.width);
  page.card(card, {area.x, area.bottom() - height, area.width, height});
  return {area.x, area.y, area.width, area.height - height - page.z.gap};
}

void appointment_facts(Composer& page, const Rect& area, const AppointmentPicture& appointment,
                       const std::string& after) {
  std::vector<std::pair<std::string, double>> all{{when(page, appointment.slot_at), page.z.title},
                                                  {errand(page, appointment), page.z.choice}};
  std::vector<RoomPicture> rooms = appointment.rooms;
  for (RoomPicture& room : rooms) room.title = page.hall(room.title);
  const std::string where = rooms_text(page.catalogue, rooms);
  if (!where.empty()) all.emplace_back(where, page.z.choice);
  if (!after.empty()) all.emplace_back(after, page.z.note);
  paragraphs(page, area, all);
}

namespace {

/// A ticket of the common queue can be had instead.
bool takes_instead(const Composer& page, const AppointmentPicture& appointment) {
  return in_menu(page, appointment.service) && receives(page.screen, page.now);
}

/// The time has passed or was given up: the common queue is offered.
void over(Composer& page, Rect area, const AppointmentPicture& appointment) {
  if (takes_instead(page, appointment)) {
    area = main_card(page, area, {Act::instead, 0}, page.say("Взять талон в общую очередь"));
  }
  paragraphs(page, area,
             {{when(page, appointment.slot_at), page.z.choice}, {errand(page, appointment), page.z.note}});
}

/// Who cannot come gives the place back; returns what is left of `area` above.
Rect cancel_way(Composer& page, Rect area) {
  area = page.bottom_row({{{Act::cancel_booking, 0}, page.say("Отменить запись"), Icon::none}}, area);
  if (!page.screen.claim->not_cancelled) return area;
  return page.strip(area, page.say("Отменить не получилось. Позовите сотрудника."), false);
}

void expected(Composer& page, Rect area, const AppointmentPicture& appointment) {
  const auto now = hall_now(page.screen, page.now);
  if (now && date_of(*now) != date_of(appointment.slot_at)) {
    page.title(page.say("Вы записаны на другой день"));
    area = cancel_way(page, page.body());
    return appointment_facts(page, area, appointment,
                             page.say("Приходите к этому времени: талон возьмёте здесь по тому же коду."));
  }
  page.title(page.say("Вы записаны"));
  area = cancel_way(page, page.body());
  if (appointment.late) {
    area = page.strip(area, page.say("Время записи прошло. Талон дадим в общую очередь."), false);
  }
  area = main_card(page, area, {Act::take_booked, 0}, take_label(page));
  const bool soon = !now || appointment.slot_at <= now->plus(early);
  const std::string time = text::clock_text(appointment.slot_at);
  appointment_facts(page, area, appointment,
                    soon ? "" : page.say("Вы пришли заранее: пригласят около {time}.", {{"time", time}}));
}

void arrived(Composer& page, const AppointmentPicture& appointment) {
  page.title(page.say("Вы уже отметились"));
  Rect area = page.body();
  if (!appointment.number.empty()) {
    area = page.good_strip(area, page.say("Ваш талон: {number}", {{"number", appointment.number}}),
                           page.z.choice);
    area = main_card(page, area, {Act::own_number, 0}, page.say("Показать место в очереди"));
  }
  appointment_facts(page, area, appointment, page.say("Если талон потерян, позовите сотрудника."));
}

void found(Composer& page, const AppointmentPicture& appointment) {
  const std::string instead =
      takes_instead(page, appointment) ? page.say("Можно взять талон в общую очередь.") : std::string();
  switch (appointment.state) {
    case AppointmentState::expected:
      return expected(page, page.body(), appointment);
    case AppointmentState::arrived:
      return arrived(page, appointment);
    case AppointmentState::missed: {
      page.title(page.say("Время записи прошло"));
      const std::string words = page.say("По этой записи уже не принимают.") + (instead.empty() ? "" : " ");
      return over(page, page.strip(page.body(), words + instead, false, page.z.choice), appointment);
    }
    case AppointmentState::cancelled: {
      page.title(page.say("Запись отменена"));
      Rect area = page.body();
      if (!instead.empty()) area = page.good_strip(area, instead, page.z.choice);
      return over(page, area, appointment);
    }
  }
}

void not_found(Composer& page, const Claim& claim) {
  const RefusalCode why = claim.refusal ? claim.refusal->code : RefusalCode::storage_unavailable;
  const std::string code = grouped_code(claim.code);
  if (why == RefusalCode::unknown_appointment) {
    page.title(page.say("Запись не найдена"));
    const Rect area = page.strip(page.body(), page.say("Записи с кодом {code} нет.", {{"code", code}}), false,
                                 page.z.choice);
    return paragraphs(page, area,
                      {{page.say("Нажмите «Назад» и проверьте цифры. Если код потерян, позовите сотрудника."),
                        page.z.note}});
  }
  page.title(page.say("Узнать не получилось"));
  if (why == RefusalCode::too_many_attempts) {
    page.strip(page.body(), page.say("Слишком много попыток. Подождите минуту или позовите сотрудника."),
               false, page.z.choice);
    return;
  }
  page.strip(page.body(), page.say("Связи с очередью нет. Подойдите к сотруднику и назовите код."), false,
             page.z.choice);
}

/// Its title and why, for a list that nobody saw come out.
Rect leaf_trouble(Composer& page, const Leaf& leaf) {
  if (leaf.outcome != SlipOutcome::failed) {
    page.title(page.say("Список мог не выйти"));
    return page.strip(page.body(), page.say("Проверьте, есть ли он в лотке."), false, page.z.choice);
  }
  page.title(page.say("Список не напечатан"));
  std::string why = printer_trouble(page.catalogue, leaf.reason);
  if (leaf.will_repeat) why += " " + page.say("Список выйдет сам, когда принтер исправят.");
  return page.strip(page.body(), why, true, page.z.choice);
}

}  // namespace

void cancel_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Отменить запись?"));
  const Rect area = main_card(page, page.body(), {Act::cancel_surely, 0}, page.say("Да, отменить"));
  appointment_facts(page, area, *page.screen.claim->appointment, {});
}

void booking_page(Composer& page) {
  page.back_and_home();
  const Claim& claim = *page.screen.claim;
  if (claim.asking || claim.cancelling) {
    page.title(page.say("Ищем запись"), page.say("Подождите немного."));
    return;
  }
  if (claim.appointment) return found(page, *claim.appointment);
  not_found(page, claim);
}

void memo_page(Composer& page) {
  page.back_and_home();
  const Leaf& leaf = *page.screen.leaf;
  if (leaf.outcome == SlipOutcome::pending) {
    page.title(page.say("Печатаем список"), page.say("Подождите немного."));
    return;
  }
  // Sent without trouble to a printer that cannot confirm: it most likely lies in the tray.
  const bool out =
      leaf.outcome == SlipOutcome::printed || (leaf.outcome == SlipOutcome::unknown && leaf.reason.empty());
  if (out) {
    page.title(page.say("Возьмите список"));
    return paragraphs(page, page.body(),
                      {{page.say("Это не талон: места в очереди он не занимает."), page.z.choice}});
  }
  Rect area = leaf_trouble(page, leaf);
  if (can_print_again(page.screen, leaf.will_repeat)) {
    area = page.bottom_row({{{Act::memo, 0}, page.say("Повторить печать"), Icon::document}}, area);
  }
  paragraphs(page, area, {{page.say("Список можно прочитать на экране: нажмите «Назад»."), page.z.note}});
}

}  // namespace talon::screens
