// SPDX-License-Identifier: MIT
// The pages with a keyboard: search of a service, the number on a slip; and what the server says of that
// ticket.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/pages.h"
#include "kiosk/screens/search.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

using canvas::Rect;

namespace {

constexpr double key_mm = 20.4;
constexpr double key_gap_mm = 5.4;

struct Grid {
  int columns = 1, rows = 1;
  double width = 0, height = 0, gap = 0;  ///< of one key
  [[nodiscard]] double total() const { return rows * height + (rows - 1) * gap; }
};

/// As few rows as the width allows, all of the same length but the last.
Grid grid_of(const Composer& page, int keys, double width) {
  Grid grid;
  grid.gap = std::ceil(key_gap_mm * page.mm);
  const double side = std::ceil(key_mm * page.mm);
  grid.height = std::max(side, std::ceil(canvas::measure("Й", page.style(page.z.note, 600)).height));
  const int most = std::max(1, static_cast<int>((width + grid.gap) / (side + grid.gap)));
  grid.rows = (keys + most - 1) / most;
  grid.columns = (keys + grid.rows - 1) / grid.rows;
  grid.width = std::floor((width - (grid.columns - 1) * grid.gap) / grid.columns);
  return grid;
}

void key(Composer& page, const Action& action, const Rect& box, const std::string& label, double size = 0) {
  const bool down = page.pressed(action);
  const canvas::Color ground = down ? page.p.pressed : page.p.card;
  const canvas::Color ink = down ? page.p.on_pressed : page.p.text;
  page.panel(box, ground, 2 * page.mm);
  page.frame(box, page.p.edge, 2 * page.mm);
  page.out.targets.push_back({action, box});
  if (action.act == Act::erase) {
    const double side = std::round(box.height * 0.4);
    page.icon(Icon::left, {box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, side, side}, ink,
              ground);
    return;
  }
  const canvas::TextStyle letters = page.style(size > 0 ? size : page.z.note, 600, ink);
  const canvas::Measured measured = canvas::measure(label, letters);
  page.text(std::round(box.x + (box.width - measured.width) / 2),
            std::round(box.y + (box.height - measured.height) / 2), std::ceil(measured.width) + 1, label,
            letters, ground);
}

/// All letters and the key that takes the last one back, at the bottom of `area`; returns what is left above.
Rect keys(Composer& page, const Rect& area) {
  const std::vector<std::string> all = keyboard(page.screen);
  const int count = static_cast<int>(all.size()) + 1;
  const Grid grid = grid_of(page, count, area.width);
  const double top = area.bottom() - grid.total();
  for (int i = 0; i < count; ++i) {
    const Rect box{area.x + i % grid.columns * (grid.width + grid.gap),
                   top + i / grid.columns * (grid.height + grid.gap), grid.width, grid.height};
    const bool erase = i + 1 == count;
    key(page, erase ? Action{Act::erase, 0} : Action{Act::letter, i}, box,
        erase ? "" : all[static_cast<std::size_t>(i)]);
  }
  return {area.x, area.y, area.width, top - page.z.gap - area.y};
}

/// Digits as on a telephone, three in a row, where `area` below `taken` is high enough for it, else six; with
/// the key that takes the last one back. At the bottom of `area`; returns what is left above it.
Rect digit_keys(Composer& page, const Rect& area, double taken) {
  const double gap = std::ceil(key_gap_mm * page.mm);
  const double least =
      std::max(std::ceil(key_mm * page.mm), std::ceil(canvas::cap_height(page.style(page.z.choice)) * 2));
  const double top_of_room = std::max(area.y + taken, page.reachable(area).y);
  const double room = area.bottom() - top_of_room;
  const int columns = 4 * least + 3 * gap <= room ? 3 : 6;
  const int rows = 12 / columns;
  const double most = std::ceil(26 * page.mm);
  const double height =
      std::clamp(std::floor((room - (rows - 1) * gap) / rows), least, std::max(least, most));
  const double width = std::floor((area.width - (columns - 1) * gap) / columns);
  const double top = area.bottom() - rows * height - (rows - 1) * gap;
  const std::vector<std::string> digits = keyboard(page.screen);
  for (int i = 0; i <= static_cast<int>(digits.size()); ++i) {
    const int cell = i < 9 || columns != 3 ? i : i + 1;  // the nought stands below the eight
    const Rect box{area.x + cell % columns * (width + gap), top + cell / columns * (height + gap), width,
                   height};
    const bool erase = i == static_cast<int>(digits.size());
    key(page, erase ? Action{Act::erase, 0} : Action{Act::letter, i}, box,
        erase ? "" : digits[static_cast<std::size_t>(i)], page.z.choice);
  }
  return {area.x, area.y, area.width, top - page.z.gap - area.y};
}

/// What is typed, as a field at the top of `area`; returns what is left below.
Rect field(Composer& page, const Rect& area, const std::string& hint) {
  const bool empty = page.screen.typed.empty();
  const bool code = page.screen.page == Page::code_entry;
  const canvas::TextStyle letters = page.style(empty ? page.z.note : page.z.choice, empty ? 400 : 600);
  const std::string words = empty ? hint : code ? grouped_code(page.screen.typed) : page.screen.typed;
  const double pad = page.z.pad;
  const double height = std::ceil(page.height_of(words, letters, area.width - 2 * pad) + pad);
  page.panel({area.x, area.y, area.width, height}, page.p.card, 2 * page.mm);
  page.frame({area.x, area.y, area.width, height}, page.p.edge, 2 * page.mm);
  page.text(area.x + pad, area.y + pad / 2, area.width - 2 * pad, words, letters, page.p.card);
  return {area.x, area.y + height + page.z.gap, area.width, area.height - height - page.z.gap};
}

/// How many of the cards have room one below the other.
std::size_t fitting(const Composer& page, const std::vector<Card>& all, const Rect& space) {
  double tallest = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(all.size(), most_choices); ++i) {
    tallest = std::max(tallest, page.card_height(all[i], space.width));
    const auto count = static_cast<double>(i + 1);
    if (count * tallest + (count - 1) * page.z.gap > space.height) return i;
  }
  return std::min<std::size_t>(all.size(), most_choices);
}

