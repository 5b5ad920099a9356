// SPDX-License-Identifier: MIT
// The command line: what starts, what refuses to, and what it says.
#include <algorithm>
#include <fstream>
#include <gtest/gtest.h>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

std::string hall_file() {
  return std::string(TALON_SOURCE_DIR) + "/tests/hall/hall.toml";
}

TEST(CommandLine, ExitCodes) {
  EXPECT_EQ(run_program({server_program(), "--version"}).code, 0);
  EXPECT_EQ(run_program({server_program(), "--help"}).code, 0);
  EXPECT_EQ(run_program({server_program()}).code, 2);
  EXPECT_EQ(run_program({server_program(), "nothing"}).code, 2);
  EXPECT_EQ(run_program({server_program(), "run"}).code, 2);
  EXPECT_EQ(run_program({server_program(), "check", "/nowhere/hall.toml"}).code, 1);
  EXPECT_EQ(run_program({server_program(), "check", hall_file()}).code, 0);
}

TEST(CommandLine, ASimulationPrintsATableOrSaysWhatIsWrong) {
  const std::string halls = std::string(TALON_SOURCE_DIR) + "/tests/server/simulation/scenarios/";
  const Ran table = run_program({server_program(), "simulate", halls + "village.scn", halls + "town.scn",
                                 "--days", "3-4", "--mode", "live,FIFO"});
  EXPECT_EQ(table.code, 0) << table.output;
  EXPECT_EQ(std::count(table.output.begin(), table.output.end(), '\n'), 1 + 2 * 3) << table.output;
  EXPECT_NE(table.output.find("\n-\ttown\tFIFO\t3-4\t"), std::string::npos) << table.output;
  EXPECT_NE(table.output.find("\n-\tmean\tlive\t3-4\t"), std::string::npos) << table.output;
  const Ran mode = run_program({server_program(), "simulate", halls + "town.scn", "--mode", "quick"});
  EXPECT_EQ(mode.code, 2);
  EXPECT_NE(mode.output.find("live_60"), std::string::npos) << mode.output;
  EXPECT_EQ(run_program({server_program(), "simulate", halls + "town.scn", "--days", "4-3"}).code, 2);
  EXPECT_EQ(run_program({server_program(), "simulate", halls + "town.scn", "--priority", "all"}).code, 2);
  EXPECT_EQ(
      run_program({server_program(), "simulate", halls + "town.scn", "--ahead", "--mode", "strict"}).code, 2);
  EXPECT_EQ(run_program({server_program(), "simulate", halls + "nowhere.scn"}).code, 1);
  const Ran wrong = run_program({server_program(), "simulate", hall_file()});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_NE(wrong.output.find("hall.toml:4: "), std::string::npos) << wrong.output;
}

TEST(CommandLine, AWrongConfigurationIsNamedByFileAndLine) {
  const HallProcess hall;
  const std::string file = (hall.folder() / "wrong.toml").string();
  {
    std::ifstream in(hall_file());
    std::string text((std::istreambuf_iterator<char>(in)), {});
    text.replace(text.find("room = \"1\""), 10, "room = \"9\"");
    std::ofstream(file) << text;
  }
  const Ran check = run_program({server_program(), "check", file});
  EXPECT_EQ(check.code, 1);
  EXPECT_NE(check.output.find("wrong.toml:"), std::string::npos) << check.output;
  const Ran run = run_program({server_program(), "run", "--config", file, "--data",
                               (hall.folder() / "data").string(), "--listen", "127.0.0.1:0"});
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.output.find("wrong.toml:"), std::string::npos) << run.output;
}

TEST(CommandLine, OffLoopbackNeedsACertificate) {
  const HallProcess hall;
  const Ran run = run_program({server_program(), "run", "--config", hall_file(), "--data",
                               (hall.folder() / "data").string(), "--listen", "0.0.0.0:0"});
  EXPECT_EQ(run.code, 1);
  EXPECT_NE(run.output.find("--tls-cert"), std::string::npos) << run.output;
}

TEST(CommandLine, WhileTheServerRunsTheFolderIsItsOwn) {
  HallProcess hall;
  hall.start();
  const std::string data = (hall.folder() / "data").string();
  const Ran second = run_program(
      {server_program(), "run", "--config", hall_file(), "--data", data, "--listen", "127.0.0.1:0"});
  EXPECT_EQ(second.code, 1) << second.output;
  const Ran user = run_program({server_program(), "user", "add", "x", "--role", "manager", "--data", data},
                               "длинный пароль\n");
  EXPECT_EQ(user.code, 1);
  EXPECT_NE(user.output.find("POST /api/v1/users"), std::string::npos) << user.output;
  const Ran device = run_program({server_program(), "device", "revoke", "kiosk1", "--data", data});
  EXPECT_EQ(device.code, 1);
  EXPECT_NE(device.output.find("DELETE /api/v1/devices/kiosk1"), std::string::npos) << device.output;
}

