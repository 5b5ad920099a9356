// SPDX-License-Identifier: MIT
#include "server/model/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace talon {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;

/// Reads exactly `width` digits at `position`; -1 when they are not there.
int digits(std::string_view text, std::size_t position, std::size_t width) {
  if (position + width > text.size()) return -1;
  int value = 0;
  for (std::size_t i = position; i < position + width; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool has(std::string_view text, std::size_t position, char wanted) {
  return position < text.size() && text[position] == wanted;
}

}  // namespace

std::string format_date(const Date& date) {
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer.data();
}

std::optional<Date> parse_date(std::string_view text) {
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  if (text.size() != 10 || !has(text, 4, '-') || !has(text, 7, '-') || year < 0 || month < 0 || day < 0) {
    return std::nullopt;
  }
  const Date date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                  std::chrono::day{static_cast<unsigned>(day)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::string format_timestamp(const Timestamp& time) {
  const auto local = time.local();
  const auto day = floor<days>(local);
  const Date date{local_days{day}};
  const std::chrono::hh_mm_ss clock{local - day};
  const bool east = time.offset.count() >= 0;
  const auto minutes = east ? time.offset.count() : -time.offset.count();
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%sT%02d:%02d:%02d.%03d%c%02d:%02d", format_date(date).c_str(),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()),
                east ? '+' : '-', static_cast<int>(minutes / 60), static_cast<int>(minutes % 60));
  return buffer.data();
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (text.size() < 20) return std::nullopt;
  const auto date = parse_date(text.substr(0, 10));
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  const bool shaped = (has(text, 10, 'T') || has(text, 10, 't')) && has(text, 13, ':') && has(text, 16, ':');
  if (!date || !shaped || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return std::nullopt;
  }
  std::size_t position = 19;
  int fraction = 0;
  if (has(text, position, '.')) {
    int scale = 100;
    std::size_t read = 0;
    for (++position; position < text.size() && text[position] >= '0' && text[position] <= '9';
         ++position, ++read) {
      fraction += (text[position] - '0') * scale;
      scale /= 10;
    }
    if (read == 0) return std::nullopt;
  }
  std::chrono::minutes offset{0};
  if (has(text, position, 'Z') || has(text, position, 'z')) {
    ++position;
  } else {
    const bool sign = has(text, position, '+') || has(text, position, '-');
    const int hours = digits(text, position + 1, 2);
    const int minutes = digits(text, position + 4, 2);
    if (!sign || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || !has(text, position + 3, ':')) {
      return std::nullopt;
    }
    offset = std::chrono::minutes{(hours * 60 + minutes) * (text[position] == '-' ? -1 : 1)};
    position += 6;
  }
  if (position != text.size()) return std::nullopt;
  const auto local = local_days{*date} + std::chrono::hours{hour} + std::chrono::minutes{minute} +
                     std::chrono::seconds{second} + Millis{fraction};
  return Timestamp{std::chrono::sys_time<Millis>{local.time_since_epoch() - offset}, offset};
}

std::chrono::minutes ZoneRules::offset_at(std::chrono::sys_time<Millis> utc) const {
  std::chrono::minutes offset = first;
  for (const Change& change : changes) {
    if (utc < change.from) break;
    offset = change.offset;
  }
  return offset;
}

Timestamp ZoneRules::moment(std::chrono::local_time<Millis> local) const {
  const auto as_utc = [&](std::chrono::minutes offset) {
    return std::chrono::sys_time<Millis>{local.time_since_epoch() - offset};
  };
  std::chrono::minutes before = first;
  for (const Change& change : changes) {
    const auto utc = as_utc(before);
    if (utc < change.from) return {utc, before};
    // Past the change by the old offset, before it by the new one: this local time was skipped.
    if (as_utc(change.offset) < change.from) return {change.from, change.offset};
    before = change.offset;
  }
  return {as_utc(before), before};
}

Date service_date(const Timestamp& time, std::chrono::minutes day_ends) {
  return Date{floor<days>(time.local() - day_ends)};
}

Millis time_of_day(const Timestamp& time) {
  const auto local = time.local();
  return local - floor<days>(local);
}

}  // namespace talon
