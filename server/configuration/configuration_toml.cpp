// SPDX-License-Identifier: MIT
#include <algorithm>

#include "server/configuration/board_toml.h"
#include "server/configuration/calendar_toml.h"
#include "server/configuration/configuration_file.h"
#include "server/configuration/equipment_toml.h"
#include "server/configuration/hall_toml.h"
#include "server/configuration/order_toml.h"
#include "server/configuration/plan_toml.h"
#include "server/configuration/regulation_toml.h"
#include "server/configuration/service_toml.h"

namespace talon::configuration {
namespace {

constexpr std::size_t largest_file = 1 << 20;

void read_file(const toml::table& file, Draft& draft) {
  Table root(file, "файл", draft);
  root.one("hall", "[hall]", [&](Table& table) { read_hall(table, draft); });
  read_calendar(root, draft);
  if (root.has("order"))
    root.one("order", "[order]", [&](Table& table) { read_order(table, draft.hall.order); });
  root.each("priority", "[[priority]]", [&](Table& table) { read_priority(table, draft); });
  root.each("regulation", "[[regulation]]", [&](Table& table) { read_regulation(table, draft); });
  root.each("procedure", "[[procedure]]", [&](Table& table) { read_procedure(table, draft); });
  root.each("group", "[[group]]", [&](Table& table) { read_group(table, draft); });
  root.each("service", "[[service]]", [&](Table& table) { read_service(table, draft); });
  root.each("translation", "[[translation]]", [&](Table& table) { read_translation(table, draft); });
  root.each("registry", "[[registry]]", [&](Table& table) { read_registry(table, draft); });
  root.each("outcome", "[[outcome]]", [&](Table& table) { read_outcome(table, draft); });
  if (root.has("reminders")) {
    root.one("reminders", "[reminders]", [&](Table& table) { read_reminders(table, draft.hall.reminders); });
  }
  root.each("room", "[[room]]", [&](Table& table) { read_room(table, draft); });
  root.each("desk", "[[desk]]", [&](Table& table) { read_desk(table, draft); });
  root.each("kiosk", "[[kiosk]]", [&](Table& table) { read_device(table, DeviceRole::kiosk, draft); });
  read_boards(root, draft);
  root.each("display", "[[display]]", [&](Table& table) { read_device(table, DeviceRole::display, draft); });
  if (root.has("slip")) root.one("slip", "[slip]", [&](Table& table) { read_slip(table, draft); });
  root.each("plan", "[[plan]]", [&](Table& table) { read_plan(table, draft); });
  root.each("bus", "[[bus]]", [&](Table& table) { read_bus(table, draft); });
}

}  // namespace

std::string Reading::text() const {
  std::string all;
  for (const Problem& problem : problems) {
    all += file_name;
    if (problem.line > 0) all += ":" + std::to_string(problem.line);
    all += ": " + problem.reason + "\n";
  }
  return all;
}

Reading read_configuration(std::string_view text, std::string_view file_name) {
  Reading reading;
  reading.file_name = file_name;
  Draft draft;
  if (text.size() > largest_file) {
    reading.problems.push_back({0, 0, "файл больше 1 МБ"});
    return reading;
  }
  try {
    read_file(toml::parse(text), draft);
  } catch (const toml::parse_error& error) {
    // The library has no other way to say it: here the exception becomes an outcome.
    const auto& place = error.source().begin;
    reading.problems.push_back({static_cast<int>(place.line), static_cast<int>(place.column),
                                "это не TOML: " + std::string(error.description())});
    return reading;
  }
  resolve_and_check(draft);
  std::stable_sort(draft.problems.begin(), draft.problems.end(),
                   [](const Problem& a, const Problem& b) { return a.line < b.line; });
  reading.problems = std::move(draft.problems);
  if (reading.problems.empty())
    reading.configuration = std::make_shared<const Configuration>(std::move(draft.hall));
  return reading;
}

}  // namespace talon::configuration
