// SPDX-License-Identifier: MIT
#include "server/http/session_book.h"

#include <algorithm>
#include <map>
#include <utility>

#include "server/http/session_copy.h"
#include "server/protocol/json.h"
#include "server/queue/session.h"

namespace talon::http {
namespace {

using stats::HandoverRow;
using stats::SessionRow;

constexpr std::int64_t no_end = store::Reader::no_end;

/// The events of one marked type with their bodies.
template <class Body, class Visit>
void each(const store::Reader& reader, Visit&& visit) {
  for (const store::StoredEvent& stored : reader.marked(Body::type, 1, no_end)) {
    const auto event = protocol::decode_event(stored.json);
    const auto* body = event.ok() ? std::get_if<Body>(&event->body) : nullptr;
    if (body == nullptr) throw store::StorageFailure("hall.db: an event is damaged");
    visit(*event, *body);
  }
}

/// When the first visitor was called, and how late. The session's `begins` is known.
void add_start(const store::Reader& journal, SessionRow& session) {
  std::optional<std::int64_t> issued;
  std::optional<std::int64_t> called;
  LegNames names;
  journal.legs(session.date, session.date, names, [&](const LegRow& leg) {
    issued = std::min(issued.value_or(leg.issued), leg.issued);
    for (const auto& after : {leg.called, leg.seen}) {
      if (after) called = std::min(called.value_or(no_end), leg.issued + *after);
    }
  });
  if (!called) return;
  const auto moment = [&](std::int64_t utc) {
    return Timestamp{std::chrono::sys_time<Millis>{Millis{utc}}, session.begins->offset};
  };
  session.begun_at = moment(*called);
  session.late_s = queue::begun_late(*session.begins, moment(*issued), *session.begun_at);
}

class SessionBook {
 public:
  SessionBook(const store::Reader& reader, const SessionWorld& world)
      : reader_(reader), world_(world), names_(person_names(reader, 1, no_end)) {}
  stats::SessionReport made();

 private:
  [[nodiscard]] std::string name_of(const std::string& login) const;
  SessionRow& row(const std::string& hall, const Date& date);
  void add_prepared();
  void add_cancelled();
  void add_receipts();
  void add_journal(const std::string& hall, const store::Reader& journal);
  void add_waiting(const std::string& hall, const store::Reader& journal);

