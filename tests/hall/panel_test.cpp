// SPDX-License-Identifier: MIT
// Keys of a desk's panel over the wire: they press for the specialist who is logged in at that desk, once,
// and for nobody else.
#include <gtest/gtest.h>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

class Panel : public testing::Test {
 protected:
  void SetUp() override { hall_.start(); }

  void issue(int count) {
    Wire line = hall_.wire();
    for (int i = 0; i < count; ++i) {
      const Answer issued = line.call("POST", "/api/v1/tickets", hall_.as_device("kiosk1", new_key()),
                                      R"({"service":"benefit","procedure":"consultation"})");
      ASSERT_EQ(issued.status, 201) << issued.body;
    }
  }
  Answer press(const std::string& key, const std::string& desk = "1", const std::string& device = "board1",
               const std::string& request = new_key()) {
    Wire line = hall_.wire();
    return line.call("POST", "/api/v1/desks/" + desk + "/key", hall_.as_device(device, request),
                     "{\"key\":\"" + key + "\"}");
  }
  Answer verb(const Fields& who, const std::string& name, const std::string& desk = "1") {
    Wire line = hall_.wire();
    return line.call("POST", "/api/v1/desks/" + desk + "/" + name, with_key(who, new_key()), "{}");
  }
  /// Types of the journal's events that a panel made, in order.
  [[nodiscard]] std::string pressed() const {
    std::string types;
    for (const std::string& event : hall_.journal()) {
      if (json_text(event, "via") != "panel") continue;
      EXPECT_EQ(json_text(event, "role"), "specialist") << event;
      EXPECT_EQ(json_text(event, "by"), "d1") << event;
      types += json_text(event, "type") + " ";
    }
    return types;
  }

  HallProcess hall_;
};

TEST_F(Panel, ItsFourKeysDoWhatTheDesksStateMeans) {
  issue(2);
  const Fields d1 = hall_.log_in("d1");
  ASSERT_EQ(verb(d1, "open").status, 200);
  const Fields d3 = hall_.log_in("d3");
  ASSERT_EQ(verb(d3, "open", "3").status, 200);  // desk 1 may pause: it is not the last
  for (const char* key :
       {"next", "recall", "start_finish", "next", "start_finish", "start_finish", "pause", "pause"}) {
    const Answer answer = press(key);
    EXPECT_EQ(answer.status, 204) << key << ' ' << answer.body;
  }
  EXPECT_EQ(pressed(),
            "ticket_called ticket_recalled service_started service_finished ticket_called service_started "
            "service_finished desk_paused desk_resumed ");
  const Answer empty = press("next");
  EXPECT_EQ(empty.status, 409);
  EXPECT_NE(empty.body.find("nobody-waiting"), std::string::npos) << empty.body;
}

TEST_F(Panel, NobodyLoggedInMeansNoEffect) {
  issue(1);
  const auto refused = [&](const std::string& why) {
    for (const char* key : {"next", "recall", "start_finish", "pause"}) {
      const Answer answer = press(key);
      EXPECT_EQ(answer.status, 409) << key;
      EXPECT_NE(answer.body.find("nobody-logged-in"), std::string::npos) << why << ' ' << answer.body;
    }
  };
  refused("the desk is closed");
  const Fields d1 = hall_.log_in("d1");
  ASSERT_EQ(verb(d1, "open").status, 200);
  Wire line = hall_.wire();
  ASSERT_EQ(line.call("DELETE", "/api/v1/session", d1).status, 204);
  refused("the desk is open, but its specialist logged out");
  EXPECT_EQ(pressed(), "");
  ASSERT_NE(hall_.log_in("d1").size(), 0U);
  EXPECT_EQ(press("next").status, 204);
  EXPECT_EQ(pressed(), "ticket_called ");
}

