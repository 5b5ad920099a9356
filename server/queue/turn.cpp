// SPDX-License-Identifier: MIT
#include "server/queue/turn.h"

#include <algorithm>

#include "server/model/result.h"

namespace talon::queue {
namespace {

/// From a return, and from a transfer, to the moment by which the ticket claims to be called.
constexpr std::chrono::minutes after_return{5};
constexpr std::chrono::minutes after_transfer{10};
/// Shared among the desks that can serve a line.
constexpr std::chrono::minutes scarcity{10};

}  // namespace

OrderRule rule_of(OrderMode mode, bool guard) {
  constexpr std::chrono::minutes shortly{20};
  constexpr std::chrono::minutes long_time{60};
  switch (mode) {
    case OrderMode::live:
      return {mode, shortly, true, guard};
    case OrderMode::live_0:
      return {mode, Millis{0}, true, guard};
    case OrderMode::live_60:
      return {mode, long_time, true, guard};
    case OrderMode::balanced:
      return {mode, shortly, false, guard};
    case OrderMode::compliance:
      return {mode, long_time, false, guard};
    case OrderMode::fifo:
      return {mode, Millis{0}, false, false};
  }
  TALON_EXPECT(false && "every mode has a rule");
}

Turn turn_of(const WaitingTicket& ticket, const OrderRule& rule) {
  const bool privileged = ticket.priority != PriorityRule::none;
  Turn turn{ticket.place, ticket.deadline, ticket.deadline, Ground::limit, Row::others, !privileged};
  if (ticket.priority == PriorityRule::out_of_turn) {
    turn.claim = ticket.place.issued_t;
    turn.ground = Ground::out_of_turn;
    turn.row = Row::out_of_turn;
  } else if (rule.mode == OrderMode::fifo) {
    turn.claim = ticket.place.issued_t;
    turn.ground = Ground::issue;
    turn.yields = false;
  } else if (ticket.returned_t) {
    turn.claim = *ticket.returned_t + after_return;
    turn.deadline = std::max(ticket.deadline, turn.claim);
    turn.ground = Ground::returned;
  } else if (ticket.transferred_t) {
    turn.claim = std::min(ticket.deadline, *ticket.transferred_t + after_transfer);
    turn.ground = Ground::transferred;
  } else if (ticket.booked) {
    turn.claim = ticket.deadline + -ticket.head_start;
  } else if (privileged) {
    turn.claim = std::min(ticket.deadline, ticket.reference + ticket.head_start);
    turn.ground = Ground::head_start;
  } else {
    turn.row = Row::walk_ins;
  }
  return turn;
}

LineWeight weight_of(Millis mean_service, int able_desks) {
  TALON_EXPECT(able_desks > 0);
  return {mean_service / 2, Millis{scarcity} / able_desks};
}

Key key_of(const Turn& turn, const LineWeight& weight, const OrderRule& rule, Ticks t) {
  return {rank_of(turn, weight, rule, t), turn};
}

}  // namespace talon::queue
