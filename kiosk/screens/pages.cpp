// SPDX-License-Identifier: MIT
// The pages of choosing: start, services, procedures, brief information; and the pages that stand before
// them.
#include "kiosk/screens/pages.h"

#include <algorithm>
#include <cmath>

#include "kiosk/screens/words.h"

namespace talon::screens {

using canvas::Rect;

namespace {

/// The printer was seen to fail: said before a number is taken, so that nobody waits for paper.
/// brief: only what it means for the visitor, not why.
Rect printer_strip(Composer& page, Rect area, bool brief = false) {
  if (without_server(page.screen, page.now)) {
    area =
        page.strip(area, page.say("Связи с очередью нет. Номер выдадим, время ожидания уточняется."), false);
  }
  if (can_print(page.screen)) return area;
  const std::string why = printer_trouble(page.catalogue, page.screen.printer.reason) + " ";
  return page.strip(area, (brief ? "" : why) + page.say("Номер покажем на экране."), false);
}

}  // namespace

Card service_card(const Composer& page, const ServicePicture& service, int index) {
  Card card;
  card.action = Action{Act::service, index};
  card.title = page.hall(service.title);
  card.note = page.hall(service.note.empty() ? service.official : service.note);
  if (without_server(page.screen, page.now)) return card;
  int waiting = 0;
  for (const OfferPicture& offer : service.procedures) waiting += offer.waiting;
  card.waits = waits(page.catalogue, waiting, std::nullopt);
  if (service.procedures.size() == 1) {
    card.waits = waits(page.catalogue, waiting, service.procedures.front().expected_wait_s);
  }
  return card;
}

namespace {

void services_list(Composer& page, const std::string& group, const Rect& area) {
  const MenuPicture& menu = *page.screen.menu;
  std::vector<Card> all;
  for (std::size_t i = 0; i < menu.services.size(); ++i) {
    if (menu.services[i].group == group) {
      all.push_back(service_card(page, menu.services[i], static_cast<int>(i)));
    }
  }
  page.cards(all, area);
}

void groups_list(Composer& page, const Rect& area) {
  const MenuPicture& menu = *page.screen.menu;
  std::vector<Card> all;
  for (std::size_t i = 0; i < menu.groups.size(); ++i) {
    Card card;
    card.action = Action{Act::group, static_cast<int>(i)};
    card.title = page.hall(menu.groups[i].title);
    card.note = page.hall(menu.groups[i].note);
    int waiting = 0;
    for (const ServicePicture* service : services_of(menu, menu.groups[i].id)) {
      for (const OfferPicture& offer : service->procedures) waiting += offer.waiting;
    }
    if (!without_server(page.screen, page.now)) card.waits = waits(page.catalogue, waiting, std::nullopt);
    all.push_back(std::move(card));
  }
  page.cards(all, area);
}

/// The server's sentence is Russian; in another language the fact alone is told.
std::string why_closed(const Composer& page, const OfferPicture& offer) {
  return page.screen.language == "ru" ? offer.why_closed : page.say("Сейчас талоны сюда не выдаются.");
}

Card offer_card(const Composer& page, const OfferPicture& offer, int index) {
  Card card;
  card.title = page.hall(offer.title);
  if (can_take(page.screen, offer, page.now)) {
    card.action = Action{Act::take, index};
    card.look = Look::main;
    card.note = page.hall(offer.note);
    if (!without_server(page.screen, page.now)) {
      card.waits = waits(page.catalogue, offer.waiting, offer.expected_wait_s);
    }
  } else {
    card.look = Look::closed;
    card.note = why_closed(page, offer);
  }
  if (!page.screen.plain && (!offer.brief.empty() || offer.booking)) {
    card.side = Action{Act::details, index};
    card.side_label = page.say("Подробнее");
  }
  return card;
}

}  // namespace

std::string take_label(const Composer& page) {
  return can_print(page.screen) ? page.say("Получить талон") : page.say("Получить номер на экране");
}

namespace {

/// The main button of the brief information; returns what is left above it.
Rect take_button(Composer& page, const Rect& area, const OfferPicture& offer, int index, bool with_waits) {
  if (!can_take(page.screen, offer, page.now)) {
    const std::string why = why_closed(page, offer);
    const double height =
        page.height_of(why, page.style(page.z.note, 500), area.width - 3 * page.z.pad - page.z.choice);
    const Rect foot{area.x, area.bottom() - height - 1.4 * page.z.pad - 1, area.width,
                    height + 1.4 * page.z.pad + 1};
    page.strip(foot, why, false);
    return {area.x, area.y, area.width, foot.y - page.z.gap - area.y};
  }
  Card card;
  card.action = Action{Act::take, index};
  card.look = Look::main;
  card.title = take_label(page);
  if (with_waits && !without_server(page.screen, page.now)) {
    card.waits = waits(page.catalogue, offer.waiting, offer.expected_wait_s);
  }
  const double height = page.card_height(card, area.width);
  page.card(card, {area.x, area.bottom() - height, area.width, height});
  return {area.x, area.y, area.width, area.height - height - page.z.gap};
}

/// The languages by their own names, on the first screen.
Rect language_row(Composer& page, const Rect& area) {
  // In large text the names have no room side by side: the page of settings has them.
  if (page.screen.large || is_low(page.screen) || page.screen.plain) return area;
  std::vector<Composer::Cell> cells;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    const bool chosen = languages[i].code == page.screen.language;
    cells.push_back({{Act::language, static_cast<int>(i)},
                     std::string(languages[i].name),
                     chosen ? Icon::check : Icon::none,
                     chosen ? Look::main : Look::light});
  }
  return page.bottom_row(cells, area);
}

/// What one may want beside a new ticket, at the bottom of `area`; returns what is left above.
Rect other_ways(Composer& page, Rect area) {
  if (page.screen.plain) return area;
  const Composer::Cell search{{Act::search, 0}, page.say("Поиск"), Icon::search};
  const Composer::Cell entry{{Act::entry, 0}, page.say("Мой талон"), Icon::ticket};
  const Composer::Cell info{{Act::info, 0}, page.say("Справка"), Icon::document};
  if (!takes_bookings(page.screen)) return page.bottom_row({search, entry, info}, area);
  const Composer::Cell booked{{Act::check_in, 0}, page.say("Я по записи"), Icon::calendar};
  // Four words in one row have no room in large text. Where a second row costs choices a sheet (a lying
  // glass, the low layout), the words do without their signs, in the low layout even in two lines.
  const std::vector<Composer::Cell> all{booked, entry, search, info};
  const bool short_words = page.row_height(all, area.width) <= page.z.target;
  const bool lying = page.screen.glass.landscape() && short_words;
  const bool one_row = page.row_has_signs(all, area.width) || lying || is_low(page.screen);
  if (!page.screen.large && one_row) return page.bottom_row(all, area);
  area = page.bottom_row({search, info}, area);
  return page.bottom_row({booked, entry}, area);
}

}  // namespace

