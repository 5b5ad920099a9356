// SPDX-License-Identifier: MIT
// Many desks press at the same moment: no ticket is called twice, none is lost.
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <set>
#include <thread>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

void issue(const HallProcess& hall, int count) {
  std::vector<std::thread> kiosks;
  for (int i = 0; i < 4; ++i) {
    kiosks.emplace_back([&hall, share = count / 4 + (i < count % 4 ? 1 : 0)] {
      Wire line = hall.wire();
      for (int n = 0; n < share; ++n) {
        EXPECT_EQ(
            line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", new_key()), ticket_body).status,
            201);
      }
    });
  }
  for (std::thread& kiosk : kiosks) kiosk.join();
}

/// One desk works until nobody waits; the numbers it was given.
std::vector<std::string> work(const HallProcess& hall, int desk, const std::atomic<bool>& begin) {
  const std::string name = std::to_string(desk);
  const Fields who = hall.log_in("d" + name);
  Wire line = hall.wire();
  const auto press = [&](const std::string& verb) {
    return line.call("POST", "/api/v1/desks/" + name + "/" + verb, with_key(who, new_key()), "{}");
  };
  EXPECT_EQ(press("open").status, 200);
  while (!begin) std::this_thread::yield();
  std::vector<std::string> called;
  for (;;) {
    const Answer next = press("next");
    if (next.status == 204) return called;
    EXPECT_EQ(next.status, 200) << next.body;
    if (next.status != 200) return called;
    const auto ticket = next.body.find("\"ticket\":{");
    if (ticket == std::string::npos) return called;  // the last visit was finished, nobody waits
    called.push_back(json_text(next.body.substr(ticket), "number"));
    EXPECT_EQ(press("start").status, 200);
  }
}

TEST(Desks, EightDesksCallEachTicketOnce) {
  HallProcess hall;
  hall.start();
  const int count = scaled(10'000, 200);
  issue(hall, count);
  std::atomic<bool> begin = false;
  std::vector<std::vector<std::string>> called(8);
  std::vector<std::thread> desks;
  for (int desk = 1; desk <= 8; ++desk) {
    desks.emplace_back([&, desk] { called[static_cast<std::size_t>(desk - 1)] = work(hall, desk, begin); });
  }
  begin = true;
  for (std::thread& desk : desks) desk.join();
  std::set<std::string> different;
  std::size_t all = 0;
  for (const auto& numbers : called) {
    all += numbers.size();
    different.insert(numbers.begin(), numbers.end());
  }
  EXPECT_EQ(all, static_cast<std::size_t>(count));
  EXPECT_EQ(different.size(), static_cast<std::size_t>(count));
  std::map<std::string, int> calls;
  for (const std::string& event : hall.journal()) {
    if (json_text(event, "type") == "ticket_called") ++calls[json_text(event, "ticket")];
  }
  EXPECT_EQ(calls.size(), static_cast<std::size_t>(count));
  for (const auto& [ticket, times] : calls) EXPECT_EQ(times, 1) << ticket;
}

TEST(Desks, TwoPressAtOnceForTheLastVisitor) {
  HallProcess hall;
  hall.start();
  std::array<Fields, 2> who = {hall.log_in("d1"), hall.log_in("d2")};
  Wire line = hall.wire();
  for (int desk = 1; desk <= 2; ++desk) {
    EXPECT_EQ(line.call("POST", "/api/v1/desks/" + std::to_string(desk) + "/open",
                        with_key(who[static_cast<std::size_t>(desk - 1)], new_key()), "{}")
                  .status,
              200);
  }
  const int rounds = scaled(200, 20);
  for (int round = 0; round < rounds; ++round) {
    issue(hall, 1);
    std::atomic<int> ready = 0;
    std::array<int, 2> status{};
    std::vector<std::thread> presses;
    for (std::size_t desk = 0; desk < 2; ++desk) {
      presses.emplace_back([&, desk] {
        Wire own = hall.wire();
        EXPECT_EQ(own.call("GET", "/healthz").status, 200);
        ++ready;
        while (ready < 2) std::this_thread::yield();
        status[desk] = own.call("POST", "/api/v1/desks/" + std::to_string(desk + 1) + "/next",
                                with_key(who[desk], new_key()), "{}")
                           .status;
      });
    }
    for (std::thread& press : presses) press.join();
    ASSERT_EQ(std::multiset<int>(status.begin(), status.end()), (std::multiset<int>{200, 204}))
        << "round " << round;
    const std::string winner = status[0] == 200 ? "1" : "2";
    const Fields& own = who[status[0] == 200 ? 0 : 1];
    EXPECT_EQ(line.call("POST", "/api/v1/desks/" + winner + "/start", with_key(own, new_key()), "{}").status,
              200);
    EXPECT_EQ(line.call("POST", "/api/v1/desks/" + winner + "/finish", with_key(own, new_key()), "{}").status,
              200);
  }
}

}  // namespace
}  // namespace talon::test
