// SPDX-License-Identifier: MIT
// The disk refuses: 503, nothing half done, and work goes on when it is well again.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

void limit_files(pid_t pid, rlim_t bytes) {
  rlimit limit{};
  ASSERT_EQ(prlimit(pid, RLIMIT_FSIZE, nullptr, &limit), 0);
  limit.rlim_cur = bytes == RLIM_INFINITY ? limit.rlim_max : bytes;
  ASSERT_EQ(prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
}

TEST(Storage, AFullDiskRefusesAndRecoveryLosesNothing) {
  HallProcess hall;
  hall.start();
  Wire line = hall.wire();
  const auto issue = [&](const std::string& request) {
    return line.call("POST", "/api/v1/tickets", hall.as_device("kiosk1", request), ticket_body);
  };
  EXPECT_EQ(issue(new_key()).status, 201);
  const std::string before = line.call("GET", "/api/v1/menu").body;
  EXPECT_NE(before.find("\"waiting\":1"), std::string::npos);

  limit_files(hall.pid(), 4096);
  const std::string request = new_key();
  const Answer refused = issue(request);
  EXPECT_EQ(refused.status, 503) << refused.body;
  EXPECT_NE(refused.body.find("storage-unavailable"), std::string::npos);
  EXPECT_EQ(issue(new_key()).status, 503);
  EXPECT_EQ(line.call("GET", "/readyz").status, 503);
  EXPECT_EQ(line.call("GET", "/healthz").status, 200);
  // What is committed is still shown, what failed is not.
  EXPECT_NE(line.call("GET", "/api/v1/menu").body.find("\"waiting\":1"), std::string::npos);

  limit_files(hall.pid(), RLIM_INFINITY);
  Answer again = issue(request);
  for (int i = 0; i < 100'000 && again.status == 503; ++i) again = issue(request);
  EXPECT_EQ(again.status, 201) << again.body;
  EXPECT_EQ(json_text(again.body, "number"), "А002");  // the number of the failed try was not used up
  EXPECT_EQ(line.call("GET", "/readyz").status, 200);
  hall.kill();
  hall.start();
  int issued = 0;
  for (const std::string& event : hall.journal())
    issued += json_text(event, "type") == "ticket_issued" ? 1 : 0;
  EXPECT_EQ(issued, 2);
}

}  // namespace
}  // namespace talon::test
