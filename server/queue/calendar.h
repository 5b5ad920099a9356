// SPDX-License-Identifier: MIT
// When the hall and each procedure receive (S2-5.5.1): weekday hours, special days, breaks, and the recorded
// decisions of the day (extension, stop of issuing). All times are local times of the hall.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "server/model/refusal.h"
#include "server/queue/state.h"

namespace talon::queue {

/// [from, to) as minutes since local midnight.
struct Span {
  std::chrono::minutes from{0};
  std::chrono::minutes to{0};
  bool operator==(const Span&) const = default;
};

/// Spans of a local date by rows of weekday hours, in order; a row with `weeks` counts on the n-th such
/// weekday.
[[nodiscard]] std::vector<Span> weekly(const std::vector<Hours>& hours, const Date& date);
/// Reception of a local date, in order; empty: none. `offer` nullptr: the hall's hours. A temporary procedure
/// has none outside its dates.
[[nodiscard]] std::vector<Span> reception(const Configuration& configuration, const Offer* offer,
                                          const Date& date);

/// The same for the day of `now`, with the recorded extension.
[[nodiscard]] std::vector<Span> reception_today(const State& state, const Offer* offer, const Timestamp& now);
/// Breaks of a local date that every desk has, in order.
[[nodiscard]] std::vector<Span> hall_breaks(const Configuration& configuration, const Date& date);
/// Those of one desk, its own and the hall's.
[[nodiscard]] std::vector<Span> desk_breaks(const Configuration& configuration, const DeskId& desk,
                                            const Date& date);

/// How things are with reception at one moment.
struct Reception {
  bool open = false;
  std::optional<Timestamp> closes_at;  ///< when open: end of the running span
  std::optional<Timestamp> next_open;  ///< when closed: within the next 60 days
  bool today_later = false;            ///< closed, and opens again today
  bool today_over = false;             ///< closed, and there was reception today
};
[[nodiscard]] Reception hall_reception(const State& state, const Timestamp& now);
[[nodiscard]] Reception line_reception(const State& state, const LineId& line, const Timestamp& now);

/// The break of the hall that runs now; nullptr: none. Tickets are issued, but nobody is called.
[[nodiscard]] const Break* running_break(const State& state, const Timestamp& now);
/// The break that runs now at this desk: the hall's or its own.
[[nodiscard]] const Break* running_break(const State& state, const DeskId& desk, const Timestamp& now);

/// May a ticket of the line be issued now? Empty: yes; else why not, with a sentence.
[[nodiscard]] std::optional<Refusal> issuing_closed(const State& state, const LineId& line,
                                                    const Timestamp& now);

/// The hall's rule of the last ticket (`if_served`): why a ticket taken now would not be served before
/// closing; empty: it would, or nobody can say. `wait`: the forecast for it.
[[nodiscard]] std::optional<Refusal> served_too_late(const State& state, const LineId& line,
                                                     const std::optional<Seconds>& wait,
                                                     const Timestamp& now);

/// A decision of this kind that is in force at `now`; nullptr: none.
[[nodiscard]] const Decided* in_force(const State& state, const std::string& kind, const std::string& subject,
                                      const Timestamp& now);

/// Local minutes of a date as a moment, by the rules of the hall's zone; where the shell gave none, with the
/// offset that `near` has.
[[nodiscard]] Timestamp local_time(const State& state, const Date& date, std::chrono::minutes of_day,
                                   const Timestamp& near);
[[nodiscard]] Date local_date(const Timestamp& time);

}  // namespace talon::queue
