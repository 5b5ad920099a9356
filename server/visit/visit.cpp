// SPDX-License-Identifier: MIT
#include "server/visit/visit.h"

#include <algorithm>
#include <type_traits>
#include <variant>

namespace talon::visit {
namespace {

bool ended(TicketState state) {
  return state == TicketState::served || state == TicketState::no_show || state == TicketState::cancelled;
}

/// Time held before being seen, until `t`, that the profile leaves out.
Millis uncounted(const Visit& visit, Ticks t) {
  const bool running = visit.now.held_t && !visit.issued.hold_counts;
  return visit.now.uncounted_ms + (running ? t - *visit.now.held_t : Millis{0});
}

void close_hold(Visit& visit, Ticks t) {
  visit.now.uncounted_ms = uncounted(visit, t);
  visit.now.held_t.reset();
  visit.now.held_until_t.reset();
}

/// The running stretch of service stops: its time stays with the applicant and the leg.
void stop_service(Visit& visit, Ticks t) {
  if (!visit.now.started_t) return;
  const Millis stretch = t - *visit.now.started_t;
  visit.now.applicant_ms += stretch;
  visit.now.leg_ms += stretch;
  visit.now.started_t.reset();
}

Change end(Visit& visit, const Event& event, TicketState state, LegOutcome outcome,
           const std::string& reason) {
  stop_service(visit, event.when.t);
  close_hold(visit, event.when.t);
  visit.now.state = state;
  visit.now.reason = reason;
  visit.now.ended_at = event.when.at;
  visit.now.ended_t = event.when.t;
  visit.now.ended_seq = event.seq;
  return {leg_row(visit, outcome, event.when, event.seq), {}};
}

Change on(Visit& visit, const Event& event, const TicketCalled& body) {
  Standing& now = visit.now;
  now.state = TicketState::called;
  now.desk = body.desk;
  now.specialist = body.specialist;
  now.recalls = 0;
  now.call_seq = event.seq;
  now.called_at = event.when.at;
  now.called_t = event.when.t;
  visit.call = std::make_shared<const TicketCalled>(body);
  return {};
}

Change on(Visit& visit, const Event& event, const TicketRecalled& body) {
  visit.now.recalls = body.recalls;
  visit.now.call_seq = event.seq;
  visit.now.called_at = event.when.at;
  return {};
}

Change on(Visit& visit, const Event& event, const ServiceStarted& body) {
  Standing& now = visit.now;
  now.state = TicketState::serving;
  now.desk = body.desk;
  now.specialist = body.specialist;
  now.to_desk = {};
  now.started_t = event.when.t;
  if (!now.seen_at) {
    now.seen_at = event.when.at;
    now.seen_t = event.when.t;
  }
  if (!now.leg_seen_at) {
    now.leg_seen_at = event.when.at;
    now.leg_seen_t = event.when.t;
  }
  return {};
}

Change on(Visit& visit, const Event& event, const ApplicantEnded& /*body*/) {
  stop_service(visit, event.when.t);
  visit.now.applicant_ms = Millis{0};
  visit.now.started_t = event.when.t;
  ++visit.now.applicants;
  return {};
}

Change on(Visit& visit, const Event& event, const ServiceFinished& body) {
  return end(visit, event, TicketState::served, LegOutcome::served, body.outcome);
}
Change on(Visit& visit, const Event& event, const TicketNoShow& /*body*/) {
  return end(visit, event, TicketState::no_show, LegOutcome::no_show, "");
}
Change on(Visit& visit, const Event& event, const TicketCancelled& body) {
  return end(visit, event, TicketState::cancelled, LegOutcome::cancelled, body.reason);
}

Change on(Visit& visit, const Event& event, const TicketHeld& body) {
  stop_service(visit, event.when.t);
  visit.now.state = TicketState::held;
  visit.now.note = body.reason;
  visit.now.held_until_t = body.until_t;
  if (!visit.now.seen_at) visit.now.held_t = event.when.t;
  return {};
}

Change on(Visit& visit, const Event& event, const TicketReturned& body) {
  Change change;
  if (ended(visit.now.state)) change.removed = visit.now.leg;
  close_hold(visit, event.when.t);
  visit.now.state = TicketState::waiting;
  visit.now.returned_t = event.when.t;
  if (!body.to_desk.empty()) visit.now.to_desk = body.to_desk;
  return change;
}

Change on(Visit& visit, const Event& event, const TicketTransferred& body) {
  stop_service(visit, event.when.t);
  visit.now.reason = body.outcome;
  Change change{leg_row(visit, LegOutcome::transferred, event.when, event.seq), {}};
  const Standing left = visit.now;
  visit.now = Standing{};
  visit.now.line = {body.service, body.procedure};
  visit.now.to_desk = body.to_desk;
  visit.now.note = body.note;
  visit.now.leg = left.leg + 1;
  visit.now.leg_t = event.when.t;
  visit.now.call_seq = left.call_seq;
  visit.now.seen_at = left.seen_at;
  visit.now.seen_t = left.seen_t;
  visit.now.service_limit_s = body.service_limit_s;
  visit.now.service_clause = body.service_clause;
  visit.now.uncounted_ms = left.uncounted_ms;
  visit.now.return_desk = body.return_desk;
  visit.now.return_line = {body.return_service, body.return_procedure};
  return change;
}

Change on(Visit& visit, const Event& /*event*/, const Undone& body) {
  const Standing before = visit.now;
  visit.now = former(body);
  Change change;
  if (before.leg != visit.now.leg) {
    change.removed = visit.now.leg;
  } else if (ended(before.state) && !ended(visit.now.state)) {
    change.removed = before.leg;
  } else if (ended(visit.now.state)) {
    change.ended = ended_row(visit);
  }
  return change;
}

Change on(Visit& visit, const Event& /*event*/, const LimitBroken& body) {
  if (body.measure == Measure::wait) {
    visit.wait_broken = true;
    visit.wait_broken_leg = visit.now.leg;
  } else {
    visit.service_broken = {visit.now.leg, visit.now.applicants};
  }
  return {};
}

Change on(Visit& visit, const Event& /*event*/, const SlipReported& body) {
  visit.slip = body.outcome;
  visit.slip_reason = body.reason;
  return {};
}

Change on(Visit& visit, const Event& /*event*/, const TicketRated& body) {
  visit.rating = body.rating;
  return {};
}

template <class Body>
concept Handled = requires(Visit& visit, const Event& event, const Body& body) {
  on(visit, event, body);
};
template <class Body>
constexpr bool moves = !std::is_same_v<Body, LimitBroken> && !std::is_same_v<Body, SlipReported> &&
                       !std::is_same_v<Body, TicketRated>;

}  // namespace

bool Visit::operator==(const Visit& other) const {
  return issued.ticket == other.issued.ticket && issued.number == other.issued.number &&
         issued.date == other.issued.date && issued.issued_at == other.issued.issued_at &&
         issued.issued_t == other.issued.issued_t && issued.token == other.issued.token &&
         issued.wait_limit_s == other.issued.wait_limit_s && issued.appointment == other.issued.appointment &&
         issued.entry == other.issued.entry && issued.booked_t == other.issued.booked_t &&
         issued_seq == other.issued_seq && now == other.now && touched == other.touched &&
         wait_broken == other.wait_broken && wait_broken_leg == other.wait_broken_leg &&
         service_broken == other.service_broken && slip == other.slip && slip_reason == other.slip_reason &&
         rating == other.rating;
}

Visit begin(const TicketIssued& issued, std::int64_t seq) {
  Visit visit;
  visit.issued = issued;
  visit.issued_seq = seq;
  visit.touched = seq;
  visit.now.line = {issued.service, issued.procedure};
  visit.now.leg_t = issued.issued_t;
  visit.now.service_limit_s = issued.service_limit_s;
  visit.now.service_clause = issued.service_clause;
  return visit;
}

Visit begin(const TicketCarried& carried, std::int64_t seq) {
  TicketIssued issued;
  issued.ticket = carried.ticket;
  issued.number = carried.number;
  issued.date = carried.date;
  issued.service = carried.service;
  issued.procedure = carried.procedure;
  issued.entry = carried.entry;
  issued.priority = carried.priority;
  issued.place = carried.place;
  issued.language = carried.language;
  issued.token = carried.token;
  issued.issued_at = carried.issued_at;
  issued.issued_t = carried.issued_t;
  issued.offline = carried.offline;
  issued.regulation = carried.regulation;
  issued.regulation_from = carried.regulation_from;
  issued.wait_limit_s = carried.wait_limit_s;
  issued.wait_clause = carried.wait_clause;
  issued.service_limit_s = carried.service_limit_s;
  issued.service_clause = carried.service_clause;
  issued.hold_counts = carried.hold_counts;
  issued.appointment = carried.appointment;
  issued.booked_at = carried.booked_at;
  issued.booked_t = carried.booked_t;
  Visit visit = begin(issued, carried.issued_seq);
  visit.touched = seq;
  visit.now.leg = carried.leg;
  visit.now.leg_t = carried.leg_t;
  visit.now.seen_at = carried.seen_at;
  visit.now.seen_t = carried.seen_t;
  visit.now.uncounted_ms = carried.uncounted_ms;
  visit.now.to_desk = carried.to_desk;
  visit.now.note = carried.note;
  visit.now.returned_t = carried.returned_t;
  visit.now.return_desk = carried.return_desk;
  visit.now.return_line = {carried.return_service, carried.return_procedure};
  visit.wait_broken = carried.wait_broken;
  visit.wait_broken_leg = carried.leg;
  visit.slip = carried.slip;
  return visit;
}

Change apply(Visit& visit, const Event& event) {
  return std::visit(
      [&](const auto& body) -> Change {
        using Body = std::decay_t<decltype(body)>;
        if constexpr (Handled<Body>) {
          if (body.ticket != visit.issued.ticket) return {};
          Change change = on(visit, event, body);
          if (moves<Body>) visit.touched = event.seq;
          return change;
        } else {
          return {};
        }
      },
      event.body);
}

const TicketId* ticket_of(const EventBody& body) {
  return std::visit(
      [](const auto& event) -> const TicketId* {
        if constexpr (requires { event.ticket; }) {
          return &event.ticket;
        } else {
          return nullptr;
        }
      },
      body);
}

bool in_hall(TicketState state) {
  return !ended(state);
}

Ticks reference_t(const TicketIssued& issued) {
  const bool booked = issued.entry == Entry::booked && issued.booked_t;
  return booked ? std::max(*issued.booked_t, issued.issued_t) : issued.issued_t;
}

Millis waited(const Visit& visit, Ticks t) {
  const Ticks until = visit.now.seen_t.value_or(t);
  return std::max(Millis{0}, until - reference_t(visit.issued) - uncounted(visit, until));
}

Millis served(const Visit& visit, Ticks t) {
  return visit.now.applicant_ms + (visit.now.started_t ? t - *visit.now.started_t : Millis{0});
}

std::optional<Millis> leg_served(const Visit& visit, Ticks t) {
  if (!visit.now.leg_seen_t) return std::nullopt;
  return visit.now.leg_ms + (visit.now.started_t ? t - *visit.now.started_t : Millis{0});
}

bool broken(Millis span, std::optional<Seconds> limit) {
  return limit && whole_seconds(span) > *limit;
}

std::optional<Seconds> limit_for(std::optional<Seconds> per_applicant, int applicants) {
  if (!per_applicant) return std::nullopt;
  return *per_applicant * std::max(1, applicants);
}

std::optional<Due> next_due(const Visit& visit) {
  const Standing& now = visit.now;
  constexpr Seconds first_too_late{1};
  if (now.started_t) {
    const bool known = visit.service_broken == std::pair{now.leg, now.applicants};
    if (known || !now.service_limit_s) return std::nullopt;
    return Due{Measure::service, *now.started_t + (*now.service_limit_s + first_too_late - now.applicant_ms)};
  }
  const bool stopped = now.held_t && !visit.issued.hold_counts;
  if (now.seen_at || ended(now.state) || visit.wait_broken || !visit.issued.wait_limit_s || stopped) {
    return std::nullopt;
  }
  return Due{Measure::wait,
             reference_t(visit.issued) + (*visit.issued.wait_limit_s + first_too_late + now.uncounted_ms)};
}

Leg leg_row(const Visit& visit, LegOutcome outcome, const Moment& ended_when, std::int64_t seq) {
  const TicketIssued& issued = visit.issued;
  const Standing& now = visit.now;
  Leg row;
  row.ticket = issued.ticket;
  row.leg = now.leg;
  row.last = outcome != LegOutcome::transferred;
  row.seq = seq;
  row.date = issued.date;
  row.number = issued.number;
  row.service = now.line.service;
  row.procedure = now.line.procedure;
  row.entry = issued.entry;
  row.place = issued.place;
  row.desk = now.desk;
  row.specialist = now.specialist;
  row.issued_at = issued.issued_at;
  row.called_at = now.called_at;
  row.seen_at = now.leg_seen_at;
  row.ended_at = ended_when.at;
  // The wait of the regulation ends where the visit is first seen; a leg after that has its own wait, without
  // a norm.
  const bool seen_before = now.seen_t && now.seen_t != now.leg_seen_t;
  if (now.leg_seen_t)
    row.wait_ms = seen_before ? *now.leg_seen_t - now.leg_t : waited(visit, *now.leg_seen_t);
  if (now.leg_seen_t && now.called_t && *now.called_t <= *now.leg_seen_t) {
    row.walk_ms = *now.leg_seen_t - *now.called_t;
  }
  row.service_ms = leg_served(visit, ended_when.t);
  row.stay_ms = ended_when.t - issued.issued_t;
  row.outcome = outcome;
  row.reason = now.reason;
  row.recalls = now.recalls;
  row.applicants = now.applicants;
  row.regulation = issued.regulation;
  if (!seen_before) {
    row.wait_limit_s = issued.wait_limit_s;
    row.wait_clause = issued.wait_clause;
    row.wait_broken = visit.wait_broken && visit.wait_broken_leg == now.leg;
  }
  row.service_limit_s = now.service_limit_s;
  row.service_clause = now.service_clause;
  row.service_broken = visit.service_broken.first == now.leg;
  return row;
}

Leg ended_row(const Visit& visit) {
  const Standing& now = visit.now;
  const LegOutcome outcome = now.state == TicketState::served    ? LegOutcome::served
                             : now.state == TicketState::no_show ? LegOutcome::no_show
                                                                 : LegOutcome::cancelled;
  return leg_row(visit, outcome, {*now.ended_at, *now.ended_t}, now.ended_seq);
}

}  // namespace talon::visit
