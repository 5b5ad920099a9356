// SPDX-License-Identifier: MIT
// Numbers as they are said. Digits are never left to a synthesiser: each one has ideas of its own about
// "017".
#include <array>
#include <cctype>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "display/text/text.h"
#include "server/model/ticket_number.h"

namespace talon::text {
namespace {

using Words = std::vector<std::string_view>;

constexpr std::array<std::string_view, 20> ones = {
    "ноль",         "один",       "два",         "три",        "четыре",       "пять",        "шесть",
    "семь",         "восемь",     "девять",      "десять",     "одиннадцать",  "двенадцать",  "тринадцать",
    "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"};
constexpr std::array<std::string_view, 10> tens = {
    "",          "",           "двадцать",  "тридцать",    "сорок",
    "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"};
constexpr std::array<std::string_view, 10> hundreds = {
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"};
struct Scale {
  long unit;
  bool feminine;
  std::array<std::string_view, 3> forms;  ///< for 1, 2 to 4, 5 and more
};
constexpr std::array<Scale, 3> scales = {{{1'000'000'000, false, {"миллиард", "миллиарда", "миллиардов"}},
                                          {1'000'000, false, {"миллион", "миллиона", "миллионов"}},
                                          {1'000, true, {"тысяча", "тысячи", "тысяч"}}}};
/// Longer numbers are said digit by digit.
constexpr std::size_t longest_number = 12;

std::size_t plural(long n) {
  const long last = n % 10;
  const bool teen = n % 100 / 10 == 1;
  if (last == 1 && !teen) return 0;
  return last >= 2 && last <= 4 && !teen ? 1 : 2;
}

/// 1 to 999.
void add_group(Words& words, long n, bool feminine) {
  if (n >= 100) words.push_back(hundreds[static_cast<std::size_t>(n / 100)]);
  n %= 100;
  if (n >= 20) words.push_back(tens[static_cast<std::size_t>(n / 10)]);
  if (n >= 20) n %= 10;
  if (n == 0) return;
  if (feminine && n <= 2) {
    words.push_back(n == 1 ? "одна" : "две");
  } else {
    words.push_back(ones[static_cast<std::size_t>(n)]);
  }
}

std::string joined(const Words& words) {
  std::string out;
  for (const auto word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

/// "017" -> "ноль семнадцать": every leading zero is said, the rest is one number.
std::string spoken_digits(std::string_view digits) {
  std::string out;
  const auto add = [&out](const std::string& word) { out += (out.empty() ? "" : " ") + word; };
  while (digits.size() > 1 && digits.front() == '0') {
    add("ноль");
    digits.remove_prefix(1);
  }
  if (digits.size() > longest_number) {
    for (const char c : digits) add(spoken(c - '0'));
  } else {
    add(spoken(std::stol(std::string(digits))));
  }
  return out;
}

/// "В" and "С" alone would be read as prepositions, so letters are said by their names.
std::string_view letter_name(std::string_view letter) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> names = {{{"А", "А"},
                                                                                   {"В", "Вэ"},
                                                                                   {"Г", "Гэ"},
                                                                                   {"Е", "Е"},
                                                                                   {"Н", "Эн"},
                                                                                   {"П", "Пэ"},
                                                                                   {"Р", "Эр"},
                                                                                   {"С", "Эс"},
                                                                                   {"У", "У"}}};
  for (const auto& [known, name] : names) {
    if (known == letter) return name;
  }
  return letter;
}

/// What doors abbreviate and a voice must say in full.
void expand(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

}  // namespace

std::string spoken(long n) {
  if (n == 0) return std::string(ones[0]);
  Words words;
  if (n < 0) words.push_back("минус");
  if (n < 0) n = n == std::numeric_limits<long>::min() ? std::numeric_limits<long>::max() : -n;
  for (const auto& scale : scales) {
    const long count = n / scale.unit;
    n %= scale.unit;
    if (count == 0) continue;
    if (count > 999) return std::to_string(count) + " " + joined(words);
    // "тысяча", not "одна тысяча": shorter and how a number is called out.
    if (count != 1) add_group(words, count, scale.feminine);
    words.push_back(scale.forms[plural(count)]);
  }
  if (n > 0) add_group(words, n, false);
  return joined(words);
}

std::string spoken_number(std::string_view ticket_number) {
  const auto number = parse_ticket_number(ticket_number);
  if (!number) return spoken_title(ticket_number);
  const std::string text = number->text();
  const std::string digits = text.substr(number->letter.size());
  return std::string(letter_name(number->letter)) + " " + spoken_digits(digits);
}

std::string spoken_title(std::string_view title) {
  std::string text(title);
  expand(text, "каб.", "кабинет ");
  expand(text, "Каб.", "кабинет ");
  expand(text, "№", "номер ");
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (is_digit(text[at])) {
      std::size_t end = at;
      while (end < text.size() && is_digit(text[end])) ++end;
      if (!out.empty() && out.back() != ' ') out += ' ';
      out += spoken_digits(std::string_view(text).substr(at, end - at));
      if (end < text.size() && (static_cast<unsigned char>(text[end]) & 0x80U) != 0) out += ' ';
      at = end;
    } else {
      const bool doubled = text[at] == ' ' && (out.empty() || out.back() == ' ');
      if (!doubled) out += text[at];
      ++at;
    }
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace talon::text
