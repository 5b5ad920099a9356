// SPDX-License-Identifier: MIT
// Bytes of a descriptor on their way into the emulated printer, and its answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "printer/bench.h"

namespace talon::printer {

/// Closes what it holds.
class Descriptor {
 public:
  explicit Descriptor(int fd = -1) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  void reset(int fd = -1);
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// Throws std::runtime_error "WHAT: errno in words".
[[noreturn]] void fail_with_errno(const std::string& what);

class WireStream {
 public:
  explicit WireStream(Bench& bench) : bench_(bench) {}
  /// Reads once, unless something still waits, and offers the printer what there is. False at the end of the
  /// descriptor's bytes.
  [[nodiscard]] bool carry(int from);
  /// Writes what the printer says; false when nobody is there any more. What a slow reader has no room for is
  /// lost, as on a serial line.
  [[nodiscard]] bool answer(int to);
  /// The printer does not take all of what was read.
  [[nodiscard]] bool full() const { return !waiting_.empty(); }
  void forget() { waiting_.clear(); }

 private:
  Bench& bench_;
  std::vector<std::uint8_t> waiting_;
};

}  // namespace talon::printer
