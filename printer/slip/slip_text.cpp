// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "display/text/text.h"
#include "printer/slip/slip.h"

namespace talon::slip {
namespace {

using text::Catalogue;

std::size_t letters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(
      utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}
/// Bytes of the first `count` letters.
std::size_t prefix(std::string_view utf8, std::size_t count) {
  std::size_t at = 0;
  for (; at < utf8.size(); ++at)
    if ((static_cast<unsigned char>(utf8[at]) & 0xC0) != 0x80 && count-- == 0) break;
  return at;
}

class Lines {
 public:
  explicit Lines(int columns) : columns_(static_cast<std::size_t>(std::max(8, columns))) {}

  /// Wraps at words; a word longer than the line is broken. `line` begins the first line, later ones are
  /// indented as far.
  void add(std::string_view utf8, bool bold = false, std::string line = {}) {
    const std::size_t hang = letters(line);
    std::size_t at = 0;
    while (at < utf8.size()) {
      const std::size_t end = std::min(utf8.find(' ', at), utf8.size());
      std::string_view word = utf8.substr(at, end - at);
      at = end + 1;
      if (letters(line) > hang && letters(line) + 1 + letters(word) > columns_) {
        lines_.push_back({line, bold, 1});
        line = std::string(hang, ' ');
      } else if (letters(line) > hang) {
        line += ' ';
      }
      for (; letters(line) + letters(word) > columns_; line = std::string(hang, ' ')) {
        const std::size_t taken = prefix(word, columns_ - letters(line));
        lines_.push_back({line + std::string(word.substr(0, taken)), bold, 1});
        word.remove_prefix(taken);
      }
      line += word;
    }
    if (letters(line) > hang) lines_.push_back({line, bold, 1});
  }
  void large(const std::string& text) {
    const int fit = static_cast<int>(columns_ / std::max<std::size_t>(1, letters(text)));
    lines_.push_back({text, true, std::clamp(fit, 1, 6)});
  }
  void rule() { lines_.push_back({std::string(columns_, '-'), false, 1}); }
  void gap() { lines_.push_back({}); }
  [[nodiscard]] std::vector<TextLine> take() { return std::move(lines_); }

