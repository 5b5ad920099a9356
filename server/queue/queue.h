// SPDX-License-Identifier: MIT
// The one place that decides. Pure: everything comes in (state, command, now), everything goes out (events or
// a refusal). command -> decide -> journal -> apply -> pictures. No clock, no randomness, no disk in here.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/model/board_picture.h"
#include "server/model/command.h"
#include "server/model/leg.h"
#include "server/model/picture.h"
#include "server/model/result.h"
#include "server/queue/state.h"

namespace talon::queue {

/// What a command makes: events in order, without seq (the writer numbers them), each with `due` where that
/// is not `now`.
struct Decision {
  struct Item {
    EventBody body;
    std::optional<Timestamp> due;
  };
  std::vector<Item> events;  ///< empty: a command without effect (device state unchanged)
  std::size_t overdue =
      0;  ///< how many of them, the first ones, are not the command's own: their time had come
};

/// The events that `command` makes of `state`, or why not. `state` is not changed.
/// now: never earlier than the last event's. Events that are overdue (a limit broken, day's end) come first
/// in the list.
[[nodiscard]] Result<Decision> decide(const State& state, const Command& command, const Moment& now);

/// What one event changes. Never refuses; the legs it ended (or took back) are returned for table `leg`.
struct Applied {
  std::vector<Leg> legs;                               ///< insert or replace by (ticket, leg)
  std::vector<std::pair<TicketId, int>> legs_removed;  ///< undone or returned
};
Applied apply(State& state, const Event& event);

/// When the shell must send TimePassed at the latest; empty: nothing falls due.
[[nodiscard]] std::optional<Timestamp> next_deadline(const State& state);

/// When the public pictures change by time alone (a call leaves the board after 30 s, opening and closing, a
/// decision ends): no command is due then, only a new push. Empty: they do not change.
[[nodiscard]] std::optional<Timestamp> next_picture_change(const State& state, const Timestamp& now);

/// What one ticket's slip says, drawn when it was issued and again for a repeat of the request or a reprint.
/// The ticket must be in `state`; for one of an earlier day draw it from its event.
[[nodiscard]] TicketReply ticket_reply(const Configuration& configuration, const TicketIssued& issued,
                                       const std::string& journal_head);
[[nodiscard]] TicketReply ticket_reply(const State& state, const TicketId& ticket,
                                       const std::string& journal_head);

[[nodiscard]] MenuPicture menu_picture(const State& state, const HallTime& time);
[[nodiscard]] HallPicture hall_picture(const State& state, const HallTime& time);
[[nodiscard]] Result<DeskPicture> desk_picture(const State& state, const DeskId& desk, const HallTime& time);
[[nodiscard]] LivePicture live_picture(const State& state, const HallTime& time);
/// What a display knows of itself; specialists' names are not in it (the shell adds them to a door plate).
[[nodiscard]] BoardPicture board_picture(const State& state, const Device& display);
/// Promises to ring back that are open, the earliest due first.
[[nodiscard]] CallbackList callback_list(const State& state, const HallTime& time);
/// One ticket as staff see it; empty: not of this day.
[[nodiscard]] std::optional<DeskTicket> desk_ticket(const State& state, const TicketId& ticket,
                                                    const HallTime& time);
[[nodiscard]] TicketStatus ticket_status(const State& state, const visit::Visit& visit, const HallTime& time);
[[nodiscard]] std::optional<TicketStatus> ticket_status(const State& state, const std::string& token,
                                                        const HallTime& time);

}  // namespace talon::queue
