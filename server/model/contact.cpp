// SPDX-License-Identifier: MIT
#include "server/model/contact.h"

#include <algorithm>

namespace talon {
namespace {

constexpr std::size_t longest_email = 254;  // RFC 5321, 4.5.3.1.3, less the angle brackets

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool good_in_mail(char c) {
  constexpr std::string_view others = "@.!#$%&'*+-/=?^_`{|}~";
  return is_digit(c) || (c >= 'a' && c <= 'z') || others.find(c) != std::string_view::npos;
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
  const bool parts = at != std::string::npos && at > 0 && lower.find('@', at + 1) == std::string::npos;
  if (!parts || lower.size() > longest_email) return std::nullopt;
  const std::string_view host = std::string_view(lower).substr(at + 1);
  const auto dot = host.find('.');
  const bool dotted = dot != std::string_view::npos && dot > 0 && !host.ends_with('.');
  if (!dotted || !std::all_of(lower.begin(), lower.end(), good_in_mail)) return std::nullopt;
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