TEST_F(Panel, OnlyTheDisplayOfTheDesksPanelPresses) {
  issue(1);
  ASSERT_EQ(verb(hall_.log_in("d1"), "open").status, 200);
  ASSERT_EQ(verb(hall_.log_in("d3"), "open", "3").status, 200);
  EXPECT_EQ(press("next", "1", "board2").status, 403) << "another display";
  EXPECT_EQ(press("next", "3").status, 403) << "a desk with a board, but without keys";
  EXPECT_EQ(press("next", "1", "kiosk1").status, 403);
  EXPECT_EQ(press("next", "77").status, 404);
  Wire line = hall_.wire();
  const Fields board = hall_.as_device("board1", new_key());
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/next", board, "{}").status, 403) << "no verb but its keys";
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/key", hall_.as_device("board1"), R"({"key":"next"})").status,
            400)
      << "no Idempotency-Key";
  for (const char* body : {"", "{}", R"({"key":"open"})", R"({"key":7})", R"({"key":"next","desk":"2"})"}) {
    EXPECT_EQ(line.call("POST", "/api/v1/desks/1/key", hall_.as_device("board1", new_key()), body).status,
              400)
        << body;
  }
  EXPECT_EQ(pressed(), "");
}

TEST_F(Panel, APressSentTwiceIsOneEffect) {
  issue(3);
  ASSERT_EQ(verb(hall_.log_in("d1"), "open").status, 200);
  const auto twice = [&](const std::string& key) {
    const Fields fields = hall_.as_device("board1", new_key());
    const std::string body = "{\"key\":\"" + key + "\"}";
    Wire line = hall_.wire();
    line.lose("POST", "/api/v1/desks/1/key", fields, body);
    EXPECT_EQ(line.call("POST", "/api/v1/desks/1/key", fields, body).status, 204) << key;
    EXPECT_EQ(line.call("POST", "/api/v1/desks/1/key", fields, body).status, 204) << key;
  };
  twice("next");
  twice("start_finish");  // the repeat finds the service begun, and must not end it
  EXPECT_EQ(pressed(), "ticket_called service_started ");
  twice("start_finish");
  twice("next");
  EXPECT_EQ(pressed(), "ticket_called service_started service_finished ticket_called ");
}

TEST_F(Panel, TheDisplayIsToldItsBuses) {
  Wire line = hall_.wire();
  const Answer self = line.call("GET", "/api/v1/devices/self", hall_.as_device("board1"));
  EXPECT_EQ(self.status, 200);
  EXPECT_NE(self.body.find(R"("bus":"bus1","protocol":"modbus","baud":115200)"), std::string::npos)
      << self.body;
  EXPECT_NE(self.body.find(R"({"address":11,"role":"desk_panel","desk":"1","rooms":[]})"), std::string::npos)
      << self.body;
  const Answer other = line.call("GET", "/api/v1/devices/self", hall_.as_device("board2"));
  EXPECT_NE(other.body.find(R"("buses":[])"), std::string::npos) << other.body;
}

TEST_F(Panel, ASilentBoardIsTheDesksAndTheManagersConcern) {
  Wire line = hall_.wire();
  const std::string body = R"({"components":[
      {"component":"bus/bus1","health":"ok"},
      {"component":"led/bus1/11","health":"failed","reason":"не отвечает"},
      {"component":"led/bus1/13","health":"ok"}]})";
  ASSERT_EQ(line.call("PUT", "/api/v1/devices/board1/state", hall_.as_device("board1"), body).status, 204);
  const Fields boss = hall_.log_in("boss");
  const Answer live = line.call("GET", "/api/v1/live", boss);
  EXPECT_NE(live.body.find(R"("component":"led/bus1/11","title":"пульт, окно 1","health":"failed")"),
            std::string::npos)
      << live.body;
  EXPECT_NE(live.body.find(R"("component":"bus/bus1","title":"шина «bus1»")"), std::string::npos);
  EXPECT_NE(line.call("GET", "/api/v1/desks/1", boss).body.find("Пульт этого окна: не отвечает."),
            std::string::npos);
  EXPECT_NE(line.call("GET", "/api/v1/desks/3", boss).body.find(R"("alerts":[])"), std::string::npos);
}

}  // namespace
}  // namespace talon::test
