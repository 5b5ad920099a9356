// SPDX-License-Identifier: MIT
// `talon-server slip`: a made-up ticket of a hall, so that its paper can be seen before anybody takes one.
#pragma once

#include <filesystem>
#include <string>

#include "server/model/configuration.h"
#include "server/model/slip_content.h"

namespace talon::http {

/// What the slip of a ticket for `line` says, taken on `now` with four people before it. The line must be one
/// of the hall's.
[[nodiscard]] SlipContent slip_sample(const Configuration& hall, const LineId& line, const Timestamp& now);

/// Prints the sample's JSON for `talon-printer render --slip`; line: "service/procedure", empty: the hall's
/// first. Exit code 1 with the reason on standard error: the file has problems, or no such line.
int print_slip_sample(const std::filesystem::path& file, const std::string& line);

}  // namespace talon::http
