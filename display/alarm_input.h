// SPDX-License-Identifier: MIT
// The input line of the fire alarm: while it is on, the board shows the way out and the voice is silent for
// the alarm's own sirens and speech.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <thread>

namespace talon::display {

/// A line as the command line names it: a file that holds "1" (GPIO of sysfs) or a serial port, whose CTS is
/// read; "!" in front: the line is on when it is 0, so that a cut wire alarms.
struct AlarmLine {
  std::string path;
  bool inverted = false;
};
[[nodiscard]] AlarmLine parse_alarm_line(const std::string& text);
/// Whether the alarm is on; empty with a reason when the line cannot be read.
[[nodiscard]] std::optional<bool> read_alarm_line(const AlarmLine& line, std::string& problem);

/// Reads the line 5 times a second, so that announcements stop within a second of it.
class AlarmInput {
 public:
  /// `changed` comes from the watching thread, at the start and at changes only. An unreadable line is no
  /// alarm, and no quiet either: the last state stands and `problem` says what is wrong.
  AlarmInput(const std::string& line, std::function<void(bool on, const std::string& problem)> changed);

 private:
  std::jthread worker_;
};

}  // namespace talon::display
