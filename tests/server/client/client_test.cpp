// SPDX-License-Identifier: MIT
#include "server/client/client.h"

#include <atomic>
#include <gtest/gtest.h>
#include <set>
#include <thread>

#include "server/protocol/problem.h"
#include "tests/server/client/scripted_server.h"

namespace talon::client {
namespace {

using test::Connection;
using test::Happened;
using test::json_reply;
using test::ScriptedServer;

Settings to(const ScriptedServer& server) {
  Settings settings;
  settings.server = server.url();
  settings.key = "device-key\n";
  return settings;
}

/// Answers every request of a connection with its own number.
void answer_all(Connection& connection) {
  while (!connection.read_request().empty()) connection.write(json_reply("{}"));
}

TEST(Client, SendsKeyBodyAndIdempotencyKey) {
  Happened happened;
  ScriptedServer server({[&](Connection& connection) {
    for (int i = 0; i < 3; ++i) {
      happened.add(connection.read_request());
      connection.write(json_reply("{\"a\":1}", "201 Created"));
    }
  }});
  const Client client(to(server));
  const Reply reply = client.post("/api/v1/tickets", "{\"service\":\"a\"}", RequestId{"key-1"});
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(reply.body, "{\"a\":1}");
  EXPECT_FALSE(reply.refusal);
  EXPECT_EQ(client.get("/api/v1/time").status, 201);
  EXPECT_EQ(client.put("/api/v1/devices/kiosk1/state", "{}").status, 201);
  const auto requests = happened.first(3);
  ASSERT_EQ(requests.size(), 3U);
  EXPECT_TRUE(requests[0].starts_with("POST /api/v1/tickets HTTP/1.1\r\n")) << requests[0];
  EXPECT_NE(requests[0].find("\r\nAuthorization: Bearer device-key\r\n"), std::string::npos);
  EXPECT_NE(requests[0].find("\r\nIdempotency-Key: key-1\r\n"), std::string::npos);
  EXPECT_NE(requests[0].find("\r\nContent-Type: application/json\r\n"), std::string::npos);
  EXPECT_TRUE(requests[0].ends_with("\r\n\r\n{\"service\":\"a\"}"));
  EXPECT_TRUE(requests[1].starts_with("GET /api/v1/time HTTP/1.1\r\n"));
  EXPECT_TRUE(requests[2].starts_with("PUT /api/v1/devices/kiosk1/state HTTP/1.1\r\n"));
  EXPECT_EQ(requests[1].find("Idempotency-Key"), std::string::npos);
  EXPECT_EQ(server.connections(), 1) << "the connection is used again";
}

TEST(Client, AProblemIsARefusalWithItsSentence) {
  const Refusal refusal{RefusalCode::no_desk_serves, "Консультация"};
  ScriptedServer server({[&](Connection& connection) {
    connection.read_request();
    connection.write(json_reply(protocol::encode_problem(refusal), "409 Conflict"));
    connection.read_request();
    connection.write(json_reply("<html>", "502 Bad Gateway"));
  }});
  const Client client(to(server));
  const Reply reply = client.get("/");
  EXPECT_EQ(reply.status, 409);
  ASSERT_TRUE(reply.refusal);
  EXPECT_EQ(reply.refusal->code, RefusalCode::no_desk_serves);
  EXPECT_EQ(reply.refusal->detail, "Эту процедуру сейчас не ведёт ни одно окно: Консультация.");
  const Reply page = client.get("/");
  EXPECT_EQ(page.status, 502);
  EXPECT_FALSE(page.refusal);
}

TEST(Client, ASlashAfterTheServerChangesNothing) {
  Happened happened;
  ScriptedServer server({[&](Connection& connection) {
    happened.add(connection.read_request());
    connection.write(json_reply("{}"));
  }});
  Settings settings = to(server);
  settings.server += "/";
  EXPECT_EQ(Client(settings).get("/api/v1/time").status, 200);
  EXPECT_TRUE(happened.first(1).at(0).starts_with("GET /api/v1/time HTTP/1.1\r\n"));
}

TEST(Client, ARedirectIsNotFollowed) {
  Happened happened;
  ScriptedServer server({[&](Connection& connection) {
    while (true) {
      const std::string request = connection.read_request();
      if (request.empty()) return;
      happened.add(request);
      connection.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n");
    }
  }});
  const Client client(to(server));
  EXPECT_EQ(client.get("/a").status, 302);
  EXPECT_EQ(client.get("/b").status, 302);
  EXPECT_TRUE(happened.first(2).at(1).starts_with("GET /b "));
}

TEST(Client, ALostReplyIsAskedForAgainUnderTheSameKey) {
  Happened happened;
  ScriptedServer server({[&](Connection& connection) { happened.add(connection.read_request()); },
                         [&](Connection& connection) {
                           happened.add(connection.read_request());
                           connection.write(json_reply("{\"number\":\"А001\"}", "201 Created"));
                         }});
  const Client client(to(server));
  EXPECT_EQ(client.post("/api/v1/tickets", "{}", RequestId{"key-7"}).body, "{\"number\":\"А001\"}");
  const auto requests = happened.first(2);
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests[0], requests[1]);
}

TEST(Client, WithoutAKeyNothingIsSentTwice) {
  ScriptedServer server({[](Connection& connection) { connection.read_request(); }});
  const Client client(to(server));
  EXPECT_FALSE(client.post("/api/v1/help", "{}").answered());
  EXPECT_EQ(server.connections(), 1);
}

TEST(Client, HalfAnAnswerIsNone) {
  ScriptedServer server({[](Connection& connection) {
    connection.read_request();
    connection.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"a\":");
  }});
  const Reply reply = Client(to(server)).get("/");
  EXPECT_FALSE(reply.answered());
  EXPECT_EQ(reply.body, "");
}

