// SPDX-License-Identifier: MIT
// kill -9 in the middle of load: what was answered is there, what is repeated is done once.
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

struct Sent {
  std::string request;
  std::string id;  // of the ticket; empty: no answer came
};

TEST(Crash, NothingAnsweredIsLostAndNothingIsDoubled) {
  HallProcess hall;
  std::vector<Sent> all;
  const int rounds = scaled(5, 2);
  for (int round = 0; round < rounds; ++round) {
    hall.start();
    std::mutex mutex;
    std::atomic<int> answered = 0;
    std::vector<std::thread> kiosks;
    for (int i = 0; i < 16; ++i) {
      kiosks.emplace_back([&] {
        Wire line = hall.wire();
        for (;;) {
          Sent sent{new_key(), ""};
          const Answer answer =
              line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", sent.request), ticket_body);
          if (answer.status == 201) sent.id = json_text(answer.body, "id");
          const std::lock_guard lock(mutex);
          all.push_back(sent);
          if (answer.status == 0) return;
          ++answered;
        }
      });
    }
    while (answered < 200) std::this_thread::yield();
    hall.kill();
    for (std::thread& kiosk : kiosks) kiosk.join();
  }

  hall.start();
  Wire line = hall.wire();
  for (Sent& sent : all) {
    const Answer answer =
        line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", sent.request), ticket_body);
    ASSERT_EQ(answer.status, 201) << answer.body;
    const std::string id = json_text(answer.body, "id");
    EXPECT_TRUE(sent.id.empty() || sent.id == id) << "an answered ticket was lost or doubled";
    sent.id = id;
  }
  std::map<std::string, int> requests;
  std::set<std::string> ids;
  std::set<std::string> numbers;
  int issued = 0;
  for (const std::string& event : hall.journal()) {
    if (json_text(event, "type") != "ticket_issued") continue;
    ++issued;
    ++requests[json_text(event, "request")];
    ids.insert(json_text(event, "ticket"));
    numbers.insert(json_text(event, "number"));
  }
  EXPECT_EQ(static_cast<std::size_t>(issued), all.size());
  EXPECT_EQ(requests.size(), all.size());
  EXPECT_EQ(ids.size(), all.size());
  EXPECT_EQ(numbers.size(), all.size());
  std::printf("%zu tickets, %d kills\n", all.size(), rounds);
}

TEST(Crash, ALostNextAfterAKillShowsTheSameTicket) {
  HallProcess hall;
  hall.start();
  Wire line = hall.wire();
  const Fields who = hall.log_in("d1");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", new_key()), ticket_body).status,
              201);
  }
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/open", with_key(who, new_key()), "{}").status, 200);
  const Fields next = with_key(who, new_key());
  const Answer called = line.call("POST", "/api/v1/desks/1/next", next, "{}");
  ASSERT_EQ(called.status, 200);
  hall.kill();
  hall.start();
  Wire again = hall.wire();
  const Answer repeated =
      again.call("POST", "/api/v1/desks/1/next", next, "{}");  // the session survived as well
  EXPECT_EQ(repeated.status, 200) << repeated.body;
  EXPECT_EQ(json_text(repeated.body, "number"), json_text(called.body, "number"));
  EXPECT_EQ(json_text(repeated.body, "number"), "А001");
}

}  // namespace
}  // namespace talon::test
