// SPDX-License-Identifier: MIT
#include "tests/sim/random_day.h"

#include <array>
#include <ostream>

#include "server/model/names.h"
#include "server/queue/appointments.h"

namespace talon::sim {

using namespace fakes;

namespace {

constexpr std::array modes{OrderMode::live,       OrderMode::live_0,   OrderMode::live_60,
                           OrderMode::patient,    OrderMode::balanced, OrderMode::balanced_patient,
                           OrderMode::compliance, OrderMode::fifo};
constexpr std::array outcomes{"accepted", "returned", "consulted", "", "unheard"};
constexpr std::array priorities{"", "", "", "veteran", "disabled"};
const Actor terminal{Role::kiosk, "kiosk1", ""};
const Actor manager{Role::manager, "manager", ""};

/// Verbs by weight: what people do most stands most often.
enum Verb {
  issue_ticket,
  next_ticket = 5,
  start = 9,
  finish = 12,
  no_show = 15,
  recall,
  hold,
  give_back,
  transfer,
  undo = 20,
  call_chosen = 22,
  next_applicant,
  next_matter,
  receive,
  arrive,
  cancel,
  rate,
  slip,
  offline,
  open,
  close,
  pause,
  resume,
  take_over,
  phone,
  phone_end,
  phone_missed,
  callback,
  book,
  come_with_code = 42,
  move_booking,
  cancel_booking,
  decide,
  device,
  help,
  clock,
  session,
  verbs
};

}  // namespace

std::ostream& operator<<(std::ostream& out, const Act& act) {
  return out << '{' << act.verb << ',' << act.desk << ',' << act.ticket << ',' << act.pick << ','
             << act.seconds << '}';
}

std::ostream& operator<<(std::ostream& out, const DayPlan& plan) {
  out << "setting " << plan.setting << ':';
  for (const Act& act : plan.acts) out << ' ' << act;
  return out;
}

rc::Gen<DayPlan> any_day() {
  // Half of the acts follow at once, half at the desk of the one before: what a desk does makes sense in a
  // row.
  const auto seconds = rc::gen::oneOf(rc::gen::just(0), rc::gen::element(1, 5, 12, 40, 90, 240, 600, 1900));
  const auto act = rc::gen::build<Act>(rc::gen::set(&Act::verb, rc::gen::inRange(0, static_cast<int>(verbs))),
                                       rc::gen::set(&Act::desk, rc::gen::element(0, 0, 0, 1, 2, 3)),
                                       rc::gen::set(&Act::ticket, rc::gen::inRange(0, 12)),
                                       rc::gen::set(&Act::pick, rc::gen::inRange(0, 1000)),
                                       rc::gen::set(&Act::seconds, seconds));
  return rc::gen::build<DayPlan>(
      rc::gen::set(&DayPlan::setting, rc::gen::inRange(0, 1000)),
      rc::gen::set(&DayPlan::acts, rc::gen::scale(3, rc::gen::container<std::vector<Act>>(act))));
}

Configuration hall_of(int setting) {
  Configuration hall = office_hall();
  hall.order.mode = modes.at(static_cast<std::size_t>(setting) % modes.size());
  hall.overnight = setting / 7 % 3 == 0;
  hall.desk_idle = std::chrono::minutes{setting / 21 % 2 == 0 ? 0 : 20};
  hall.last_ticket = setting / 42 % 2 == 0 ? LastTicket::always : LastTicket::if_served;
  hall.order.priorities = {{"veteran", "Ветеран", PriorityRule::head_start, 10min},
                           {"disabled", "Инвалид", PriorityRule::out_of_turn, 0min}};
  hall.breaks = {{{std::chrono::Monday}, 13h, 13h + 45min, "обед", {}}};
  hall.registries = {{RegistryId{"oral"}, "Журнал регистрации устных обращений"}};
  hall.outcomes = {{"accepted", "принято", RegistryId{}, {}, {}},
                   {"returned", "документы возвращены", RegistryId{"oral"}, {"нет справки"}, {}},
                   {"consulted", "консультация дана", RegistryId{"oral"}, {}, {}}};
  for (Regulation& regulation : hall.regulations) regulation.phone_limit = 10min;
  Schedule schedule;
  schedule.step = 30min;
  schedule.places = 2;
  schedule.days_ahead = 2;
  hall.services.front().offers[0].schedule = schedule;
  hall.services.front().offers[1].schedule = schedule;
  if (setting / 84 % 3 == 0) hall.place = "mobile";
  return hall;
}

RandomDay::RandomDay(int setting) : hall_(hall_of(setting), monday("08:55:00")) {
  // Closed desks refuse nearly everything: only some days begin with them.
  if (setting % 5 == 0) return;
  for (const char* desk : {"1", "2", "3"}) (void)hall_.open(desk);
}

void RandomDay::act(Act act) {
  if (act.desk == 0) act.desk = last_desk_;
  last_desk_ = act.desk;
  // The last minute of the service day is the test's own.
  const Timestamp then = hall_.now().at.plus(Seconds{act.seconds});
  if (service_date(then.plus(5min), hall_.state().configuration->day_ends) == hall_.state().date) {
    hall_.pass(Seconds{act.seconds});
  }
  const auto lines = hall_.state().configuration->lines();
  const LineId& line = lines.at(static_cast<std::size_t>(act.pick) % lines.size());
  at_terminal(act, line);
  at_desk(act);
  calls(act);
  ends(act, line);
  on_telephone(act);
  appointments(act);
  decides(act);
  devices(act);
  sessions(act);
}

void RandomDay::to_last_minute() {
  const Timestamp end = monday("02:59:00", "2026-03-03");
  if (hall_.now().at < end) hall_.pass(end.utc - hall_.now().at.utc);
}

void RandomDay::to_next_day() {
  hall_.pass(10min);
}

void RandomDay::at_terminal(const Act& act, const LineId& line) {
  if (act.verb >= issue_ticket && act.verb < next_ticket) {
    issue(line, priorities.at(static_cast<std::size_t>(act.pick) % priorities.size()), "");
  } else if (act.verb == arrive) {
    (void)hall_.give(TicketArrived{ticket(act)}, terminal);
  } else if (act.verb == cancel) {
    (void)hall_.give(CancelTicket{ticket(act), "ушёл"}, terminal);
  } else if (act.verb == rate) {
    (void)hall_.give(RateTicket{ticket(act), act.pick % 5}, terminal);
  } else if (act.verb == slip) {
    (void)hall_.give(
        ReportSlip{ticket(act), act.pick % 2 == 0 ? SlipOutcome::printed : SlipOutcome::failed, ""},
        terminal);
  } else if (act.verb == offline) {
    issue_offline(line);
  }
}

void RandomDay::at_desk(const Act& act) {
  const std::string desk = std::to_string(act.desk);
  if (act.verb == open) {
    (void)hall_.open(desk);
  } else if (act.verb == close) {
    at(act, CloseDesk{});
  } else if (act.verb == pause) {
    at(act, PauseDesk{{}, "перерыв"});
  } else if (act.verb == resume) {
    at(act, ResumeDesk{});
  } else if (act.verb == take_over) {
    (void)hall_.desk(TakeOverDesk{DeskId{desk}}, "user" + std::to_string(1 + act.pick % 4));
  }
}

void RandomDay::calls(const Act& act) {
  const std::string outcome = outcomes.at(static_cast<std::size_t>(act.pick) % outcomes.size());
  const std::string reason = outcome == "returned" ? "нет справки" : "";
  if (act.verb >= next_ticket && act.verb < start) {
    at(act, CallNext{{}, outcome, reason});
  } else if (act.verb >= start && act.verb < finish) {
    at(act, StartService{});
  } else if (act.verb == call_chosen) {
    at(act, CallTicket{{}, ticket(act), "по просьбе"});
  } else if (act.verb == recall) {
    at(act, RecallTicket{});
  } else if (act.verb == next_applicant) {
    at(act, NextApplicant{});
  } else if (act.verb == undo || act.verb == undo + 1) {
    at(act, UndoLast{});
  }
}

void RandomDay::ends(const Act& act, const LineId& line) {
  const std::string outcome = outcomes.at(static_cast<std::size_t>(act.pick) % outcomes.size());
  const std::string reason = outcome == "returned" ? "нет справки" : "";
  if (act.verb >= finish && act.verb < no_show) {
    at(act, FinishService{{}, outcome, reason});
  } else if (act.verb == no_show) {
    at(act, MarkNoShow{});
  } else if (act.verb == hold) {
    at(act, HoldTicket{{}, "копии", {}});
  } else if (act.verb == give_back) {
    at(act, ReturnTicket{{}, ticket(act)});
  } else if (act.verb == transfer) {
    const DeskId to = act.pick % 3 == 0 ? DeskId{std::to_string(1 + act.pick / 3 % 3)} : DeskId{};
    at(act, TransferTicket{{}, line.service, line.procedure, to, "проверить", {}, act.pick % 4 == 0});
  } else if (act.verb == next_matter) {
    at(act, NextMatter{{}, line.service, line.procedure, outcome, reason});
  } else if (act.verb == receive) {
    ReceiveVisitor visitor;
    visitor.ticket = TicketId{next_name("t")};
    visitor.token = next_name("token");
    visitor.service = line.service;
    visitor.procedure = line.procedure;
    if (act.pick % 4 == 0) visitor.booking_code = code(act);
    if (act.pick % 3 != 0) visitor.reason = "с ребёнком";
    tickets_.push_back(visitor.ticket);
    at(act, visitor);
  }
}

void RandomDay::on_telephone(const Act& act) {
  if (act.verb == phone) {
    at(act, StartPhone{{}, act.pick % 3 == 0});
  } else if (act.verb == phone_end) {
    EndPhone ended{{}, benefit, act.pick % 2 == 0 ? "answered" : "callback", Seconds{act.pick}, {}};
    if (act.pick % 2 != 0) callbacks_.emplace_back(next_name("c"));
    if (act.pick % 2 != 0) ended.callback = callbacks_.back();
    at(act, ended);
  } else if (act.verb == phone_missed) {
    at(act, MissPhone{{}, housing});
  } else if (act.verb == callback && !callbacks_.empty()) {
    (void)hall_.desk(MakeCallback{callbacks_.at(static_cast<std::size_t>(act.pick) % callbacks_.size())},
                     "user" + std::to_string(act.desk));
  }
}

void RandomDay::appointments(const Act& act) {
  const LineId booked{benefit, act.pick % 2 == 0 ? consultation : submission};
  const std::string user = "user" + std::to_string(act.desk);
  if (act.verb >= book && act.verb < come_with_code) {
    const auto at = slot(act, booked);
    if (!at) return;
    BookAppointment command;
    command.appointment = AppointmentId{next_name("a")};
    command.codes = {std::to_string(act.pick % 5), next_name("code")};
    command.service = booked.service;
    command.procedure = booked.procedure;
    command.slot_at = *at;
    command.booked_by = static_cast<BookedBy>(act.pick % 3);
    appointments_.push_back(command.appointment);
    (void)hall_.desk(command, user);
  } else if (act.verb == come_with_code) {
    issue({}, "", code(act));
  } else if (act.verb == move_booking) {
    if (const auto at = slot(act, booked)) {
      (void)hall_.desk(MoveAppointment{appointment(act), *at, "просит"}, user);
    }
  } else if (act.verb == cancel_booking) {
    (void)hall_.desk(CancelAppointment{appointment(act), "не придёт"}, user);
  }
}

void RandomDay::decides(const Act& act) {
  if (act.verb != decide) return;
  DecisionMade made;
  made.reason = "так решено";
  made.until = hall_.now().at.plus(std::chrono::minutes{act.pick % 180});
  switch (act.pick % 6) {
    case 0:
      made.kind = "extension";
      break;
    case 1:
      made.kind = "stop_issuing";
      break;
    case 2:
      made.kind = "priority";
      made.subject = "veteran";
      made.value = name_of(PriorityRule::out_of_turn);
      break;
    case 3:
      made.kind = "permission";
      made.subject = std::to_string(act.desk);
      break;
    default:
      made.kind = "mode";
      made.value = name_of(modes.at(static_cast<std::size_t>(act.pick) / 6 % modes.size()));
  }
  (void)hall_.give(Decide{made}, manager);
}

void RandomDay::devices(const Act& act) {
  if (act.verb == device) {
    const Health health = act.pick % 3 == 0 ? Health::failed : Health::ok;
    (void)hall_.give(
        ReportDevice{DeviceId{"kiosk1"}, {{"printer", health, health == Health::ok ? "" : "media-jam"}}},
        terminal);
  } else if (act.verb == help) {
    if (act.pick % 2 == 0) (void)hall_.give(CallHelp{DeviceId{"kiosk1"}}, terminal);
    if (act.pick % 2 != 0) (void)hall_.give(AnswerHelp{DeviceId{"kiosk1"}}, manager);
  } else if (act.verb == clock) {
    // Only forward: the writer of a journal never goes back behind its last event.
    const Millis step = Seconds{2 + act.pick % 60};
    hall_.step_wall(step);
    (void)hall_.give(StepClock{step}, {Role::system, "", ""});
  }
}

/// A laptop refuses what an office does and the other way round: half of these are refused.
void RandomDay::sessions(const Act& act) {
  if (act.verb != session) return;
  const Date today = hall_.state().date;
  switch (act.pick % 5) {
    case 0:
      (void)hall_.give(PrepareSession{"laptop", today, "Дом культуры", act.pick * 10}, manager);
      break;
    case 1:
      (void)hall_.give(ArriveSession{"Дом культуры"}, manager);
      break;
    case 2:
      (void)hall_.give(HandSession{act.pick}, manager);
      break;
    case 3:
      (void)hall_.give(CancelSession{"laptop", today, "Метель"}, manager);
      break;
    default:
      (void)hall_.give(ReceiveSession{handed(act.pick + 1, today, act.pick)}, manager);
  }
}

void RandomDay::issue(const LineId& line, const std::string& priority, const std::string& code) {
  IssueTicket command;
  command.ticket = TicketId{next_name("t")};
  command.token = next_name("token");
  command.service = line.service;
  command.procedure = line.procedure;
  command.priority = priority;
  command.booking_code = code;
  tickets_.push_back(command.ticket);
  (void)hall_.give(command, terminal);
}

void RandomDay::issue_offline(const LineId& line) {
  IssueTicket command;
  command.ticket = TicketId{next_name("t")};
  command.token = next_name("token");
  command.service = line.service;
  command.procedure = line.procedure;
  // Some of these are delivered twice: the second time the number is taken.
  if (offline_ == 0 || names_ % 3 != 0) ++offline_;
  command.number = TicketNumber{"Е", offline_};
  command.issued_at = hall_.now().at.plus(-5min);
  tickets_.push_back(command.ticket);
  (void)hall_.give(command, terminal);
}

TicketId RandomDay::ticket(const Act& act) const {
  if (tickets_.empty()) return TicketId{"none"};
  const std::size_t back = static_cast<std::size_t>(act.ticket) % tickets_.size();
  return tickets_.at(tickets_.size() - 1 - back);
}

AppointmentId RandomDay::appointment(const Act& act) const {
  if (appointments_.empty()) return AppointmentId{"none"};
  return appointments_.at(static_cast<std::size_t>(act.pick) % appointments_.size());
}

std::string RandomDay::code(const Act& act) const {
  const auto known = hall_.state().appointments.find(appointment(act));
  return known == hall_.state().appointments.end() ? "none" : known->second.code;
}

std::optional<Timestamp> RandomDay::slot(const Act& act, const LineId& line) const {
  // Most of them today: their visitors are to come.
  const int ahead = act.pick % 5 == 0 ? 1 : 0;
  const Date day{std::chrono::local_days{hall_.state().date} + std::chrono::days{ahead}};
  const auto slots = queue::slots_of(hall_.state(), line, day, hall_.now().at);
  if (slots.empty()) return std::nullopt;
  return slots.at(static_cast<std::size_t>(act.pick) % slots.size());
}

}  // namespace talon::sim