  const store::Reader& reader_;
  const SessionWorld& world_;
  PersonNames names_;
  std::map<std::pair<std::string, Date>, SessionRow> rows_;
  std::map<std::pair<std::string, Date>, std::int64_t> prepared_;  ///< number of the last preparation
  std::map<std::string, std::int64_t> received_;  ///< last event of each laptop that was received
  std::map<std::string, Date> received_to_;
  std::vector<HandoverRow> handovers_;
};

std::string SessionBook::name_of(const std::string& login) const {
  if (const auto known = names_.find(login); known != names_.end()) return known->second;
  const std::string name = world_.name_of_person(login);
  return name.empty() ? login : name;
}

SessionRow& SessionBook::row(const std::string& hall, const Date& date) {
  SessionRow& found = rows_[{hall, date}];
  found.hall = hall;
  found.date = date;
  return found;
}

void SessionBook::add_prepared() {
  each<SessionPrepared>(reader_, [&](const Event& event, const SessionPrepared& body) {
    prepared_[{body.hall, body.date}] = event.seq;
    SessionRow& prepared = row(body.hall, body.date);
    prepared.location = body.location;
    prepared.distance_m = body.distance_m;
    prepared.travel_s = body.travel_s;
    prepared.prepared_at = event.when.at;
    prepared.prepared_by = name_of(event.by.name);
    prepared.prepared_late = service_date(event.when.at, world_.configuration->day_ends) >= body.date;
  });
}

void SessionBook::add_cancelled() {
  each<SessionCancelled>(reader_, [&](const Event& event, const SessionCancelled& body) {
    // Prepared once more after that.
    if (prepared_[{body.hall, body.date}] > event.seq) return;
    SessionRow& cancelled = row(body.hall, body.date);
    cancelled.cancelled_at = event.when.at;
    cancelled.cancelled_by = name_of(event.by.name);
    cancelled.cancel_reason = body.reason;
  });
}

void SessionBook::add_receipts() {
  each<SessionReceived>(reader_, [&](const Event& event, const SessionReceived& body) {
    handovers_.push_back({body.hall, body.from, body.to, body.tickets, body.cases, body.given_by,
                          body.given_at, name_of(event.by.name), event.when.at});
    received_[body.hall] = body.last;
    auto& to = received_to_[body.hall];
    to = std::max(to, body.to);
  });
}

/// Each day with an arrival or a ticket.
void SessionBook::add_journal(const std::string& hall, const store::Reader& journal) {
  std::map<std::int64_t, std::pair<Timestamp, SessionArrived>> arrivals;
  each<SessionArrived>(journal, [&](const Event& event, const SessionArrived& body) {
    arrivals.emplace(event.seq, std::pair(event.when.at, body));
  });
  for (const store::StoredDay& day : journal.days()) {
    const auto arrival = arrivals.lower_bound(day.first);
    const bool arrived = arrival != arrivals.end() && arrival->first < day.next.value_or(no_end);
    const std::int64_t tickets = journal.issued(day.date, day.date);
    if (!arrived && tickets == 0) continue;
    SessionRow& session = row(hall, day.date);
    session.tickets = tickets;
    if (!arrived) continue;
    const auto& [at, body] = arrival->second;
    session.location = body.location;
    session.arrived_at = at;
    session.begins = body.begins;
    add_start(journal, session);
  }
}

/// What was handed over and is not received.
void SessionBook::add_waiting(const std::string& hall, const store::Reader& journal) {
  for (const SessionReceived& handed : handings(journal, hall, received_[hall])) {
    handovers_.push_back({hall,
                          handed.from,
                          handed.to,
                          handed.tickets,
                          handed.cases,
                          handed.given_by,
                          handed.given_at,
                          {},
                          {}});
  }
}

stats::SessionReport SessionBook::made() {
  const Configuration& configuration = *world_.configuration;
  add_prepared();
  add_cancelled();
  add_receipts();
  if (queue::is_mobile(configuration)) {
    add_journal(configuration.id, reader_);
    add_waiting(configuration.id, reader_);
  }
  for (const std::string& hall : copied_halls(world_.data)) {
    const store::Reader copy(copy_folder(world_.data, hall));
    add_journal(hall, copy);
    add_waiting(hall, copy);
  }
  stats::SessionReport report{
      configuration.id, queue::is_mobile(configuration), {}, std::move(handovers_), world_.virtual_clock};
  for (auto& [key, session] : rows_) {
    const auto to = received_to_.find(session.hall);
    // Cancelled by mistake: what happened all the same is evidence.
    const bool took_place = !session.cancelled_at || session.tickets > 0;
    session.received = took_place && to != received_to_.end() && session.date <= to->second;
    report.sessions.push_back(std::move(session));
  }
  return report;
}

}  // namespace

stats::SessionReport session_report(const store::Reader& reader, const SessionWorld& world) {
  return SessionBook(reader, world).made();
}

Result<SessionOrder> read_session_order(const Target& target) {
  SessionOrder order;
  const std::string form = target.value("format");
  if (!form.empty() && form != "csv" && form != "json")
    return Refusal{RefusalCode::bad_request, "format: json или csv"};
  order.as_csv = form == "csv";
  const std::string separator = target.value("separator");
  if (!separator.empty() && separator != ";" && separator != ",")
    return Refusal{RefusalCode::bad_request, "separator: , или ;"};
  if (separator == ";") order.separator = ';';
  return order;
}

Reply session_reply(const stats::SessionReport& report, const SessionOrder& order) {
  if (!order.as_csv) return json_reply(200, stats::json(report));
  Reply reply = json_reply(200, stats::csv(report, order.separator));
  reply.content_type = "text/csv; charset=utf-8";
  reply.extra.emplace_back("Content-Disposition", "attachment; filename=\"talon-sessions.csv\"");
  return reply;
}

}  // namespace talon::http