 private:
  std::size_t columns_;
  std::vector<TextLine> lines_;
};

std::string room_line(const RoomPicture& room) {
  return room.way.empty() ? room.title : room.title + " - " + room.way;
}

void add_brief(Lines& out, const SlipContent& slip, const Catalogue& say) {
  out.add(say.say("Возьмите с собой") + ":", true);
  for (const std::string& item : slip.brief) out.add(item, false, "[ ] ");
}

void memo(Lines& out, const SlipContent& slip, const Catalogue& say) {
  out.add(say.say("Список документов"), true);
  out.add(slip.procedure, true);
  out.add(slip.service);
  out.rule();
  add_brief(out, slip, say);
  out.rule();
  for (const RoomPicture& room : slip.rooms) out.add(room_line(room));
  out.add(say.say("Это не талон: места в очереди он не занимает."));
  out.add(text::date_text(say, Date{std::chrono::floor<std::chrono::days>(slip.issued_at.local())}));
  if (!slip.phone.empty()) out.add(say.say("Телефон") + ": " + slip.phone);
}

void appointment(Lines& out, const SlipContent& slip, const Catalogue& say) {
  out.add(say.say("Запись на приём"), true);
  if (slip.booked_at) {
    const Date date{std::chrono::floor<std::chrono::days>(slip.booked_at->local())};
    out.add(text::weekday_date_text(say, date), true);
    out.large(text::clock_text(*slip.booked_at));
  }
  out.add(slip.procedure, true);
  out.add(slip.service);
  for (const RoomPicture& room : slip.rooms) out.add(room_line(room), true);
  out.rule();
  out.add(say.say("Код записи") + ":");
  out.large(slip.booking_code);
  out.add(say.say("Придите к этому времени и наберите код на терминале: он даст талон."));
  out.add(say.say("Не сможете прийти? Отмените запись по этому коду на терминале или по телефону."));
  if (!slip.brief.empty()) {
    out.rule();
    add_brief(out, slip, say);
  }
  if (!slip.phone.empty()) out.add(say.say("Телефон") + ": " + slip.phone);
}

void waiting(Lines& out, const SlipContent& slip, const Catalogue& say) {
  if (slip.booked_at) out.add(say.say("Вы записаны на") + ": " + text::clock_text(*slip.booked_at), true);
  out.add(slip.offline      ? say.say("Время ожидания уточняется.")
          : slip.ahead <= 0 ? say.say("Перед вами никого нет")
                            : say.say("Перед вами") + ": " + say.say_count("{n} человек", slip.ahead),
          true);
  if (slip.expected_wait_s)
    out.add((slip.not_later_s ? say.say("Ожидание") : say.say("Ожидание (оценка)")) + ": " +
                text::about_minutes(say, *slip.expected_wait_s),
            true);
  if (slip.not_later_s)
    out.add(say.say("Не позже") + ": " + text::not_later_text(say, slip.issued_at, *slip.not_later_s), true);
}

void errand(Lines& out, const SlipContent& slip, bool official) {
  out.gap();
  out.add(slip.procedure, true);
  out.add(slip.service);
  if (official && slip.official != slip.procedure && slip.official != slip.service) out.add(slip.official);
}

void way(Lines& out, const SlipContent& slip) {
  out.add(slip.where, true);
  for (const RoomPicture& room : slip.rooms) out.add(room_line(room));
}

void stamp(Lines& out, const Catalogue& say) {
  out.add(say.say("Точное время обращения") + ":");
  out.gap();
  out.add("______ : ______");
  out.gap();
}

void contact(Lines& out, const SlipContent& slip, const Catalogue& say) {
  if (!slip.phone.empty()) out.add(say.say("Телефон") + ": " + slip.phone);
  if (!slip.journal_head.empty()) out.add(say.say("Журнал") + ": " + slip.journal_head);
}

/// One part of the layout; heights mean nothing here.
void add_part(Lines& out, const std::string& part, const SlipContent& slip, const SlipLayout& layout,
              const Catalogue& say) {
  const bool ruled = part == "waiting" || part == "stamp" || (part == "brief" && !slip.brief.empty());
  if (ruled) out.rule();
  if (part == "office") out.add(slip.office);
  if (part == "office") out.rule();
  if (part == "number") out.large(slip.number.text());
  if (part == "issued") {
    const Date date{std::chrono::floor<std::chrono::days>(slip.issued_at.local())};
    out.add(
        say.say("Время выдачи") + ": " + text::clock_text(slip.issued_at) + ", " + text::date_text(say, date),
        true);
  }
  if (part == "errand") errand(out, slip, layout.official_names);
  if (part == "waiting") waiting(out, slip, say);
  if (part == "way") way(out, slip);
  if (part == "brief" && !slip.brief.empty()) add_brief(out, slip, say);
  if (part == "stamp") stamp(out, say);
  if (part == "missed") out.add(slip.missed);
  if (part == "code") out.add(slip.url);
  if (part == "contact") contact(out, slip, say);
  if (part == "note") out.add(layout.note);
}

}  // namespace

std::vector<TextLine> render_text(const SlipContent& slip, int columns) {
  const Catalogue& say = Catalogue::of(slip.language);
  const SlipLayout layout = slip.layout.value_or(SlipLayout{});
  Lines out(columns);
  if (slip.repeat) out.add("*** " + say.say("повтор") + " ***", true);
  if (slip.memo || !slip.booking_code.empty()) {
    out.add(slip.office);
    out.rule();
    slip.memo ? memo(out, slip, say) : appointment(out, slip, say);
    return out.take();
  }
  for (const std::string& part : layout.parts) add_part(out, part, slip, layout, say);
  return out.take();
}

}  // namespace talon::slip
