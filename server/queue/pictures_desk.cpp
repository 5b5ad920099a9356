// SPDX-License-Identifier: MIT
// What a specialist sees: the desk, its visitor, those held or missed here, the lines it serves.
#include <algorithm>

#include "server/queue/choosing.h"
#include "server/queue/decide.h"
#include "server/queue/forecast.h"
#include "server/queue/order.h"
#include "server/queue/order_text.h"
#include "server/queue/pictures.h"
#include "server/queue/session.h"

namespace talon::queue {
namespace {

constexpr std::size_t missed_shown = 10;

void add_lines(const State& state, const DeskId& desk, const Forecasts& waits, Ticks t,
               DeskPicture& picture) {
  for (const LineId& line : state.configuration->lines()) {
    LinePicture item = line_picture(state, line, waits, t);
    if (any_serves(state, line)) picture.targets.push_back(item);
    if (!serves(state, desk, line)) continue;
    picture.waiting += static_cast<int>(state.line(line).waiting.size());
    if (item.oldest_s && (!picture.oldest_s || *item.oldest_s > *picture.oldest_s)) {
      picture.oldest_s = item.oldest_s;
      picture.oldest_limit_s = item.limit_s;
    }
    picture.lines.push_back(std::move(item));
  }
  picture.waiting += static_cast<int>(state.desk(desk).addressed.size());
}

void add_tickets(const State& state, const DeskNow& desk, Ticks t, DeskPicture& picture) {
  if (desk.ticket) picture.ticket = desk_ticket(state, state.tickets.at(*desk.ticket), t);
  for (const auto& [seq, id] : desk.held) {
    picture.held.push_back(desk_ticket(state, state.tickets.at(id), t));
  }
  for (auto missed = desk.missed.rbegin(); missed != desk.missed.rend(); ++missed) {
    if (picture.no_shows.size() == missed_shown) break;
    picture.no_shows.push_back(desk_ticket(state, state.tickets.at(missed->second), t));
  }
}

/// Among whom a desk with the right to it may choose.
void add_choices(const State& state, const DeskId& desk, const Timestamp& now, DeskPicture& picture) {
  constexpr std::size_t most_choices = 50;
  picture.may_choose = may_choose(state, desk, now);
  if (!picture.may_choose) return;
  const Ticks t = state.ticks_at(now);
  for (const TicketId& ticket : in_turn(state, desk, t, most_choices)) {
    const visit::Visit& visit = state.tickets.at(ticket);
    picture.choices.push_back({ticket, visit.issued.number, state.configuration->line_title(visit.now.line),
                               whole_seconds(t - visit.issued.issued_t)});
  }
}

/// What of the desk's own boards and keys does not work: its specialist must know before the visitors do.
void add_alerts(const State& state, const DeskId& desk, DeskPicture& picture) {
  for (const auto& [device, now] : state.devices) {
    for (const auto& [name, component] : now.components) {
      const LedBoard* board = state.configuration->led_board(name);
      if (board == nullptr || board->desk != desk) continue;
      const bool unknown = now.silent;
      if (component.health == Health::ok && !unknown) continue;
      const std::string_view what = board->role == LedRole::desk_panel ? "Пульт" : "Табло";
      picture.alerts.push_back(std::string(what) + " этого окна: " +
                               (unknown ? "нет связи с управляющей программой" : component.reason) + '.');
    }
  }
}

/// On the laptop of the mobile service nobody sits at a manager's page.
void add_session(const State& state, const Timestamp& now, DeskPicture& picture) {
  if (!is_mobile(*state.configuration)) return;
  for (NoticePicture& notice : session_notices(state, now)) picture.alerts.push_back(std::move(notice.text));
}

/// Other desks that work, whoever sits there: a visitor can be sent to them.
void add_colleagues(const State& state, const DeskId& desk, DeskPicture& picture) {
  for (const Desk& other : state.configuration->desks) {
    const DeskNow& now = state.desk(other.id);
    if (other.id == desk || now.state == DeskState::closed) continue;
    ColleaguePicture colleague{other.id, other.title, now.state, now.specialist, {}};
    for (const LineId& line : other.serves)
      colleague.serves.push_back(line.service.value + "/" + line.procedure.value);
    picture.colleagues.push_back(std::move(colleague));
  }
}

/// The ways a visit may end, and the row that the last one took.
void add_outcomes(const State& state, const DeskId& desk, DeskPicture& picture) {
  const Configuration& configuration = *state.configuration;
  const auto title_of = [&](const RegistryId& id) {
    const Registry* registry = configuration.registry(id);
    return registry == nullptr ? id.value : registry->title;
  };
  for (const VisitOutcome& outcome : configuration.outcomes) {
    picture.outcomes.push_back({outcome.id, outcome.title,
                                outcome.registry.empty() ? std::string{} : title_of(outcome.registry),
                                outcome.reasons, outcome.procedures});
  }
  for (auto row = state.registry_rows.rbegin(); row != state.registry_rows.rend(); ++row) {
    const RegistryRow& taken = row->second;
    if (taken.desk != desk) continue;
    picture.row =
        RegistryRowPicture{taken.registry, title_of(taken.registry), taken.year, taken.number, taken.ticket};
    return;
  }
}

void add_phone(const State& state, const DeskNow& desk, DeskPicture& picture) {
  if (desk.phone) {
    picture.phone =
        PhonePicture{desk.phone->since, desk.phone->forwarded, desk.phone->limit, desk.phone->clause};
  }
  picture.callbacks = static_cast<int>(state.callbacks.size());
  picture.callbacks_late =
      static_cast<int>(std::count_if(state.callbacks.begin(), state.callbacks.end(),
                                     [&](const auto& item) { return state.date > item.second.due_date; }));
}

}  // namespace

DeskTicket desk_ticket(const State& state, const visit::Visit& visit, Ticks t) {
  const Configuration& configuration = *state.configuration;
  const TicketIssued& issued = visit.issued;
  const visit::Standing& now = visit.now;
  DeskTicket ticket;
  ticket.id = issued.ticket;
  ticket.number = issued.number;
  ticket.state = now.state;
  ticket.service = now.line.service;
  ticket.procedure = now.line.procedure;
  const Service* service = configuration.service(now.line.service);
  const Procedure* procedure = configuration.procedure(now.line.procedure);
  ticket.service_title = service == nullptr ? now.line.service.value : service->title;
  ticket.procedure_title = procedure == nullptr ? now.line.procedure.value : procedure->title;
  ticket.entry = issued.entry;
  const Priority* category = configuration.priority(issued.priority);
  ticket.priority = category == nullptr ? issued.priority : category->title;
  ticket.note = now.note;
  ticket.issued_at = issued.issued_at;
  ticket.called_at = now.called_at;
  ticket.seen_at = now.seen_at;
  ticket.wait_s =
      whole_seconds(visit::waited(visit, now.ended_t && !visit::in_hall(now.state) ? *now.ended_t : t));
  if (now.state == TicketState::serving) ticket.service_s = whole_seconds(visit::served(visit, t));
  ticket.wait_limit_s = issued.wait_limit_s;
  ticket.wait_clause = issued.wait_clause;
  ticket.service_limit_s = now.service_limit_s;
  ticket.service_clause = now.service_clause;
  ticket.recalls = now.recalls;
  ticket.applicants = now.applicants;
  ticket.slip = visit.slip;
  ticket.slip_reason = visit.slip_reason;
  const bool at_desk = now.state == TicketState::called || now.state == TicketState::serving;
  if (at_desk && visit.call) ticket.why = call_text(*visit.call);
  ticket.booked_at = issued.booked_at;
  if (now.held_until_t) ticket.held_until = state.at(*now.held_until_t);
  ticket.return_desk = now.return_desk;
  if (const Offer* offer = configuration.offer(now.line)) ticket.brief = offer->brief;
  return ticket;
}

std::vector<HelpCallPicture> help_calls(const State& state) {
  std::vector<HelpCallPicture> calls;
  for (const auto& [id, at] : state.help) {
    const Device* device = state.configuration->device(id);
    calls.push_back({id, device == nullptr ? id.value : device->title, at});
  }
  return calls;
}

std::optional<DeskTicket> desk_ticket(const State& state, const TicketId& ticket, const HallTime& time) {
  const visit::Visit* visit = state.ticket(ticket);
  if (visit == nullptr || !state.configuration) return std::nullopt;
  return desk_ticket(state, *visit, state.ticks_at(time.now));
}

Result<DeskPicture> desk_picture(const State& state, const DeskId& desk, const HallTime& time) {
  const Desk* configured = state.configuration ? state.configuration->desk(desk) : nullptr;
  if (configured == nullptr) return refuse(RefusalCode::unknown_desk, desk.value);
  const DeskNow& now = state.desk(desk);
  const Ticks t = state.ticks_at(time.now);
  DeskPicture picture;
  picture.seq = state.seq;
  picture.time = time;
  picture.desk = desk;
  picture.title = configured->title;
  picture.room = room_picture(*state.configuration, configured->room);
  picture.state = now.state;
  picture.pause_reason = now.pause_reason;
  picture.specialist = now.specialist;
  add_alerts(state, desk, picture);
  add_session(state, time.now, picture);
  add_tickets(state, now, t, picture);
  add_lines(state, desk, *forecasts(state, time.now), t, picture);
  add_colleagues(state, desk, picture);
  add_outcomes(state, desk, picture);
  add_phone(state, now, picture);
  picture.help = help_calls(state);
  if (const LastCommand* last = undoable(state, desk, t)) {
    picture.undo = UndoPicture{last->steps.back().type, state.at(undo_until(*last))};
  }
  add_choices(state, desk, time.now, picture);
  picture.today = {now.served, now.no_show, now.transferred, std::nullopt};
  if (const auto mean = now.service.mean()) picture.today.mean_service_s = whole_seconds(*mean);
  return picture;
}

}  // namespace talon::queue