void start_page(Composer& page) {
  page.title(page.say("По какому вопросу вы пришли?"), page.say("Нажмите на нужную строку."));
  const MenuPicture& menu = *page.screen.menu;
  Rect area = language_row(page, printer_strip(page, page.body()));
  area = other_ways(page, area);
  if (menu.groups.size() == 1) {
    services_list(page, menu.groups.front().id, area);
  } else {
    groups_list(page, area);
  }
}

void services_page(Composer& page) {
  page.back_and_home();
  const MenuPicture& menu = *page.screen.menu;
  const auto group = std::find_if(menu.groups.begin(), menu.groups.end(),
                                  [&](const GroupPicture& each) { return each.id == page.screen.group; });
  page.title(group == menu.groups.end() ? page.say("Выберите услугу") : page.hall(group->title),
             page.say("Выберите услугу."));
  services_list(page, page.screen.group, printer_strip(page, page.body()));
}

void procedures_page(Composer& page) {
  page.back_and_home();
  const ServicePicture& service = *chosen_service(page.screen);
  page.title(page.hall(service.title),
             can_print(page.screen) ? page.say("Что вы хотите сделать? Нажмите, чтобы получить талон.")
                                    : page.say("Что вы хотите сделать? Нажмите, чтобы получить номер."));
  std::vector<Card> all;
  for (std::size_t i = 0; i < service.procedures.size(); ++i) {
    all.push_back(offer_card(page, service.procedures[i], static_cast<int>(i)));
  }
  page.cards(all, printer_strip(page, page.body()));
}

