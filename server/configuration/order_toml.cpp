// SPDX-License-Identifier: MIT
#include "server/configuration/order_toml.h"

namespace talon::configuration {
namespace {

constexpr int day_minutes = 24 * 60;
constexpr double most_walk_s = 600;

std::chrono::minutes minutes(Table& table, std::string_view key, int least, std::chrono::minutes otherwise) {
  const auto read = table.minutes(key, least, day_minutes);
  return read ? std::chrono::minutes{*read} : otherwise;
}

}  // namespace

void read_order(Table& table, OrderSettings& order) {
  order.mode = table.named<OrderMode>("mode").value_or(order.mode);
  const auto walk = table.number("walk_s", static_cast<double>(order.walk.count()), 0, most_walk_s);
  order.walk = Seconds{static_cast<Seconds::rep>(walk)};
  order.without_norm = minutes(table, "without_norm_min", 1, order.without_norm);
  order.booked_head_start = minutes(table, "booked_head_start_min", 0, order.booked_head_start);
  order.guard = table.named<Guard>("guard").value_or(order.guard);
}

void read_priority(Table& table, Draft& draft) {
  Priority item;
  item.id = table.name("id");
  if (!draft.places.emplace("priority " + item.id, table.place()).second)
    table.problem("id", "«" + item.id + "» уже есть");
  item.title = table.text("title", title_length);
  item.rule = table.named<PriorityRule>("rule").value_or(item.rule);
  item.head_start = minutes(table, "head_start_min", 1, item.head_start);
  draft.hall.order.priorities.push_back(std::move(item));
}

}  // namespace talon::configuration
