// SPDX-License-Identifier: MIT
#include "server/http/access_book.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

#include "server/http/commands.h"
#include "tests/server/http/small_hall.h"

namespace talon::http {
namespace {

using std::chrono::minutes;
constexpr RealTime start{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + std::chrono::hours{6}};
const Date monday{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}};

class AccessBookTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string folder = (std::filesystem::temp_directory_path() / "talon-accesses-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    folder_ = folder;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  [[nodiscard]] std::string file() const { return (folder_ / "accesses.db").string(); }

  std::filesystem::path folder_;
};

const AccessNote refused{AccessKind::not_permitted, "ivanova", "10.0.0.7", "GET /api/v1/users"};

TEST_F(AccessBookTest, KeepsWhatWasWrittenAndShowsTheNewestFirst) {
  {
    AccessBook book(file());
    book.note({AccessKind::logged_in, "ivanova", "10.0.0.7", ""}, start);
    book.note(refused, start + minutes{1});
    book.write(start + minutes{1});
    book.note({AccessKind::user_added, "admin", "10.0.0.1", "petrova"}, start + minutes{2});
    book.write(start + minutes{2});
  }
  AccessBook book(file());
  const AccessReport report = book.read({monday, monday, "", minutes{300}});
  ASSERT_EQ(report.rows.size(), 3U);
  EXPECT_EQ(report.rows[0].kind, "user_added");
  EXPECT_EQ(report.rows[0].title, "Добавлен пользователь");
  EXPECT_EQ(report.rows[1].about, "GET /api/v1/users");
  EXPECT_EQ(report.rows[1].address, "10.0.0.7");
  EXPECT_EQ(format_timestamp(report.rows[2].at), "2026-03-02T11:00:00.000+05:00");
  EXPECT_EQ(report.left_out, 0);
}

TEST_F(AccessBookTest, ADayIsTheHallsAndAHistoryIsOfThePersonAndAboutHim) {
  AccessBook book(file());
  const RealTime before_midnight{std::chrono::sys_days{monday} + std::chrono::hours{18} + minutes{59}};
  book.note({AccessKind::logged_in, "ivanova", "", ""}, before_midnight);
  book.note({AccessKind::logged_in, "ivanova", "", ""}, before_midnight + minutes{1});
  book.note({AccessKind::password_set, "admin", "", "ivanova"}, before_midnight);
  book.note({AccessKind::logged_in, "admin", "", ""}, before_midnight);
  book.write(before_midnight + minutes{1});
  EXPECT_EQ(book.read({monday, monday, "", minutes{300}}).rows.size(), 3U) << "19:00 UTC is Tuesday there";
  EXPECT_EQ(book.read({monday, monday, "ivanova", minutes{300}}).rows.size(), 2U);
}

TEST_F(AccessBookTest, TheSameRefusalIsCountedInOneRowForTenMinutes) {
  AccessBook book(file());
  for (int i = 0; i < 40; ++i) {
    book.note(refused, start + minutes{i / 4});
    if (i % 8 == 0) book.write(start + minutes{i / 4});
  }
  book.write(start + minutes{10});
  const AccessReport report = book.read({monday, monday, "", minutes{0}});
  ASSERT_EQ(report.rows.size(), 1U);
  EXPECT_EQ(report.rows[0].count, 40);
  EXPECT_EQ(report.rows[0].last.utc, std::chrono::sys_time<Millis>{start + minutes{9}});
  book.note(refused, start + minutes{30});
  book.write(start + minutes{30});
  EXPECT_EQ(book.read({monday, monday, "", minutes{0}}).rows.size(), 2U);
}

TEST_F(AccessBookTest, AFloodOfStrangersTakesAFewRowsAndHidesNoChangeOfRights) {
  AccessBook book(file());
  for (int i = 0; i < 10'000; ++i) {
    book.note({AccessKind::wrong_password, "",
               "10.0." + std::to_string(i / 256) + "." + std::to_string(i % 256), ""},
              start);
  }
  book.note({AccessKind::user_removed, "admin", "10.0.0.1", "petrova"}, start);
  book.write(start);
  const AccessReport report = book.read({monday, monday, "", minutes{0}});
  EXPECT_LE(report.rows.size(), 202U);
  EXPECT_EQ(book.read({monday, monday, "petrova", minutes{0}}).rows.size(), 1U);
  std::int64_t all = 0;
  for (const AccessRow& row : report.rows) all += row.count;
  EXPECT_EQ(all, 10'001);
}

TEST_F(AccessBookTest, RefusalsAreForgottenAfterFourHundredDaysAndChangesOfRightsAreNot) {
  AccessBook book(file());
  book.note(refused, start);
  book.note({AccessKind::device_revoked, "admin", "", "kiosk1"}, start);
  book.write(start);
  const RealTime later = start + std::chrono::days{401};
  book.note({AccessKind::logged_in, "admin", "", ""}, later);
  book.write(later);
  const AccessReport report = book.read({monday, monday, "", minutes{0}});
  ASSERT_EQ(report.rows.size(), 1U);
  EXPECT_EQ(report.rows[0].kind, "device_revoked");
}

TEST_F(AccessBookTest, TheCommandLineIsNotedTooAndWhatItCouldNotDoIsNot) {
  const PasswordSource password{(folder_ / "password").string()};
  std::ofstream(password.file) << "восемь знаков\n";
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  EXPECT_EQ(add_user(folder_, "petrova", "Петрова", Role::specialist, password), 0);
  EXPECT_EQ(add_user(folder_, "petrova", "Петрова", Role::specialist, password), 1) << "there is one";
  EXPECT_EQ(remove_user(folder_, "petrova"), 0);
  static_cast<void>(testing::internal::GetCapturedStdout());
  static_cast<void>(testing::internal::GetCapturedStderr());
  AccessBook book(file());
  const AccessReport report = book.read(
      {Date{std::chrono::year{2000} / 1 / 1}, Date{std::chrono::year{2200} / 1 / 1}, "petrova", minutes{0}});
  ASSERT_EQ(report.rows.size(), 2U);
  EXPECT_EQ(report.rows[0].kind, "user_removed");
  EXPECT_EQ(report.rows[1].kind, "user_added");
  EXPECT_EQ(report.rows[1].address, "командная строка");
}

TEST(Accesses, EveryWayToBeTurnedAwayStandsInTheBook) {
  test::SmallHall hall;
  using enum Role;
  EXPECT_EQ(hall.ask(hall.as_person(specialist, "GET", "/api/v1/reports/summary")).status, 403);
  Request stranger = hall.as_kiosk("GET", "/api/v1/live");
  stranger.fields.authorization = "Bearer 0123";
  stranger.peer = "10.0.0.66";
  EXPECT_EQ(hall.ask(stranger).status, 401);
  Request nobody = hall.as_kiosk("GET", "/api/v1/session");
  nobody.fields.authorization.clear();
  EXPECT_EQ(hall.ask(nobody).status, 401) << "a page asks who is logged in: no attempt";
  Request elsewhere = hall.as_person(manager, "POST", "/api/v1/decisions", "{}");
  elsewhere.fields.origin = "http://elsewhere.example";
  EXPECT_EQ(hall.ask(elsewhere).status, 403);
  const auto log_in = [&](const std::string& login, const std::string& password) {
    Request request = hall.as_kiosk("POST", "/api/v1/session",
                                    R"({"login":")" + login + R"(","password":")" + password + "\"}");
    request.fields.authorization.clear();
    return hall.ask(request).status;
  };
  EXPECT_NE(log_in("manager", "не тот пароль"), 200);
  hall.pass(std::chrono::hours{1});
  EXPECT_NE(log_in("secret-typed-as-login", "x"), 200);

  const Reply reply = hall.ask(hall.as_person(administrator, "GET", "/api/v1/accesses"));
  ASSERT_EQ(reply.status, 200) << reply.body;
  const auto has = [&](const std::string& part) { return reply.body.find(part) != std::string::npos; };
  EXPECT_TRUE(has(R"("kind":"not_permitted","title":"Нет права","who":"specialist")")) << reply.body;
  EXPECT_TRUE(has(R"("about":"GET /api/v1/reports/{name}")")) << reply.body;
  EXPECT_TRUE(has(R"("kind":"not_authenticated")") && has(R"("address":"10.0.0.66")")) << reply.body;
  EXPECT_TRUE(has(R"("kind":"wrong_origin")")) << reply.body;
  EXPECT_TRUE(has(R"("title":"Неверное имя или пароль","who":"manager")")) << reply.body;
  EXPECT_FALSE(has("secret-typed-as-login")) << "it may be a password: " << reply.body;
  EXPECT_FALSE(has("GET /api/v1/session")) << reply.body;
}

TEST(Accesses, ChangesOfRightsAreNotedWithWhoMadeThem) {
  test::SmallHall hall;
  using enum Role;
  const std::string users = "/api/v1/users";
  const std::string body =
      R"({"login":"petrova","name":"Петрова","role":"specialist","password":"восемь знаков"})";
  ASSERT_EQ(hall.ask(hall.as_person(administrator, "POST", users, body)).status, 201);
  EXPECT_EQ(hall.ask(hall.as_person(administrator, "POST", users, body)).status, 400) << "there is one";
  ASSERT_EQ(hall.ask(hall.as_person(administrator, "PUT", users + "/petrova/password",
                                    R"({"password":"девять знаков"})"))
                .status,
            204);
  ASSERT_EQ(hall.ask(hall.as_person(administrator, "DELETE", users + "/petrova")).status, 204);
  const Reply reply =
      hall.ask(hall.as_person(manager, "GET", "/api/v1/accesses?who=petrova&format=csv&separator=%3B"));
  ASSERT_EQ(reply.status, 200);
  std::size_t at = 0;
  for (const char* title : {"Удалён пользователь;administrator", "Сменён пароль;administrator",
                            "Добавлен пользователь;administrator"}) {
    at = reply.body.find(title, at);
    EXPECT_NE(at, std::string::npos) << title << '\n' << reply.body;
  }
  EXPECT_EQ(reply.body.find("Добавлен", at + 30), std::string::npos) << "one was refused\n" << reply.body;
  EXPECT_EQ(reply.body.find("знаков"), std::string::npos) << "no password is in the book";
  EXPECT_EQ(hall.ask(hall.as_person(specialist, "GET", "/api/v1/accesses")).status, 403);
  EXPECT_EQ(hall.ask(hall.as_person(manager, "GET", "/api/v1/accesses?from=tomorrow")).status, 400);
}

}  // namespace
}  // namespace talon::http
