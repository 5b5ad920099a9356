// SPDX-License-Identifier: MIT
// Waiting for what a printer's thread tells, as long as a loaded machine may need.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "printer/worker.h"

namespace talon::printer {

inline constexpr std::chrono::seconds long_enough{60};

/// The next end of a slip; nothing when none came.
inline std::optional<SlipDone> next_end(PrinterWorker& printer) {
  const auto until = std::chrono::steady_clock::now() + long_enough;
  while (std::chrono::steady_clock::now() < until) {
    printer.wait(Millis{1000});
    while (const auto event = printer.poll())
      if (const auto* done = std::get_if<SlipDone>(&*event)) return *done;
  }
  return {};
}

/// Presenters: true when a slip was taken out of the mouth.
inline bool taken(PrinterWorker& printer) {
  const auto until = std::chrono::steady_clock::now() + long_enough;
  while (std::chrono::steady_clock::now() < until) {
    printer.wait(Millis{1000});
    while (const auto event = printer.poll())
      if (const auto* slip = std::get_if<SlipCollected>(&*event))
        if (slip->where == escpos::Collected::taken) return true;
  }
  return false;
}

/// True when the printer's state became this one.
inline bool becomes(PrinterWorker& printer, Health health, std::string_view reason) {
  const auto until = std::chrono::steady_clock::now() + long_enough;
  while (std::chrono::steady_clock::now() < until) {
    const PrinterStatus status = printer.status();
    if (status.health == health && status.reason == reason) return true;
    printer.wait(Millis{1000});
    while (printer.poll()) {
    }
  }
  return false;
}

}  // namespace talon::printer