TEST(Client, GarbageIsNoAnswer) {
  ScriptedServer server({[](Connection& connection) {
    connection.read_request();
    connection.write("\x15\x03\x03\x00\x02\x02\x46 not HTTP at all\r\n\r\n");
  }});
  EXPECT_FALSE(Client(to(server)).get("/").answered());
}

TEST(Client, AServerThatSaysNothingIsNotWaitedForLongerThanTheTimeout) {
  ScriptedServer server({[](Connection& connection) { connection.wait_until_closed(); }});
  Settings settings = to(server);
  settings.timeout = Millis{50};
  EXPECT_FALSE(Client(settings).get("/").answered());
  EXPECT_FALSE(Client(settings).post("/", "{}", RequestId{"k"}).answered());
}

TEST(Client, NobodyListeningIsNoAnswer) {
  Settings settings;
  {
    ScriptedServer gone({[](Connection&) {}});
    settings = to(gone);
  }
  EXPECT_FALSE(Client(settings).get("/").answered());
}

TEST(Client, ALineBreakInAPathNeverReachesTheWire) {
  ScriptedServer server({answer_all});
  EXPECT_FALSE(Client(to(server)).get("/a HTTP/1.1\r\nX-Evil: 1\r\n\r\n").answered());
}

TEST(Client, ManyThreadsMayAskAtOnce) {
  ScriptedServer server({answer_all});
  const Client client(to(server));
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int j = 0; j < 20; ++j) good += client.get("/").status == 200 ? 1 : 0;
      });
    }
  }
  EXPECT_EQ(good, 160);
  EXPECT_LE(server.connections(), 8 * 20 / 2) << "connections are used again";
}

TEST(Client, UuidsAreRandomVersionFour) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const std::string uuid = new_uuid();
    ASSERT_EQ(uuid.size(), 36U);
    EXPECT_EQ(uuid[14], '4');
    EXPECT_NE(std::string_view("89ab").find(uuid[19]), std::string_view::npos);
    EXPECT_EQ(uuid.find_first_not_of("0123456789abcdef-"), std::string::npos);
    seen.insert(uuid);
  }
  EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace talon::client
