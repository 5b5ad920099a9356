// SPDX-License-Identifier: MIT
// Times and dates in words. Month and day names are messages of the catalogue: Russian needs the genitive
// ("2 марта"), and one small table a language is less than a dependency on ICU's data.
#include <array>
#include <cstdio>

#include "display/text/text.h"

namespace talon::text {
namespace {

constexpr std::array<std::string_view, 12> months = {"января",   "февраля", "марта",  "апреля",
                                                     "мая",      "июня",    "июля",   "августа",
                                                     "сентября", "октября", "ноября", "декабря"};
constexpr std::array<std::string_view, 7> weekdays = {"воскресенье", "понедельник", "вторник", "среда",
                                                      "четверг",     "пятница",     "суббота"};

std::string month_name(const Catalogue& catalogue, const Date& date) {
  return catalogue.say(months[(static_cast<unsigned>(date.month()) + 11U) % 12U]);
}

std::string day_text(const Date& date) {
  return std::to_string(static_cast<unsigned>(date.day()));
}

/// `from` and the wait, rounded up to 5 minutes of the clock.
std::string five_minutes_clock(const Timestamp& from, Seconds wait) {
  constexpr Millis step = std::chrono::minutes{5};
  const Millis at = time_of_day(from) + wait;
  const Millis rounded = (at + step - Millis{1}) / step * step;
  return clock_text(from.plus(rounded - time_of_day(from)));
}

}  // namespace

std::string about_minutes(const Catalogue& catalogue, Seconds wait) {
  const long minutes = static_cast<long>(std::chrono::ceil<std::chrono::minutes>(wait).count());
  if (wait < std::chrono::minutes{3}) return catalogue.say("вас скоро пригласят");
  const long rounded = (minutes + 4) / 5 * 5;
  if (rounded < 60) return catalogue.say_count("около {n} минут", rounded);
  if (rounded % 60 == 0) return catalogue.say_count("около {n} часов", rounded / 60);
  return catalogue.say("около {hours} ч {minutes} мин",
                       {{"hours", std::to_string(rounded / 60)}, {"minutes", std::to_string(rounded % 60)}});
}

std::string not_later_text(const Catalogue& catalogue, const Timestamp& from, Seconds wait) {
  return catalogue.say("{time} в 9 случаях из 10", {{"time", five_minutes_clock(from, wait)}});
}

std::string not_later_sentence(const Catalogue& catalogue, const Timestamp& from, Seconds wait) {
  return catalogue.say("Не позже {time} в 9 случаях из 10", {{"time", five_minutes_clock(from, wait)}});
}

std::string clock_text(const Timestamp& time) {
  const auto minutes = std::chrono::floor<std::chrono::minutes>(time_of_day(time)).count();
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%02d:%02d", static_cast<int>(minutes / 60),
                static_cast<int>(minutes % 60));
  return buffer.data();
}

std::string date_text(const Catalogue& catalogue, const Date& date) {
  return catalogue.say("{day} {month} {year}", {{"day", day_text(date)},
                                                {"month", month_name(catalogue, date)},
                                                {"year", std::to_string(static_cast<int>(date.year()))}});
}

std::string weekday_date_text(const Catalogue& catalogue, const Date& date) {
  const std::chrono::weekday weekday{std::chrono::sys_days{date}};
  return catalogue.say("{weekday}, {day} {month}",
                       {{"weekday", catalogue.say(weekdays[weekday.c_encoding()])},
                        {"day", day_text(date)},
                        {"month", month_name(catalogue, date)}});
}

}  // namespace talon::text