TEST(CommandLine, TheAdministratorDoesItThroughTheApi) {
  HallProcess hall;
  hall.start();
  const Fields admin = hall.log_in("admin");
  Wire line = hall.wire();
  const std::string body =
      R"({"login":"new","name":"Новый","role":"specialist","password":"длинный пароль"})";
  EXPECT_EQ(line.call("POST", "/api/v1/users", admin, body).status, 201);
  EXPECT_EQ(line.call("POST", "/api/v1/users", admin, body).status, 400);
  EXPECT_NE(line.call("GET", "/api/v1/users", admin).body.find("Новый"), std::string::npos);
  EXPECT_FALSE(hall.log_in("new").empty());
  const Answer device =
      line.call("POST", "/api/v1/devices", admin, R"({"device":"board3","role":"display"})");
  EXPECT_EQ(device.status, 201) << device.body;
  const Fields board = {{"Authorization", "Bearer " + json_text(device.body, "key")}};
  EXPECT_EQ(line.call("PUT", "/api/v1/devices/board3/state", board, R"({"components":[]})").status,
            404);  // not configured
  EXPECT_EQ(line.call("DELETE", "/api/v1/devices/board3", admin).status, 204);
  EXPECT_EQ(line.call("GET", "/api/v1/devices/self", board).status, 401);
  EXPECT_EQ(line.call("DELETE", "/api/v1/users/new", admin).status, 204);
}

TEST(CommandLine, TheJournalIsProvedCopiedRestoredAndGivenAway) {
  HallProcess hall;
  hall.start();
  Wire line = hall.wire();
  const std::string ticket = R"({"service":"benefit","procedure":"consultation"})";
  const Answer issued = line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", new_key()), ticket);
  const std::string head = json_text(issued.body, "journal_head");
  const std::string data = (hall.folder() / "data").string();
  const std::string copy = (hall.folder() / "copy.db").string();
  const auto run = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), server_program());
    arguments.insert(arguments.end(), {"--data", data});
    return run_program(arguments);
  };
  const Ran verified = run({"verify", "--head", head});
  EXPECT_EQ(verified.code, 0) << verified.output;
  EXPECT_EQ(run({"verify", "--head", "AAAAAAAAAA"}).code, 1);
  EXPECT_EQ(run({"backup", "--to", copy}).code, 0);
  const std::string nights = (hall.folder() / "nights").string();
  std::filesystem::create_directory(nights);
  const Ran night = run({"backup", "--to", nights, "--keep", "1"});
  EXPECT_EQ(night.code, 0) << night.output;
  ASSERT_FALSE(std::filesystem::is_empty(nights));
  EXPECT_EQ(run({"backup", "--to", nights, "--keep", "0"}).code, 2);
  EXPECT_NE(run({"export"}).output.find("ticket_issued"), std::string::npos);
  EXPECT_EQ(run({"rebuild"}).code, 1);  // while the server runs
  EXPECT_EQ(run({"restore", "--from", copy}).code, 1);
  EXPECT_EQ(line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", new_key()), ticket).status, 201);
  EXPECT_EQ(hall.stop(), 0);
  const Ran rebuilt = run({"rebuild", "--check"});
  EXPECT_EQ(rebuilt.code, 0) << rebuilt.output;
  const Ran restored = run({"restore", "--from", copy});
  EXPECT_EQ(restored.code, 0) << restored.output;
  EXPECT_EQ(run({"verify"}).code, 0);
  const std::string whole = std::filesystem::directory_iterator(nights)->path().string();
  const std::string elsewhere = (hall.folder() / "elsewhere").string();
  const Ran moved = run_program({server_program(), "restore", "--from", whole, "--data", elsewhere});
  EXPECT_EQ(moved.code, 0) << moved.output;
  EXPECT_NE(moved.output.find("access.db: восстановлен"), std::string::npos) << moved.output;
  EXPECT_EQ(run_program({server_program(), "verify", "--head", head, "--data", elsewhere}).code, 0);
  hall.start();
  Wire again = hall.wire();
  const Answer next = again.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", new_key()), ticket);
  EXPECT_EQ(next.status, 201) << next.body;
  // А002 is on paper though the copy does not know it: the number never comes again.
  EXPECT_GT(json_text(next.body, "number"), "А002");
}

TEST(CommandLine, TheConsolesAreServedAtEachOfTheirPages) {
  HallProcess hall;
  hall.start();
  Wire line = hall.wire();
  for (const char* page : {"/", "/desk", "/desk/3", "/manager", "/manager/reports"}) {
    Answer answer = line.call("GET", page);
    EXPECT_EQ(answer.status, 200) << page;
    EXPECT_EQ(answer.fields["content-type"].substr(0, 9), "text/html") << page;
    const Answer again = line.call("GET", page, {{"If-None-Match", answer.fields["etag"]}});
    EXPECT_EQ(again.status, 304) << page;
  }
  EXPECT_EQ(line.call("GET", "/desk/nothing.js").status, 404);
  EXPECT_EQ(line.call("GET", "/../etc/passwd").status, 404);
  const Answer description = line.call("GET", "/api/openapi.json");
  EXPECT_EQ(description.status, 200);
  EXPECT_NE(description.body.find("\"openapi\""), std::string::npos);
}

TEST(CommandLine, AVirtualClockIsSaidAndGoesOnAfterARestart) {
  HallProcess hall;
  hall.start();
  Wire line = hall.wire();
  const std::string first = line.call("GET", "/api/v1/time").body;
  EXPECT_NE(first.find("\"virtual_clock\":true"), std::string::npos);
  EXPECT_NE(hall.journal().front().find("\"virtual_clock\":true"), std::string::npos);
  hall.kill();
  hall.start();
  Wire again = hall.wire();
  EXPECT_GE(json_text(again.call("GET", "/api/v1/time").body, "now"), json_text(first, "now"));
}

}  // namespace
}  // namespace talon::test
