// SPDX-License-Identifier: MIT
// Whose turn it is in a hall: the rule in force, the weights of its lines, and the choice for a desk. The
// choice itself is line_order.h, which knows nothing of a hall: who wants to look ahead copies the orders of
// the lines (LineOrder::excerpt), takes state.rule, and calls from the copies with Choice.
#pragma once

#include <optional>
#include <vector>

#include "server/queue/state.h"

namespace talon::queue {

/// Who is called next, and who would be if he did not wait.
struct NextCall {
  TicketId ticket;
  Key key;
  std::optional<TicketId> runner_up;
  std::optional<Key> runner_up_key;
};
/// The ticket that `desk` must call at `t`; empty: nobody waits for it. Cost: one head per line.
[[nodiscard]] std::optional<NextCall> next_call(const State& state, const DeskId& desk, Ticks t);
/// The key that a ticket has, or would have if it waited in its line at `t`.
[[nodiscard]] Key key_at(const State& state, const visit::Visit& visit, const OrderRule& rule, Ticks t);

/// The last moment at which a call keeps the limit of a wait that began at `from`: who is called then is seen
/// after the walk, within it.
[[nodiscard]] Ticks call_by(const OrderSettings& settings, Ticks from, std::optional<Seconds> limit);
/// What the order has to know of a visit that waits.
[[nodiscard]] WaitingTicket waiting_ticket(const State& state, const visit::Visit& visit);
/// The order of calls that the configuration and the decisions of the day make.
[[nodiscard]] OrderMode mode_in_force(const State& state);
/// The right of a privileged category, after the decisions of the day; empty: there is no such category.
[[nodiscard]] std::optional<Priority> priority_in_force(const State& state, const std::string& category);
/// Mean service that the order counts with: of at least 30 legs of past days, of the line or else of its
/// procedure; else the configuration's. It stands still all day.
[[nodiscard]] Millis usual_service(const State& state, const LineId& line);

/// The lines a desk serves, by the configuration in force.
[[nodiscard]] const std::vector<LineId>& lines_of(const State& state, const DeskId& desk);
[[nodiscard]] bool serves(const State& state, const DeskId& desk, const LineId& line);
/// Some desk of the configuration serves it.
[[nodiscard]] bool any_serves(const State& state, const LineId& line);
[[nodiscard]] int open_desks(const State& state, const LineId& line);
/// Desks with somebody behind them: open, or on the telephone (a talk has its limit and is no absence).
[[nodiscard]] int attending_desks(const State& state, const LineId& line);

/// How many of its line, sent to one desk alone or not, would be called before `visit` if all were called at
/// `t`: what a slip says. `visit` waits, or is about to.
[[nodiscard]] int ahead_of(const State& state, const visit::Visit& visit, Ticks t);
/// The ticket that was issued first of those that wait for `desk`; empty: nobody waits for it.
[[nodiscard]] std::optional<TicketId> oldest(const State& state, const DeskId& desk);
/// Age of the longest waiting ticket of the line at `t`; empty: nobody waits.
[[nodiscard]] std::optional<Millis> oldest_wait(const State& state, const LineId& line, Ticks t);

// ---- for apply(): what keeps the orders of the lines true
/// After a change of rule or configuration: every waiting ticket gets its turn anew.
void reorder(State& state);
/// After a ticket was issued: the share of privileged ones may switch the guard on.
void count_issued(State& state, const std::string& category);
/// After desks opened or closed, and when the history of a line is known.
void weigh_lines(State& state);
/// After a call: whoever is late by now is put among the late.
void roll_lines(State& state, const DeskId& desk);
/// A ticket sent to one desk alone can be served there only.
[[nodiscard]] LineWeight addressed_weight(const State& state, const LineId& line);

}  // namespace talon::queue
