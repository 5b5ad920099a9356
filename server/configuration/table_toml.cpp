// SPDX-License-Identifier: MIT
#include "server/configuration/table_toml.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "server/model/ticket_number.h"

namespace talon::configuration {
namespace {

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == '\x7f'; });
}

/// Edits (insert, delete, replace) between two short words.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

std::optional<std::chrono::minutes> parse_clock(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == 0 || colon > 2 || text.size() != colon + 3) return std::nullopt;
  int hour = 0;
  int minute = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i == colon) continue;
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    int& part = i < colon ? hour : minute;
    part = part * 10 + (text[i] - '0');
  }
  if (hour > 24 || minute > 59 || (hour == 24 && minute > 0)) return std::nullopt;
  return std::chrono::hours{hour} + std::chrono::minutes{minute};
}

}  // namespace

Table::~Table() {
  constexpr std::size_t most_shown = 40;
  for (const auto& [key, node] : table_) {
    const std::string_view name = key.str();
    if (asked_.contains(name)) continue;
    std::string why = title_ + ": неизвестный ключ";
    if (name.size() <= most_shown) {
      why += " «" + std::string(name) + "»";
      const auto close = std::find_if(asked_.begin(), asked_.end(),
                                      [&](const std::string& known) { return distance(known, name) <= 2; });
      if (close != asked_.end()) why += " (может быть, «" + *close + "»?)";
    }
    draft_.problem({static_cast<int>(key.source().begin.line), static_cast<int>(key.source().begin.column)},
                   std::move(why));
  }
}

const toml::node* Table::find(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

Place Table::place(std::string_view key) const {
  const toml::node* node = table_.get(key);
  return node == nullptr ? place() : place_of(*node);
}

void Table::problem(std::string_view key, const std::string& why) {
  draft_.problem(place(key), title_ + ": «" + std::string(key) + "»: " + why);
}

std::optional<std::string> Table::string_of(const toml::node& node, std::string_view key, std::size_t most) {
  const auto* value = node.as_string();
  const auto fault = [&](const std::string& why) {
    draft_.problem(place_of(node), title_ + ": «" + std::string(key) + "»: " + why);
    return std::nullopt;
  };
  if (value == nullptr) return fault("нужна строка в кавычках");
  if (has_control(**value)) return fault("переводы строки и управляющие знаки не допускаются");
  if (characters(**value) > most) return fault("не больше " + std::to_string(most) + " знаков");
  return **value;
}

std::string Table::optional_text(std::string_view key, std::size_t most) {
  const toml::node* node = find(key);
  return node == nullptr ? std::string{} : string_of(*node, key, most).value_or("");
}

std::string Table::text(std::string_view key, std::size_t most) {
  const toml::node* node = find(key);
  if (node == nullptr) {
    draft_.problem(place(), title_ + ": нет ключа «" + std::string(key) + "»");
    return {};
  }
  const auto value = string_of(*node, key, most);
  if (value && value->find_first_not_of(' ') == std::string::npos) problem(key, "не должно быть пустым");
  return value.value_or("");
}

std::string Table::name(std::string_view key) {
  constexpr std::size_t most = 40;
  const std::string value = text(key, most);
  const bool good = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (!good) problem(key, "допускаются только a-z, 0-9, _ и -");
  return value;
}

std::optional<std::string> Table::letter(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto value = string_of(*node, key, 40);
  if (!value) return std::nullopt;
  auto found = ticket_letter(*value);
  if (!found) problem(key, "нужна одна из букв А В Г Е Н П Р С У");
  return found;
}

bool Table::flag(std::string_view key, bool otherwise) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  if (const auto* value = node->as_boolean()) return value->get();
  problem(key, "нужно true или false");
  return otherwise;
}

double Table::number(std::string_view key, double otherwise, double least, double most) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  const auto value = node->is_number() ? node->value<double>() : std::nullopt;
  if (value && *value >= least && *value <= most) return *value;
  const auto shown = [](double limit) { return std::to_string(static_cast<int>(limit)); };
  problem(key, "нужно число" + (least > 0 && least < 1 ? " больше 0" : " от " + shown(least)) + " до " +
                   shown(most));
  return otherwise;
}

