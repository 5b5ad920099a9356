// SPDX-License-Identifier: MIT
#include "server/queue/sentences.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "server/queue/calendar.h"

namespace talon::queue {
namespace {

using std::chrono::minutes;

// From Sunday, as std::chrono::weekday::c_encoding counts.
constexpr std::array<std::string_view, 7> day_names = {"воскресенье", "понедельник", "вторник", "среда",
                                                       "четверг",     "пятница",     "суббота"};
constexpr std::array<std::string_view, 7> day_names_first = {"Воскресенье", "Понедельник", "Вторник", "Среда",
                                                             "Четверг",     "Пятница",     "Суббота"};
constexpr std::array<std::string_view, 12> month_names = {"января",   "февраля", "марта",  "апреля",
                                                          "мая",      "июня",    "июля",   "августа",
                                                          "сентября", "октября", "ноября", "декабря"};
constexpr std::array<unsigned, 7> week = {1, 2, 3, 4, 5, 6, 0};

std::string day_text(const Timestamp& time) {
  const Date date = local_date(time);
  const std::chrono::weekday day{std::chrono::local_days{date}};
  return std::string(day_names[day.c_encoding()]) + ", " + date_text(date);
}

std::string clock_of(const Timestamp& time) {
  return clock_text(std::chrono::floor<minutes>(time_of_day(time)));
}

std::string spans_text(const std::vector<Span>& spans) {
  std::string text;
  for (const Span& span : spans) {
    text += (text.empty() ? "" : ", ") + clock_text(span.from) + "–" + clock_text(span.to);
  }
  return text;
}

std::vector<Span> spans_of(const Configuration& configuration, unsigned day) {
  std::vector<Span> spans;
  for (const Hours& row : configuration.hours) {
    const bool has = std::find(row.days.begin(), row.days.end(), std::chrono::weekday{day}) != row.days.end();
    if (has) spans.push_back({row.from, row.to});
  }
  std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.from < b.from; });
  return spans;
}

/// "в кабинет 5": a title in the nominative that is also the accusative; others stand after a colon.
bool takes_preposition(const std::string& title) {
  constexpr std::array<std::string_view, 5> known = {"кабинет", "зал", "окно", "каб.", "№"};
  return std::any_of(known.begin(), known.end(),
                     [&](std::string_view word) { return title.starts_with(word); });
}

}  // namespace

std::string_view weekday_text(std::chrono::weekday day) {
  return day_names.at(day.c_encoding());
}

std::string date_text(const Date& date) {
  return std::to_string(static_cast<unsigned>(date.day())) + " " +
         std::string(month_names[static_cast<unsigned>(date.month()) - 1]);
}

std::string clock_text(minutes of_day) {
  const auto hour = of_day.count() / 60;
  const auto minute = of_day.count() % 60;
  return std::to_string(hour) + (minute < 10 ? ":0" : ":") + std::to_string(minute);
}

std::string slot_text(const Timestamp& slot_at) {
  return day_text(slot_at) + ", " + clock_of(slot_at);
}

std::string closed_text(const Reception& reception, const Timestamp& /*now*/) {
  if (reception.open) return {};
  if (reception.today_later) {
    return (reception.today_over ? "Сейчас перерыв в приёме. Приём продолжится сегодня в "
                                 : "Приём ещё не начался. Сегодня приём с ") +
           clock_of(*reception.next_open) + ".";
  }
  std::string text = reception.today_over ? "Приём на сегодня окончен." : "Сегодня приёма нет.";
  if (reception.next_open) {
    text +=
        " Ближайший приём: " + day_text(*reception.next_open) + ", с " + clock_of(*reception.next_open) + ".";
  }
  return text;
}

std::string last_ticket_text(const Reception& reception) {
  return "Талоны на сегодня больше не выдаются: приём до " + clock_of(*reception.closes_at) + ".";
}

std::string stopped_text(const std::string& reason) {
  return reason.empty() ? "Выдача талонов остановлена." : "Выдача талонов остановлена: " + reason + ".";
}

std::string break_text(const Break& pause) {
  return (pause.title.empty() ? "перерыв" : pause.title) + " до " + clock_text(pause.to);
}

std::vector<std::string> hours_text(const Configuration& configuration) {
  std::vector<std::pair<std::string, std::string>> rows;  // hours, days
  std::string closed;
  for (const unsigned day : week) {
    const std::string hours = spans_text(spans_of(configuration, day));
    std::string& days = [&]() -> std::string& {
      if (hours.empty()) return closed;
      for (auto& [known, names] : rows) {
        if (known == hours) return names;
      }
      return rows.emplace_back(hours, "").second;
    }();
    days += days.empty() ? std::string(day_names_first[day]) : ", " + std::string(day_names[day]);
  }
  std::vector<std::string> text;
  for (const auto& [hours, days] : rows) text.push_back(days + ": " + hours);
  if (!closed.empty()) text.push_back(closed + ": приёма нет");
  return text;
}

std::string where_text(const std::vector<RoomPicture>& rooms) {
  constexpr std::size_t most_named = 3;
  if (rooms.empty() || rooms.size() > most_named) {
    return "Смотрите на табло: на нём появятся ваш номер и кабинет.";
  }
  std::string names;
  for (std::size_t i = 0; i < rooms.size(); ++i) {
    if (i > 0) names += i + 1 == rooms.size() ? " или " : ", ";
    names += rooms[i].title;
  }
  const bool plain = takes_preposition(rooms.front().title);
  return "Смотрите на табло: вас пригласят" + std::string(plain ? " в " : ": ") + names + ".";
}

std::string missed_text() {
  return "Пропустили вызов? Отметьтесь у терминала или подойдите к сотруднику: место в очереди сохранится.";
}

}  // namespace talon::queue
