// SPDX-License-Identifier: MIT
// The pages of the number: on its way, on paper, on the glass alone, left over from before.
#include <algorithm>
#include <cmath>

#include "kiosk/screens/pages.h"
#include "kiosk/screens/words.h"

namespace talon::screens {

using canvas::Rect;

namespace {

constexpr double least_number_mm = 18;   ///< capital height of the number on any page
constexpr double wanted_number_mm = 34;  ///< notes give way before it becomes smaller
constexpr double fair_number_mm = 25;    ///< other lines give way before it becomes smaller
constexpr double most_number_mm = 62;

/// Largest capital height of the number that `width` and `height` (of the whole line) allow, in pixels.
double number_cap(const Composer& page, const std::string& number, double width, double height) {
  const double most = most_number_mm * page.mm;
  const canvas::Measured size = canvas::measure(number, page.number_style(most, page.p.text));
  return most * std::clamp(std::min(width / size.width, height / size.height), 0.01, 1.0);
}

void put_number(Composer& page, const std::string& number, const Rect& box, canvas::Color ink,
                canvas::Color ground) {
  const double cap = number_cap(page, number, box.width, box.height);
  if (cap < least_number_mm * page.mm) page.out.trouble.push_back("номер " + number + " не помещается");
  const canvas::TextStyle letters = page.number_style(cap, ink);
  const canvas::Measured size = canvas::measure(number, letters);
  page.text(std::round(box.x + (box.width - size.width) / 2),
            std::round(box.y + (box.height - size.height) / 2), std::ceil(size.width) + 1, number, letters,
            ground);
}

// ---- what the visitor must know ---------------------------------------------------------------------------

struct Fact {
  std::string words;
  double size;
  int weight;
};

std::vector<Fact> facts(const Composer& page, const TicketReply& ticket) {
  std::vector<Fact> all;
  std::vector<RoomPicture> named = ticket.rooms;
  for (RoomPicture& room : named) {
    room.title = page.hall(room.title);
    room.way = page.hall(room.way);
  }
  const std::string rooms = rooms_text(page.catalogue, named);
  if (!rooms.empty()) all.push_back({rooms, page.screen.large ? page.z.choice : page.z.title, 700});
  const std::string way = way_text(named);
  if (!way.empty()) all.push_back({way, page.z.choice, 500});
  if (ticket.slip.booked_at) {
    const std::string time = text::clock_text(*ticket.slip.booked_at);
    all.push_back({page.say("Вы записаны на {time}", {{"time", time}}), page.z.choice, 600});
  }
  all.push_back({ticket.slip.offline ? page.say("Время ожидания уточняется.")
                                     : ahead_text(page.catalogue, ticket.ahead),
                 page.z.choice, 500});
  if (ticket.expected_wait_s)
    all.push_back({wait_text(page.catalogue, *ticket.expected_wait_s), page.z.choice, 500});
  if (ticket.not_later_s) {
    all.push_back(
        {text::not_later_sentence(page.catalogue, ticket.issued_at, *ticket.not_later_s), page.z.note, 400});
  }
  all.push_back({page.say("Смотрите на табло и слушайте объявления."), page.z.note, 400});
  return all;
}

double facts_height(const Composer& page, const std::vector<Fact>& all, double width) {
  double height = 0;
  for (const Fact& fact : all) {
    height += page.height_of(fact.words, page.style(fact.size, fact.weight), width) + page.z.pad * 0.6;
  }
  return std::ceil(height);
}

void put_facts(Composer& page, const std::vector<Fact>& all, const Rect& area) {
  double y = area.y;
  for (const Fact& fact : all) {
    y += page.text(area.x, std::round(y), area.width, fact.words, page.style(fact.size, fact.weight)) +
         page.z.pad * 0.6;
  }
}

// ---- paper ------------------------------------------------------------------------------------------------

double ease(double part) {
  const double left = 1 - std::clamp(part, 0.0, 1.0);
  return 1 - left * left * left;
}

double slid_out(const Composer& page) {
  if (!page.screen.movements || page.screen.large || !page.screen.given) return 1;
  const double passed = static_cast<double>((page.now - page.screen.given->started).count());
  return ease(passed / static_cast<double>(movement_span.count()));
}

/// The slip below its slot; while it slides out only its lower part is in sight, as on a real printer.
void paper(Composer& page, const TicketReply& ticket, const Rect& area) {
  const double slot = std::round(4 * page.mm);
  const double tooth = std::round(3 * page.mm);
  const double inset = std::round(area.width * 0.06);
  const Rect sheet{area.x + inset, area.y + slot / 2, area.width - 2 * inset, area.height - slot / 2};
  const double shown = std::round(sheet.height * slid_out(page));
  const double up = sheet.height - shown;  // how much is still inside
  const double pad = page.z.pad;
  const double width = sheet.width - 2 * pad;
  const double straight = std::max(1.0, shown - tooth);
  // A thin shade makes white paper stand out from the warm ground.
  page.panel({sheet.x - 2, sheet.y, sheet.width + 4, straight}, page.p.edge);
  page.icon(Icon::tear, {sheet.x - 2, sheet.y + straight, sheet.width + 4, tooth + 3}, page.p.edge,
            page.p.ground);
  page.panel({sheet.x, sheet.y, sheet.width, straight}, palette::paper);
  page.icon(Icon::tear, {sheet.x, sheet.y + straight, sheet.width, tooth}, palette::paper, page.p.ground);
  if (up <= 0.5) {
    // Words appear with the last movement: nothing is ever drawn above the slot.
    const std::string issued = page.say("Выдан в {time}", {{"time", text::clock_text(ticket.issued_at)}});
    double y = sheet.y + pad + slot / 2;
    y += page.text(sheet.x + pad, y, width, page.hall(ticket.slip.procedure),
                   page.style(page.z.note, 500, palette::ink), palette::paper);
    const double foot = page.height_of(issued, page.style(page.z.note), width);
    const double foot_y = sheet.bottom() - tooth - pad * 0.6 - foot;
    put_number(page, ticket.number.text(), {sheet.x + pad, y, width, foot_y - y}, palette::ink,
               palette::paper);
    page.text(sheet.x + pad, std::round(foot_y), width, issued, page.style(page.z.note, 400, palette::ink),
              palette::paper);
  }
  page.panel({area.x, area.y, area.width, slot}, page.p.slot, slot / 2);
}

/// The number on the glass alone: no paper is pictured where there is none.
void plate(Composer& page, const TicketReply& ticket, const Rect& area) {
  const double pad = page.z.pad;
  page.panel(area, page.p.accent, 3 * page.mm);
  const std::string number = ticket.number.text();
  const std::string errand = page.hall(ticket.slip.procedure);
  const auto letters = page.style(page.z.note, 500, page.p.on_accent);
  const double width = area.width - 2 * pad;
  double top = area.y + pad;
  // Whoever took it knows what for: the number comes first.
  const double left = area.height - 1.3 * pad - page.height_of(errand, letters, width);
  if (number_cap(page, number, width, left) >= least_number_mm * page.mm)
    top += page.text(area.x + pad, top, width, errand, letters, page.p.accent);
  put_number(page, number, {area.x + pad, top, width, area.bottom() - top - pad * 0.3}, page.p.on_accent,
             page.p.accent);
}

/// QR of the ticket's own page with its caption, at the foot of `area`; returns what is left above it.
Rect phone_code(Composer& page, const TicketReply& ticket, const Rect& area, double keep) {
  if (ticket.slip.url.empty()) return area;
  const double side = std::round(40 * page.mm);
  const std::string words = page.say("Наведите камеру телефона: очередь будет видна на его экране.");
  const double x = area.x + side + page.z.pad;
  const double width = area.right() - x;
  const double lines = page.height_of(words, page.style(page.z.note), width);
  const double height = std::max(side, lines);
  if (area.height - height - page.z.gap < keep) return area;
  const double y = area.bottom() - height;
  page.panel({area.x, y, side, side}, palette::paper, 2 * page.mm);
  page.out.items.push_back({.kind = Item::Kind::qr,
                            .box = {area.x, y, side, side},
                            .color = palette::ink,
                            .ground = palette::paper,
                            .text = ticket.slip.url});
  page.text(x, std::round(y + (height - lines) / 2), width, words, page.style(page.z.note));
  return {area.x, area.y, area.width, y - page.z.gap - area.y};
}

Rect bottom_button(Composer& page, const Rect& area, Act act, const std::string& label, Icon icon,
                   Look look) {
  const double height = page.button_height(label, area.width);
  page.button({act, 0}, {area.x, area.bottom() - height, area.width, height}, label, icon, look);
  return {area.x, area.y, area.width, area.height - height - page.z.gap};
}

/// Line of a number of this capital height, in millimetres.
constexpr double line_mm(double capital_mm) {
  return capital_mm * 1.9;
}

/// What paper or plate of this width needs beside the line of the number.
double around_number(const Composer& page, const TicketReply& ticket, double width, bool on_paper) {
  const double pad = page.z.pad;
  const double inner = (on_paper ? width * 0.88 : width) - 2 * pad;
  const double errand =
      page.height_of(page.hall(ticket.slip.procedure), page.style(page.z.note, 500), inner) + pad;
  const double foot =
      page.height_of(page.say("Выдан в {time}", {{"time", "00:00"}}), page.style(page.z.note), inner);
  return on_paper ? errand + foot + 0.6 * pad + 7 * page.mm : errand + 0.3 * pad;
}

/// Notes give way to the number; then the other lines become smaller, and go from the last. Where to go
/// stays.
void make_room(const Composer& page, std::vector<Fact>& all, double width, double room) {
  const auto crowded = [&](double number) { return room - facts_height(page, all, width) < number; };
  const double wanted = line_mm(wanted_number_mm) * page.mm;
  while (all.size() > 2 && all.back().size <= page.z.note && crowded(wanted)) all.pop_back();
  if (crowded(wanted)) {
    for (auto fact = all.begin() + 1; fact != all.end(); ++fact) fact->size = page.z.note;
  }
  while (all.size() > 2 && crowded(line_mm(fair_number_mm) * page.mm)) all.pop_back();
  const double least = line_mm(least_number_mm) * page.mm;
  if (crowded(least)) all.front().size = page.z.note;
  while (all.size() > 1 && crowded(least)) all.pop_back();
}

void number_and_facts(Composer& page, const TicketReply& ticket, const Rect& area, bool on_paper) {
  std::vector<Fact> all = facts(page, ticket);
  const double around = around_number(page, ticket, area.width, on_paper);
  make_room(page, all, area.width, area.height - around - page.z.pad);
  const double below = facts_height(page, all, area.width);
  const double most = line_mm(most_number_mm) * page.mm + around;
  const double height = std::min(area.height - below - page.z.pad, most);
  const Rect number{area.x, area.y, area.width, std::floor(height)};
  if (on_paper) {
    paper(page, ticket, number);
  } else {
    plate(page, ticket, number);
  }
  put_facts(page, all, {area.x, number.bottom() + page.z.pad, area.width, below});
}

void paper_page(Composer& page, const Given& given) {
  const bool printed = in_hand(given);
  // A hot head, a cover being closed: the printer goes on by itself, or its word ends the wait.
  const bool slow = page.now - given.started > slow_print;
  const std::string wait =
      slow ? page.say("Талон выйдет через несколько секунд.") : page.say("Подождите немного.");
  page.title(printed ? page.say("Возьмите талон") : page.say("Печатаем талон"),
             printed ? page.say("Сохраните его до конца приёма.") : wait);
  Rect area = page.body();
  if (printed)
    area = bottom_button(page, area, Act::no_slip, page.say("Талон не вышел"), Icon::none, Look::light);
  number_and_facts(page, given.ticket, area, true);
}

void glass_page(Composer& page, const Given& given) {
  page.title(page.say("Запомните номер"), page.say("Или сфотографируйте экран."));
  std::string trouble = slip_trouble(page.catalogue, given);
  // A slip the printer keeps, or a number the server does not have yet, is no other terminal's to print.
  const bool elsewhere = !given.will_repeat && !given.ticket.slip.offline;
  const std::string other = elsewhere ? other_terminal(page.screen, page.catalogue) : std::string();
  if (!other.empty()) trouble += " " + other;
  Rect area = page.strip(page.body(), trouble, given.slip == SlipOutcome::failed);
  if (can_print_again(page.screen, given.will_repeat)) {
    area =
        bottom_button(page, area, Act::print_again, page.say("Повторить печать"), Icon::ticket, Look::light);
  }
  const double keep = facts_height(page, facts(page, given.ticket), area.width) + page.z.pad +
                      line_mm(wanted_number_mm) * page.mm +
                      around_number(page, given.ticket, area.width, false);
  area = phone_code(page, given.ticket, area, keep);
  number_and_facts(page, given.ticket, area, false);
}

}  // namespace

void issuing_page(Composer& page) {
  page.title(page.say("Берём номер"), page.say("Подождите немного."));
  const Rect area = page.body();
  const double slot = std::round(4 * page.mm);
  page.panel({area.x, area.y, area.width, slot}, page.p.slot, slot / 2);
}

void ticket_page(Composer& page) {
  if (!page.screen.given) return;
  const Given& given = *page.screen.given;
  page.back_and_home(false, page.say("Готово"));
  const bool waiting = given.slip == SlipOutcome::pending && !given.on_screen;
  if (waiting || in_hand(given)) return paper_page(page, given);
  glass_page(page, given);
}

void offer_page(Composer& page) {
  if (page.screen.offers.empty()) return;
  const TicketReply& ticket = page.screen.offers.front();
  page.title(page.say("Это ваш номер?"), page.say("Талон к нему ещё не напечатан."));
  const bool paper = can_print(page.screen);
  Rect area = page.body();
  area = bottom_button(page, area, Act::drop_offer, page.say("Это не мой номер"), Icon::none, Look::light);
  area = bottom_button(page, area, Act::print_offer,
                       paper ? page.say("Напечатать талон") : page.say("Показать номер"),
                       paper ? Icon::ticket : Icon::none, Look::main);
  number_and_facts(page, ticket, area, false);
}

}  // namespace talon::screens
