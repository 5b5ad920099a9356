// SPDX-License-Identifier: MIT
// The order of calls as staff see it: which one is in force, and who was called before whom.
#include <algorithm>
#include <tuple>

#include "server/model/names.h"
#include "server/queue/order.h"
#include "server/queue/order_text.h"
#include "server/queue/pictures.h"

namespace talon::queue {
namespace {

Place place_of(const visit::Visit& visit) {
  return {visit.issued.issued_t, visit.issued_seq};
}

/// The desk could have called `wanted` at `t`.
bool could_call(const State& state, const DeskId& desk, const visit::Visit& wanted, Ticks t) {
  const visit::Standing& now = wanted.now;
  const Ticks since = now.leg > 0 ? now.leg_t : wanted.issued.issued_t;
  const bool waited =
      t >= since && (now.state == TicketState::waiting || (now.called_t && t < *now.called_t));
  if (!waited || (now.returned_t && t < *now.returned_t)) return false;
  return now.to_desk.empty() ? serves(state, desk, now.line) : now.to_desk == desk;
}

}  // namespace

OrderPicture order_picture(const State& state) {
  OrderPicture picture;
  picture.mode = state.rule.mode;
  picture.title = mode_text(picture.mode);
  picture.guard = state.rule.guard;
  for (const auto& [mode, name] : Names<OrderMode>::all) {
    picture.modes.push_back({mode, mode_title(mode), mode_text(mode)});
  }
  if (state.issued > 0) picture.priority_share = static_cast<double>(state.privileged) / state.issued;
  const auto decision = std::find_if(state.decisions.begin(), state.decisions.end(),
                                     [](const Decided& each) { return each.kind == "mode"; });
  if (decision != state.decisions.end()) {
    picture.reason = decision->reason;
    picture.since = decision->at;
    picture.until = decision->until;
  }
  return picture;
}

std::vector<CalledBefore> called_before(const State& state, const visit::Visit& wanted) {
  std::vector<CalledBefore> all;
  for (const auto& [id, other] : state.tickets) {
    if (!other.call || !other.now.called_t || place_of(other) <= place_of(wanted)) continue;
    const Ticks t = *other.now.called_t;
    const TicketCalled& call = *other.call;
    if (!could_call(state, call.desk, wanted, t)) continue;
    const Key mine = key_at(state, wanted, rule_of(call.mode, state.rule.guard), t);
    const Desk* desk = state.configuration->desk(call.desk);
    all.push_back({other.issued.number, call.desk, desk == nullptr ? call.desk.value : desk->title,
                   state.at(t), call.out_of_order, call_before_text(call, mine, t)});
  }
  std::sort(all.begin(), all.end(), [](const CalledBefore& a, const CalledBefore& b) {
    return std::tuple{a.called_at, a.number.text()} < std::tuple{b.called_at, b.number.text()};
  });
  return all;
}

}  // namespace talon::queue
