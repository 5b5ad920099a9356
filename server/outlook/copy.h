// SPDX-License-Identifier: MIT
// The hall as a virtual run needs it: light, of its own memory, so that a worker may run it while the hall
// goes on. All times are milliseconds from `now`.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "server/outlook/past.h"
#include "server/queue/desk_hours.h"
#include "server/queue/line_order.h"
#include "server/queue/state.h"

namespace talon::outlook {

struct CopiedLine {
  LineId id;
  queue::LineOrder order;  ///< at most the first 100 of each row
  int waiting = 0;         ///< for any desk; more than `order` holds when it was cut
  std::optional<Seconds> limit;
  Millis mean{0};                                            ///< of a service, for a line without a history
  const std::vector<Millis>* services = nullptr;             ///< of `past`; nullptr: no history
  const std::array<double, half_hours>* arrivals = nullptr;  ///< of `past`
  const std::array<double, half_hours>* booked = nullptr;    ///< of `past`: in `arrivals` by appointment
  std::vector<std::pair<std::size_t, double>>
      onward;                ///< of `past`: to which lines who was served is sent on
  Millis receives_until{0};  ///< no tickets are issued later
};

using queue::Stretch;

struct CopiedDesk {
  struct Busy {
    std::size_t line = 0;
    Millis served{0};
    bool walking = false;  ///< called, not seen yet
  };
  struct Own {
    std::size_t line = 0;
    queue::LineOrder order;  ///< sent to this desk alone
  };
  DeskId id;
  std::string title;
  bool open = false;  ///< receives now, without a pause
  std::optional<Busy> busy;
  /// When it is expected to receive, in order, apart; empty: not at all.
  std::vector<Stretch> shifts;
  std::vector<std::size_t> lines;
  std::vector<Own> own;
};

/// Somebody who might come now and is no ordinary walk-in.
struct CopiedNewcomer {
  queue::Newcomer kind;
  std::size_t line = 0;
  queue::Turn turn;
};

/// A category of visitors who have a right before others.
struct CopiedRight {
  std::string category;
  PriorityRule rule = PriorityRule::none;
  Millis head_start{0};
  double share = 0;  ///< of `past`: of the tickets
};

/// Somebody who has booked for today and has not come.
struct CopiedAppointment {
  std::size_t line = 0;
  Millis slot{0};  ///< may have passed
  std::optional<Seconds> limit;
};

/// The last outlook of the hall.
struct SaidBefore {
  bool warned = false;
  double probability = 0;  ///< of breaches
  Millis ago{0};
};

struct Copy {
  Timestamp now;
  Ticks t;
  std::int64_t seed = 0;  ///< the journal's last number: the same hall gives the same outlook
  queue::OrderRule rule;
  OrderSettings order;
  std::vector<CopiedLine> lines;
  std::vector<CopiedDesk> desks;
  std::vector<CopiedNewcomer> others;  ///< whose waits are asked for besides those of ordinary walk-ins
  std::vector<CopiedRight> rights;
  /// Those still expected; empty: nobody knows of them, they are drawn as walk-ins.
  std::optional<std::vector<CopiedAppointment>> appointments;
  double walk_ins = 0;               ///< tickets of today without an appointment
  double pace = 1;                   ///< of `past`: walk-ins of the rest of today to those of a usual day
  std::vector<Stretch> breaks;       ///< of the hall, today's that are not over; nobody is called in them
  std::optional<Millis> opens;       ///< of a whole day: begin of its first reception
  std::optional<SaidBefore> before;  ///< empty: nothing was said
  std::optional<Millis> closes;      ///< end of today's last reception; empty: there is none any more
  std::shared_ptr<const Past> past;
};
/// past: never nullptr; an empty one is an office that opens today. O(lines * 100), on the thread of `state`.
[[nodiscard]] Copy copy_hall(const queue::State& state, const Timestamp& now,
                             std::shared_ptr<const Past> past);
/// A whole day from its midnight on: nobody waits, every desk is closed and has no shift yet. offset: of
/// local time, for all of the day.
[[nodiscard]] Copy empty_day(const Configuration& configuration, const Date& date,
                             std::chrono::minutes offset, std::shared_ptr<const Past> past);
/// Puts another past into a copy; any thread.
void give_past(Copy& copy, std::shared_ptr<const Past> past);
/// Of a service of the line, as the past or else the configuration has it.
[[nodiscard]] Millis mean_service(const CopiedLine& line);
/// Index in Copy::lines; empty: no such line.
[[nodiscard]] std::optional<std::size_t> line_index(const Copy& copy, const LineId& id);
/// The weight that each line has when the desks with shifts are at work.
void weigh_lines(Copy& copy);

}  // namespace talon::outlook
