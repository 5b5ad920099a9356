// SPDX-License-Identifier: MIT
// What `talon-printer` does, without its command line. Each returns the exit code: 0 done, 1 failed; machine
// failures are exceptions.
#pragma once

#include <string>

#include "server/model/picture.h"

namespace talon::printer {

int list_printers();
int show_status(const std::string& device, const std::string& profile);
int print_slip(const std::string& device, const std::string& profile, const SlipContent& slip);
/// ESC/POS bytes -> one PNG; several slips are joined with a line between them.
int render_bytes(const std::string& from, const std::string& to, int width_dots, bool star);
int render_slip(const SlipContent& slip, const std::string& to, int width_dots);
int show_profiles();

/// Reads from a file (standard input when it is "-") a SlipContent, or a ticket reply with one in "slip".
/// Throws std::runtime_error naming the field.
[[nodiscard]] SlipContent read_slip(const std::string& path);

}  // namespace talon::printer
