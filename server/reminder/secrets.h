// SPDX-License-Identifier: MIT
// Names and passwords for the mail server and the SMS gateway, in a file of their own: HALL.toml is printed
// and journalled.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "server/model/result.h"

namespace talon::reminder {

struct Secrets {
  std::string smtp_user;
  std::string smtp_password;
  std::string sms_token;  ///< sent as a bearer token
};

/// Lines "smtp_user = name"; empty ones and those that begin with "#" are passed over. Refusal bad_request:
/// which line is wrong, never what stands in it.
[[nodiscard]] Result<Secrets> parse_secrets(std::string_view text);
/// Of an empty path: none. Throws std::runtime_error with a sentence when the file cannot be read, is wrong,
/// or can be read by everybody.
[[nodiscard]] Secrets read_secrets(const std::filesystem::path& file);

}  // namespace talon::reminder