namespace {

/// What of the brief information gives way, one after the other, where there is little room.
struct Shed {
  bool waits = false, reason = false, heading = false;
};

/// Strips, buttons and as much of the list as one sheet holds; false: it had no room.
bool details_body(Composer& page, const OfferPicture& offer, int index, const Shed& shed) {
  Rect area = printer_strip(page, page.body(), shed.reason);
  area = take_button(page, area, offer, index, !shed.waits);
  std::vector<Composer::Cell> more;
  if (!page.screen.plain && !offer.brief.empty() && can_print(page.screen))
    more.push_back({{Act::memo, 0}, page.say("Напечатать список"), Icon::document});
  if (offer.booking && !without_server(page.screen, page.now))
    more.push_back({{Act::book, 0}, page.say("Записаться на другое время"), Icon::calendar});
  if (!more.empty()) area = page.bottom_row(more, area);
  if (offer.brief.empty()) {
    paragraphs(page, area,
               {{page.hall(offer.note), page.z.choice}, {page.hall(offer.official), page.z.note}});
    return page.out.trouble.empty();
  }
  double used = 0;
  if (!shed.heading)
    used =
        page.text(area.x, area.y, area.width, page.say("Что нужно знать"), page.style(page.z.choice, 600)) +
        page.z.pad;
  std::vector<std::string> brief;
  for (const std::string& line : offer.brief) brief.push_back(page.hall(line));
  const Rect list{area.x, area.y + used, area.width, area.height - used};
  bullet_list(page, brief, list);
  const double highest =
      page.out.sheets > 1 ? list.bottom() - page.turning_height(list.width) : list.bottom() + page.z.gap;
  const bool in_reach = highest >= page.reachable(page.body()).y - 0.5;
  return list.height >= least_list(page, brief, list.width) && in_reach && page.out.trouble.empty();
}

}  // namespace

void details_page(Composer& page) {
  page.back_and_home();
  const ServicePicture& service = *chosen_service(page.screen);
  const OfferPicture& offer = *chosen_offer(page.screen);
  const int index = static_cast<int>(&offer - service.procedures.data());
  page.title(page.hall(offer.title), page.hall(service.title));
  const Layout frame = page.out;
  for (const Shed shed : {Shed{}, Shed{.waits = true}, Shed{.waits = true, .reason = true},
                          Shed{.waits = true, .reason = true, .heading = true}}) {
    page.out = frame;
    if (details_body(page, offer, index, shed)) return;
  }
}

namespace {

/// The server's sentence names the next reception, in Russian; in another language its day and hour are told.
std::string closed_words(const Composer& page) {
  const MenuPicture& menu = *page.screen.menu;
  if (page.screen.language == "ru") return menu.closed_text;
  if (!menu.next_open) return page.say("Приходите в часы приёма.");
  return page.say("Ближайший приём: {time}.", {{"time", when(page, *menu.next_open)}});
}

}  // namespace

void closed_page(Composer& page) {
  const MenuPicture& menu = *page.screen.menu;
  page.title(page.say("Приём закрыт"), page.say("Талоны сейчас не выдаются."));
  Rect area = page.body();
  // Who was given this time is not turned away by the hours.
  if (takes_bookings(page.screen)) {
    area = page.bottom_row({{{Act::check_in, 0}, page.say("Я по записи"), Icon::calendar}}, area);
  }
  const double pad = page.z.pad;
  area = page.strip(area, closed_words(page), false, page.z.choice);
  std::vector<std::pair<std::string, double>> all{{page.say("Часы приёма"), page.z.choice}};
  for (const std::string& line : menu.hours) all.emplace_back(page.hall(line), page.z.note);
  if (!menu.office.phone.empty())
    all.emplace_back(page.say("Телефон: {phone}", {{"phone", menu.office.phone}}), page.z.note);
  if (menu.hours.empty()) all.erase(all.begin());
  paragraphs(page, {area.x, area.y + pad, area.width, area.height - pad}, all);
}

