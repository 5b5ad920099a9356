// SPDX-License-Identifier: MIT
// Desks that press "next" at the same moment: no ticket is called twice, none is lost.
#include <gtest/gtest.h>
#include <random>
#include <set>

#include "tests/fakes/hall_fixture.h"
#include "tests/sim/scale.h"
#include "tests/sim/sim_server.h"

namespace talon::sim {
namespace {

using namespace std::chrono_literals;

struct Crowd {
  Server server;
  Moment now{fakes::monday(), Ticks{1h}};
  int requests = 0;

  explicit Crowd(int desks) {
    Configuration hall = fakes::small_hall();
    const auto lines = hall.lines();
    hall.desks.clear();
    for (int i = 1; i <= desks; ++i) {
      hall.desks.push_back({DeskId{std::to_string(i)}, RoomId{"5"}, "окно " + std::to_string(i), lines});
    }
    ConfigurationApplied applied;
    applied.parsed = std::make_shared<const Configuration>(hall);
    give(ApplyConfiguration{applied}, "admin");
    for (const Desk& desk : hall.desks) give(OpenDesk{desk.id}, desk.id.value);
    server.commit();
  }
  void give(
      CommandBody body, const std::string& name, Answer answer = [](const Reply&) {}) {
    Command command{
        RequestId{std::to_string(++requests)}, name, "", {Role::specialist, name, ""}, std::move(body)};
    (void)server.receive(command, now, std::move(answer));
  }
  void issue(int count) {
    for (int i = 0; i < count; ++i) {
      IssueTicket ticket;
      ticket.ticket = TicketId{"t" + std::to_string(++requests)};
      ticket.service = i % 2 == 0 ? fakes::benefit : fakes::housing;
      ticket.procedure = i % 3 == 0 ? fakes::submission : fakes::consultation;
      give(ticket, "kiosk1");
      if (i % 100 == 0) server.commit();
    }
    server.commit();
  }
};

std::optional<TicketId> called_in(const Reply& reply) {
  for (const Event& event : reply.events) {
    if (const auto* call = std::get_if<TicketCalled>(&event.body)) return call->ticket;
  }
  return std::nullopt;
}

TEST(Dispatch, TwoDesksPressAtOnce) {
  Crowd crowd(2);
  crowd.issue(1);
  std::vector<Reply> replies;
  const auto keep = [&](const Reply& reply) { replies.push_back(reply); };
  crowd.give(CallNext{DeskId{"1"}, ""}, "1", keep);
  crowd.give(CallNext{DeskId{"2"}, ""}, "2", keep);
  crowd.server.commit();
  ASSERT_EQ(replies.size(), 2U);
  const auto refused =
      std::count_if(replies.begin(), replies.end(), [](const Reply& reply) { return !reply.ok(); });
  EXPECT_EQ(refused, 1);
}

TEST(Dispatch, ADoublePressOfOneKeyIsOneCall) {
  Crowd crowd(1);
  crowd.issue(2);
  std::vector<Reply> replies;
  const auto keep = [&](const Reply& reply) { replies.push_back(reply); };
  crowd.give(CallNext{DeskId{"1"}, ""}, "1", keep);
  --crowd.requests;  // the same request again, while the first is in flight
  crowd.give(CallNext{DeskId{"1"}, ""}, "1", keep);
  crowd.server.commit();
  ASSERT_EQ(replies.size(), 2U);
  EXPECT_EQ(called_in(replies[0]), called_in(replies[1]));
  EXPECT_EQ(crowd.server.committed().waiting(), 1);
}

TEST(Dispatch, EightDesksTenThousandCalls) {
  const int calls = scaled(10'000, 400);
  Crowd crowd(8);
  crowd.issue(calls);
  std::set<TicketId> called;
  std::mt19937 random(11);
  const auto take = [&](const Reply& reply) {
    const auto ticket = called_in(reply);
    if (ticket) {
      EXPECT_TRUE(called.insert(*ticket).second) << *ticket << " was called twice";
    }
  };
  while (static_cast<int>(called.size()) < calls) {
    std::vector<int> desks = {1, 2, 3, 4, 5, 6, 7, 8};
    std::shuffle(desks.begin(), desks.end(), random);
    crowd.now.t = crowd.now.t + 10ms;
    crowd.now.at = crowd.now.at.plus(10ms);
    const auto before = called.size();
    for (const int desk : desks) {
      const std::string name = std::to_string(desk);
      const auto state = crowd.server.working().desk(DeskId{name}).ticket;
      if (state) crowd.give(StartService{DeskId{name}}, name);
      crowd.give(CallNext{DeskId{name}, "served"}, name, take);
      if (random() % 3 == 0) crowd.server.commit();
    }
    crowd.server.commit();
    ASSERT_GT(called.size(), before);
  }
  EXPECT_EQ(crowd.server.committed().waiting(), 0);
  EXPECT_EQ(crowd.server.committed(), crowd.server.folded());
}

}  // namespace
}  // namespace talon::sim
