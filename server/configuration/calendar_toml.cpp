// SPDX-License-Identifier: MIT
#include "server/configuration/calendar_toml.h"

#include <algorithm>

namespace talon::configuration {
namespace {

/// days, from, to of a table; nothing (with a problem) when they are not good.
template <class Item>
bool read_span(Table& table, Item& item) {
  item.days = table.weekdays("days");
  const auto from = table.clock("from", true);
  const auto to = table.clock("to", true);
  if (!from || !to) return false;
  item.from = *from;
  item.to = *to;
  if (*from < *to) return true;
  table.problem("from", "начало должно быть раньше конца");
  return false;
}

/// Breaks of different desks may run at once; hours of different weeks never meet.
bool same_place(const Hours& a, const Hours& b) {
  return a.weeks.empty() || b.weeks.empty() || std::any_of(a.weeks.begin(), a.weeks.end(), [&](int week) {
           return std::find(b.weeks.begin(), b.weeks.end(), week) != b.weeks.end();
         });
}

bool same_place(const Break& a, const Break& b) {
  return (a.desks.empty() && b.desks.empty()) ||
         std::any_of(a.desks.begin(), a.desks.end(), [&](const DeskId& desk) {
           return std::find(b.desks.begin(), b.desks.end(), desk) != b.desks.end();
         });
}

template <class Item>
bool overlap(const Item& a, const Item& b) {
  const bool same_day = std::any_of(a.days.begin(), a.days.end(), [&](std::chrono::weekday day) {
    return std::find(b.days.begin(), b.days.end(), day) != b.days.end();
  });
  return same_day && same_place(a, b) && a.from < b.to && b.from < a.to;
}

template <class Item>
void add_span(Table& table, std::vector<Item>& items, Item item) {
  const bool clash =
      std::any_of(items.begin(), items.end(), [&](const Item& other) { return overlap(other, item); });
  if (clash) table.problem("from", "часы пересекаются с названными выше");
  items.push_back(std::move(item));
}

constexpr int weeks_of_month = 5;

void read_breaks(Table& root, Draft& draft) {
  root.each("break", "[[break]]", [&](Table& table) {
    Break item;
    item.title = table.text("title", title_length);
    for (const auto& [desk, place] : table.texts("desks", 40)) {
      item.desks.emplace_back(desk);
      draft.places.emplace("break desk " + desk, place);
    }
    if (read_span(table, item)) add_span(table, draft.hall.breaks, std::move(item));
  });
}

}  // namespace

void read_hours(Table& table, const std::string& title, std::vector<Hours>& hours, bool own) {
  table.each("hours", title, [&](Table& inner) {
    Hours item;
    if (own) item.weeks = inner.numbers("weeks", 1, weeks_of_month);
    if (read_span(inner, item)) add_span(inner, hours, std::move(item));
  });
}

void read_calendar(Table& root, Draft& draft) {
  Configuration& hall = draft.hall;
  read_hours(root, "[[hours]]", hall.hours, false);
  if (!root.has("hours")) draft.problem({}, "нет часов приёма ([[hours]])");
  read_breaks(root, draft);
  root.each("special_day", "[[special_day]]", [&](Table& table) {
    SpecialDay day;
    day.date = table.date("date").value_or(Date{});
    day.title = table.text("title", title_length);
    day.from = table.clock("from", false);
    day.to = table.clock("to", false);
    if (day.from.has_value() != day.to.has_value())
      table.problem("date", "нужны и «from», и «to», или ни одного");
    if (day.from && day.to && *day.from >= *day.to) table.problem("from", "начало должно быть раньше конца");
    const bool twice = std::any_of(hall.special_days.begin(), hall.special_days.end(),
                                   [&](const SpecialDay& other) { return other.date == day.date; });
    if (twice) table.problem("date", "эта дата уже названа");
    hall.special_days.push_back(std::move(day));
  });
}

}  // namespace talon::configuration
