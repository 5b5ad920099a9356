// SPDX-License-Identifier: MIT
#include "server/model/ticket_number.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace talon {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 25> look_alikes = {{
    {"а", "А"}, {"в", "В"}, {"г", "Г"}, {"е", "Е"}, {"н", "Н"}, {"п", "П"}, {"р", "Р"},
    {"с", "С"}, {"у", "У"}, {"A", "А"}, {"B", "В"}, {"E", "Е"}, {"H", "Н"}, {"P", "Р"},
    {"C", "С"}, {"Y", "У"}, {"a", "А"}, {"b", "В"}, {"e", "Е"}, {"h", "Н"}, {"p", "Р"},
    {"c", "С"}, {"y", "У"}, {"Ё", "Е"}, {"ё", "Е"},
}};

/// Bytes of the first UTF-8 character of `text`; 0 when there is none.
std::size_t first_character(std::string_view text) {
  if (text.empty()) return 0;
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80 ? 1 : (lead >> 5) == 6 ? 2 : (lead >> 4) == 14 ? 3 : 4;
  return std::min(length, text.size());
}

}  // namespace

std::optional<std::string> ticket_letter(std::string_view text) {
  if (std::find(ticket_letters.begin(), ticket_letters.end(), text) != ticket_letters.end())
    return std::string(text);
  for (const auto& [from, to] : look_alikes) {
    if (from == text) return std::string(to);
  }
  return std::nullopt;
}

std::string TicketNumber::text() const {
  const std::string digits = std::to_string(ordinal);
  return letter + std::string(digits.size() < 3 ? 3 - digits.size() : 0, '0') + digits;
}

std::optional<TicketNumber> parse_ticket_number(std::string_view text) {
  const std::size_t size = first_character(text);
  const auto letter = ticket_letter(text.substr(0, size));
  const std::string_view digits = text.substr(size);
  if (!letter || digits.empty() || digits.size() > 9) return std::nullopt;
  std::uint32_t ordinal = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
  if (error != std::errc{} || end != digits.data() + digits.size() || ordinal == 0) return std::nullopt;
  return TicketNumber{*letter, ordinal};
}

}  // namespace talon
