// SPDX-License-Identifier: MIT
// How the screen looks and sounds, and what one may read without a ticket: reception hours and limits
// (S2-6.4).
#include <algorithm>

#include "kiosk/screens/pages.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

using canvas::Rect;

namespace {

Card option(Act act, int index, std::string title, bool on) {
  Card card;
  card.action = Action{act, index};
  card.look = on ? Look::main : Look::light;
  card.title = std::move(title);
  return card;
}

std::string entry_words(const Composer& page, const std::string& entry) {
  if (entry == "booked") return page.say("по записи");
  return entry == "walk_in" ? page.say("без записи") : std::string();
}

std::string limit_line(const Composer& page, const MenuLimitPicture& limit) {
  std::string line = limit.title.empty() ? page.say("Любая процедура") : page.hall(limit.title);
  const std::string entry = entry_words(page, limit.entry);
  if (!entry.empty()) line += ", " + entry;
  const bool wait = limit.measure == Measure::wait;
  if (limit.limit_s) {
    const long minutes = std::chrono::ceil<std::chrono::minutes>(*limit.limit_s).count();
    const std::string time = page.catalogue.say_count("{n} минут", minutes);
    line += ": " + (wait ? page.say("ждать не дольше: {time}", {{"time", time}})
                         : page.say("приём не дольше: {time}", {{"time", time}}));
  } else {
    line += ": " + (wait ? page.say("срок ожидания не установлен") : page.say("срок приёма не установлен"));
  }
  if (!limit.clause.empty())
    line += " (" + page.say("пункт {clause}", {{"clause", limit.clause.value}}) + ")";
  return bound(line);
}

}  // namespace

void settings_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Язык и вид экрана"));
  const Screen& screen = page.screen;
  std::vector<Card> all;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    all.push_back(option(Act::language, static_cast<int>(i), std::string(languages[i].name),
                         languages[i].code == screen.language));
  }
  all.push_back(option(Act::large, 0, page.say("Крупный текст"), screen.large));
  all.push_back(option(Act::contrast, 0, page.say("Высокий контраст"), screen.contrast));
  if (!screen.glass.landscape()) all.push_back(option(Act::low, 0, page.say("Кнопки ниже"), screen.low));
  if (screen.can_speak) all.push_back(option(Act::speech, 0, page.say("Озвучить экран"), screen.speech));
  page.cards(std::move(all), page.body());
}

void info_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Справка"));
  std::vector<Card> all;
  for (const auto& [act, title, note] :
       {std::tuple{Act::hours, page.say("Часы приёма"), page.say("Дни и часы, телефон, адрес")},
        {Act::limits, page.say("Сроки"), page.say("Сколько можно ждать и сколько длится приём")},
        {Act::rooms, page.say("Кабинеты"), page.say("Что в каком кабинете и как пройти")}}) {
    Card card;
    card.action = Action{act, 0};
    card.title = title;
    card.note = note;
    all.push_back(std::move(card));
  }
  page.cards(std::move(all), page.body());
}

void hours_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Часы приёма"));
  const MenuPicture& menu = *page.screen.menu;
  std::vector<std::string> lines;
  for (const std::string& line : menu.hours) lines.push_back(page.hall(line));
  if (!menu.office.address.empty()) {
    lines.push_back(page.say("Адрес: {address}", {{"address", page.hall(menu.office.address)}}));
  }
  if (!menu.office.phone.empty())
    lines.push_back(page.say("Телефон: {phone}", {{"phone", menu.office.phone}}));
  bullet_list(page, lines, page.body());
}

void limits_page(Composer& page) {
  page.back_and_home();
  const MenuPicture& menu = *page.screen.menu;
  page.title(page.say("Сроки"), page.hall(menu.regulation));
  std::vector<std::string> lines;
  for (const MenuLimitPicture& limit : menu.limits) lines.push_back(limit_line(page, limit));
  if (lines.empty()) lines.push_back(page.say("Сроки регламентом не установлены."));
  bullet_list(page, lines, page.body());
}

}  // namespace talon::screens
