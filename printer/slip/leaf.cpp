// SPDX-License-Identifier: MIT
#include "printer/slip/leaf.h"

#include <algorithm>
#include <cmath>

namespace talon::slip {
namespace {

using canvas::TextStyle;
using text::Catalogue;

/// A word and a time or code as large as the width allows, at most `most` mm.
void large_line(Sheet& sheet, const std::string& words, double most) {
  TextStyle style = sheet.numerals(most);
  const double wide = canvas::measure(words, style).width;
  style.size = std::floor(std::min(style.size, style.size * sheet.width() / wide));
  sheet.text(words, style);
}

}  // namespace

void memo(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  repeat_mark(sheet, slip, say);
  office(sheet, slip);
  sheet.space(3);
  sheet.text(say.say("Список документов"), sheet.style(5, 700));
  sheet.space(1.5);
  errand(sheet, slip, slip.layout.value_or(SlipLayout{}).official_names);
  sheet.space(2.5);
  sheet.rule();
  sheet.space(2);
  brief(sheet, slip, say);
  sheet.space(2.5);
  sheet.rule();
  sheet.space(2);
  for (const RoomPicture& room : slip.rooms) sheet.text(room_line(room), sheet.style(3.2, 500));
  sheet.text(say.say("Это не талон: места в очереди он не занимает."), sheet.style(3.2));
  sheet.text(text::date_text(say, local_date(slip.issued_at)), sheet.style(3.2));
  contact(sheet, slip, say);
}

void appointment(Sheet& sheet, const SlipContent& slip, const Catalogue& say) {
  repeat_mark(sheet, slip, say);
  office(sheet, slip);
  sheet.space(3);
  sheet.text(say.say("Запись на приём"), sheet.style(5, 700));
  sheet.space(1.5);
  if (slip.booked_at) {
    sheet.text(text::weekday_date_text(say, local_date(*slip.booked_at)), sheet.style(5, 700));
    large_line(sheet, text::clock_text(*slip.booked_at), 14);
  }
  sheet.space(1.5);
  errand(sheet, slip, slip.layout.value_or(SlipLayout{}).official_names);
  sheet.space(1.5);
  for (const RoomPicture& room : slip.rooms) sheet.text(room_line(room), sheet.style(3.6, 700));
  sheet.space(2);
  sheet.rule();
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
    sheet.rule();
    sheet.space(2);
    brief(sheet, slip, say);
    sheet.space(2);
  }
  contact(sheet, slip, say);
}

}  // namespace talon::slip
