// SPDX-License-Identifier: MIT
// Outside input that is wrong: a clear answer, nothing changed, the server lives.
#include <gtest/gtest.h>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

const std::string good_ticket = R"({"service":"benefit","procedure":"consultation"})";

struct Bad {
  const char* name;
  std::string method;
  std::string target;
  std::string body;
  int status;
  std::string type;
};

class BadInput : public testing::Test {
 protected:
  void SetUp() override { hall_.start(); }
  [[nodiscard]] static std::string seq(Wire& line) {
    const std::string body = line.call("GET", "/api/v1/hall").body;
    return body.substr(0, body.find(','));
  }
  HallProcess hall_;
};

TEST_F(BadInput, EachHasAClearAnswerAndChangesNothing) {
  Wire line = hall_.wire();
  const std::string tickets = "/api/v1/tickets";
  const std::vector<Bad> table = {
      {"empty", "POST", tickets, "", 400, "bad-request"},
      {"malformed", "POST", tickets, "{\"service\":", 400, "bad-request"},
      {"not an object", "POST", tickets, "[1,2]", 400, "bad-request"},
      {"not UTF-8", "POST", tickets, "{\"service\":\"\xff\xfe\",\"procedure\":\"x\"}", 400, "bad-request"},
      {"deep", "POST", tickets, std::string(5000, '[') + std::string(5000, ']'), 400, "bad-request"},
      {"wrong type", "POST", tickets, R"({"service":7,"procedure":"consultation"})", 400, "bad-request"},
      {"unknown field", "POST", tickets, R"({"service":"benefit","procedure":"consultation","x":1})", 400,
       "bad-request"},
      {"unknown service", "POST", tickets, R"({"service":"nothing","procedure":"consultation"})", 422,
       "unknown-service"},
      {"unknown procedure", "POST", tickets, R"({"service":"benefit","procedure":"nothing"})", 422,
       "unknown-procedure"},
      {"control character", "POST", tickets,
       "{\"service\":\"be\\u0000nefit\",\"procedure\":\"consultation\"}", 400, "bad-request"},
      {"unknown ticket", "POST", tickets + "/nobody/slip", R"({"outcome":"printed"})", 404, "unknown-ticket"},
      {"unknown outcome", "POST", tickets + "/nobody/slip", R"({"outcome":"eaten"})", 400, "bad-request"},
      {"rating out of range", "POST", tickets + "/nobody/rating", R"({"rating":9})", 400, "bad-request"},
      {"unknown path", "POST", "/api/v1/nothing", "{}", 404, "not-found"},
      {"wrong method", "DELETE", tickets, "", 405, "method-not-allowed"},
      {"malformed target", "GET", "/api/v1/%zz", "", 400, "bad-request"},
      {"encoded slash", "GET", "/api/v1/desks%2F1", "", 404, "not-found"},
      {"another's state", "PUT", "/api/v1/devices/kiosk2/state", R"({"components":[]})", 403,
       "not-permitted"},
      {"unknown view", "GET", "/api/v1/events?view=nothing", "", 400, "bad-request"},
  };
  const std::string before = seq(line);
  for (const Bad& bad : table) {
    Fields fields = hall_.as_device("kiosk1", new_key());
    const Answer answer = line.call(bad.method, bad.target, fields, bad.body);
    EXPECT_EQ(answer.status, bad.status) << bad.name << ": " << answer.body;
    EXPECT_EQ(answer.fields.at("content-type"), "application/problem+json") << bad.name;
    EXPECT_NE(answer.body.find("/problems/" + bad.type + "\""), std::string::npos)
        << bad.name << ": " << answer.body;
  }
  EXPECT_EQ(seq(line), before);
  EXPECT_TRUE(hall_.alive());
}

TEST_F(BadInput, WhoAsksIsAskedFirst) {
  Wire line = hall_.wire();
  const std::string tickets = "/api/v1/tickets";
  EXPECT_EQ(line.call("POST", tickets, with_key({}, new_key()), good_ticket).status, 401);
  EXPECT_EQ(
      line.call("POST", tickets, with_key({{"Authorization", "Bearer 00"}}, new_key()), good_ticket).status,
      401);
  EXPECT_EQ(line.call("POST", tickets, hall_.as_device("board1", new_key()), good_ticket).status, 403);
  EXPECT_EQ(line.call("POST", tickets, hall_.as_device("kiosk1"), good_ticket).status, 400);
  EXPECT_EQ(line.call("POST", tickets, hall_.as_device("kiosk1", "not-a-uuid"), good_ticket).status, 400);
  EXPECT_EQ(line.call("POST", "/api/v1/session", {}, R"({"login":"d1","password":"wrong one"})").status, 401);
  EXPECT_EQ(line.call("POST", "/api/v1/session", {}, R"({"login":"nobody","password":"wrong one"})").status,
            401);
}

