// SPDX-License-Identifier: MIT
// Opening, pausing and closing a desk. A desk acts only for the specialist who opened it.
#include "server/queue/calendar.h"
#include "server/queue/decide.h"
#include "server/queue/order.h"

namespace talon::queue {
namespace {

bool known(const State& state, const DeskId& desk) {
  return state.configuration->desk(desk) != nullptr;
}

/// A specialist has one desk: the title of another one that is already his.
std::optional<Refusal> has_another(const Context& context, const DeskId& desk) {
  const auto other = context.state.desk_of(UserId{context.by.name});
  if (!other || *other == desk) return std::nullopt;
  return refuse(RefusalCode::desk_occupied, desk_title(context.state, *other));
}

/// S2-5.4.1-o: staff cannot switch the queue off. In reception hours the last open desk of a line stays open
/// unless a named permission is in force. In its own break it may pause, but not close.
std::optional<Refusal> is_last_desk(const Context& context, const DeskId& desk, bool for_good) {
  const State& state = context.state;
  const Timestamp& now = context.now.at;
  const DeskState own = state.desk(desk).state;
  // A desk on its pause is awaited back: it may not go for good either.
  if (own != DeskState::open && !(for_good && own == DeskState::paused)) return std::nullopt;
  if (!for_good && running_break(state, desk, now) != nullptr) return std::nullopt;
  if (in_force(state, "permission", desk.value, now) != nullptr) return std::nullopt;
  const bool hall_open = hall_reception(state, now).open;
  for (const LineId& line : lines_of(state, desk)) {
    const int others = attending_desks(state, line) - (own == DeskState::open ? 1 : 0);
    if (others > 0) continue;
    const bool waited_for = hall_open && state.line(line).size() > 0;
    if (waited_for || line_reception(state, line, now).open) {
      return refuse(RefusalCode::last_desk, state.configuration->line_title(line));
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Refusal> has_visitor(const State& state, const DeskId& desk) {
  if (const auto* called = at_desk(state, desk, TicketState::called)) {
    return refuse(RefusalCode::ticket_called_already, called->issued.number.text());
  }
  if (const auto* serving = at_desk(state, desk, TicketState::serving)) {
    return refuse(RefusalCode::ticket_in_service, serving->issued.number.text());
  }
  return std::nullopt;
}

TicketReturned returned(const State& state, const visit::Visit& visit) {
  TicketReturned event{visit.issued.ticket, visit.issued.number, {}};
  const bool begun = visit.now.state == TicketState::held && visit.now.leg_seen_t.has_value();
  if (begun && state.desk(visit.now.desk).state != DeskState::closed) event.to_desk = visit.now.desk;
  return event;
}

std::optional<Refusal> not_own_desk(const Context& context, const DeskId& desk) {
  if (!known(context.state, desk)) return refuse(RefusalCode::unknown_desk, desk.value);
  const DeskNow& now = context.state.desk(desk);
  if (now.state == DeskState::closed)
    return refuse(RefusalCode::desk_closed, desk_title(context.state, desk));
  if (now.specialist.value != context.by.name) {
    return refuse(RefusalCode::desk_not_yours, desk_title(context.state, desk));
  }
  return std::nullopt;
}

const visit::Visit* at_desk(const State& state, const DeskId& desk, TicketState wanted) {
  const DeskNow& now = state.desk(desk);
  if (!now.ticket) return nullptr;
  const visit::Visit* visit = state.ticket(*now.ticket);
  return visit != nullptr && visit->now.state == wanted ? visit : nullptr;
}

std::string desk_title(const State& state, const DeskId& desk) {
  const Desk* configured = state.configuration->desk(desk);
  return configured == nullptr ? desk.value : configured->title;
}

Outcome decide_one(const Context& context, const OpenDesk& command) {
  if (!known(context.state, command.desk)) return refuse(RefusalCode::unknown_desk, command.desk.value);
  if (context.by.name.empty()) return refuse(RefusalCode::not_authenticated);
  const DeskNow& desk = context.state.desk(command.desk);
  if (desk.state != DeskState::closed) {
    if (desk.specialist.value == context.by.name) return Events{};
    return refuse(RefusalCode::desk_occupied, desk_title(context.state, command.desk));
  }
  if (const auto another = has_another(context, command.desk)) return *another;
  return Events{DeskOpened{command.desk, UserId{context.by.name}}};
}

Outcome decide_one(const Context& context, const TakeOverDesk& command) {
  if (!known(context.state, command.desk)) return refuse(RefusalCode::unknown_desk, command.desk.value);
  if (context.by.name.empty()) return refuse(RefusalCode::not_authenticated);
  const DeskNow& desk = context.state.desk(command.desk);
  if (desk.state == DeskState::closed) {
    return refuse(RefusalCode::desk_closed, desk_title(context.state, command.desk));
  }
  if (desk.specialist.value == context.by.name) return Events{};
  if (const auto another = has_another(context, command.desk)) return *another;
  return Events{DeskTakenOver{command.desk, UserId{context.by.name}, desk.specialist}};
}

Outcome decide_one(const Context& context, const PauseDesk& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  if (context.state.desk(command.desk).state == DeskState::paused) return refuse(RefusalCode::desk_paused);
  if (context.state.desk(command.desk).state == DeskState::phone) return refuse(RefusalCode::desk_on_phone);
  if (command.reason.empty()) return refuse(RefusalCode::reason_required);
  if (const auto visitor = has_visitor(context.state, command.desk)) return *visitor;
  if (const auto last = is_last_desk(context, command.desk, false)) return *last;
  return Events{DeskPaused{command.desk, command.reason}};
}

Outcome decide_one(const Context& context, const ResumeDesk& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  if (context.state.desk(command.desk).state != DeskState::paused) {
    return refuse(RefusalCode::desk_not_paused);
  }
  return Events{DeskResumed{command.desk}};
}

Outcome decide_one(const Context& context, const CloseDesk& command) {
  if (const auto refused = not_own_desk(context, command.desk)) return *refused;
  if (context.state.desk(command.desk).state == DeskState::phone) return refuse(RefusalCode::desk_on_phone);
  if (const auto visitor = has_visitor(context.state, command.desk)) return *visitor;
  if (const auto last = is_last_desk(context, command.desk, true)) return *last;
  Events events;
  // Nobody is left held at a closed desk: they wait again, with their first issue time.
  for (const auto& [seq, id] : context.state.desk(command.desk).held) {
    events.push_back(TicketReturned{id, context.state.tickets.at(id).issued.number, {}});
  }
  events.push_back(DeskClosed{command.desk, ""});
  return events;
}

}  // namespace talon::queue
