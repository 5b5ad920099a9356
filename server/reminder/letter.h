// SPDX-License-Identifier: MIT
// A reminder as a mail message: RFC 5322 with every word that is not ours in RFC 2047 and the text in base64,
// so that no byte of a name can end a line or begin a header.
#pragma once

#include <string>
#include <string_view>

#include "server/reminder/gateway.h"

namespace talon::reminder {

/// UTF-8 as encoded words of at most 75 characters, cut between characters; control characters become blanks.
[[nodiscard]] std::string encoded_words(std::string_view text);
/// "Mon, 02 Mar 2026 09:00:00 +0500"
[[nodiscard]] std::string mail_date(const Timestamp& time);
/// The whole message, lines end with CRLF. from, message.to: addresses as parse_email writes them.
[[nodiscard]] std::string letter(const Message& message, const std::string& from);

}  // namespace talon::reminder
