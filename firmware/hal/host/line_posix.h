// SPDX-License-Identifier: MIT
// Serial lines of this machine: pseudo terminals and local sockets. All functions throw std::runtime_error.
#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace talon::firmware {

/// A file descriptor that is closed with its owner.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
  Descriptor& operator=(Descriptor&& other) noexcept;
  ~Descriptor();

  int number() const { return number_; }

 private:
  int number_;
};

/// A raw pseudo terminal; `link` becomes a symbolic link to its other end, where a master opens it.
struct PseudoTerminal {
  Descriptor master;
  Descriptor other;  // held open, so that the line stays when a master leaves
};
PseudoTerminal open_terminal(const std::string& link);

/// Connects to a listening local socket (an emulator's serial line); tries for `seconds`.
Descriptor connect_local(const std::string& path, int seconds);

/// RS-485 between processes: what one station says all others hear. Returns when `stop` is set, or by false
/// when a station is gone.
bool relay(const std::vector<int>& stations, const std::atomic<bool>& stop);

}  // namespace talon::firmware
