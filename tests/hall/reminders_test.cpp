// SPDX-License-Identifier: MIT
// A whole server and an SMS gateway of a few lines: killed in the middle of a reminder it loses none and does
// not repeat what was done.
#include <future>
#include <gtest/gtest.h>

#include "server/http/run.h"
#include "tests/hall/hall_process.h"
#include "tests/server/client/scripted_server.h"

namespace talon::test {
namespace {

using client::test::Connection;
using client::test::Happened;
using client::test::ScriptedServer;

std::string toml_with(const ScriptedServer& gateway) {
  std::string toml = http::read_file(std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml");
  const std::string closed = "http://127.0.0.1:9/sms";
  return toml.replace(toml.find(closed), closed.size(), gateway.url());
}

void book(const HallProcess& hall) {
  const Answer booked = hall.wire().call(
      "POST", "/api/v1/appointments", with_key(hall.log_in("d1"), new_key()),
      R"({"service":"benefit","procedure":"submission","slot_at":"2026-03-03T09:00:00+05:00",)"
      R"("remind":"sms","phone":"+79991234567","consent":true})");
  ASSERT_EQ(booked.status, 201) << booked.body;
}

/// Events of a kind in the journal until there is one of `until`; fewer when none came in time.
int count(const HallProcess& hall, const std::string& type, const std::string& until) {
  Stream stream(hall.port(), "/api/v1/events?view=journal", hall.log_in("boss"));
  int found = 0;
  while (const auto message = stream.next(std::chrono::seconds{60})) {
    if (json_text(message->data, "type") == type) ++found;
    EXPECT_EQ(message->data.find("9991234567"), std::string::npos) << message->data;
    if (json_text(message->data, "type") == until) return found;
  }
  return -1;
}

std::string key_of(const std::string& request) {
  const auto from = request.find("Idempotency-Key: ");
  return request.substr(from, request.find("\r\n", from) - from);
}

TEST(Reminding, AKilledServerLosesNoReminderAndRepeatsNoneThatWasSent) {
  Happened asked;
  const ScriptedServer gateway({[&](Connection& line) {
                                  asked.add(line.read_request());
                                  line.wait_until_closed();  // the server is killed while it waits
                                },
                                [&](Connection& line) {
                                  asked.add(line.read_request());
                                  line.write(client::test::json_reply("{}"));
                                }});
  HallProcess hall;
  hall.configure(toml_with(gateway), 60);
  hall.start();
  book(hall);
  ASSERT_EQ(asked.first(1).size(), 1U);
  hall.kill();
  hall.start();
  EXPECT_EQ(count(hall, "reminder_started", "reminder_sent"), 2);
  const auto requests = asked.first(2);
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_NE(requests[0].find("+79991234567"), std::string::npos);
  EXPECT_EQ(key_of(requests[0]), key_of(requests[1])) << "a gateway can know the repeat";
  hall.kill();
  hall.start();
  book(hall);  // another one, sent after whatever is due
  EXPECT_EQ(asked.first(3).size(), 3U);
  EXPECT_NE(key_of(asked.first(3).at(2)), key_of(requests[0]));
  EXPECT_EQ(gateway.connections(), 3);
}

TEST(Reminding, AServerThatIsStoppedDoesNotWaitForASlowGateway) {
  Happened asked;
  const ScriptedServer gateway({[&](Connection& line) {
    asked.add(line.read_request());
    line.wait_until_closed();
  }});
  HallProcess hall;
  hall.configure(toml_with(gateway), 1);
  hall.start();
  book(hall);
  ASSERT_EQ(asked.first(1).size(), 1U);
  EXPECT_EQ(hall.stop(), 0);
}

TEST(Reminding, AFileOfPasswordsThatIsNotThereStopsTheStart) {
  HallProcess hall;
  const std::string toml = http::read_file(std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml");
  std::string with_file = toml;
  with_file.insert(with_file.find("smtp_url"), "secret_file = \"/nowhere/reminders\"\n");
  hall.configure(with_file, 1);
  const Ran ran = run_program({server_program(), "run", "--config", (hall.folder() / "hall.toml").string(),
                               "--data", (hall.folder() / "data").string(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_NE(ran.output.find("/nowhere/reminders"), std::string::npos) << ran.output;
}

}  // namespace
}  // namespace talon::test
