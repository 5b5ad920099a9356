// SPDX-License-Identifier: MIT
// The hall's clock: the wall in the hall's zone, or a virtual one that is faster and survives restarts.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "server/model/time.h"

namespace talon::http {

/// UTC offset of one IANA zone at a moment. Throws std::runtime_error for a zone the system does not know.
class Zone {
 public:
  explicit Zone(const std::string& name);
  ~Zone();
  [[nodiscard]] std::chrono::minutes offset(std::chrono::sys_time<Millis> utc) const;
  /// The moment of a local wall time (the earlier one when it is ambiguous).
  [[nodiscard]] std::chrono::sys_time<Millis> utc(std::chrono::local_time<Millis> local) const;
  /// Its offsets and their changes in [from, to), as the core takes them.
  [[nodiscard]] ZoneRules rules(std::chrono::sys_time<Millis> from, std::chrono::sys_time<Millis> to) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Where a run continues the scale of Ticks: the last event of the journal; empty for a new hall.
using LastEvent = std::optional<Moment>;

/// What the machine's two clocks say; injected so that tests can step the wall.
struct MachineTime {
  std::chrono::sys_time<Millis> wall;
  Millis steady{0};
};
using ReadMachine = std::function<MachineTime()>;
[[nodiscard]] MachineTime machine_time();

/// A clock that can tell when the wall was moved. Used on the loop thread.
class HallClock : public Clock {
 public:
  /// How far the wall was set since the last call, when that is more than a second; never on a virtual clock.
  [[nodiscard]] virtual std::optional<Millis> wall_step() = 0;
};

[[nodiscard]] std::unique_ptr<HallClock> real_clock(const std::string& zone, const LastEvent& last,
                                                    ReadMachine read = machine_time);

/// `--clock virtual:2026-03-02T08:50,rate=60`: local time at the first start and hall seconds per second.
struct VirtualStart {
  std::chrono::local_time<Millis> at;
  double rate = 1;
};
/// Nothing when the text is neither `real` nor a well-formed virtual clock; an empty VirtualStart for `real`.
[[nodiscard]] std::optional<std::optional<VirtualStart>> parse_clock_option(const std::string& text);

/// `file` remembers when the virtual clock began, so that a restart goes on and never jumps backwards.
[[nodiscard]] std::unique_ptr<HallClock> virtual_clock(const std::string& zone, const VirtualStart& start,
                                                       const LastEvent& last, const std::string& file,
                                                       ReadMachine read = machine_time);

}  // namespace talon::http
