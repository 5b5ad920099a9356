// SPDX-License-Identifier: MIT
// The office's side of a session: which copies of a laptop's journal it takes, who takes the case files,
// whose journal a report reads.
#include <gtest/gtest.h>

#include "server/http/commands.h"
#include "server/http/session_copy.h"
#include "tests/fakes/mobile_hall.h"
#include "tests/server/http/journalled_hall.h"
#include "tests/server/http/small_hall.h"

namespace talon::http {
namespace {

using namespace fakes;
using ::testing::internal::CaptureStderr;
using ::testing::internal::CaptureStdout;

/// The hall of tests/hall as a laptop.
std::string laptop_text(const std::string& id = "laptop") {
  std::string text = test::hall_text();
  text.replace(text.find("id = \"test\""), 11, "id = \"" + id + "\"\nplace = \"mobile\"");
  return text;
}

class Laptop {
 public:
  explicit Laptop(const std::string& toml = laptop_text())
      : toml_(toml), hall_(*configuration::read_configuration(toml, "laptop.toml").configuration) {}
  fakes::Hall& hall() { return hall_; }
  /// People are named in the journal by those who act.
  void give(CommandBody body, const std::string& login) {
    ASSERT_TRUE(hall_.give(std::move(body), {Role::specialist, login, ""}).ok());
  }
  /// The journal as it is now, as one file.
  std::filesystem::path copy() {
    const store::test::Folder journal;
    test::write_journal(journal, hall_, toml_);
    const auto file = folder_.path() / (std::to_string(++copies_) + ".db");
    store::backup(journal.path(), file);
    return file;
  }

 private:
  std::string toml_;
  fakes::Hall hall_;
  store::test::Folder folder_;
  int copies_ = 0;
};

class Receive : public testing::Test {
 protected:
  /// What the command says, on standard output or error.
  std::string receive(const std::filesystem::path& file) {
    CaptureStdout();
    CaptureStderr();
    code_ = receive_session(office_.folder(), file);
    const std::string out = testing::internal::GetCapturedStdout();
    return out + testing::internal::GetCapturedStderr();
  }
  void expect_refused(const std::filesystem::path& file, const std::string& why) {
    const std::string said = receive(file);
    EXPECT_EQ(code_, 1) << said;
    EXPECT_NE(said.find(why), std::string::npos) << said;
    EXPECT_NE(said.find("изменено"), std::string::npos) << "and nothing is changed: " << said;
  }
  void expect_taken(const std::filesystem::path& file) {
    const std::string said = receive(file);
    EXPECT_EQ(code_, 0) << said;
  }
  Reply ask(const std::string& method, const std::string& target, const std::string& body = {}) {
    return office_.ask(office_.as_person(Role::manager, method, "/api/v1/" + target, body));
  }
  std::int64_t received() const {
    const auto& all = office_.hall().state().received;
    return all.contains("laptop") ? all.at("laptop") : 0;
  }

  ::talon::test::SmallHall office_;
  Laptop laptop_;
  int code_ = 0;
};

TEST_F(Receive, ACopyInWhichNothingWasHandedOverIsRefused) {
  test::issue(laptop_.hall(), consultation);
  expect_refused(laptop_.copy(), "нет новой передачи дел");
  EXPECT_TRUE(copied_halls(office_.folder()).empty());
}

TEST_F(Receive, TheCopyContinuesWhatWasReceivedOrIsRefused) {
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{1}, "anna");
  const auto first = laptop_.copy();
  expect_taken(first);
  EXPECT_NE(receive(first).find("уже принята"), std::string::npos);
  test::issue(laptop_.hall(), consultation);
  expect_refused(laptop_.copy(), "нет новой передачи дел");
  laptop_.give(HandSession{1}, "anna");
  expect_taken(laptop_.copy());
  expect_refused(first, "короче");
  EXPECT_EQ(copied_halls(office_.folder()), std::vector<std::string>{"laptop"});
}

TEST_F(Receive, AnotherJournalOfTheSameHallIsRefused) {
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{1}, "anna");
  expect_taken(laptop_.copy());
  Laptop other;
  for (int i = 0; i < 3; ++i) test::issue(other.hall(), submission);
  other.give(HandSession{1}, "anna");
  expect_refused(other.copy(), "другой журнал");
  const SessionCopy kept(copy_folder(office_.folder(), "laptop"));
  EXPECT_EQ(kept.state().seq, laptop_.hall().state().seq);
}

TEST_F(Receive, AnOfficesJournalIsNoSession) {
  Laptop office(test::hall_text());
  test::issue(office.hall(), consultation);
  const std::string said = receive(office.copy());
  EXPECT_EQ(code_, 1);
  EXPECT_NE(said.find("а не выездного приёма"), std::string::npos) << said;
}

