// SPDX-License-Identifier: MIT
// What the server's own machine says of itself: room on the disk and whether anybody sets its clock right. A
// hall that stops in ten days for a full disk should be told of it today.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "server/model/command.h"

namespace talon::http {

/// As read from the system, real time.
struct MachineReading {
  std::optional<double> disk_used;        ///< share of the data's file system, 0..1; empty: not readable
  std::optional<bool> clock_disciplined;  ///< by a time service (adjtimex); empty: not readable
  Millis steady{0};
};
[[nodiscard]] MachineReading read_machine(const std::filesystem::path& directory, Millis steady);

/// Turns readings into components of the device queue::own_machine. Reasons are stable words, so that the
/// journal has an event where something changes and not each minute.
class MachineHealth {
 public:
  /// "disk": warning from 80 and 90 % used, failed from 95 %; it must sink by two points to be better again.
  /// "clock": warning when nobody has disciplined it for a day; a quartz drifts by more than a second a day.
  [[nodiscard]] std::vector<ReportDevice::Component> look(const MachineReading& reading);

 private:
  std::size_t disk_level_ = 0;
  std::optional<Millis> free_since_;  ///< nobody sets the clock right since then
};

}  // namespace talon::http
