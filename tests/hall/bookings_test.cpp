// SPDX-License-Identifier: MIT
// Many book the same times at the same moment, over sockets: a place is given once, a code opens once.
#include <atomic>
#include <gtest/gtest.h>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

constexpr int places = 2;  // tests/hall/hall.toml; the hall's clock begins at 10:00 of 2026-03-02

std::string slot(int index, const std::string& day = "2026-03-03") {
  const int minutes = 8 * 60 + 30 * index;
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:00+05:00", minutes / 60, minutes % 60);
  return day + text;
}

std::string body(const std::string& slot_at, const std::string& more = "") {
  return R"({"service":"benefit","procedure":"submission","slot_at":")" + slot_at + "\"" + more + "}";
}

/// Runs `work(caller's fields, its number)` for eight callers at once: four terminals' lines, four people.
template <class Work>
void at_once(const HallProcess& hall, Work work) {
  std::vector<Fields> callers;
  for (const char* device : {"kiosk1", "kiosk2", "kiosk1", "kiosk2"})
    callers.push_back(hall.as_device(device));
  for (const char* login : {"d1", "d2", "d3", "boss"}) callers.push_back(hall.log_in(login));
  std::atomic<bool> begin = false;
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < callers.size(); ++i) {
    threads.emplace_back([&, i] {
      while (!begin) std::this_thread::yield();
      work(callers[i], static_cast<int>(i));
    });
  }
  begin = true;
  for (std::thread& thread : threads) thread.join();
}

TEST(BookingRace, APlaceIsGivenOnceWhoeverAsksAtTheSameMoment) {
  HallProcess hall;
  hall.start();
  constexpr int wanted = 20;
  std::atomic<int> booked = 0;
  std::atomic<int> taken = 0;
  std::mutex guard;
  std::set<std::string> codes;
  at_once(hall, [&](const Fields& who, int number) {
    Wire line = hall.wire();
    for (int i = 0; i < wanted; ++i) {
      // Half of them with a contact: that way goes over the clerk's thread.
      const std::string more =
          number % 2 == 0 ? "" : R"(,"phone":"+7999000000)" + std::to_string(number) + R"(","consent":true)";
      const Answer answer =
          line.call("POST", "/api/v1/appointments", with_key(who, new_key()), body(slot(i), more));
      EXPECT_TRUE(answer.status == 201 || answer.status == 409) << answer.status << answer.body;
      if (answer.status == 201) {
        ++booked;
        const std::lock_guard lock(guard);
        EXPECT_TRUE(codes.insert(json_text(answer.body, "code")).second) << "one code for two";
      } else {
        ++taken;
        EXPECT_NE(answer.body.find("/problems/slot-taken"), std::string::npos) << answer.body;
      }
    }
  });
  EXPECT_EQ(booked, wanted * places);
  EXPECT_EQ(taken, wanted * (8 - places));
  std::map<std::string, int> given;
  for (const std::string& event : hall.journal()) {
    if (json_text(event, "type") == "appointment_booked") ++given[json_text(event, "slot_at")];
    EXPECT_EQ(event.find("99900000"), std::string::npos) << "a number in the journal: " << event;
  }
  EXPECT_EQ(given.size(), static_cast<std::size_t>(wanted));
  for (const auto& [at, count] : given) EXPECT_EQ(count, places) << at;
}

TEST(BookingRace, ACodeOpensOneTicketHoweverManyTerminalsItIsTypedAt) {
  HallProcess hall;
  hall.start();
  Wire line = hall.wire();
  const Answer made = line.call("POST", "/api/v1/appointments", hall.as_device("kiosk1", new_key()),
                                body(slot(9, "2026-03-02")));
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string code = R"({"booking_code":")" + json_text(made.body, "code") + "\"}";
  std::atomic<int> issued = 0;
  at_once(hall, [&](const Fields& who, int) {
    Wire own = hall.wire();
    const int status = own.call("POST", "/api/v1/tickets", with_key(who, new_key()), code).status;
    EXPECT_TRUE(status == 201 || status == 404) << status;
    issued += status == 201 ? 1 : 0;
  });
  EXPECT_EQ(issued, 1);
}

TEST(BookingRace, ARepeatAfterAKilledServerIsTheSameAppointment) {
  HallProcess hall;
  hall.start();
  const Fields who = hall.as_device("kiosk1", new_key());
  const Answer first = hall.wire().call("POST", "/api/v1/appointments", who, body(slot(0)));
  ASSERT_EQ(first.status, 201) << first.body;
  hall.kill();
  hall.start();
  const Answer again = hall.wire().call("POST", "/api/v1/appointments", who, body(slot(0)));
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(json_text(again.body, "appointment"), json_text(first.body, "appointment"));
  EXPECT_EQ(json_text(again.body, "code"), json_text(first.body, "code"));
}

}  // namespace
}  // namespace talon::test
