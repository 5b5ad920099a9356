// SPDX-License-Identifier: MIT
// An emulated printer on a desk: slips become PNG files, received bytes a file, faults come as lines of a
// control file. Used by `talon-printer emulate` and by the USB rig of the tests.
#pragma once

#include <cstdio>
#include <functional>
#include <string>

#include "printer/emulator/emulator.h"

namespace talon::printer {

struct BenchOptions {
  emulator::Model model;
  std::string slips;  ///< folder for slip-0001.png, slip-0002.png ...; empty: none are kept
  std::string bytes;  ///< file to which every received byte is appended; empty: none
  std::string
      control;  ///< named pipe or growing file of commands, a line each; made when missing; empty: none
};

class Bench {
 public:
  /// Throws std::runtime_error when a folder or file cannot be made.
  explicit Bench(BenchOptions options);
  ~Bench();
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  [[nodiscard]] emulator::Emulator& printer() { return printer_; }
  std::size_t receive(std::span<const std::uint8_t> bytes);
  /// Lets time pass and writes finished slips.
  void advance(Millis now);
  /// The same, and obeys the control file.
  void tick(Millis now);
  /// Nothing more will come: what hangs out of the printer, not cut, becomes the last picture.
  void finish();
  /// One line; commands the printer does not know go to `other`. Each is answered on stdout: "ok ..." or "?".
  void command(const std::string& line);
  /// For what is not the printer's: "unplug", "plug", "quit".
  std::function<bool(const std::string&)> other;
  /// Descriptor of the control file, -1: none.
  [[nodiscard]] int control() const { return control_; }
  [[nodiscard]] int slips() const { return count_; }

 private:
  void read_control();
  void keep(const canvas::Canvas& slip);

  BenchOptions options_;
  emulator::Emulator printer_;
  std::FILE* bytes_ = nullptr;
  int control_ = -1;
  std::string partial_;
  int count_ = 0;
};

}  // namespace talon::printer