int Table::integer(std::string_view key, int otherwise, int least, int most) {
  const toml::node* node = find(key);
  if (node == nullptr) return otherwise;
  const auto* value = node->as_integer();
  if (value != nullptr && value->get() >= least && value->get() <= most)
    return static_cast<int>(value->get());
  problem(key, "нужно целое число от " + std::to_string(least) + " до " + std::to_string(most));
  return otherwise;
}

std::optional<int> Table::minutes(std::string_view key, int least, int most) {
  return integer(key, least, most, "целое число минут");
}

std::optional<int> Table::whole(std::string_view key, int least, int most) {
  return integer(key, least, most, "целое число");
}

std::optional<int> Table::integer(std::string_view key, int least, int most, std::string_view what) {
  const toml::node* node = find(key);
  if (node == nullptr) return std::nullopt;
  const auto* value = node->as_integer();
  if (value != nullptr && value->get() >= least && value->get() <= most)
    return static_cast<int>(value->get());
  problem(key, "нужно " + std::string(what) + " от " + std::to_string(least) + " до " + std::to_string(most));
  return std::nullopt;
}

std::vector<int> Table::numbers(std::string_view key, int least, int most) {
  std::vector<int> all;
  const toml::node* node = find(key);
  const toml::array* items = node == nullptr ? nullptr : node->as_array();
  if (node != nullptr && (items == nullptr || items->empty())) problem(key, "нужен список чисел");
  if (items == nullptr) return all;
  for (const toml::node& item : *items) {
    const auto* value = item.as_integer();
    if (value != nullptr && value->get() >= least && value->get() <= most) {
      all.push_back(static_cast<int>(value->get()));
    } else {
      problem(key, "нужны целые числа от " + std::to_string(least) + " до " + std::to_string(most));
    }
  }
  return all;
}

std::optional<std::chrono::minutes> Table::clock(std::string_view key, bool required) {
  const toml::node* node = find(key);
  if (node == nullptr) {
    if (required) draft_.problem(place(), title_ + ": нет ключа «" + std::string(key) + "»");
    return std::nullopt;
  }
  const auto value = string_of(*node, key, 40);
  const auto time = value ? parse_clock(*value) : std::nullopt;
  if (value && !time) problem(key, "нужно время вида \"9:00\"");
  return time;
}

std::optional<Date> Table::date(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) {
    draft_.problem(place(), title_ + ": нет ключа «" + std::string(key) + "»");
    return std::nullopt;
  }
  if (const auto* value = node->as_date()) {
    const Date day{std::chrono::year{value->get().year}, std::chrono::month{value->get().month},
                   std::chrono::day{value->get().day}};
    if (day.ok()) return day;
  }
  problem(key, "нужна дата вида 2026-05-01 без кавычек");
  return std::nullopt;
}

std::vector<std::pair<std::string, Place>> Table::texts(std::string_view key, std::size_t most) {
  std::vector<std::pair<std::string, Place>> all;
  const toml::node* node = find(key);
  if (node == nullptr) return all;
  const toml::array* items = node->as_array();
  if (items == nullptr) {
    problem(key, "нужен список строк");
    return all;
  }
  for (const toml::node& item : *items) {
    auto value = string_of(item, key, most);
    if (value && value->find_first_not_of(' ') == std::string::npos)
      draft_.problem(place_of(item), title_ + ": «" + std::string(key) + "»: строка пуста");
    else if (value)
      all.emplace_back(std::move(*value), place_of(item));
  }
  return all;
}

std::vector<std::chrono::weekday> Table::weekdays(std::string_view key) {
  constexpr std::array<std::string_view, 7> names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  std::vector<std::chrono::weekday> days;
  for (const auto& [text, where] : texts(key, 40)) {
    const auto found = std::find(names.begin(), names.end(), text);
    const std::chrono::weekday day{static_cast<unsigned>(found - names.begin()) % 7};
    if (found == names.end())
      draft_.problem(where,
                     title_ + ": день «" + text + "»: нужно одно из mon, tue, wed, thu, fri, sat, sun");
    else if (std::find(days.begin(), days.end(), day) != days.end())
      draft_.problem(where, title_ + ": день «" + text + "» назван дважды");
    else
      days.push_back(day);
  }
  if (days.empty()) problem(key, "нужен хотя бы один день");
  return days;
}

void remember(Draft& draft, Table& table, const std::string& kind, const std::string& id) {
  if (!draft.places.emplace(kind + " " + id, table.place()).second && !id.empty())
    table.problem("id", "«" + id + "» уже есть");
}

}  // namespace talon::configuration
