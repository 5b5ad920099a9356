// SPDX-License-Identifier: MIT
#include "printer/slip/blocks.h"

#include <algorithm>
#include <cmath>

namespace talon::slip {
namespace {

using canvas::Canvas;
using canvas::Face;
using canvas::TextStyle;
using text::Catalogue;

/// Words white on a black box as wide as they need, or as the paper.
void inverted(Sheet& sheet, const std::string& words, const TextStyle& style, double height, double lift,
              double width, double pad) {
  sheet.add(height, [=, &sheet](Canvas& page, double top) {
    page.rectangle({sheet.left(), top, width, height}, ink);
    TextStyle white = style;
    white.color = blank;
    page.text({sheet.left() + pad, top + lift, 0, 0}, words, white);
  });
}

}  // namespace

Date local_date(const Timestamp& time) {
  return Date{std::chrono::floor<std::chrono::days>(time.local())};
}

void repeat_mark(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  if (!slip.repeat) return;
  const TextStyle style = sheet.style(3.2, 700);
  const std::string word = say.say("повтор");
  const auto size = canvas::measure(word, style);
  const double pad = sheet.dots(1.2);
  inverted(sheet, word, style, size.height + pad, pad / 2, size.width + 4 * pad, 2 * pad);
  sheet.space(2);
}

void office(Sheet& sheet, const SlipContent& slip) {
  sheet.text(slip.office, sheet.style(3.2, 500));
  sheet.space(1.5);
  sheet.rule();
}

void number(Sheet& sheet, const SlipContent& slip, double most) {
  const double pad = sheet.heavy() ? sheet.dots(2) : 0;  // of the black field
  TextStyle style = sheet.numerals(most);
  const std::string text = slip.number.text();
  const double wide = canvas::measure(text, style).width;
  style.size = std::floor(std::min(style.size, style.size * (sheet.width() - 2 * pad) / wide));
  const double capital = std::ceil(canvas::cap_height(style));
  // The line box has a fifth of an em of air above the digits: only the digits take paper.
  const double air = canvas::measure(text, style).height - capital;
  const double ascent = air - style.size * 0.276;  // PT Sans: descent 0.276 em
  if (sheet.heavy()) {
    inverted(sheet, text, style, capital + 2 * pad, pad - ascent, sheet.width(), pad);
    return;
  }
  const double bearing = style.size * 0.005;
  sheet.add(capital + 2, [=, &sheet](Canvas& page, double top) {
    page.text({sheet.left() - bearing, top - ascent, 0, 0}, text, style);
  });
}

void issued(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  sheet.fact(say.say("Время выдачи"), text::clock_text(slip.issued_at));
  sheet.text(text::date_text(say, local_date(slip.issued_at)), sheet.style(3.2));
}

void errand(Sheet& sheet, const SlipContent& slip, bool official) {
  sheet.text(slip.procedure, sheet.style(3.8, 700));
  sheet.text(slip.service, sheet.style(3.2, 500));
  if (official && slip.official != slip.procedure && slip.official != slip.service)
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
  const double indent = sheet.em(7.5);
  const std::string where = slip.where.empty() && !slip.rooms.empty() ? say.say("Вас пригласят") : slip.where;
  if (!where.empty()) {
    const double capital = canvas::cap_height(style);
    const double first = canvas::measure("Н", style).height;
    const double top_of_capital = first - style.size * 0.24 - capital;
    sheet.add(0, [=, &sheet](Canvas& page, double top) {
      page.arrow({sheet.left(), top + top_of_capital - 2, sheet.em(5.5), capital + 4}, ink);
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
  if (slip.brief.empty()) return;
  sheet.text(say.say("Возьмите с собой"), sheet.style(3.2, 700));
  const TextStyle style = sheet.style(3.2);
  const double box = sheet.em(3.6);
  const double indent = sheet.em(6);
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

void code(Sheet& sheet, const SlipContent& slip, const Catalogue& say, double side) {
  if (slip.url.empty()) return;
  // 4 quiet modules on every side and whole modules inside 1.55 of the side leave the side itself, or more,
  // for the symbol of any address up to 150 characters.
  const double box = std::round(std::min(sheet.dots(side * 1.55), sheet.width()));
  const TextStyle style = sheet.style(3.2);
  const std::string words = say.say("Очередь в телефоне: наведите камеру");
  const double gap = sheet.dots(1);
  const double column = sheet.width() - box - gap;
  const double quiet = sheet.dots(2.5);  // the symbol's own light border is not wanted twice at the margin
  // Beside the symbol only where the longest word has room.
  const bool beside = !sheet.narrow() && canvas::measure(words, style, column).width <= column;
  sheet.add(box, [=, &sheet, url = slip.url](Canvas& page, double top) {
    page.qr({sheet.left() - quiet, top, box, box}, url, ink, blank);
    if (!beside) return;
    TextStyle middle = style;
    middle.vertical = canvas::Vertical::middle;
    page.text({sheet.left() + box - quiet + gap, top, column + quiet, box}, words, middle);
  });
  if (!beside) sheet.text(words, style);
}

void contact(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  if (!slip.phone.empty()) sheet.text(say.say("Телефон") + ": " + slip.phone, sheet.style(3.2));
  if (!slip.journal_head.empty()) {
    sheet.text(say.say("Журнал") + ": " + slip.journal_head, sheet.style(3.2));
  }
}

}  // namespace talon::slip