std::vector<Card> results(const Composer& page) {
  std::vector<Card> all;
  for (const std::size_t index : found_services(page.screen)) {
    Card card = service_card(page, page.screen.menu->services[index], static_cast<int>(index));
    card.note.clear();
    card.waits.clear();
    all.push_back(std::move(card));
  }
  return all;
}

void nothing_found(Composer& page, const Rect& area) {
  const std::string words =
      page.screen.typed.empty()
          ? page.say("Наберите начало слова: например, пособие, справка, жильё.")
          : page.say("Ничего не найдено. Попробуйте другое слово или позовите сотрудника.");
  if (page.height_of(words, page.style(page.z.note), area.width) <= area.height)
    page.text(area.x, area.y, area.width, words, page.style(page.z.note));
}

/// As many results as fit above the keyboard, smaller where that shows more. False: there are more of them.
bool show_results(Composer& page, std::vector<Card> all, const Rect& area) {
  const Rect space = page.reachable(area);
  if (fitting(page, all, space) < std::min<std::size_t>(all.size(), most_choices)) page.tighten();
  const std::size_t count = all.size();
  all.resize(fitting(page, all, space));
  const bool whole = all.size() == count;
  page.cards(std::move(all), area);
  return whole;
}

// ---- the ticket of a number -------------------------------------------------------------------------------

std::vector<std::string> status_lines(const Composer& page, const TicketStatus& status) {
  switch (status.state) {
    case TicketState::waiting: {
      std::vector<std::string> lines{page.say("Вы в очереди.")};
      lines.push_back(ahead_text(page.catalogue, status.ahead));
      if (status.expected_wait_s) lines.push_back(wait_text(page.catalogue, *status.expected_wait_s));
      if (status.not_later) {
        lines.push_back(text::not_later_sentence(page.catalogue, *status.not_later, Seconds{0}));
      }
      return lines;
    }
    case TicketState::called:
      return {page.say("Вас вызывают: {room}", {{"room", page.hall(status.room_title)}}),
              page.hall(status.desk_title)};
    case TicketState::serving:
      return {page.say("Вас уже принимают."), page.hall(status.room_title)};
    case TicketState::held:
      return {page.say("Талон отложен. Когда вернётесь, нажмите кнопку ниже.")};
    case TicketState::no_show:
      return {page.say("Вас вызывали, но вы не подошли."),
              page.say("Нажмите кнопку ниже: место в очереди сохранится.")};
    case TicketState::served:
      return {page.say("Приём закончен.")};
    case TicketState::cancelled:
      return {page.say("Талон снят с очереди."), page.say("Если это ошибка, позовите сотрудника.")};
  }
  return {};
}

