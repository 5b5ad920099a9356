// SPDX-License-Identifier: MIT
// What the English sentence says: the letter on the slip by its shape, for who reads no Cyrillic compares
// shapes, and digits one by one, as they stand there.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "display/text/text.h"
#include "server/model/ticket_number.h"

namespace talon::text {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

constexpr std::array<std::string_view, 10> digits = {"zero", "one", "two",   "three", "four",
                                                     "five", "six", "seven", "eight", "nine"};
/// Г and П look like no Latin letter: visitors know them from school by their Greek names.
constexpr std::array<Pair, 9> letters = {{{"А", "A"},
                                          {"В", "B"},
                                          {"Г", "gamma"},
                                          {"Е", "E"},
                                          {"Н", "H"},
                                          {"П", "pi"},
                                          {"Р", "P"},
                                          {"С", "C"},
                                          {"У", "Y"}}};
constexpr std::array<Pair, 8> places = {{{"кабинет", "room"},
                                         {"Кабинет", "room"},
                                         {"каб.", "room"},
                                         {"окно", "window"},
                                         {"Окно", "window"},
                                         {"касса", "cash desk"},
                                         {"Касса", "cash desk"},
                                         {"зал", "hall"}}};

template <std::size_t size>
std::optional<std::string_view> find(const std::array<Pair, size>& pairs, std::string_view wanted) {
  for (const auto& [known, word] : pairs) {
    if (known == wanted) return word;
  }
  return std::nullopt;
}

bool all_digits(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789") == word.npos;
}

void add(std::string& out, std::string_view word) {
  if (!out.empty()) out += ' ';
  out += word;
}

void add_digits(std::string& out, std::string_view number) {
  for (const char digit : number) add(out, digits[static_cast<std::size_t>(digit - '0')]);
}

}  // namespace

std::string english_number(std::string_view ticket_number) {
  const auto number = parse_ticket_number(ticket_number);
  if (!number) return {};
  const auto letter = find(letters, number->letter);
  if (!letter) return {};
  const std::string text = number->text();
  std::string out(*letter);
  add_digits(out, std::string_view(text).substr(number->letter.size()));
  return out;
}

std::string english_title(std::string_view title) {
  std::string out;
  for (std::size_t at = 0; at < title.size();) {
    const auto end = std::min(title.find(' ', at), title.size());
    const std::string_view word = title.substr(at, end - at);
    at = end + 1;
    if (word.empty()) continue;
    if (all_digits(word)) {
      add_digits(out, word);
    } else if (const auto place = find(places, word)) {
      add(out, *place);
    } else if (const auto letter = find(letters, word)) {
      add(out, *letter);
    } else {
      return {};
    }
  }
  return out;
}

}  // namespace talon::text
