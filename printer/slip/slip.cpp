// SPDX-License-Identifier: MIT
#include "printer/slip/slip.h"

#include <algorithm>
#include <cmath>

#include "display/text/text.h"
#include "printer/slip/sheet.h"

namespace talon::slip {
namespace {

using canvas::Canvas;
using canvas::Face;
using canvas::TextStyle;
using text::Catalogue;

Date local_date(const Timestamp& time) {
  return Date{std::chrono::floor<std::chrono::days>(time.local())};
}

void head(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  if (slip.repeat) {
    const TextStyle style = sheet.style(3.2, 700);
    const std::string word = say.say("повтор");
    const auto size = canvas::measure(word, style);
    const double pad = sheet.dots(1.2);
    sheet.add(size.height + pad, [=, &sheet](Canvas& page, double top) {
      page.rectangle({sheet.left(), top, size.width + 4 * pad, size.height + pad}, ink);
      TextStyle white = style;
      white.color = blank;
      page.text({sheet.left() + 2 * pad, top + pad / 2, 0, 0}, word, white);
    });
    sheet.space(2);
  }
  sheet.text(slip.office, sheet.style(3.2, 500));
  sheet.space(1.5);
  sheet.rule(0.25);
}

/// As large as the width allows, between 14 and 20 mm; smaller only when even 14 mm does not fit.
void number(Sheet& sheet, const SlipContent& slip) {
  TextStyle style = sheet.style(20, 700, Face::numbers);
  const std::string text = slip.number.text();
  const double wide = canvas::measure(text, style).width;
  style.size = std::floor(std::min(style.size, style.size * sheet.width() / wide));
  const double capital = std::ceil(canvas::cap_height(style));
  const double rise = canvas::measure(text, style).height;
  // The line box has a fifth of an em of air above the digits: only the digits take paper.
  const double air = rise - capital;
  const double bearing = style.size * 0.005;
  sheet.add(capital + 2, [=, &sheet](Canvas& page, double top) {
    const double ascent = air - style.size * 0.276;  // PT Sans: descent 0.276 em
    page.text({sheet.left() - bearing, top - ascent, 0, 0}, text, style);
  });
}

void issued(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  sheet.fact(say.say("Время выдачи"), text::clock_text(slip.issued_at));
  sheet.text(text::date_text(say, local_date(slip.issued_at)), sheet.style(3.2));
}

void errand(Sheet& sheet, const SlipContent& slip) {
  sheet.text(slip.procedure, sheet.style(3.8, 700));
  sheet.text(slip.service, sheet.style(3.2, 500));
  if (slip.official != slip.procedure && slip.official != slip.service)
    sheet.text(slip.official, sheet.style(3.2));
}

void waiting(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  if (slip.booked_at) sheet.fact(say.say("Вы записаны на"), text::clock_text(*slip.booked_at));
  if (slip.offline) {
    sheet.text(say.say("Время ожидания уточняется."), sheet.style(3.6, 700));
    return;  // a terminal without the server knows of nobody else
  }
  if (slip.ahead <= 0)
    sheet.text(say.say("Перед вами никого нет"), sheet.style(3.6, 700));
  else
    sheet.fact(say.say("Перед вами"), say.say_count("{n} человек", slip.ahead));
  if (slip.expected_wait_s) {
    sheet.space(0.4);
    sheet.fact(slip.not_later_s ? say.say("Ожидание") : say.say("Ожидание (оценка)"),
               text::about_minutes(say, *slip.expected_wait_s));
  }
  if (slip.not_later_s) {
    sheet.space(0.4);
    sheet.fact(say.say("Не позже"), text::not_later_text(say, slip.issued_at, *slip.not_later_s));
  }
}

std::string room_line(const RoomPicture& room) {
  return room.way.empty() ? room.title : room.title + " — " + room.way;
}

void way(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  const TextStyle style = sheet.style(3.6, 700);
  const double indent = sheet.dots(7.5);
  const std::string where = slip.where.empty() && !slip.rooms.empty() ? say.say("Вас пригласят") : slip.where;
  if (!where.empty()) {
    const double capital = canvas::cap_height(style);
    const double first = canvas::measure("Н", style).height;
    const double top_of_capital = first - style.size * 0.24 - capital;
    sheet.add(0, [=, &sheet](Canvas& page, double top) {
      page.arrow({sheet.left(), top + top_of_capital - 2, sheet.dots(5.5), capital + 4}, ink);
    });
    sheet.text(where, style, indent);
    sheet.space(0.6);
  }
  // A room named in the sentence above needs only its way; where one may be called to many, the board tells.
  constexpr std::size_t most_listed = 3;
  if (slip.rooms.size() > most_listed && !slip.where.empty()) return;
  for (const RoomPicture& room : slip.rooms) {
    const bool named = where.find(room.title) != std::string::npos;
    sheet.text(named && (slip.rooms.size() == 1 || room.way.empty()) ? room.way : room_line(room),
               sheet.style(3.2, 500), indent);
  }
}

void brief(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  sheet.text(say.say("Возьмите с собой"), sheet.style(3.2, 700));
  const TextStyle style = sheet.style(3.2);
  const double box = sheet.dots(3.6);
  const double indent = sheet.dots(6);
  for (const std::string& item : slip.brief) {
    sheet.space(0.8);
    const double first = canvas::measure("Н", style).height;
    const double base = first - style.size * 0.24;  // Golos Text: descent 0.24 em
    const double middle = base - canvas::cap_height(style) / 2;
    sheet.add(0, [=, &sheet](Canvas& page, double top) {
      page.check_box({sheet.left(), std::round(top + middle - box / 2), box, box}, ink, 2);
    });
    sheet.text(item, style, indent);
  }
}

/// Where the specialist puts the exact time of being seen (S2-5.4.1-j).
void stamp(Sheet& sheet, const Catalogue& say) {
  const TextStyle style = sheet.style(3.2, 500);
  const std::string title = say.say("Точное время обращения");
  const double pad = sheet.dots(2);
  const double inner = sheet.width() - 2 * pad;
  const double caption = canvas::measure(title, style, inner).height;
  const double writing = sheet.dots(11);  // room for handwriting above the lines
  const double height = std::round(pad + caption + writing + pad);
  sheet.add(height, [=, &sheet](Canvas& page, double top) {
    page.frame({sheet.left(), top, sheet.width(), height}, ink, 3);
    page.text({sheet.left() + pad, top + pad, inner, caption}, title, style);
    const double line = std::round(top + height - pad - 2);
    const double middle = sheet.left() + sheet.width() / 2;
    const double field = sheet.dots(15);
    const double gap = sheet.dots(3);
    page.rectangle({middle - gap - field, line, field, 3}, ink);
    page.rectangle({middle + gap, line, field, 3}, ink);
    const double dot = sheet.dots(0.6);
    page.circle(middle, line - sheet.dots(1.2), dot, ink);
    page.circle(middle, line - sheet.dots(4.2), dot, ink);
  });
}

/// 4 quiet modules on every side and whole modules inside 31 mm leave 20 mm or more for the symbol of any
/// address up to 150 characters.
constexpr double qr_box_mm = 31;

void code(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  const double box = std::round(sheet.dots(qr_box_mm));
  const TextStyle style = sheet.style(3.2);
  const std::string words = say.say("Очередь в телефоне: наведите камеру");
  const double gap = sheet.dots(1);
  const double column = sheet.width() - box - gap;
  const double quiet = sheet.dots(2.5);  // the symbol's own light border is not wanted twice at the margin
  const bool beside = !sheet.narrow();
  sheet.add(box, [=, &sheet, url = slip.url](Canvas& page, double top) {
    page.qr({sheet.left() - quiet, top, box, box}, url, ink, blank);
    if (!beside) return;
    TextStyle middle = style;
    middle.vertical = canvas::Vertical::middle;
    page.text({sheet.left() + box - quiet + gap, top, column + quiet, box}, words, middle);
  });
  if (!beside) sheet.text(words, style);
}

void foot(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  if (!slip.phone.empty()) sheet.text(say.say("Телефон") + ": " + slip.phone, sheet.style(3.2));
  if (!slip.journal_head.empty()) {
    TextStyle style = sheet.style(3.2, 400);
    sheet.text(say.say("Журнал") + ": " + slip.journal_head, style);
  }
}

/// The document list without a ticket: nothing on it looks like a number or a place in a queue.
void memo(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  head(sheet, slip, say);
  sheet.space(3);
  sheet.text(say.say("Список документов"), sheet.style(5, 700));
  sheet.space(1.5);
  errand(sheet, slip);
  sheet.space(2.5);
  sheet.rule(0.25);
  sheet.space(2);
  brief(sheet, slip, say);
  sheet.space(2.5);
  sheet.rule(0.25);
  sheet.space(2);
  for (const RoomPicture& room : slip.rooms) sheet.text(room_line(room), sheet.style(3.2, 500));
  sheet.text(say.say("Это не талон: места в очереди он не занимает."), sheet.style(3.2));
  sheet.text(text::date_text(say, local_date(slip.issued_at)), sheet.style(3.2));
  foot(sheet, slip, say);
}

/// A word and a time or code as large as the width allows, at most `most` mm.
void large_line(Sheet& sheet, const std::string& words, double most) {
  TextStyle style = sheet.style(most, 700, Face::numbers);
  const double wide = canvas::measure(words, style).width;
  style.size = std::floor(std::min(style.size, style.size * sheet.width() / wide));
  sheet.text(words, style);
}

/// The paper of an appointment: when, where, the code that opens it, what to bring. It is no ticket.
void appointment(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  head(sheet, slip, say);
  sheet.space(3);
  sheet.text(say.say("Запись на приём"), sheet.style(5, 700));
  sheet.space(1.5);
  if (slip.booked_at) {
    sheet.text(text::weekday_date_text(say, local_date(*slip.booked_at)), sheet.style(5, 700));
    large_line(sheet, text::clock_text(*slip.booked_at), 14);
  }
  sheet.space(1.5);
  errand(sheet, slip);
  sheet.space(1.5);
  for (const RoomPicture& room : slip.rooms) sheet.text(room_line(room), sheet.style(3.6, 700));
  sheet.space(2);
  sheet.rule(0.25);
  sheet.space(2);
  sheet.text(say.say("Код записи") + ":", sheet.style(3.2));
  const std::string& code = slip.booking_code;
  large_line(sheet, code.size() > 5 ? code.substr(0, 5) + " " + code.substr(5) : code, 8);
  sheet.space(1);
  sheet.text(say.say("Придите к этому времени и наберите код на терминале: он даст талон."),
             sheet.style(3.2, 500));
  sheet.text(say.say("Не сможете прийти? Отмените запись по этому коду на терминале или по телефону."),
             sheet.style(3.2));
  sheet.space(2);
  if (!slip.brief.empty()) {
    sheet.rule(0.25);
    sheet.space(2);
    brief(sheet, slip, say);
    sheet.space(2);
  }
  foot(sheet, slip, say);
}

}  // namespace

canvas::Canvas render(const SlipContent& slip, const Paper& paper) {
  const Catalogue& say = Catalogue::of(slip.language);
  Sheet sheet(paper);
  if (slip.memo) {
    memo(sheet, slip, say);
    return sheet.finish();
  }
  if (!slip.booking_code.empty()) {
    appointment(sheet, slip, say);
    return sheet.finish();
  }
  head(sheet, slip, say);
  sheet.space(5);
  number(sheet, slip);
  sheet.space(4);
  issued(sheet, slip, say);
  sheet.space(3);
  errand(sheet, slip);
  sheet.space(2.5);
  sheet.rule(0.25);
  sheet.space(2);
  waiting(sheet, slip, say);
  sheet.space(2);
  way(sheet, slip, say);
  sheet.space(2.5);
  if (!slip.brief.empty()) {
    sheet.rule(0.25);
    sheet.space(2);
    brief(sheet, slip, say);
    sheet.space(3.5);
  }
  stamp(sheet, say);
  sheet.space(2.5);
  sheet.text(slip.missed, sheet.style(3.2));
  if (!slip.url.empty()) code(sheet, slip, say);
  sheet.space(1);
  foot(sheet, slip, say);
  return sheet.finish();
}

SlipContent test_slip() {
  SlipContent slip;
  slip.office = "Талон: пробная печать";
  slip.number = TicketNumber{"А", 0};
  slip.number.ordinal = 17;
  slip.issued_at = parse_timestamp("2026-03-02T09:14:07.120+05:00").value_or(Timestamp{});
  slip.service = "Проверка принтера";
  slip.procedure = "Пробный талон";
  slip.brief = {"Все буквы: Съешь ещё этих мягких французских булок, да выпей чаю",
                "Знаки: «№ 5» — Ёё, 100 %"};
  slip.ahead = 4;
  slip.expected_wait_s = Seconds{20 * 60};
  slip.not_later_s = Seconds{33 * 60};
  slip.rooms = {{RoomId{"5"}, "кабинет 5", "1 этаж, направо"}};
  slip.where = "Смотрите на табло: вас пригласят в кабинет 5.";
  slip.missed = "Если вы пропустили вызов, подойдите к специалисту в том же кабинете.";
  slip.journal_head = "K7Q2MZ4T1B";
  slip.url = "https://talon.example/t/ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return slip;
}

}  // namespace talon::slip
