// SPDX-License-Identifier: MIT
// A time for later: the day, the time, is that right, and the paper with its code.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/pages.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

using canvas::Rect;

namespace {

Card choice(Act act, std::size_t index, std::string title, std::string note = {}) {
  Card card;
  card.action = Action{act, static_cast<int>(index)};
  card.title = std::move(title);
  card.note = std::move(note);
  return card;
}

/// The chosen time as an appointment that is not made yet.
AppointmentPicture draft(const Plan& plan) {
  AppointmentPicture wish;
  wish.service = plan.service;
  wish.procedure = plan.procedure;
  if (plan.slots) wish.title = plan.slots->title;
  if (plan.slots) wish.rooms = plan.slots->rooms;
  wish.slot_at = *plan.slot_at;
  return wish;
}

/// The procedure's index where a ticket can be taken for it now: the way on of who cannot have a time.
std::optional<int> ticket_instead(const Composer& page) {
  const OfferPicture* offer = chosen_offer(page.screen);
  if (offer == nullptr || !can_take(page.screen, *offer, page.now)) return std::nullopt;
  return static_cast<int>(offer - chosen_service(page.screen)->procedures.data());
}

/// The way to a ticket at the bottom of `area`, where there is one; returns what is left above.
Rect ticket_way(Composer& page, const Rect& area) {
  const auto index = ticket_instead(page);
  return index ? main_card(page, area, {Act::take, *index}, take_label(page)) : area;
}

std::string all_taken(const Composer& page) {
  return ticket_instead(page)
             ? page.say("На ближайшие дни всё занято. Возьмите талон или позовите сотрудника.")
             : page.say("На ближайшие дни всё занято. Позовите сотрудника.");
}

void no_days(Composer& page, const Plan& plan) {
  if (plan.slots) {
    page.title(page.say("Свободного времени нет"));
    page.strip(ticket_way(page, page.body()), all_taken(page), false, page.z.choice);
    return;
  }
  page.title(page.say("Узнать не получилось"));
  page.strip(page.body(), page.say("Связи с очередью нет. Подойдите к сотруднику: он запишет вас."), false,
             page.z.choice);
}

/// Another was quicker: the next free time, or all of them.
void taken(Composer& page, const Plan& plan) {
  page.title(page.say("Это время только что заняли"));
  Rect area = page.bottom_row({{{Act::book, 0}, page.say("Выбрать другое время"), Icon::none}}, page.body());
  const auto free = nearest_free(plan);
  if (!free) {
    if (plan.asking) return paragraphs(page, area, {{page.say("Ищем свободное время"), page.z.choice}});
    return paragraphs(page, ticket_way(page, area), {{all_taken(page), page.z.choice}});
  }
  area = main_card(page, area, {Act::nearest, 0}, when(page, *free));
  paragraphs(page, area,
             {{page.say("Ближайшее свободное: {time}.", {{"time", when(page, *free)}}), page.z.choice}});
}

Rect code_panel(Composer& page, const Rect& area, const std::string& code) {
  const double pad = page.z.pad;
  const std::string digits = grouped_code(code);
  double cap = 16 * page.mm;
  const double wide = canvas::measure(digits, page.number_style(cap, page.p.on_accent)).width;
  cap *= std::min(1.0, (area.width - 2 * pad) / wide);
  const canvas::TextStyle letters = page.number_style(cap, page.p.on_accent);
  const canvas::Measured size = canvas::measure(digits, letters);
  const Rect box{area.x, area.y, area.width, std::ceil(size.height + pad)};
  page.panel(box, page.p.accent, 3 * page.mm);
  page.text(std::round(box.x + (box.width - size.width) / 2), std::round(box.y + pad / 2),
            std::ceil(size.width) + 1, digits, letters, page.p.accent);
  return {area.x, box.bottom() + page.z.gap, area.width, area.bottom() - box.bottom() - page.z.gap};
}

}  // namespace

void days_page(Composer& page) {
  page.back_and_home();
  const Plan& plan = *page.screen.plan;
  if (plan.asking) {
    page.title(page.say("Ищем свободное время"), page.say("Подождите немного."));
    return;
  }
  const std::vector<Date> days = days_of(plan);
  if (days.empty()) return no_days(page, plan);
  page.title(page.say("На какой день?"));
  std::vector<Card> all;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::vector<Timestamp> times = times_of(plan, days[i]);
    all.push_back(choice(Act::day, i, text::weekday_date_text(page.catalogue, days[i]),
                         page.say("с {from} до {to}", {{"from", text::clock_text(times.front())},
                                                       {"to", text::clock_text(times.back())}})));
  }
  page.cards(std::move(all), page.body());
}

void times_page(Composer& page) {
  page.back_and_home();
  const Plan& plan = *page.screen.plan;
  page.title(page.say("Во сколько?"), text::weekday_date_text(page.catalogue, plan.day));
  std::vector<Card> all;
  const std::vector<Timestamp> times = times_of(plan, plan.day);
  for (std::size_t i = 0; i < times.size(); ++i)
    all.push_back(choice(Act::slot, i, text::clock_text(times[i])));
  page.cards(std::move(all), page.body());
}

void confirm_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Проверьте день и время"));
  const Rect area = main_card(page, page.body(), {Act::reserve, 0}, page.say("Записаться"));
  appointment_facts(page, area, draft(*page.screen.plan),
                    can_print(page.screen)
                        ? page.say("Имя и телефон не нужны: прийти можно по коду, который мы напечатаем.")
                        : page.say("Имя и телефон не нужны. Код покажем на экране: запишите его."));
}

void reserving_page(Composer& page) {
  const Plan& plan = *page.screen.plan;
  if (!plan.request.empty()) {
    page.title(page.say("Записываем"), page.say("Подождите немного."));
    return;
  }
  page.back_and_home();
  const RefusalCode why = plan.refusal ? plan.refusal->code : RefusalCode::storage_unavailable;
  if (why == RefusalCode::slot_taken || why == RefusalCode::no_such_slot) return taken(page, plan);
  page.title(page.say("Записать не получилось"));
  const std::string words =
      why == RefusalCode::storage_unavailable
          ? page.say(
                "Ответа от очереди нет. Если место занято, мы освободим его сами. Обратитесь к сотруднику.")
          : refusal_text(page.screen, *plan.refusal);
  const bool lost = why == RefusalCode::storage_unavailable;
  page.strip(lost ? page.body() : ticket_way(page, page.body()), words, false, page.z.choice);
}

void reserved_page(Composer& page) {
  page.back_and_home(false, page.say("Готово"));
  const Leaf& leaf = *page.screen.leaf;
  const AppointmentPicture& booked = *page.screen.plan->booked;
  const bool waiting = leaf.outcome == SlipOutcome::pending;
  const bool out =
      leaf.outcome == SlipOutcome::printed || (leaf.outcome == SlipOutcome::unknown && leaf.reason.empty());
  page.title(waiting ? page.say("Печатаем запись")
             : out   ? page.say("Возьмите запись")
                     : page.say("Запишите код"));
  Rect area = page.body();
  if (!waiting && !out) {
    const std::string why = leaf.outcome == SlipOutcome::failed
                                ? printer_trouble(page.catalogue, leaf.reason) + " "
                                : std::string();
    area = page.strip(area, why + page.say("Запись действует и без бумаги."), false);
  }
  if (!waiting && can_print_again(page.screen, leaf.will_repeat)) {
    area = page.bottom_row({{{Act::print_booking, 0}, page.say("Повторить печать"), Icon::ticket}}, area);
  }
  appointment_facts(page, code_panel(page, area, booked.code), booked, {});
}

}  // namespace talon::screens
