// SPDX-License-Identifier: MIT
// When a waiting ticket's turn comes: one number a ticket, made once, and a rule that orders the numbers.
// Earliest due date with half of the service time (Jackson 1955), where whoever cannot be called in time any
// more yields for a bounded while; README.md says it in words.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>

#include "server/model/event.h"

namespace talon::queue {

/// Place in a line: age, then order of issue. A journal has no two events of one seq, so places never tie.
struct Place {
  Ticks issued_t;
  std::int64_t seq = 0;
  auto operator<=>(const Place&) const = default;
};

/// The mode in force, taken apart.
struct OrderRule {
  OrderMode mode = OrderMode::live;
  Millis yield{0};             ///< how long a ticket yields after its deadline, at least
  Millis patience{0};          ///< it yields until it has waited so long; 0: for `yield`
  bool heads_only = true;      ///< of a line's ordinary walk-ins only the oldest may be called
  bool claims_behind = false;  ///< who is late and first of them claims for the first behind him in time
  bool guard = false;          ///< nobody is called out of turn before a walk-in who has yielded long enough
  int service_percent = 50;    ///< of a line's mean service, added: short services first
  Millis scarcity{std::chrono::minutes{10}};  ///< taken off, divided among the desks that can serve a line
  bool operator==(const OrderRule&) const = default;
};
[[nodiscard]] OrderRule rule_of(OrderMode mode, bool guard);

/// What the order has to know of a ticket that waits.
struct WaitingTicket {
  Place place;      ///< of the first issue
  Ticks reference;  ///< since when it waits: issue, the booked time, or the transfer of one who was seen
  Ticks deadline;   ///< the last moment at which a call keeps the limit
  bool booked = false;
  PriorityRule priority = PriorityRule::none;
  Millis head_start{0};  ///< of the category, or of booked visitors
  std::optional<Ticks> transferred_t = {};
  std::optional<Ticks> returned_t = {};
};

/// Which row of its line a ticket stands in.
enum class Row { walk_ins, others, out_of_turn };

/// A ticket's turn under one rule.
struct Turn {
  Place place;
  Ticks claim;      ///< the moment that counts for the order; the least is first
  Ticks deadline;   ///< afterwards it yields, once
  Millis yield{0};  ///< and for so long
  Ground ground = Ground::limit;
  Row row = Row::others;
  bool yields = true;
  bool operator==(const Turn&) const = default;
};
[[nodiscard]] Turn turn_of(const WaitingTicket& ticket, const OrderRule& rule);

/// What a line adds to each claim of it.
struct LineWeight {
  Millis service{0};  ///< of its mean service: short services first
  Millis credit{0};   ///< taken off: few desks can serve it
  Millis step{0};     ///< for each who stands before the one it claims for (OrderRule::claims_behind)
  bool operator==(const LineWeight&) const = default;
};
/// able_desks: at least 1.
[[nodiscard]] LineWeight weight_of(const OrderRule& rule, Millis mean_service, int able_desks);

/// What a moment makes of a turn: the parts of the number that is compared.
struct Rank {
  bool first = false;  ///< called out of turn, or by the guard: before all others
  Ground ground = Ground::limit;
  Ticks claim;
  Millis service{0};
  Millis credit{0};
  Millis yield{0};

  [[nodiscard]] Ticks sum() const { return claim + (service - credit + yield); }
};
[[nodiscard]] inline bool late(const Turn& turn, Ticks t) {
  return turn.yields && t > turn.deadline;
}
/// Inline: a pick asks for some hundred of them.
[[nodiscard]] inline Rank rank_of(const Turn& turn, const LineWeight& weight, const OrderRule& rule,
                                  Ticks t) {
  const bool is_late = late(turn, t);
  if (turn.ground == Ground::out_of_turn) return {true, turn.ground, turn.claim};
  if (rule.guard && is_late && t > turn.deadline + turn.yield) {
    return {true, Ground::guard, turn.deadline, Millis{0}, Millis{0}, turn.yield};
  }
  if (turn.ground == Ground::issue) return {false, turn.ground, turn.claim};
  return {false, turn.ground, turn.claim, weight.service, weight.credit, is_late ? turn.yield : Millis{0}};
}

/// A turn at a moment.
struct Key : Rank {
  Turn turn;
};
[[nodiscard]] Key key_of(const Turn& turn, const LineWeight& weight, const OrderRule& rule, Ticks t);
/// Of two the smaller is called; equal sums: the ticket with the smaller sequence number.
[[nodiscard]] inline bool before(const Rank& a, std::int64_t a_seq, const Rank& b, std::int64_t b_seq) {
  if (a.first != b.first) return a.first;
  const Ticks one = a.sum();
  const Ticks two = b.sum();
  return one != two ? one < two : a_seq < b_seq;
}
[[nodiscard]] inline bool before(const Key& a, const Key& b) {
  return before(a, a.turn.place.seq, b, b.turn.place.seq);
}

}  // namespace talon::queue
