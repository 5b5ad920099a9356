// SPDX-License-Identifier: MIT
// A hall for tests: a small office by the Snezhinsk regulation built in code, and a hand that gives it
// commands as the shell would: decide, number the events, apply.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/model/configuration.h"
#include "server/queue/queue.h"

namespace talon::fakes {

using namespace std::chrono_literals;

inline const ServiceId benefit{"benefit"};
inline const ServiceId housing{"housing"};
inline const ProcedureId consultation{"consultation"};
inline const ProcedureId submission{"submission"};
inline const ProcedureId result{"result"};

inline Regulation snezhinsk() {
  Regulation regulation;
  regulation.name = "snezhinsk-2008";
  regulation.status = "in force";
  regulation.valid_from = Date{std::chrono::year{2008}, std::chrono::month{1}, std::chrono::day{1}};
  regulation.limits = {
      {ClauseId{"7.2"}, Measure::wait, submission, {}, Entry::walk_in, 30min, ""},
      {ClauseId{"7.2"}, Measure::wait, consultation, {}, Entry::walk_in, 30min, ""},
      {ClauseId{"7.3"}, Measure::wait, submission, {}, Entry::booked, 15min, ""},
      {ClauseId{"7.4"}, Measure::service, submission, {}, {}, 20min, ""},
      {ClauseId{}, Measure::wait, result, {}, {}, {}, ""},
  };
  return regulation;
}

inline Regulation rostov() {
  Regulation regulation;
  regulation.name = "rostov-draft";
  regulation.status = "draft";
  regulation.valid_from = Date{std::chrono::year{2016}, std::chrono::month{1}, std::chrono::day{1}};
  regulation.limits = {
      {ClauseId{"II.12"}, Measure::wait, submission, {}, {}, 15min, ""},
      {ClauseId{"III.2.1"}, Measure::service, submission, {}, {}, 15min, ""},
  };
  return regulation;
}

/// Two services, three desks in three rooms; desk 1 serves consultations and results, desks 2 and 3 serve
/// submissions too; all may call out of order. Reception hours of S2-5.5.1.
inline Configuration small_hall() {
  using std::chrono::Monday, std::chrono::Tuesday, std::chrono::Wednesday, std::chrono::Thursday;
  Configuration hall;
  hall.id = "snezhinsk";
  hall.name = "Управление социальной защиты населения";
  hall.short_name = "УСЗН";
  hall.phone = "+7 (35146) 0-00-00";
  hall.zone = "Asia/Yekaterinburg";
  hall.public_url = "https://queue.example";
  hall.regulation = "snezhinsk-2008";
  hall.regulations = {snezhinsk(), rostov()};
  hall.hours = {{{Monday, Thursday}, 9h, 18h}, {{Tuesday, Wednesday}, 8h + 30min, 17h}};
  hall.procedures = {{consultation, "А", "Получить консультацию", "личная консультация", "", 7min},
                     {submission, "П", "Подать документы", "подача пакета документов", "", 14min},
                     {result, "Р", "Получить результат", "получение результата", "", 4min}};
  hall.groups = {{"family", "Семья и дети", "", ""}, {"home", "Жильё", "", ""}};
  const std::vector<Offer> offers = {{consultation, {"Паспорт"}, {}, {}, {}},
                                     {submission, {"Паспорт", "Заявление"}, {}, {}, {}},
                                     {result, {"Паспорт"}, {}, {}, {}}};
  hall.services = {{benefit, "family", "Пособие на ребёнка", "", "", offers},
                   {housing, "home", "Субсидия на жильё", "", "", offers}};
  hall.rooms = {{RoomId{"5"}, "кабинет 5", "1 этаж"},
                {RoomId{"6"}, "кабинет 6", "1 этаж"},
                {RoomId{"7"}, "кабинет 7", "2 этаж"}};
  const std::vector<LineId> talks = {
      {benefit, consultation}, {housing, consultation}, {benefit, result}, {housing, result}};
  hall.desks = {{DeskId{"1"}, RoomId{"5"}, "окно 1", talks, true},
                {DeskId{"2"}, RoomId{"6"}, "окно 2", hall.lines(), true},
                {DeskId{"3"}, RoomId{"7"}, "окно 3", hall.lines(), true}};
  hall.devices = {{DeviceId{"kiosk1"}, DeviceRole::kiosk, "Терминал у входа", "Е", 27, 0.6, {}},
                  {DeviceId{"kiosk2"}, DeviceRole::kiosk, "Терминал у лифта", "Н", 27, 0.6, {}},
                  {DeviceId{"board"}, DeviceRole::display, "Табло", "", 55, 8, {}}};
  return hall;
}

/// A visitor for the benefit who comes to the desk without a ticket.
inline ReceiveVisitor reception(const char* ticket, const ProcedureId& procedure) {
  ReceiveVisitor command;
  command.ticket = TicketId{ticket};
  command.service = benefit;
  command.procedure = procedure;
  return command;
}

/// "2026-03-02T09:00:00+05:00", a Monday, unless said otherwise.
inline Timestamp monday(std::string_view clock = "09:00:00", std::string_view date = "2026-03-02") {
  return *parse_timestamp(std::string(date) + "T" + std::string(clock) + "+05:00");
}

class Hall {
 public:
  using Result = talon::Result<std::vector<Event>>;

