// SPDX-License-Identifier: MIT
#include "server/reminder/secrets.h"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace talon::reminder {
namespace {

constexpr std::size_t largest_file = 4096;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r";
  const auto from = text.find_first_not_of(blanks);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

std::string* field(Secrets& secrets, std::string_view name) {
  if (name == "smtp_user") return &secrets.smtp_user;
  if (name == "smtp_password") return &secrets.smtp_password;
  return name == "sms_token" ? &secrets.sms_token : nullptr;
}

/// False: no line of this file.
bool read_line(std::string_view line, Secrets& secrets) {
  if (line.empty() || line.front() == '#') return true;
  const auto sign = line.find('=');
  if (sign == std::string_view::npos) return false;
  std::string* known = field(secrets, trimmed(line.substr(0, sign)));
  const std::string_view value = trimmed(line.substr(sign + 1));
  const bool printable = std::all_of(
      value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7f; });
  if (known == nullptr || !known->empty() || value.empty() || !printable) return false;
  *known = value;
  return true;
}

}  // namespace

Result<Secrets> parse_secrets(std::string_view text) {
  Secrets secrets;
  int number = 0;
  while (!text.empty()) {
    ++number;
    const auto end = std::min(text.size(), text.find('\n'));
    if (!read_line(trimmed(text.substr(0, end)), secrets)) {
      return Refusal{RefusalCode::bad_request,
                     "строка " + std::to_string(number) +
                         ": нужно один раз smtp_user, smtp_password или sms_token, «=» и значение"};
    }
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  if (secrets.smtp_user.empty() != secrets.smtp_password.empty())
    return Refusal{RefusalCode::bad_request, "smtp_user и smtp_password задаются вместе"};
  return secrets;
}

Secrets read_secrets(const std::filesystem::path& file) {
  if (file.empty()) return {};
  std::ifstream in(file, std::ios::binary);
  std::string text(largest_file, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || (in.gcount() == 0 && !in.eof()))
    throw std::runtime_error("не читается файл " + file.string());
  text.resize(static_cast<std::size_t>(in.gcount()));
  const auto rights = std::filesystem::status(file).permissions();
  if ((rights & std::filesystem::perms::others_all) != std::filesystem::perms::none)
    throw std::runtime_error(file.string() + ": файл с паролями доступен всем; нужно chmod 600");
  auto secrets = parse_secrets(text);
  if (!secrets.ok()) throw std::runtime_error(file.string() + ": " + secrets.refusal().detail);
  return std::move(*secrets);
}

}  // namespace talon::reminder
