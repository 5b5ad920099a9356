// SPDX-License-Identifier: MIT
// A program run without a shell: what it is given on stdin, what it wrote to stdout. A ticket number never
// becomes part of a command line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/model/time.h"

namespace talon::display {

struct Ended {
  bool ok = false;                    ///< started, ended in time with exit code 0, wrote no more than allowed
  std::string reason;                 ///< when not ok
  std::vector<unsigned char> output;  ///< of stdout; stderr is the caller's
};

/// Splits a command line at spaces; "..." and '...' keep them together.
[[nodiscard]] std::vector<std::string> split_command(std::string_view command);
/// Runs and waits. At `timeout` and above `most_bytes` the program is killed.
[[nodiscard]] Ended run_process(const std::vector<std::string>& command, std::string_view input,
                                Millis timeout, std::size_t most_bytes);

}  // namespace talon::display
