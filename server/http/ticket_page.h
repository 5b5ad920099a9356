// SPDX-License-Identifier: MIT
// The page behind the QR on a slip: position and room, nothing else, for any telephone, without a script.
#pragma once

#include <string>
#include <string_view>

#include "server/model/picture.h"

namespace talon::http {

[[nodiscard]] std::string escape_html(std::string_view text);
[[nodiscard]] std::string ticket_page(const TicketStatus& status);
/// For a token nobody has (any more): a day's tickets end with the day.
[[nodiscard]] std::string ticket_page_unknown();
/// The one style sheet of these pages, served at /t.css: inline styles are forbidden by our own policy.
[[nodiscard]] std::string_view ticket_page_style();

}  // namespace talon::http
