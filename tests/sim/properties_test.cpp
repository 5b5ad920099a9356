// SPDX-License-Identifier: MIT
// What holds after any sequence of commands.
#include <gtest/gtest.h>
#include <map>
#include <rapidcheck/gtest.h>

#include "server/queue/order.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/sim/agreement.h"
#include "tests/sim/scale.h"

namespace talon {
namespace {

using namespace fakes;
using sim::agrees;

/// One step: who presses what, and how much time goes by before.
struct Step {
  int verb = 0;
  int desk = 0;
  int ticket = 0;
  int seconds = 0;
};

std::ostream& operator<<(std::ostream& out, const Step& step) {
  return out << '{' << step.verb << ',' << step.desk << ',' << step.ticket << ',' << step.seconds << '}';
}

rc::Gen<Step> any_step() {
  return rc::gen::build<Step>(rc::gen::set(&Step::verb, rc::gen::inRange(0, 22)),
                              rc::gen::set(&Step::desk, rc::gen::inRange(1, 4)),
                              rc::gen::set(&Step::ticket, rc::gen::inRange(1, 13)),
                              rc::gen::set(&Step::seconds, rc::gen::element(0, 0, 1, 5, 12, 40, 600, 1900)));
}

void give(Hall& hall, const Step& step) {
  const std::string desk = std::to_string(step.desk);
  const TicketId ticket{"t" + std::to_string(step.ticket)};
  const ServiceId& service = step.ticket % 2 == 0 ? benefit : housing;
  const ProcedureId& procedure = step.ticket % 3 == 0 ? submission : consultation;
  const DeskId to = step.ticket % 4 == 0 ? DeskId{"3"} : DeskId{};
  const Actor kiosk{Role::kiosk, "kiosk1", ""};
  hall.pass(Millis{Seconds{step.seconds}});
  switch (step.verb) {
    case 0:
      (void)hall.open(desk);
      break;
    case 1:
      (void)hall.at(desk, CloseDesk{});
      break;
    case 2:
      (void)hall.at(desk, PauseDesk{{}, "перерыв"});
      break;
    case 3:
      (void)hall.at(desk, ResumeDesk{});
      break;
    case 4:
    case 5:
    case 6:
      (void)hall.issue(procedure, service);
      break;
    case 7:
    case 8:
      (void)hall.at(desk, CallNext{{}, "consulted"});
      break;
    case 9:
      (void)hall.at(desk, CallTicket{{}, ticket, "по просьбе"});
      break;
    case 10:
      (void)hall.at(desk, RecallTicket{});
      break;
    case 11:
    case 12:
      (void)hall.at(desk, StartService{});
      break;
    case 13:
      (void)hall.at(desk, NextApplicant{});
      break;
    case 14:
      (void)hall.at(desk, FinishService{{}, "accepted"});
      break;
    case 15:
      (void)hall.at(desk, MarkNoShow{});
      break;
    case 16:
      (void)hall.at(desk, HoldTicket{{}, "копии"});
      break;
    case 17:
      (void)hall.at(desk, ReturnTicket{{}, ticket});
      break;
    case 18:
      (void)hall.at(desk, TransferTicket{{}, service, procedure, to, "проверить"});
      break;
    case 19:
      (void)hall.at(desk, UndoLast{});
      break;
    case 20:
      (void)hall.give(TicketArrived{ticket}, kiosk);
      break;
    default:
      (void)hall.give(CancelTicket{ticket, "ушёл"}, kiosk);
      break;
  }
}

Hall begun(OrderMode mode = OrderMode::live) {
  Configuration configuration = small_hall();
  configuration.order.mode = mode;
  Hall hall(configuration);
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  return hall;
}

/// RapidCheck reads its settings once, before the first property.
void check(const std::string& what, const std::function<void()>& property) {
  const std::string settings =
      "max_success=" + std::to_string(sim::scaled(300, 20)) + " max_discard_ratio=200";
  setenv("RC_PARAMS", settings.c_str(), 0);
  EXPECT_TRUE(rc::check(what, property));
}

TEST(Properties, BooksBalanceAndTheStateAgreesWithItself) {
  check("books", [] {
    Hall hall = begun();
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) {
      give(hall, step);
      agrees(hall.state());
    }
  });
}

TEST(Properties, TheFoldOfTheJournalIsTheState) {
  check("fold", [] {
    Hall hall = begun();
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) give(hall, step);
    RC_ASSERT(hall.folded() == hall.state());
  });
}

