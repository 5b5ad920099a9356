// SPDX-License-Identifier: MIT
#include "tests/sim/sim_hall.h"

#include <algorithm>
#include <memory>

#include "tests/fakes/hall_fixture.h"

namespace talon::sim {
namespace {

using namespace std::chrono_literals;
using fakes::consultation, fakes::submission, fakes::result, fakes::benefit, fakes::housing;

constexpr Millis opens{0};
constexpr Millis closes = 9h;
constexpr Millis day_ends = 18h;
constexpr Millis flush{3};
constexpr Millis retry_after = 2s;

/// Three rooms' hall with more desks: half of them take everything, the others no documents.
Configuration hall_of(int desks) {
  Configuration hall = fakes::small_hall();
  const auto all = hall.lines();
  const auto talks = hall.desks.front().serves;
  hall.desks.clear();
  for (int i = 1; i <= desks; ++i) {
    const std::string id = std::to_string(i);
    hall.desks.push_back({DeskId{id}, RoomId{"5"}, "окно " + id, i % 2 == 0 ? all : talks});
  }
  return hall;
}

}  // namespace

Hall::Hall(const Plan& plan)
    : plan_(plan), random_(plan.seed), start_(fakes::monday()), configuration_(hall_of(plan.desks)) {
  server_.on_durable = [this](const Event& event) { watch(event); };
}

// ---- the world

Moment Hall::moment() const {
  return {start_.plus(now_), Ticks{1h + now_}};
}

bool Hall::chance(double p) {
  return std::uniform_real_distribution<>(0, 1)(random_) < p;
}
Millis Hall::between(Millis from, Millis to) {
  return Millis{std::uniform_int_distribution<Millis::rep>(from.count(), to.count())(random_)};
}
Millis Hall::service_time() {
  const double minutes = std::exponential_distribution<>(1.0 / 5.0)(random_);
  return 30s + Millis{static_cast<Millis::rep>(minutes * 60'000)};
}

void Hall::after(Millis span, Action action) {
  agenda_.push({now_ + span, ++order_, std::move(action)});
}

/// Deadlines on the way are kept, each at its own moment, while the server is up.
void Hall::advance(Millis to) {
  while (up_) {
    const auto deadline = queue::next_deadline(server_.working());
    if (!deadline || *deadline > start_.plus(to)) break;
    now_ = std::max(now_, deadline->utc - start_.utc);
    server_.time_passed(moment());
    if (server_.has_batch()) server_.commit();
  }
  now_ = to;
}

void Hall::run() {
  ConfigurationApplied applied;
  applied.parsed = std::make_shared<const Configuration>(configuration_);
  applied.sha256 = "sim";
  Command command;
  command.body = ApplyConfiguration{applied};
  (void)server_.receive(command, moment(), [](const Reply&) {});
  server_.commit();
  for (const Desk& desk : configuration_.desks) {
    auto at = std::make_unique<Specialist>();
    at->desk = desk.id;
    at->actor = {Role::specialist, "user" + desk.id.value, ""};
    after(between(0s, 10min), [this, specialist = at.get()] { begin(*specialist); });
    specialists_.push_back(std::move(at));
  }
  for (int i = 0; i < plan_.visitors; ++i) after(between(opens, closes - 1s), [this] { arrive(); });
  for (int i = 0; i < plan_.power_cuts; ++i) after(between(5min, closes), [this] { cut_power(); });
  after(day_ends + 1s, [] {});
  while (!agenda_.empty()) {
    const Timed next = agenda_.top();
    agenda_.pop();
    advance(next.at);
    next.action();
  }
  server_.commit();
  for (auto& [id, truth] : truth_) {
    const bool in_hall = !truth.ended;
    if (in_hall) end(truth, TicketState::cancelled, day_ends);
  }
}

void Hall::cut_power() {
  ++cuts_;
  const queue::State before = server_.committed();
  server_.power_cut();
  if (!(server_.committed() == before)) faults_.push_back("the fold differs from what was committed");
  up_ = false;
  after(between(1s, 90s), [this] { up_ = true; });
}

void Hall::send(const Actor& by, CommandBody body, Effect effect, Done done) {
  auto request = std::make_shared<Request>();
  request->command.request = RequestId{std::to_string(++requests_)};
  request->command.request_scope = by.name;
  request->command.by = by;
  request->command.body = std::move(body);
  request->effect = std::move(effect);
  request->done = std::move(done);
  attempt(request);
}

/// Sends, and sends again under the same id until an answer comes.
void Hall::attempt(const std::shared_ptr<Request>& request) {
  if (request->answered) return;
  after(retry_after, [this, request] { attempt(request); });
  if (!up_ || chance(plan_.lost_request)) return;
  const bool reply_lost = chance(plan_.lost_reply);
  const bool had_batch = server_.has_batch();
  // The moment of decision is the world's, not the server's: it stands until a later attempt decides anew.
  const Millis decided_before = request->decided;
  request->decided = now_;
  const bool decided =
      server_.receive(request->command, moment(), [this, request, reply_lost](const Reply& reply) {
        if (reply.ok() && !request->effected) {
          request->effected = true;
          if (request->effect) request->effect(reply, request->decided);
        }
        if (reply_lost || request->answered) return;
        request->answered = true;
        after(0ms, [request, reply] {
          if (request->done) request->done(reply);
        });
      });
  if (!decided) {
    ++repeats_;
    request->decided = decided_before;
  }
  if (!had_batch && server_.has_batch()) after(flush, [this] { server_.commit(); });
}

// ---- visitors and terminals

void Hall::arrive() {
  const LineId line{chance(0.6) ? benefit : housing, chance(0.5)   ? submission
                                                     : chance(0.6) ? consultation
                                                                   : result};
  if (!up_ && chance(0.7)) return issue_offline(line);
  IssueTicket ticket;
  ticket.ticket = TicketId{"t" + std::to_string(++tickets_)};
  ticket.token = "k" + ticket.ticket.value;
  ticket.service = line.service;
  ticket.procedure = line.procedure;
  const TicketId id = ticket.ticket;
  const Effect begun = [this, id](const Reply&, Millis at) {
    Truth& truth = truth_[id];
    truth.issued = at;
    truth.legs.push_back({at, {}, {}});
  };
  send({Role::kiosk, "kiosk2", ""}, ticket, begun, [this, id](const Reply& reply) {
    if (reply.ok() && chance(0.03)) after(between(1min, 20min), [this, id] { leave(id); });
  });
}

void Hall::leave(const TicketId& ticket) {
  send({Role::manager, "m", ""}, CancelTicket{ticket, "ушёл"},
       [this, ticket](const Reply&, Millis when) { end(truth_[ticket], TicketState::cancelled, when); }, {});
}

/// The terminal knows that the server is away: a number under its own letter, delivered when it is back.
void Hall::issue_offline(const LineId& line) {
  IssueTicket ticket;
  ticket.ticket = TicketId{"o" + std::to_string(++offline_)};
  ticket.token = "k" + ticket.ticket.value;
  ticket.service = line.service;
  ticket.procedure = line.procedure;
  ticket.number = TicketNumber{"Е", static_cast<std::uint32_t>(offline_)};
  ticket.issued_at = start_.plus(now_);
  Truth& truth = truth_[ticket.ticket];
  truth.issued = now_;
  truth.legs.push_back({now_, {}, {}});
  send({Role::kiosk, "kiosk1", ""}, ticket, {}, [this](const Reply& reply) {
    if (!reply.ok()) faults_.push_back("a number on paper was refused");
  });
}

void Hall::came_back_later(const TicketId& ticket) {
  after(between(2min, 20min), [this, ticket] {
    const Effect waits_again = [this, ticket](const Reply& reply, Millis) {
      if (reply.events.empty()) return;
      truth_[ticket].state = TicketState::waiting;
      truth_[ticket].ended.reset();
    };
    send({Role::kiosk, "kiosk2", ""}, TicketArrived{ticket}, waits_again, {});
  });
}

// ---- specialists

Truth& Hall::change(Specialist& at, const TicketId& ticket) {
  Truth& truth = truth_[ticket];
  at.before.emplace(ticket, truth);
  return truth;
}

void Hall::stop(Truth& truth, Millis at) {
  if (!truth.running) return;
  truth.legs.back().served += at - *truth.running;
  truth.running.reset();
}

void Hall::end(Truth& truth, TicketState state, Millis at) {
  stop(truth, at);
  truth.state = state;
  truth.ended = at;
}

void Hall::begin(Specialist& at) {
  send(at.actor, OpenDesk{at.desk}, {}, [this, &at](const Reply& reply) {
    if (!reply.ok()) faults_.push_back("a free desk did not open");
    next(at);
  });
}

/// The desk's last command is taken back; `then` says whether it was.
void Hall::take_back(Specialist& at, std::function<void(bool)> then) {
  const Effect restore = [this, &at](const Reply&, Millis) {
    ++undone_;
    for (const auto& [id, former] : at.before) truth_[id] = former;
    at.before.clear();
  };
  send(at.actor, UndoLast{at.desk}, restore,
       [then = std::move(then)](const Reply& reply) { then(reply.ok()); });
}

void Hall::return_held(Specialist& at, const TicketId& ticket) {
  const Effect waits = [this, &at, ticket](const Reply&, Millis) {
    at.before.clear();
    change(at, ticket).state = TicketState::waiting;
  };
  send(at.actor, ReturnTicket{at.desk, ticket}, waits, [this, &at](const Reply&) { next(at); });
}

void Hall::next(Specialist& at) {
  for (auto held = at.to_return.begin(); held != at.to_return.end(); ++held) {
    if (held->second > now_) continue;
    const TicketId ticket = held->first;
    at.to_return.erase(held);
    return return_held(at, ticket);
  }
  if (now_ > day_ends - 1h) return;
  const bool busy = server_.committed().desk(at.desk).ticket.has_value();
  const bool nobody = at.to_return.empty() && server_.committed().waiting() == 0;
  if (now_ > closes && !busy && nobody) return close(at);
  const Effect moved = [this, &at](const Reply& reply, Millis when) {
    at.before.clear();
    for (const Event& event : reply.events) {
      if (const auto* finished = std::get_if<ServiceFinished>(&event.body)) {
        end(change(at, finished->ticket), TicketState::served, when);
      }
      if (const auto* call = std::get_if<TicketCalled>(&event.body)) {
        change(at, call->ticket).state = TicketState::called;
      }
    }
  };
  send(at.actor, CallNext{at.desk, "consulted"}, moved, [this, &at](const Reply& reply) {
    std::optional<TicketId> former;
    for (const Event& event : reply.events) {
      if (const auto* finished = std::get_if<ServiceFinished>(&event.body)) former = finished->ticket;
      if (const auto* call = std::get_if<TicketCalled>(&event.body)) return called(at, call->ticket, former);
    }
    after(between(5s, 40s), [this, &at] { next(at); });
  });
}

/// `former` was finished by the same press of "next".
void Hall::called(Specialist& at, const TicketId& ticket, const std::optional<TicketId>& former) {
  if (chance(0.04)) {
    after(between(1s, 6s), [this, &at, ticket, former] {
      take_back(at, [this, &at, ticket, former](bool done) {
        if (!done) return visitor_comes(at, ticket);
        if (former) return after(between(10s, 40s), [this, &at, former] { end_service(at, *former); });
        after(between(5s, 30s), [this, &at] { next(at); });
      });
    });
    return;
  }
  if (chance(0.9)) {
    after(between(5s, 60s), [this, &at, ticket] { visitor_comes(at, ticket); });
  } else {
    after(30s, [this, &at, ticket] { visitor_missing(at, ticket); });
  }
}

void Hall::visitor_missing(Specialist& at, const TicketId& ticket) {
  send(at.actor, RecallTicket{at.desk}, {}, [this, &at, ticket](const Reply&) {
    if (chance(0.3)) return after(10s, [this, &at, ticket] { visitor_comes(at, ticket); });
    after(30s, [this, &at, ticket] { miss(at, ticket); });
  });
}

void Hall::miss(Specialist& at, const TicketId& ticket) {
  const Effect missed = [this, &at, ticket](const Reply&, Millis when) {
    at.before.clear();
    end(change(at, ticket), TicketState::no_show, when);
  };
  send(at.actor, MarkNoShow{at.desk}, missed, [this, &at, ticket](const Reply& reply) {
    if (!reply.ok()) return next(at);
    if (chance(0.15)) {
      return take_back(at, [this, &at, ticket](bool done) {
        if (done) return visitor_comes(at, ticket);
        next(at);
      });
    }
    if (chance(0.5)) came_back_later(ticket);
    next(at);
  });
}

void Hall::visitor_comes(Specialist& at, const TicketId& ticket) {
  const Effect started = [this, &at, ticket](const Reply&, Millis when) {
    at.before.clear();
    Truth& truth = change(at, ticket);
    truth.state = TicketState::serving;
    truth.running = when;
    if (!truth.seen) truth.seen = when;
    if (!truth.legs.back().started) truth.legs.back().started = when;
  };
  send(at.actor, StartService{at.desk}, started, [this, &at, ticket](const Reply& reply) {
    if (!reply.ok()) return next(at);  // cancelled on the way
    if (!chance(0.04)) return serve(at, ticket);
    take_back(at, [this, &at, ticket](bool done) {
      if (done) return after(5s, [this, &at, ticket] { visitor_comes(at, ticket); });
      serve(at, ticket);
    });
  });
}

void Hall::serve(Specialist& at, const TicketId& ticket) {
  const Millis span = service_time();
  if (!chance(0.1)) return after(span, [this, &at, ticket] { end_service(at, ticket); });
  const Effect next_one = [this, &at, ticket](const Reply&, Millis when) {
    at.before.clear();
    Truth& truth = change(at, ticket);
    stop(truth, when);
    truth.running = when;
    ++truth.applicants;
  };
  after(span / 2, [this, &at, ticket, span, next_one] {
    send(at.actor, NextApplicant{at.desk}, next_one, [this, &at, ticket, span](const Reply&) {
      after(span / 2, [this, &at, ticket] { end_service(at, ticket); });
    });
  });
}

void Hall::end_service(Specialist& at, const TicketId& ticket) {
  const double how = std::uniform_real_distribution<>(0, 1)(random_);
  if (how < 0.6) return next(at);
  if (how < 0.75) return finish(at, ticket);
  if (how < 0.9) return transfer(at, ticket);
  hold(at, ticket);
}

void Hall::finish(Specialist& at, const TicketId& ticket) {
  const Effect finished = [this, &at, ticket](const Reply&, Millis when) {
    at.before.clear();
    end(change(at, ticket), TicketState::served, when);
  };
  send(at.actor, FinishService{at.desk, "accepted"}, finished, [this, &at](const Reply&) {
    if (chance(0.2)) {
      return take_back(at, [this, &at](bool done) {
        if (done) return after(20s, [this, &at] { next(at); });
        next(at);
      });
    }
    if (!chance(0.3)) return next(at);
    pause(at);
  });
}

void Hall::pause(Specialist& at) {
  send(at.actor, PauseDesk{at.desk, "технический перерыв"}, {}, [this, &at](const Reply& paused) {
    if (!paused.ok()) return next(at);
    after(between(2min, 10min),
          [this, &at] { send(at.actor, ResumeDesk{at.desk}, {}, [this, &at](const Reply&) { next(at); }); });
  });
}

void Hall::transfer(Specialist& at, const TicketId& ticket) {
  const LineId line{chance(0.5) ? benefit : housing, chance(0.5) ? submission : result};
  const DeskId to = chance(0.3) ? DeskId{"2"} : DeskId{};
  const Effect moved = [this, &at, ticket](const Reply&, Millis when) {
    at.before.clear();
    Truth& truth = change(at, ticket);
    stop(truth, when);
    truth.state = TicketState::waiting;
    truth.legs.push_back({when, {}, {}});
    truth.applicants = 1;
  };
  send(at.actor, TransferTicket{at.desk, line.service, line.procedure, to, "проверить"}, moved,
       [this, &at](const Reply& reply) {
         if (!reply.ok() || !chance(0.1)) return next(at);
         take_back(at, [this, &at](bool) { after(5s, [this, &at] { next(at); }); });
       });
}

void Hall::hold(Specialist& at, const TicketId& ticket) {
  const Effect held = [this, &at, ticket](const Reply&, Millis when) {
    at.before.clear();
    Truth& truth = change(at, ticket);
    stop(truth, when);
    truth.state = TicketState::held;
  };
  send(at.actor, HoldTicket{at.desk, "копии"}, held, [this, &at, ticket](const Reply& reply) {
    if (reply.ok()) at.to_return.emplace_back(ticket, now_ + between(3min, 8min));
    next(at);
  });
}

void Hall::close(Specialist& at) {
  send(at.actor, CloseDesk{at.desk}, {}, [this, &at](const Reply& reply) {
    if (!reply.ok()) after(1min, [this, &at] { next(at); });
  });
}

}  // namespace talon::sim