TEST_F(Receive, SomebodyTakesTheCasesOnce) {
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{4}, "anna");
  const std::int64_t handed = laptop_.hall().state().seq;
  EXPECT_EQ(ask("POST", "session/receipt", R"({"hall":"laptop"})").status, 400) << "no copy";
  expect_taken(laptop_.copy());
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(ask("POST", "session/receipt", R"({"hall":"laptop"})").status, 204);
    EXPECT_EQ(received(), handed);
  }
  const std::string book = ask("GET", "sessions").body;
  EXPECT_NE(book.find(R"("tickets":1,"cases":4,"given_by":"anna")"), std::string::npos) << book;
  EXPECT_EQ(book.find("\"cases\""), book.rfind("\"cases\"")) << "one line: " << book;
}

TEST_F(Receive, OneThatWasCancelledAndTookPlaceAllTheSameIsReceived) {
  const std::string plan = R"({"hall":"laptop","date":"2026-03-02",)";
  ASSERT_EQ(
      ask("POST", "session/preparation", plan + R"("location":"Дом культуры","distance_km":25})").status,
      200);
  ASSERT_EQ(ask("POST", "session/cancellation", plan + R"("reason":"Метель"})").status, 204);
  EXPECT_NE(ask("GET", "sessions").body.find(R"("cancel_reason":"Метель")"), std::string::npos);
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{4}, "anna");
  expect_taken(laptop_.copy());
  ASSERT_EQ(ask("POST", "session/receipt", R"({"hall":"laptop"})").status, 204);
  const std::string book = ask("GET", "sessions").body;
  EXPECT_NE(book.find(R"("tickets":1,"received":true)"), std::string::npos) << book;
}

TEST_F(Receive, TwoHandingsThatComeTogetherAreOneReceipt) {
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{4}, "anna");
  laptop_.hall().pass_to("10:00:00", "2026-03-03");
  for (int i = 0; i < 2; ++i) test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{5}, "boris");
  expect_taken(laptop_.copy());
  ASSERT_EQ(ask("POST", "session/receipt", R"({"hall":"laptop"})").status, 204);
  const std::string book = ask("GET", "sessions").body;
  const std::string row =
      R"("from":"2026-03-02","to":"2026-03-03","tickets":3,"cases":9,"given_by":"anna, boris")";
  EXPECT_NE(book.find(row), std::string::npos) << book;
}

TEST_F(Receive, ACopyThatWasDamagedAtTheOfficeIsNotReceived) {
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{4}, "anna");
  expect_taken(laptop_.copy());
  std::filesystem::resize_file(copy_folder(office_.folder(), "laptop") / "hall.db", 4096);
  EXPECT_EQ(ask("POST", "session/receipt", R"({"hall":"laptop"})").status, 409);
  EXPECT_EQ(received(), 0);
}

TEST_F(Receive, TheOfficesProofCoversWhatItReceived) {
  test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{4}, "anna");
  expect_taken(laptop_.copy());
  ASSERT_EQ(ask("POST", "session/receipt", R"({"hall":"laptop"})").status, 204);
  EXPECT_EQ(copies_problem(office_.folder()), "");
  Laptop other;
  test::issue(other.hall(), submission);
  other.give(HandSession{4}, "anna");
  const auto kept = copy_folder(office_.folder(), "laptop") / "hall.db";
  std::filesystem::copy_file(other.copy(), kept, std::filesystem::copy_options::overwrite_existing);
  EXPECT_NE(copies_problem(office_.folder()).find("подменён"), std::string::npos);
  std::filesystem::resize_file(kept, 4096);
  EXPECT_NE(copies_problem(office_.folder()).find("повреждён"), std::string::npos);
  std::filesystem::remove(kept);
  EXPECT_NE(copies_problem(office_.folder()).find("не найден"), std::string::npos);
}

TEST_F(Receive, AReportReadsTheJournalOfTheHallThatIsNamed) {
  for (int i = 0; i < 3; ++i) test::issue(laptop_.hall(), consultation);
  laptop_.give(HandSession{4}, "anna");
  expect_taken(laptop_.copy());
  const std::string query = "reports/summary?from=2026-03-02&to=2026-03-02";
  EXPECT_NE(ask("GET", query).body.find("\"issued\":0"), std::string::npos);
  EXPECT_EQ(ask("GET", query + "&hall=test").body, ask("GET", query).body) << "its own hall by name";
  const std::string copied = ask("GET", query + "&hall=laptop").body;
  EXPECT_NE(copied.find("\"issued\":3"), std::string::npos) << copied;
  EXPECT_NE(copied.find("\"in_hall\":3,\"balanced\":true"), std::string::npos)
      << "those who waited when the copy was made: " << copied;
  EXPECT_EQ(ask("GET", query + "&hall=nowhere").status, 400);
  EXPECT_EQ(ask("GET", query + "&hall=..").status, 400);
}

TEST(Handings, AGiverWhoseNameIsPartOfAnothersIsNamedToo) {
  SessionReceived first;
  first.given_by = "Иванова А. П.";
  SessionReceived second;
  second.given_by = "Иванова А.";
  EXPECT_EQ(together({first, second, first}).given_by, "Иванова А. П., Иванова А.");
}

}  // namespace
}  // namespace talon::http
