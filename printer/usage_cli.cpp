// SPDX-License-Identifier: MIT
#include "printer/usage_cli.h"

#include <charconv>
#include <string_view>

namespace talon::printer {
namespace {

/// What stands before `mark` in `text`; all of it when it is not there.
std::string before(const std::string& text, std::string_view mark) {
  return text.substr(0, text.find(mark));
}

/// What stands behind `mark`.
std::string behind(const std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? text : text.substr(at + mark.size());
}

}  // namespace

std::string in_russian(const CLI::ParseError& error) {
  const std::string text = error.what();
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::ExtrasError:
      return "лишнее или незнакомое: " + behind(text, ": ");
    case CLI::ExitCodes::RequiredError:
      if (text.starts_with("A subcommand"))
        return "нужна команда: list, profiles, status, print, test, render или emulate";
      return "не хватает: " + before(text, " is required");
    case CLI::ExitCodes::RequiresError:
      return before(text, " requires ") + " бывает только вместе с " + behind(text, " requires ");
    case CLI::ExitCodes::ArgumentMismatch:
      return before(before(text, ":"), " ") + ": значения не хватает или оно лишнее";
    case CLI::ExitCodes::ConversionError:
      return "непонятное значение: " + behind(text, ": ");
    default:
      return text;
  }
}

CLI::Validator whole_number(long low, long high) {
  const std::string wanted = "нужно целое число от " + std::to_string(low) + " до " + std::to_string(high);
  return CLI::Validator(
      [=](const std::string& text) {
        long value = 0;
        const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool whole = wrong == std::errc{} && end == text.data() + text.size();
        return whole && value >= low && value <= high ? std::string() : wanted + ", а не " + text;
      },
      "");
}

}  // namespace talon::printer
