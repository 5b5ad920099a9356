// SPDX-License-Identifier: MIT
// Every route with every role over the wire: who may not is told so before anything else is looked at.
#include <gtest/gtest.h>

#include "server/http/permission.h"
#include "server/model/names.h"
#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

using http::Route;
using http::Rule;

std::string target_of(const Rule& rule, const std::string& own_device) {
  std::string target(rule.path);
  const std::vector<std::pair<std::string, std::string>> values = {
      {"{desk}", "1"},        {"{verb}", "recall"}, {"{id}", "none"},
      {"{name}", own_device}, {"{token}", "none"},  {"{login}", "none"}};
  for (const auto& [name, value] : values) {
    if (const auto at = target.find(name); at != std::string::npos) target.replace(at, name.size(), value);
  }
  if (rule.route == Route::revoke_device) target = "/api/v1/devices/none";  // the test's own keys are needed
  if (rule.route == Route::events_desk) target += "&desk=1";
  return target;
}

TEST(Matrix, EveryRouteWithEveryRole) {
  HallProcess hall;
  hall.start();
  const std::vector<std::pair<Role, Fields>> callers = {{Role::visitor, {}},
                                                        {Role::kiosk, hall.as_device("kiosk1")},
                                                        {Role::display, hall.as_device("board1")},
                                                        {Role::specialist, hall.log_in("d1")},
                                                        {Role::manager, hall.log_in("boss")},
                                                        {Role::administrator, hall.log_in("admin")}};
  int cells = 0;
  for (const Rule& rule : http::rules()) {
    for (const auto& [role, fields] : callers) {
      if (rule.route == Route::log_out && http::permitted(rule, role))
        continue;  // would end this test's sessions
      const std::string device = role == Role::display ? "board1" : "kiosk1";
      Wire line = hall.wire();
      const std::string method(rule.method);
      const std::string body = method == "POST" || method == "PUT" ? "{}" : "";
      const std::string text =
          request_text(method, target_of(rule, device), with_key(fields, new_key()), body);
      ASSERT_TRUE(line.send(text));
      const auto head = line.read_until("\r\n\r\n", std::chrono::seconds{10});
      ASSERT_TRUE(head) << rule.path;
      const int status = std::atoi(head->c_str() + 9);
      const std::string cell = method + " " + std::string(rule.path) + " as " + std::string(name_of(role)) +
                               ": " + std::to_string(status);
      const int refused = role == Role::visitor ? 401 : 403;
      if (http::permitted(rule, role)) {
        EXPECT_NE(status, 403) << cell;
        const bool log_in = rule.route == Route::log_in;
        EXPECT_TRUE(status != 401 || log_in) << cell;
      } else {
        EXPECT_EQ(status, refused) << cell;
      }
      ++cells;
    }
  }
  EXPECT_TRUE(hall.alive());
  std::printf("%d cells\n", cells);
}

}  // namespace
}  // namespace talon::test
