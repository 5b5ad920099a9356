// SPDX-License-Identifier: MIT
// How a citizen is reached: all the personal data there are. Kept in people.db under the random id of an
// appointment or of a promised call; never in an event, a log line, an address or a hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace talon {

struct Contact {
  std::string name;   ///< how to address him; empty: not said
  std::string phone;  ///< "+79991234567" (E.164); empty: none
  std::string email;  ///< empty: none
  bool operator==(const Contact&) const = default;
  [[nodiscard]] bool empty() const { return name.empty() && phone.empty() && email.empty(); }
};

/// "8 (999) 123-45-67" -> "+79991234567". Ten digits, or eleven that begin with 8, are a Russian number;
/// others begin with "+" and have 8 to 15 digits. Empty: no such number.
[[nodiscard]] std::optional<std::string> parse_phone(std::string_view text);
/// Printable ASCII with one "@" and a dot behind it, at most 254 characters: what may stand in a mail's
/// header without being quoted. The answer is in lower case. Empty: none.
[[nodiscard]] std::optional<std::string> parse_email(std::string_view text);

/// What lists show: "…45-67", "a…@example.org"; of both the number. Empty: neither is known.
[[nodiscard]] std::string masked(const Contact& contact);

}  // namespace talon