/// How it stands, in large letters, in smaller ones where there is little room; what is told last gives way
/// first to a button or a warning.
void status_text(Composer& page, const Rect& area, const TicketStatus& status) {
  std::vector<std::string> lines;
  for (const std::string& line : status_lines(page, status)) {
    if (!line.empty()) lines.push_back(bound(line));
  }
  const auto height = [&](double size) {
    double all = -page.z.pad;
    for (const std::string& line : lines)
      all += page.height_of(line, page.style(size, size > page.z.note ? 500 : 400), area.width) + page.z.pad;
    return all;
  };
  while (lines.size() > 1 && height(page.z.note) > area.height) lines.pop_back();
  std::vector<std::pair<std::string, double>> all;
  for (const std::string& line : lines) all.emplace_back(line, page.z.choice);
  paragraphs(page, area, std::move(all));
}

/// The call as the hall's board shows it, as large as there is room.
void call_panel(Composer& page, const Rect& area, const TicketStatus& status) {
  const std::vector<std::string> lines = status_lines(page, status);
  const double width = area.width - 2 * page.z.pad;
  const auto height = [&](double size) {
    double all = page.z.pad;
    for (const std::string& line : lines)
      all += page.height_of(line, page.style(size, 700), width) + page.z.pad;
    return all;
  };
  double size = page.z.note;
  for (const double larger : {page.z.choice, page.z.title, 1.4 * page.z.title})
    if (height(larger) <= area.height) size = larger;
  page.panel({area.x, area.y, area.width, std::min(height(size), area.height)}, page.p.call, 3 * page.mm);
  double y = area.y + page.z.pad;
  for (const std::string& line : lines) {
    y += page.text(area.x + page.z.pad, y, width, line, page.style(size, 700, page.p.on_call), page.p.call) +
         page.z.pad;
  }
}

void face(Composer& page, int rating, const Rect& box) {
  const Action action{Act::rate, rating};
  const bool chosen = page.screen.inquiry->rated == rating;
  const bool down = page.pressed(action);
  const canvas::Color ground = down ? page.p.pressed : chosen ? page.p.accent : page.p.card;
  const canvas::Color ink = down ? page.p.on_pressed : chosen ? page.p.on_accent : page.p.text;
  page.panel(box, ground, 3 * page.mm);
  page.frame(box, page.p.edge, 3 * page.mm);
  page.out.targets.push_back({action, box});
  const std::string label = rating == 3   ? page.say("Хорошо")
                            : rating == 2 ? page.say("Средне")
                                          : page.say("Плохо");
  const canvas::TextStyle letters = page.style(page.z.note, 500, ink);
  const canvas::Measured size = canvas::measure(label, letters, box.width);
  const double side = std::round(box.height - size.height - 5 * page.mm);
  const Icon sign = rating == 3 ? Icon::smile : rating == 2 ? Icon::straight_face : Icon::frown;
  page.icon(sign, {std::round(box.x + (box.width - side) / 2), box.y + 2 * page.mm, side, side}, ink, ground);
  page.text(std::round(box.x + (box.width - size.width) / 2),
            std::round(box.bottom() - size.height - 1.5 * page.mm), std::ceil(size.width) + 1, label, letters,
            ground);
}

/// Three faces at the bottom of `area` (S3-3.2: at any stage); returns what is left above.
Rect faces(Composer& page, const Rect& area) {
  const double height = std::ceil(24 * page.mm + page.z.note * 1.3);
  const double each = std::floor((area.width - 2 * page.z.gap) / 3);
  const double top = area.bottom() - height;
  for (int i = 0; i < 3; ++i) face(page, 3 - i, {area.x + i * (each + page.z.gap), top, each, height});
  const std::string words = page.screen.inquiry->rated > 0 ? page.say("Спасибо за оценку.")
                            : page.screen.inquiry->status->state == TicketState::served
                                ? page.say("Как вас обслужили?")
                                : page.say("Оценить нас можно и сейчас.");
  const double line = page.height_of(words, page.style(page.z.note, 500), area.width);
  page.text(area.x, std::round(top - line - page.z.pad / 2), area.width, words, page.style(page.z.note, 500));
  return {area.x, area.y, area.width, top - line - 1.5 * page.z.pad - area.y};
}

}  // namespace

void search_page(Composer& page) {
  page.keep_navigation();
  page.title(page.say("Поиск услуги"));
  const Rect area = field(page, keys(page, page.body()), page.say("Что вас интересует?"));
  const std::vector<Card> all = results(page);
  if (all.empty()) nothing_found(page, area);
  const bool shown = all.empty() || show_results(page, all, area);
  // In the low layout there are too few rows above the letters for typing on to help.
  if (shown || !is_low(page.screen)) return page.back_and_home();
  const std::string label = page.say("Все: {n}", {{"n", std::to_string(all.size())}});
  page.back_and({{Act::enter, 0}, label, Icon::search, Look::main});
}

