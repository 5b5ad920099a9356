// SPDX-License-Identifier: MIT
// Why the board started. A record in memory that start-up does not clear survives a reset, not a power cut.
#pragma once

#include <cstdint>

#include "firmware/link/registers.h"

namespace talon::firmware {

/// Written by the fault handlers, by a failed check and before a restart on command.
struct CrashRecord {
  std::uint32_t magic = 0;
  std::uint32_t cause = 0;  // link::RestartCause
  std::uint32_t detail = 0;
  std::uint32_t faults = 0;     // in a row, each less than a minute after its start
  std::uint32_t last_step = 0;  // of the main loop; what the watchdog reports
  std::uint32_t check = 0;
};

/// What the chip says of its reset (RCC_CSR); several may be set, power always goes with the pin.
struct ResetFlags {
  bool power = false;
  bool brown_out = false;
  bool watchdog = false;
  bool software = false;
  bool pin = false;
};

struct RestartReport {
  link::RestartCause cause = link::RestartCause::power;
  std::uint32_t detail = 0;
  std::uint32_t faults = 0;
};

/// From this many faults in a row on the board stays in the safe state: it answers and shows nothing.
inline constexpr std::uint32_t faults_until_safe = 3;

/// Notes a cause in the record; a fault counts one more in a row.
void note(CrashRecord& record, link::RestartCause cause, std::uint32_t detail);

/// Reads the record against the chip's flags and makes it ready for the next time.
RestartReport explain(const ResetFlags& flags, CrashRecord& record);

/// The board has run well for a minute: the row of faults is over.
void forgive(CrashRecord& record);

/// Which step the loop is in; the watchdog's report if it never leaves it.
void mark_step(CrashRecord& record, std::uint32_t step);

}  // namespace talon::firmware
