// SPDX-License-Identifier: MIT
#include "server/model/contact.h"

#include <algorithm>

namespace talon {
namespace {

constexpr std::size_t longest_email = 254;  // RFC 5321, 4.5.3.1.3, less the angle brackets
constexpr std::size_t longest_local = 64;   // 4.5.3.1.1

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter_or_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z');
}

/// Parts between dots, none of them empty, of letters, digits and `others`.
bool dotted(std::string_view text, std::string_view others, std::size_t least_parts) {
  std::size_t parts = 0;
  for (std::size_t from = 0; from <= text.size(); ++parts) {
    const auto to = std::min(text.size(), text.find('.', from));
    const std::string_view part = text.substr(from, to - from);
    const bool good = std::all_of(part.begin(), part.end(), [&](char c) {
      return is_letter_or_digit(c) || others.find(c) != std::string_view::npos;
    });
    if (part.empty() || !good) return false;
    from = to + 1;
  }
  return parts >= least_parts;
}

}  // namespace

std::optional<std::string> parse_phone(std::string_view text) {
  constexpr std::string_view between = " -().";
  constexpr std::size_t russian = 10;
  std::string digits;
  const bool plus = text.starts_with('+');
  if (plus) text.remove_prefix(1);
  for (const char c : text) {
    if (is_digit(c)) {
      digits += c;
    } else if (between.find(c) == std::string_view::npos) {
      return std::nullopt;
    }
  }
  if (plus) return digits.size() >= 8 && digits.size() <= 15 ? std::optional("+" + digits) : std::nullopt;
  if (digits.size() == russian) return "+7" + digits;
  const bool eight = digits.size() == russian + 1 && (digits.front() == '8' || digits.front() == '7');
  return eight ? std::optional("+7" + digits.substr(1)) : std::nullopt;
}

std::optional<std::string> parse_email(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const auto at = lower.find('@');
  if (at > longest_local || lower.size() > longest_email) return std::nullopt;  // npos is more, too
  const std::string_view whole = lower;
  if (!dotted(whole.substr(0, at), "!#$%&'*+-/=?^_`{|}~", 1)) return std::nullopt;
  if (!dotted(whole.substr(at + 1), "-", 2)) return std::nullopt;
  return lower;
}

std::string masked(const Contact& contact) {
  constexpr std::size_t shown = 4;
  if (contact.phone.size() > shown) {
    const std::string end = contact.phone.substr(contact.phone.size() - shown);
    return "…" + end.substr(0, 2) + "-" + end.substr(2);
  }
  const auto at = contact.email.find('@');
  if (contact.email.empty() || at == std::string::npos) return {};
  return contact.email.substr(0, 1) + "…" + contact.email.substr(at);
}

}  // namespace talon
