// SPDX-License-Identifier: MIT
// `talon-printer emulate`: an emulated printer behind a TCP port, a pseudo terminal, a file or a USB socket.
#pragma once

#include <string>
#include <vector>

#include "printer/bench.h"
#include "printer/wire.h"

namespace talon::printer {

/// Exactly one of `listen`, `terminal`, `file.from` and `usb_redir` is given.
struct EmulateOptions {
  BenchOptions bench;
  std::string listen;     ///< "tcp:HOST:PORT"; port 0: any free one, said on stdout
  bool terminal = false;  ///< a pseudo terminal, its path said on stdout
  FileWireOptions file;
  std::vector<std::string> usb_redir;  ///< usb-redir sockets of a virtual machine
  bool unplugged = false;              ///< USB: the cable is put in by "plug"
  std::vector<std::string> commands;   ///< obeyed before the first byte
  bool keyboard = true;                ///< commands also from stdin
};

/// Runs until "quit", the end of the file without `follow`, SIGINT or SIGTERM. Throws std::invalid_argument
/// when a command of `commands` is not understood; std::runtime_error when the way to the printer cannot be
/// made, or the printer stands before the end of the file and nobody can repair it.
int emulate(const EmulateOptions& options);

}  // namespace talon::printer
