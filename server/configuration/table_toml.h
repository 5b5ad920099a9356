// SPDX-License-Identifier: MIT
// One table of the file, key by key; what nobody asked for is a typo. Internal to configuration_toml.cpp.
#pragma once

#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <toml++/toml.h>
#include <vector>

#include "server/configuration/check.h"
#include "server/model/names.h"

namespace talon::configuration {

/// Longest texts, in characters.
inline constexpr std::size_t title_length = 60;  // plain words that fit a kiosk's button
inline constexpr std::size_t note_length = 200;
inline constexpr std::size_t official_length = 900;

inline Place place_of(const toml::node& node) {
  return {static_cast<int>(node.source().begin.line), static_cast<int>(node.source().begin.column)};
}

class Table {
 public:
  /// title: how a person finds it, "[hall]" or "[[service]]".
  Table(const toml::table& table, std::string title, Draft& draft)
      : table_(table), title_(std::move(title)), draft_(draft) {}
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  /// Says which keys nobody has asked for, with the likeliest meant.
  ~Table();

  [[nodiscard]] Place place() const { return place_of(table_); }
  [[nodiscard]] Place place(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return table_.contains(key); }
  void problem(std::string_view key, const std::string& why);

  /// A text without control characters, at most `most` characters; it must be there and not be empty.
  std::string text(std::string_view key, std::size_t most);
  /// The same, empty when it is not there.
  std::string optional_text(std::string_view key, std::size_t most);
  /// [a-z0-9_-], at most 40.
  std::string name(std::string_view key);
  std::optional<std::string> letter(std::string_view key);
  /// The enumerator that the text names; a problem that lists them when it names none.
  template <Named Enum>
  std::optional<Enum> named(std::string_view key, bool required = false) {
    const std::string text = required ? this->text(key, 40) : optional_text(key, 40);
    const auto value = parse_name<Enum>(text);
    if (value || text.empty()) return value;
    std::string all;
    for (const auto& [item, name] : Names<Enum>::all) all += (all.empty() ? "" : ", ") + std::string(name);
    problem(key, "нужно одно из " + all);
    return {};
  }
  bool flag(std::string_view key, bool otherwise);
  double number(std::string_view key, double otherwise, double least, double most);
  /// A whole number.
  int integer(std::string_view key, int otherwise, int least, int most);
  std::optional<int> minutes(std::string_view key, int least, int most);
  std::optional<int> whole(std::string_view key, int least, int most);
  /// "9:00", minutes since midnight; nothing (with a problem) when it is none.
  std::optional<std::chrono::minutes> clock(std::string_view key, bool required);
  std::optional<Date> date(std::string_view key);
  std::vector<std::pair<std::string, Place>> texts(std::string_view key, std::size_t most);
  std::vector<std::chrono::weekday> weekdays(std::string_view key);
  /// A list of whole numbers; empty when it is not there.
  std::vector<int> numbers(std::string_view key, int least, int most);

  /// Calls read(Table&) for each [[key]].
  template <class Read>
  void each(std::string_view key, const std::string& title, Read&& read) {
    const toml::node* found = find(key);
    if (found == nullptr) return;
    const toml::array* items = found->as_array();
    if (items == nullptr) return problem(key, "нужен список таблиц " + title);
    for (const toml::node& item : *items) {
      if (const toml::table* table = item.as_table()) {
        Table inner(*table, title, draft_);
        read(inner);
      } else {
        draft_.problem(place_of(item), title_ + ": «" + std::string(key) + "»: нужен список таблиц " + title);
      }
    }
  }
  template <class Read>
  void one(std::string_view key, const std::string& title, Read&& read) {
    const toml::node* found = find(key);
    if (found == nullptr) return draft_.problem({}, "нет таблицы " + title);
    if (const toml::table* table = found->as_table()) {
      Table inner(*table, title, draft_);
      read(inner);
    } else {
      problem(key, "нужна таблица " + title);
    }
  }

 private:
  const toml::node* find(std::string_view key);
  std::optional<int> integer(std::string_view key, int least, int most, std::string_view what);
  std::optional<std::string> string_of(const toml::node& node, std::string_view key, std::size_t most);

  const toml::table& table_;
  std::string title_;
  Draft& draft_;
  std::set<std::string, std::less<>> asked_;
};

/// Remembers where the `kind` called `id` stands; a second one of the same name is a problem.
void remember(Draft& draft, Table& table, const std::string& kind, const std::string& id);

}  // namespace talon::configuration
