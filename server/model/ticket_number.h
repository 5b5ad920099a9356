// SPDX-License-Identifier: MIT
// The number a visitor holds: one Cyrillic letter and at least three digits, "А017"; after "А999" comes
// "А1000".
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace talon {

/// The letters that are told apart on every LED font: А В Г Е Н П Р С У (no О, З, Б, Ч: they look like 0, 3,
/// 6, 4).
inline constexpr std::array<std::string_view, 9> ticket_letters = {"А", "В", "Г", "Е", "Н",
                                                                   "П", "Р", "С", "У"};

/// The Cyrillic letter for `text`: one of ticket_letters, its lower case, or the Latin letter that looks like
/// it (A B E H P C Y). Nothing else is a ticket letter.
[[nodiscard]] std::optional<std::string> ticket_letter(std::string_view text);

struct TicketNumber {
  std::string letter;         ///< one of ticket_letters, UTF-8
  std::uint32_t ordinal = 0;  ///< 1, 2, 3 ... within the letter and service date

  auto operator<=>(const TicketNumber&) const = default;
  [[nodiscard]] std::string text() const;
};

/// "А017", "a17", "A1000" -> the number; nothing when it is none (0 and more than nine digits are none).
[[nodiscard]] std::optional<TicketNumber> parse_ticket_number(std::string_view text);

inline std::ostream& operator<<(std::ostream& out, const TicketNumber& number) {
  return out << number.text();
}

}  // namespace talon