TEST(Properties, WaitingNeverResets) {
  check("waiting", [] {
    Hall hall = begun();
    std::map<TicketId, Millis> waited;
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) {
      give(hall, step);
      for (const auto& [id, visit] : hall.state().tickets) {
        RC_ASSERT(visit.issued.issued_at.utc <= hall.now().at.utc);
        if (visit.now.seen_at) {
          RC_ASSERT(visit::waited(visit, hall.now().t) == *visit.now.seen_t - visit.issued.issued_t);
        } else {
          RC_ASSERT(visit::waited(visit, hall.now().t) == hall.now().t - visit.issued.issued_t);
        }
      }
    }
  });
}

/// Neither came back nor was sent on: stands in the row of its line.
bool ordinary(const visit::Visit& visit) {
  return visit.now.leg == 0 && !visit.now.returned_t;
}

// The choice made by looking at everybody, one by one.
TEST(Properties, TheSmallestKeyIsCalledAndALineKeepsItsOwnOrder) {
  check("order", [] {
    Hall hall = begun(*rc::gen::element(OrderMode::live, OrderMode::live_60, OrderMode::patient));
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) give(hall, step);
    for (const char* id : {"1", "2", "3"}) {
      const queue::State before = hall.state();
      const auto result = hall.at(id, CallNext{});
      if (!result.ok()) continue;
      const auto* call = std::get_if<TicketCalled>(&result->back().body);
      if (call == nullptr) continue;
      const Ticks t = hall.now().t;
      const visit::Visit& chosen = *before.ticket(call->ticket);
      // Of a patient line it may be the number of one behind him; whoever is passed over has at least his
      // own.
      const queue::Key key = queue::next_call(before, DeskId{id}, t)->key;
      RC_ASSERT(!queue::before(queue::key_at(before, chosen, before.rule, t), key));
      const auto older = [&](const visit::Visit& a, const visit::Visit& b) {
        return std::pair(a.issued.issued_t, a.issued_seq) < std::pair(b.issued.issued_t, b.issued_seq);
      };
      for (const auto& waiting : before.tickets) {
        const TicketId& other_id = waiting.first;
        const visit::Visit& other = waiting.second;
        const bool served = queue::serves(before, DeskId{id}, other.now.line);
        const bool may = other.now.to_desk.empty() ? served : other.now.to_desk == DeskId{id};
        if (other.now.state != TicketState::waiting || !may || other_id == call->ticket) continue;
        const bool same_row = ordinary(other) && ordinary(chosen) && other.now.line == chosen.now.line;
        if (same_row) {
          RC_ASSERT(older(chosen, other));
          continue;
        }
        const bool head = !ordinary(other) ||
                          std::none_of(before.tickets.begin(), before.tickets.end(), [&](const auto& each) {
                            return each.second.now.state == TicketState::waiting &&
                                   each.second.now.line == other.now.line && ordinary(each.second) &&
                                   older(each.second, other);
                          });
        if (head) RC_ASSERT(!queue::before(queue::key_at(before, other, before.rule, t), key));
      }
    }
  });
}

TEST(Properties, UndoRestoresTheTicketsAndTheRows) {
  check("undo", [] {
    Hall hall = begun();
    for (const Step& step : *rc::gen::container<std::vector<Step>>(any_step())) give(hall, step);
    const Step last = *any_step();
    const auto before = hall.state();
    const auto rows = hall.legs().size();
    const auto events = hall.journal().size();
    Step now = last;
    now.seconds = 0;
    give(hall, now);
    RC_PRE(hall.journal().size() > events && now.verb != 19);
    const bool breach = std::holds_alternative<LimitBroken>(hall.journal()[events].body);
    RC_PRE(!breach);
    const auto undone = hall.at(std::to_string(now.desk), UndoLast{});
    RC_PRE(undone.ok());
    // A breach that was overdue comes first and stays.
    RC_PRE(std::holds_alternative<Undone>(undone->front().body));
    RC_PRE(std::get<Undone>(undone->front().body).undoes > static_cast<std::int64_t>(events));
    for (const auto& [id, visit] : before.tickets) RC_ASSERT(hall.visit(id).now == visit.now);
    RC_ASSERT(hall.state().count == before.count);
    RC_ASSERT(hall.state().due == before.due);
    RC_ASSERT(hall.legs().size() == rows);
    for (const LineId& line : before.configuration->lines()) {
      RC_ASSERT(hall.state().line(line) == before.line(line));
    }
  });
}

}  // namespace
}  // namespace talon