  explicit Hall(Configuration configuration = small_hall(), Timestamp at = monday()) {
    now_ = {at, Ticks{1h}};
    configure(std::move(configuration));
    (void)pass(0ms);
  }

  void configure(Configuration configuration) {
    ConfigurationApplied applied;
    applied.parsed = std::make_shared<const Configuration>(std::move(configuration));
    applied.sha256 = std::to_string(++configurations_);
    (void)give(ApplyConfiguration{applied}, {Role::administrator, "admin", ""});
  }

  /// One command, as the shell gives it; each has its own request id.
  /// person: the name of `by`.
  Result give(CommandBody body, Actor by, const std::string& person = {}) {
    Command command{
        RequestId{std::to_string(++requests_)}, by.name, "", std::move(by), std::move(body), person};
    auto decision = queue::decide(state_, command, now_);
    if (!decision) return decision.refusal();
    std::vector<Event> events;
    for (auto& item : decision->events) {
      Event event;
      event.seq = state_.seq + 1;
      event.when = now_;
      event.due = item.due;
      event.by = command.by;
      if (events.empty()) event.request = command.request;
      event.body = std::move(item.body);
      record(event);
      events.push_back(std::move(event));
    }
    return events;
  }

  /// As specialist `name` ("ivanova" at desk 1, "petrova" at 2, "sidorova" at 3 by at()).
  Result desk(CommandBody body, const std::string& name) {
    return give(std::move(body), {Role::specialist, name, ""});
  }
  Result open(const std::string& id) { return desk(OpenDesk{DeskId{id}}, "user" + id); }
  template <class Verb>
  Result at(const std::string& id, Verb verb) {
    verb.desk = DeskId{id};
    return desk(std::move(verb), "user" + id);
  }

  /// A ticket of the benefit service from kiosk1; the id is its ordinal: "t1", "t2" ...
  Result issue(const ProcedureId& procedure, const ServiceId& service = benefit) {
    IssueTicket command;
    command.ticket = TicketId{"t" + std::to_string(++tickets_)};
    command.token = "token" + std::to_string(tickets_);
    command.service = service;
    command.procedure = procedure;
    return give(command, {Role::kiosk, "kiosk1", ""});
  }
  /// The same, and it must succeed; its id.
  TicketId ticket(const ProcedureId& procedure, const ServiceId& service = benefit) {
    return std::get<TicketIssued>(issue(procedure, service).value().back().body).ticket;
  }

  /// Time goes on; deadlines on the way are kept as the shell keeps them.
  void pass(Millis span) {
    const Timestamp until = now_.at.plus(span);
    while (true) {
      const auto next = queue::next_deadline(state_);
      if (!next || *next > until) break;
      advance_to(std::max(*next, now_.at));
      (void)give(TimePassed{}, {Role::system, "", ""});
    }
    advance_to(until);
  }
  /// Time goes on while the server sleeps: nothing is decided on the way.
  void sleep(Millis span) { advance_to(now_.at.plus(span)); }
  /// Somebody sets the wall clock; the steady one goes on.
  void step_wall(Millis by) { now_.at = now_.at.plus(by); }
  /// The clocks of the zone are changed; the moment stays what it is.
  void change_offset(std::chrono::minutes offset) { now_.at.offset = offset; }
  void pass_to(std::string_view clock, std::string_view date = "2026-03-02") {
    pass(monday(clock, date).utc - now_.at.utc);
  }

  [[nodiscard]] const queue::State& state() const { return state_; }
  [[nodiscard]] queue::State& state() { return state_; }
  [[nodiscard]] const std::vector<Event>& journal() const { return journal_; }
  [[nodiscard]] const std::vector<Leg>& legs() const { return legs_; }
  [[nodiscard]] const Moment& now() const { return now_; }
  [[nodiscard]] HallTime time() const { return {now_.at, 1, false}; }
  [[nodiscard]] const visit::Visit& visit(const TicketId& id) const { return *state_.ticket(id); }
  [[nodiscard]] TicketState standing(const TicketId& id) const { return visit(id).now.state; }

  /// The events of one type, in order.
  template <class Body>
  [[nodiscard]] std::vector<Event> all() const {
    std::vector<Event> found;
    for (const Event& event : journal_) {
      if (std::holds_alternative<Body>(event.body)) found.push_back(event);
    }
    return found;
  }

  /// The state that a restarted server makes of the journal.
  [[nodiscard]] queue::State folded() const {
    queue::State state;
    for (const Event& event : journal_) (void)queue::apply(state, event);
    return state;
  }

 private:
  void advance_to(Timestamp at) {
    now_.t = now_.t + (at.utc - now_.at.utc);
    now_.at = at;
  }

  void record(const Event& event) {
    journal_.push_back(event);
    queue::Applied applied = queue::apply(state_, event);
    for (const auto& [ticket, leg] : applied.legs_removed) {
      std::erase_if(legs_,
                    [&, t = ticket, n = leg](const Leg& row) { return row.ticket == t && row.leg == n; });
    }
    for (Leg& leg : applied.legs) {
      std::erase_if(legs_, [&](const Leg& row) { return row.ticket == leg.ticket && row.leg == leg.leg; });
      legs_.push_back(std::move(leg));
    }
  }

  queue::State state_;
  Moment now_;
  std::vector<Event> journal_;
  std::vector<Leg> legs_;
  int requests_ = 0;
  int tickets_ = 0;
  int configurations_ = 0;
};

}  // namespace talon::fakes