void found_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Поиск услуги"), page.screen.typed);
  const std::vector<Card> all = results(page);
  if (all.empty()) return nothing_found(page, page.body());
  page.cards(all, page.body());
}

void entry_page(Composer& page) {
  page.back_and_home();
  page.title(page.say("Номер вашего талона"), page.say("Наберите его, как на талоне: буква и цифры."));
  Rect area = page.body();
  if (parse_ticket_number(page.screen.typed)) {
    area = page.bottom_row({{{Act::enter, 0}, page.say("Показать"), Icon::check, Look::main}}, area);
  } else {
    // Its place stays free, so that no key moves under a finger.
    area.height -= page.row_height({{{Act::enter, 0}, page.say("Показать")}}, area.width) + page.z.gap;
  }
  area = keys(page, area);
  field(page, area, page.say("Например, {number}", {{"number", "А017"}}));
}

namespace {

/// The keys are away: nothing is asked for that cannot be typed.
void no_code_now(Composer& page) {
  page.title(page.say("Код записи"));
  const Rect area = page.body();
  if (without_server(page.screen, page.now)) {
    page.strip(area, page.say("Связи с очередью нет. Подойдите к сотруднику и назовите код."), false,
               page.z.choice);
    return;
  }
  const Rect below =
      page.strip(area, page.say("Код не подошёл несколько раз. Позовите сотрудника: он найдёт вашу запись."),
                 false, page.z.choice);
  const auto again = hall_now(page.screen, page.screen.codes_closed_until);
  if (!again) return;
  const std::string time = text::clock_text(again->plus(std::chrono::minutes{1} - Millis{1}));
  paragraphs(page, below, {{page.say("Набрать код снова можно в {time}.", {{"time", time}}), page.z.note}});
}

}  // namespace

void code_entry_page(Composer& page) {
  page.back_and_home();
  if (without_server(page.screen, page.now) || page.now < page.screen.codes_closed_until)
    return no_code_now(page);
  page.title(page.say("Код записи"), page.say("Десять цифр, которые вам назвали при записи."));
  Rect area = page.body();
  const std::string label = page.say("Найти запись");
  if (page.screen.typed.size() == code_digits) {
    area = page.bottom_row({{{Act::enter, 0}, label, Icon::check, Look::main}}, area);
  } else {
    // Its place stays free, so that no key moves under a finger.
    area.height -= page.row_height({{{Act::enter, 0}, label}}, area.width) + page.z.gap;
  }
  const double field_height = std::ceil(page.height_of("0", page.style(page.z.choice, 600), 0) + page.z.pad);
  area = digit_keys(page, area, field_height + page.z.gap);
  field(page, area, page.say("Например, {number}", {{"number", grouped_code("4815162342")}}));
}

void own_ticket_page(Composer& page) {
  page.back_and_home(true, page.say("Готово"));
  const Inquiry& inquiry = *page.screen.inquiry;
  page.title(page.say("Талон {number}", {{"number", inquiry.number}}));
  Rect area = page.body();
  if (inquiry.asking) return paragraphs(page, area, {{page.say("Ищем талон…"), page.z.choice}});
  if (!inquiry.status) {
    const bool unknown = inquiry.refusal && inquiry.refusal->code == RefusalCode::unknown_ticket;
    page.strip(area,
               unknown ? page.say("Такого талона сегодня нет. Проверьте номер.")
                       : page.say("Сейчас узнать не получилось. Позовите сотрудника."),
               false, page.z.choice);
    return;
  }
  area = faces(page, area);
  const TicketState state = inquiry.status->state;
  if (state == TicketState::no_show || state == TicketState::held) {
    area = page.bottom_row({{{Act::came_back, 0}, page.say("Я пришёл"), Icon::check, Look::main}}, area);
  }
  if (can_print_own(page.screen) && !inquiry.paper_asked) {
    area = page.bottom_row({{{Act::print_own, 0}, page.say("Напечатать талон"), Icon::ticket, Look::main}},
                           area);
  }
  if (inquiry.no_paper)
    area = page.strip(area, page.say("Талон напечатать не получилось. Позовите сотрудника."), false);
  if (inquiry.failed)
    area = page.strip(area, page.say("Не записано: связи нет. Позовите сотрудника."), false);
  if (state == TicketState::called) return call_panel(page, area, *inquiry.status);
  status_text(page, area, *inquiry.status);
}

}  // namespace talon::screens
