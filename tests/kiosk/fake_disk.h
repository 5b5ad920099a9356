// SPDX-License-Identifier: MIT
// The terminal's disk in memory: it loses what was not synced, and the power may go at every step.
#pragma once

#include <algorithm>
#include <string>

#include "kiosk/offline/journal.h"

namespace talon::kiosk {

struct PowerCut {};

/// What is on the platter, and a cut at the n-th step of writing.
struct Disk {
  std::string durable;
  int steps_left = 1 << 30;
  std::size_t torn = 0;  ///< bytes of an unsynced line that reached the platter all the same

  void count() {
    if (--steps_left < 0) throw PowerCut{};
  }
};

class FakeLog : public offline::Log {
 public:
  explicit FakeLog(Disk& disk) : disk_(disk) {}
  std::string read() override { return disk_.durable; }
  void append(const std::string& line) override {
    disk_.count();  // before anything is written
    try {
      disk_.count();  // written, not synced
    } catch (const PowerCut&) {
      disk_.durable += line.substr(0, std::min(disk_.torn, line.size()));
      throw;
    }
    disk_.durable += line;
    disk_.count();  // synced, the program not told
  }
  void replace(const std::string& text) override {
    disk_.count();
    disk_.durable = text;
    disk_.count();
  }

 private:
  Disk& disk_;
};

}  // namespace talon::kiosk
