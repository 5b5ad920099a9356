// SPDX-License-Identifier: MIT
#include "server/queue/turn.h"

#include <algorithm>

#include "server/model/result.h"

namespace talon::queue {
namespace {

/// From a return, and from a transfer, to the moment by which the ticket claims to be called.
constexpr std::chrono::minutes after_return{5};
constexpr std::chrono::minutes after_transfer{10};

Millis yield_of(const WaitingTicket& ticket, const Turn& turn, const OrderRule& rule) {
  if (!turn.yields) return Millis{0};
  if (rule.patience == Millis{0}) return rule.yield;
  return std::max(rule.yield, ticket.reference + rule.patience - turn.deadline);
}

/// Found by trial on made-up halls: server/simulation/README.md.
OrderRule patient_rule(bool guard) {
  return {.mode = OrderMode::patient,
          .patience = std::chrono::minutes{52},
          .claims_behind = true,
          .guard = guard,
          .service_percent = 70,
          .scarcity = std::chrono::minutes{15}};
}
OrderRule balanced_patient_rule(bool guard) {
  return {.mode = OrderMode::balanced_patient,
          .patience = std::chrono::minutes{51},
          .heads_only = false,
          .guard = guard,
          .service_percent = 70,
          .scarcity = std::chrono::minutes{25}};
}

}  // namespace

OrderRule rule_of(OrderMode mode, bool guard) {
  constexpr std::chrono::minutes shortly{20};
  constexpr std::chrono::minutes long_time{60};
  switch (mode) {
    case OrderMode::live:
      return {.mode = mode, .yield = shortly, .guard = guard};
    case OrderMode::live_0:
      return {.mode = mode, .guard = guard};
    case OrderMode::live_60:
      return {.mode = mode, .yield = long_time, .guard = guard};
    case OrderMode::patient:
      return patient_rule(guard);
    case OrderMode::balanced:
      return {.mode = mode, .yield = shortly, .heads_only = false, .guard = guard};
    case OrderMode::balanced_patient:
      return balanced_patient_rule(guard);
    case OrderMode::compliance:
      return {.mode = mode, .yield = long_time, .heads_only = false, .guard = guard};
    case OrderMode::fifo:
      return {.mode = mode, .heads_only = false};
  }
  TALON_EXPECT(false && "every mode has a rule");
}

Turn turn_of(const WaitingTicket& ticket, const OrderRule& rule) {
  const bool privileged = ticket.priority != PriorityRule::none;
  Turn turn{
      .place = ticket.place, .claim = ticket.deadline, .deadline = ticket.deadline, .yields = !privileged};
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
  turn.yield = yield_of(ticket, turn, rule);
  return turn;
}

LineWeight weight_of(const OrderRule& rule, Millis mean_service, int able_desks) {
  TALON_EXPECT(able_desks > 0);
  return {.service = mean_service * rule.service_percent / 100,
          .credit = rule.scarcity / able_desks,
          .step = mean_service / 2 / able_desks};
}

Key key_of(const Turn& turn, const LineWeight& weight, const OrderRule& rule, Ticks t) {
  return {rank_of(turn, weight, rule, t), turn};
}

}  // namespace talon::queue