void no_server_page(Composer& page) {
  page.title(page.say("Связи нет"), page.say("Терминал не может выдать талон."));
  const Rect area =
      page.strip(page.body(), page.say("Обратитесь, пожалуйста, к сотруднику."), false, page.z.choice);
  paragraphs(
      page, area,
      {{page.say("Связь восстановится сама: терминал проверяет её каждые несколько секунд."), page.z.note}});
}

void starting_page(Composer& page) {
  page.title(page.say("Терминал включается"), page.say("Подождите немного."));
}

void ending_page(Composer& page) {
  page.title(page.say("Завершаем работу"), page.say("Электричества нет."));
  const Rect area = page.good_strip(
      page.body(), page.say("Ваш номер сохранён. Место в очереди остаётся за вами."), page.z.choice);
  paragraphs(page, area, {{page.say("Терминал включится сам, когда будет электричество."), page.z.note}});
}

void warning_page(Composer& page) {
  page.back_and_home(false);
  page.title(page.say("Вы ещё здесь?"));
  const Rect area = page.body();
  const std::string left = bound(page.catalogue.say_count("{n} секунд", seconds_left(page.screen, page.now)));
  const double used = page.text(area.x, area.y, area.width,
                                page.say("Экран вернётся к началу через {time}.", {{"time", left}}),
                                page.style(page.z.choice, 500));
  Card card;
  card.action = Action{Act::stay, 0};
  card.look = Look::main;
  card.title = page.say("Продолжить");
  const double height = page.card_height(card, area.width) * 1.3;
  const Rect below = page.reachable({area.x, std::round(area.y + used + 2 * page.z.pad), area.width,
                                     area.bottom() - std::round(area.y + used + 2 * page.z.pad)});
  page.card(card, {below.x, below.y, below.width, std::round(height)});
}

void refused_page(Composer& page) {
  const Screen& screen = page.screen;
  page.back_and_home(can_choose_again(screen));
  page.title(page.say("Талон не выдан"));
  std::string why = page.say("Ответа от очереди нет. Обратитесь, пожалуйста, к сотруднику.");
  std::string after = page.say("Если номер всё же выдан, он появится на этом экране.");
  if (screen.flood) {
    why = page.say("Подряд взято много талонов. Если нужны ещё, позовите сотрудника.");
    after = page.say("Через минуту терминал снова выдаст талон.");
  } else if (!screen.lost && screen.refusal) {
    const bool sentence = screen.language == "ru" && !screen.refusal->detail.empty();
    why = sentence ? screen.refusal->detail : refusal_text(screen, *screen.refusal);
    after = page.say("Если нужна помощь, позовите сотрудника.");
  }
  const Rect area = page.strip(page.body(), why, false, page.z.choice);
  paragraphs(page, area, {{after, page.z.note}});
}

void help_page(Composer& page) {
  page.back_and_home();
  const HelpState state = page.screen.help;
  std::string title = page.say("Зовём сотрудника…");
  std::string words = page.say("Подождите, пожалуйста.");
  if (state == HelpState::called) {
    title = page.say("Сотрудник приглашён");
    words = page.say("Подождите, пожалуйста, у терминала.");
  } else if (state == HelpState::failed) {
    title = page.say("Позвать не получилось");
    words = page.say("Обратитесь, пожалуйста, к сотруднику в зале.");
  }
  page.title(title);
  const Rect area = page.body();
  const double sign = std::round(30 * page.mm);
  page.icon(state == HelpState::failed ? Icon::warning : Icon::bell, {area.x, area.y, sign, sign},
            page.p.accent, page.p.ground);
  paragraphs(page, {area.x, area.y + sign + page.z.pad, area.width, area.height - sign - page.z.pad},
             {{words, page.z.choice}});
}

}  // namespace talon::screens
