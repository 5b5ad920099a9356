// SPDX-License-Identifier: MIT
// Two terminals without the server for two hours, then the link is back. Real journals and
// deliveries against the real queue.
#include <gtest/gtest.h>

#include "kiosk/calls.h"
#include "tests/fakes/hall_fixture.h"
#include "tests/kiosk/fake_disk.h"
#include "tests/sim/sim_post.h"

namespace talon::kiosk {
namespace {

using namespace std::chrono_literals;
using fakes::benefit, fakes::consultation;

struct Kiosk {
  std::string name;
  std::string letter;
  Disk disk;
  int touches = 0;
  std::vector<std::string> shown;

  /// One visitor: asks the server once, then gives a number of its own.
  void visitor(sim::Post& hall) {
    offline::Journal journal(std::make_unique<FakeLog>(disk));  // anew each time: a restart costs nothing
    if (journal.letter().empty()) journal.learn(letter, 0, journal.mark());
    const screens::TakeTicket wanted{RequestId{"k" + std::to_string(++touches)}, benefit, consultation, "ru"};
    const auto answer = take_ticket(journal, hall.from(name), wanted, true);
    TicketReply ticket;
    if (answer) {
      ASSERT_TRUE(answer->ticket) << refusal_name(answer->refusal->code) << " " << answer->refusal->detail;
      ticket = *answer->ticket;
    } else {
      TicketReply draft;
      draft.service = wanted.service;
      draft.procedure = wanted.procedure;
      draft.issued_at = draft.slip.issued_at = hall.moment().at;
      const auto issued = journal.issue(wanted.request, RequestId{"s" + std::to_string(touches)}, draft);
      ASSERT_TRUE(issued);
      ticket = issued->ticket;
    }
    shown.push_back(ticket.number.text());
    journal.write(offline::SlipKnown{ticket.id, touches, SlipOutcome::printed, ""});
  }
  /// The link is back: everything until nothing is left.
  void deliver(sim::Post& hall) {
    offline::Journal journal(std::make_unique<FakeLog>(disk));
    for (const auto& each : journal.found().issued) {
      while (!deliver_issued(journal, hall.from(name), each)) {
      }
    }
    for (const auto& each : journal.found().undelivered) {
      while (!deliver_slip(journal, hall.from(name), each)) {
      }
    }
    EXPECT_EQ(journal.undelivered(), 0);
  }
};

TEST(WithoutServer, TwoHoursOfTwoTerminalsArriveInOrderOfIssueAndNoNumberCollides) {
  sim::Post hall;
  int asked = 0, lose_every = 0;  // of so many answers one is lost after its command was carried out
  hall.fate = [&] {
    ++asked;
    return lose_every > 0 && asked % lose_every == 0 ? sim::Carried::not_back : sim::Carried::both_ways;
  };
  Kiosk entrance{"kiosk1", "Е", {}, 0, {}};
  Kiosk lift{"kiosk2", "Н", {}, 0, {}};
  entrance.visitor(hall);
  lift.visitor(hall);
  lose_every = 1;  // the last answer before the cut is lost: the server has a ticket nobody saw
  hall.now += 1min;
  entrance.visitor(hall);
  lose_every = 0;
  hall.reachable = false;
  for (int i = 0; i < 14; ++i) {
    hall.now += 4min;
    entrance.visitor(hall);
    hall.now += 4min;
    lift.visitor(hall);
  }
  hall.now += 8min;
  hall.reachable = true;
  lose_every = 5;
  lift.deliver(hall);  // whoever comes first, the order is that of issue
  entrance.deliver(hall);

  std::vector<std::string> all = entrance.shown;
  all.insert(all.end(), lift.shown.begin(), lift.shown.end());
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), all.size()) << "N2";
  const queue::State& state = hall.server.committed();
  EXPECT_EQ(state.waiting(), static_cast<int>(all.size())) << "N1, and no ticket that nobody holds";
  std::vector<std::string> line;
  std::vector<Timestamp> issued;
  for (const auto& [place, id] : state.line({benefit, consultation}).waiting) {
    const visit::Visit* visit = state.ticket(id);
    line.push_back(visit->issued.number.text());
    issued.push_back(visit->issued.issued_at);
    EXPECT_EQ(visit->slip, SlipOutcome::printed) << line.back();
  }
  EXPECT_EQ(std::set(line.begin(), line.end()), std::set(all.begin(), all.end()));
  EXPECT_TRUE(std::is_sorted(issued.begin(), issued.end())) << "N4";
  EXPECT_EQ(line[2], "Е001") << "the number in the hand, not the one that was lost";
  EXPECT_EQ(state.last_offline("Е"), 15U);
  EXPECT_EQ(state.last_offline("Н"), 14U);
}

}  // namespace
}  // namespace talon::kiosk