TEST_F(BadInput, AForeignPageCannotPress) {
  Wire line = hall_.wire();
  Fields fields = with_key(hall_.log_in("d1"), new_key());
  for (auto& [name, value] : fields) {
    if (name == "Origin") value = "http://evil.example";
  }
  const Answer foreign = line.call("POST", "/api/v1/desks/1/open", fields, "{}");
  EXPECT_EQ(foreign.status, 403);
  EXPECT_NE(foreign.body.find("wrong-origin"), std::string::npos);
  std::erase_if(fields, [](const auto& field) { return field.first == "Origin"; });
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/open", fields, "{}").status, 403);
  EXPECT_EQ(line.call("POST", "/api/v1/session", {{"Origin", "http://evil.example"}}, "{}").status, 403);
}

TEST_F(BadInput, ASpecialistActsOnHisOwnDeskAlone) {
  Wire line = hall_.wire();
  const Fields first = hall_.log_in("d1");
  const Fields second = hall_.log_in("d2");
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/open", with_key(first, new_key()), "{}").status, 200);
  const Answer other = line.call("POST", "/api/v1/desks/1/next", with_key(second, new_key()), "{}");
  EXPECT_EQ(other.status, 403) << other.body;
  EXPECT_NE(other.body.find("desk-not-yours"), std::string::npos);
}

TEST_F(BadInput, TooMuchIsRefusedBeforeItIsRead) {
  Wire line = hall_.wire();
  const std::string large(70'000, ' ');
  const Answer body = line.call("POST", "/api/v1/tickets", hall_.as_device("kiosk1", new_key()), large);
  EXPECT_EQ(body.status, 413) << body.body;
  const Answer head =
      line.raw("GET /api/v1/hall HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n");
  EXPECT_EQ(head.status, 413) << head.body;
  const Answer chunks =
      line.raw("POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n" +
               std::string("10000\r\n") + std::string(0x10000, ' ') + "\r\n10000\r\n" +
               std::string(0x10000, ' ') + "\r\n0\r\n\r\n");
  EXPECT_EQ(chunks.status, 413) << chunks.body;
  EXPECT_EQ(line.call("GET", "/healthz").status, 200);
}

TEST_F(BadInput, WhatIsNoHttpOrHasTwoMeaningsIsRefused) {
  Wire line = hall_.wire();
  for (const char* text :
       {"\x16\x03\x01\x02", "GET\r\n\r\n", "GET /api/v1/hall HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST /api/v1/help HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        "POST /api/v1/help HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: "
        "chunked\r\n\r\n0\r\n\r\n",
        "POST /api/v1/help HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n"}) {
    const Answer answer = line.raw(std::string(text) + std::string(32, '\r') + std::string(4, '\n'));
    EXPECT_EQ(answer.status, 400) << text << '\n' << answer.body;
  }
  EXPECT_EQ(line.call("GET", "/healthz").status, 200);
}

TEST_F(BadInput, AForeignTypeOfBodyIsRefused) {
  Wire line = hall_.wire();
  const std::string text =
      "POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\nAuthorization: "
      "Bearer " +
      hall_.key("kiosk1") + "\r\nIdempotency-Key: " + new_key() +
      "\r\nContent-Length: " + std::to_string(good_ticket.size()) + "\r\n\r\n" + good_ticket;
  EXPECT_EQ(line.raw(text).status, 415);
}

TEST_F(BadInput, HundredsOfSilentConnectionsHinderNobody) {
  std::vector<Wire> silent;
  for (int i = 0; i < 300; ++i) {
    silent.emplace_back(hall_.port());
    ASSERT_TRUE(silent.back().send("GET /api/v1/hall HT"));
  }
  Wire line = hall_.wire();
  EXPECT_EQ(line.call("POST", "/api/v1/tickets", hall_.as_device("kiosk1", new_key()), good_ticket).status,
            201);
}

TEST_F(BadInput, TheSlipsPageCannotBeAskedWithoutEnd) {
  Wire line = hall_.wire();
  int refused = 0;
  for (int i = 0; i < 40; ++i)
    refused += line.call("GET", "/t/aaaaaaaaaaaaaaaaaaaaaaaaaa").status == 429 ? 1 : 0;
  EXPECT_GE(refused, 9);
  const Answer unknown = line.call("GET", "/t/bbbbbbbbbbbbbbbbbbbbbbbbbb");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.fields.at("cache-control"), "no-store");
}

TEST_F(BadInput, EveryReplyCarriesTheSecurityFields) {
  Wire line = hall_.wire();
  for (const char* target : {"/api/v1/hall", "/t.css", "/nothing", "/api/v1/live", "/metrics"}) {
    const Answer answer = line.call("GET", target);
    EXPECT_NE(answer.fields.at("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(answer.fields.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.fields.at("referrer-policy"), "no-referrer");
  }
}

}  // namespace
}  // namespace talon::test
