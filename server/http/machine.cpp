// SPDX-License-Identifier: MIT
#include "server/http/machine.h"

#include <array>
#include <sys/statvfs.h>
#include <sys/timex.h>

namespace talon::http {
namespace {

struct DiskLevel {
  double from;
  Health health;
  const char* reason;
};
constexpr std::array levels = {DiskLevel{0, Health::ok, ""}, DiskLevel{0.80, Health::warning, "disk-80"},
                               DiskLevel{0.90, Health::warning, "disk-90"},
                               DiskLevel{0.95, Health::failed, "disk-95"}};
constexpr double sinks_by = 0.02;
constexpr Millis undisciplined_for{std::chrono::hours{24}};

std::size_t level_of(double used, std::size_t now) {
  std::size_t level = 0;
  for (std::size_t i = 1; i < levels.size(); ++i) {
    const double from = levels[i].from - (i <= now ? sinks_by : 0);
    if (used >= from) level = i;
  }
  return level;
}

}  // namespace

MachineReading read_machine(const std::filesystem::path& directory, Millis steady) {
  MachineReading reading;
  reading.steady = steady;
  struct statvfs disk {};
  if (statvfs(directory.c_str(), &disk) == 0 && disk.f_blocks > 0) {
    // As a program without rights sees it: blocks kept for root are used.
    const auto used = static_cast<double>(disk.f_blocks - disk.f_bfree);
    reading.disk_used = used / (used + static_cast<double>(disk.f_bavail));
  }
  timex clock{};
  if (adjtimex(&clock) >= 0) reading.clock_disciplined = (clock.status & STA_UNSYNC) == 0;
  return reading;
}

std::vector<ReportDevice::Component> MachineHealth::look(const MachineReading& reading) {
  std::vector<ReportDevice::Component> found;
  if (reading.disk_used) {
    disk_level_ = level_of(*reading.disk_used, disk_level_);
    found.push_back({"disk", levels.at(disk_level_).health, levels.at(disk_level_).reason});
  }
  if (!reading.clock_disciplined) return found;
  if (*reading.clock_disciplined) free_since_.reset();
  if (!*reading.clock_disciplined && !free_since_) free_since_ = reading.steady;
  const bool drifts = free_since_ && reading.steady - *free_since_ >= undisciplined_for;
  found.push_back({"clock", drifts ? Health::warning : Health::ok, drifts ? "undisciplined" : ""});
  return found;
}

}  // namespace talon::http
