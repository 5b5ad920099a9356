// SPDX-License-Identifier: MIT
// The way from a program that prints to the emulated printer, and of its answers back: what
// `talon-printer emulate` offers the program instead of a cable.
#pragma once

#include <memory>
#include <poll.h>
#include <string>
#include <vector>

#include "printer/bench.h"

namespace talon::printer {

class Wire {
 public:
  virtual ~Wire() = default;
  /// What a poll() before the next serve() waits for; descriptors of -1 are passed over.
  [[nodiscard]] virtual std::vector<pollfd> waits() const = 0;
  /// Somebody is at the other end: the printer's clock is looked at often.
  [[nodiscard]] virtual bool busy() const = 0;
  /// Carries what is there, both ways; waits for nothing.
  virtual void serve() = 0;
  /// A command of the cable's own ("plug", "unplug"); false: not this wire's.
  virtual bool obey(const std::string&) { return false; }
  /// The bytes have an end; without it the printer is there until it is told to quit.
  [[nodiscard]] virtual bool finite() const { return false; }
  /// Nothing more will come, and the printer has been handed all of it.
  [[nodiscard]] virtual bool ended() const { return false; }
};

/// "tcp:HOST:PORT", one program after the other; says "listening tcp:HOST:PORT". Throws std::runtime_error,
/// as the others do.
[[nodiscard]] std::unique_ptr<Wire> tcp_wire(Bench& bench, const std::string& address);
/// A pseudo terminal; says "terminal PATH".
[[nodiscard]] std::unique_ptr<Wire> terminal_wire(Bench& bench);

struct FileWireOptions {
  std::string from;     ///< file, named pipe, serial line; "-": standard input
  std::string answers;  ///< file or named pipe for what the printer says; empty: back into a serial line
  bool follow = false;  ///< the end of the file is not the end: more is appended, another program comes
};
[[nodiscard]] std::unique_ptr<Wire> file_wire(Bench& bench, const FileWireOptions& options);

/// A USB device in a virtual machine: `sockets` are its usb-redir ports, the cable is in the first one from
/// the start when `plugged`. Says "plugged SOCKET", "unplugged SOCKET", and "waiting SOCKET" while no machine
/// is there. Commands: "plug", "plug N" (the Nth socket), "unplug".
[[nodiscard]] std::unique_ptr<Wire> usb_wire(Bench& bench, const std::vector<std::string>& sockets,
                                             bool plugged);

}  // namespace talon::printer
