// SPDX-License-Identifier: MIT
// `talon-printer emulate`: an emulated printer behind a TCP port or a pseudo terminal.
#pragma once

#include <string>

#include "printer/bench.h"

namespace talon::printer {

struct EmulateOptions {
  BenchOptions bench;
  std::string listen;     ///< "tcp:HOST:PORT"; port 0: any free one, said on stdout
  bool terminal = false;  ///< a pseudo terminal, its path said on stdout
  bool keyboard = true;   ///< commands also from stdin
};

/// Runs until "quit", end of stdin with --until-eof, SIGINT or SIGTERM. Throws std::runtime_error.
int emulate(const EmulateOptions& options);

}  // namespace talon::printer
