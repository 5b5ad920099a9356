// SPDX-License-Identifier: MIT
// What a wrong call is answered with: CLI11 speaks English only.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace talon::printer {

/// The error in Russian, for people; our own texts are passed on as they are.
[[nodiscard]] std::string in_russian(const CLI::ParseError& error);

/// Takes whole numbers from `low` to `high`, and says so in Russian.
[[nodiscard]] CLI::Validator whole_number(long low, long high);

}  // namespace talon::printer
