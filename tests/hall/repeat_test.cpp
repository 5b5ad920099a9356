// SPDX-License-Identifier: MIT
// A reply that was lost at any kind of call: repeated under its key there is one effect (design,
// Idempotency-Key).
#include <gtest/gtest.h>
#include <map>
#include <thread>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

class Repeat : public testing::Test {
 protected:
  void SetUp() override { hall_.start(); }
  /// Sends, drops the line, sends twice more under the same key: the last two answers are alike.
  Answer lost_then_repeated(const Fields& who, const std::string& target, const std::string& body) {
    const Fields fields = with_key(who, new_key());
    Wire line = hall_.wire();
    line.lose("POST", target, fields, body);
    const Answer second = line.call("POST", target, fields, body);
    const Answer third = line.call("POST", target, fields, body);
    EXPECT_EQ(second.status, third.status) << target << ' ' << second.body << ' ' << third.body;
    ++keyed_calls_;
    return third;
  }
  [[nodiscard]] std::string issue() {
    Wire line = hall_.wire();
    return json_text(
        line.call("POST", "/api/v1/tickets", hall_.as_device("kiosk1", new_key()), ticket_body).body, "id");
  }
  [[nodiscard]] Answer press(const Fields& who, const std::string& verb, const std::string& body = "{}") {
    const Answer answer = lost_then_repeated(who, "/api/v1/desks/1/" + verb, body);
    EXPECT_EQ(answer.status, 200) << verb << ' ' << answer.body;
    return answer;
  }

  HallProcess hall_;
  int keyed_calls_ = 0;
};

TEST_F(Repeat, EachKindOfCallHasOneEffect) {
  const Fields kiosk = hall_.as_device("kiosk1");
  const Fields who = hall_.log_in("d1");
  const Fields boss = hall_.log_in("boss");

  const Answer first = lost_then_repeated(kiosk, "/api/v1/tickets", ticket_body);
  EXPECT_EQ(first.status, 201);
  const std::string id = json_text(first.body, "id");
  EXPECT_EQ(lost_then_repeated(kiosk, "/api/v1/tickets/" + id + "/slip", R"({"outcome":"printed"})").status,
            204);
  static_cast<void>(press(who, "open"));
  EXPECT_EQ(json_text(press(who, "next").body, "number"), json_text(first.body, "number"));
  static_cast<void>(press(who, "recall"));
  static_cast<void>(press(who, "start"));
  static_cast<void>(press(who, "next-applicant"));
  static_cast<void>(press(who, "hold", R"({"reason":"копия документа"})"));
  static_cast<void>(press(who, "return", R"({"ticket":")" + id + R"("})"));
  static_cast<void>(press(who, "next"));
  static_cast<void>(press(who, "start"));
  static_cast<void>(press(who, "transfer", R"({"service":"benefit","procedure":"submission"})"));
  static_cast<void>(press(who, "next"));
  static_cast<void>(press(who, "start"));
  static_cast<void>(press(who, "finish", R"({"outcome":"accepted"})"));
  EXPECT_EQ(lost_then_repeated(kiosk, "/api/v1/tickets/" + id + "/rating", R"({"rating":3})").status, 204);

  const std::string second = issue();
  static_cast<void>(press(who, "next"));
  static_cast<void>(press(who, "undo"));
  static_cast<void>(press(who, "next"));
  static_cast<void>(press(who, "no-show"));
  EXPECT_EQ(lost_then_repeated(kiosk, "/api/v1/tickets/" + second + "/arrive", "{}").status, 204);
  const std::string third = issue();
  EXPECT_EQ(lost_then_repeated(boss, "/api/v1/tickets/" + third + "/cancel", R"({"reason":"ошибка"})").status,
            204);
  EXPECT_EQ(
      lost_then_repeated(
          boss, "/api/v1/decisions",
          R"({"kind":"permission","reason":"замена","subject":"1","until":"2026-03-02T20:00:00+05:00"})")
          .status,
      204);
  EXPECT_EQ(lost_then_repeated(kiosk, "/api/v1/help", "{}").status, 204);
  static_cast<void>(press(who, "pause", R"({"reason":"перерыв"})"));
  static_cast<void>(press(who, "resume"));

  std::map<std::string, int> by_request;
  for (const std::string& event : hall_.journal()) {
    const std::string request = json_text(event, "request");
    if (!request.empty()) ++by_request[request];
  }
  for (const auto& [request, count] : by_request) EXPECT_EQ(count, 1) << request;
  EXPECT_EQ(by_request.size(), static_cast<std::size_t>(keyed_calls_) + 2);  // and the two plain issues
}

TEST_F(Repeat, TheSlipIsTheSameDownToItsHead) {
  Wire line = hall_.wire();
  const Fields fields = hall_.as_device("kiosk1", new_key());
  const Answer first = line.call("POST", "/api/v1/tickets", fields, ticket_body);
  static_cast<void>(issue());
  EXPECT_EQ(line.call("POST", "/api/v1/tickets", fields, ticket_body).body, first.body);
  EXPECT_EQ(hall_.stop(), 0);
  hall_.start();
  Wire again = hall_.wire();
  EXPECT_EQ(again.call("POST", "/api/v1/tickets", fields, ticket_body).body, first.body);
}

TEST_F(Repeat, AnotherBodyOrPathUnderTheKeyIsRefused) {
  Wire line = hall_.wire();
  const Fields fields = hall_.as_device("kiosk1", new_key());
  EXPECT_EQ(line.call("POST", "/api/v1/tickets", fields, ticket_body).status, 201);
  const Answer other =
      line.call("POST", "/api/v1/tickets", fields, R"({"service":"benefit","procedure":"submission"})");
  EXPECT_EQ(other.status, 422) << other.body;
  EXPECT_NE(other.body.find("key-reused"), std::string::npos);
  EXPECT_EQ(line.call("POST", "/api/v1/help", fields, "{}").status, 422);
  // Another caller's key is another key.
  Fields second = hall_.as_device("kiosk2");
  second.push_back(fields.back());
  EXPECT_EQ(line.call("POST", "/api/v1/tickets", second, ticket_body).status, 201);
}

TEST_F(Repeat, RefusalsAndAnEmptyNextMayBeTriedAgain) {
  Wire line = hall_.wire();
  const Fields who = hall_.log_in("d1");
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/open", with_key(who, new_key()), "{}").status, 200);
  const Fields next = with_key(who, new_key());
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/next", next, "{}").status, 204);
  static_cast<void>(issue());
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/next", next, "{}").status, 200);
  const Fields start = with_key(who, new_key());
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/finish", start, "{}").status, 409);
}

TEST_F(Repeat, ManyAtOnceUnderOneKeyGetOneTicket) {
  for (int round = 0; round < 10; ++round) {
    const Fields fields = hall_.as_device("kiosk1", new_key());
    std::vector<std::string> bodies(16);
    std::vector<std::thread> threads;
    for (std::string& body : bodies) {
      threads.emplace_back([&] {
        Wire line = hall_.wire();
        body = line.call("POST", "/api/v1/tickets", fields, ticket_body).body;
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::string& body : bodies) EXPECT_EQ(body, bodies.front());
    EXPECT_FALSE(json_text(bodies.front(), "id").empty());
  }
  int issued = 0;
  for (const std::string& event : hall_.journal())
    issued += json_text(event, "type") == "ticket_issued" ? 1 : 0;
  EXPECT_EQ(issued, 10);
}

}  // namespace
}  // namespace talon::test
