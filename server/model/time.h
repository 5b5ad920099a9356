// SPDX-License-Identifier: MIT
// Two kinds of time that do not mix: Timestamp is the wall (with the offset then in force), Ticks never
// steps.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace talon {

using Millis = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

/// Wall time with the UTC offset then in force, so that a later change of zone rules changes nothing in the
/// record.
struct Timestamp {
  std::chrono::sys_time<Millis> utc{};
  std::chrono::minutes offset{0};

  [[nodiscard]] std::chrono::local_time<Millis> local() const {
    return std::chrono::local_time<Millis>{utc.time_since_epoch() + offset};
  }
  [[nodiscard]] Timestamp plus(Millis span) const { return {utc + span, offset}; }
  /// Two timestamps are the same moment whatever their offsets are.
  bool operator==(const Timestamp& other) const { return utc == other.utc; }
  auto operator<=>(const Timestamp& other) const { return utc <=> other.utc; }
};

/// Milliseconds on a scale that never steps: the steady clock within a run, over a restart advanced by the
/// wall difference (at least 0). Durations are differences of Ticks, never of Timestamps.
struct Ticks {
  Millis since{0};
  auto operator<=>(const Ticks&) const = default;
  friend Millis operator-(Ticks a, Ticks b) { return a.since - b.since; }
  friend Ticks operator+(Ticks a, Millis span) { return {a.since + span}; }
};

/// What every command is given as "now": both clocks read together.
struct Moment {
  Timestamp at;
  Ticks t;
};

/// The clock of a shell. A virtual one drives demonstrations and simulations.
class Clock {
 public:
  virtual ~Clock() = default;
  [[nodiscard]] virtual Moment now() const = 0;
  [[nodiscard]] virtual bool is_virtual() const = 0;
  /// Hall seconds per real second: 1 unless virtual.
  [[nodiscard]] virtual double rate() const = 0;
};

/// The UTC offsets of a hall's zone, as the shell's time-zone database has them around now: an input of the
/// core like the clock. Without changes every moment has the offset `first`.
struct ZoneRules {
  struct Change {
    std::chrono::sys_time<Millis> from;
    std::chrono::minutes offset{0};
    bool operator==(const Change&) const = default;
  };
  std::chrono::minutes first{0};  ///< before the first change
  std::vector<Change> changes;    ///< in order

  [[nodiscard]] std::chrono::minutes offset_at(std::chrono::sys_time<Millis> utc) const;
  /// The moment of a local wall time: the earlier one where it comes twice, the end of the gap where it does
  /// not come at all.
  [[nodiscard]] Timestamp moment(std::chrono::local_time<Millis> local) const;
};

/// A calendar date of the hall's service day (it changes at `day_ends`, not at midnight).
using Date = std::chrono::year_month_day;

/// RFC 3339 with milliseconds and offset, "2026-03-02T09:14:07.120+05:00".
[[nodiscard]] std::string format_timestamp(const Timestamp& time);
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);
/// ISO 8601 date, "2026-03-02".
[[nodiscard]] std::string format_date(const Date& date);
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// The service date of `time` when days end at `day_ends` after local midnight.
[[nodiscard]] Date service_date(const Timestamp& time, std::chrono::minutes day_ends);
/// Milliseconds since local midnight.
[[nodiscard]] Millis time_of_day(const Timestamp& time);
/// Whole seconds, rounded down: 30:00.999 is 30:00 (design: limits are compared in whole seconds).
[[nodiscard]] inline Seconds whole_seconds(Millis span) {
  return std::chrono::floor<Seconds>(span);
}

}  // namespace talon
