// SPDX-License-Identifier: MIT
// A day's record read from its journal: what was in force then counts, not what is now.
#include "server/http/day_book.h"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "server/http/reports.h"
#include "server/store/maintenance.h"
#include "tests/server/http/journalled_hall.h"

namespace talon::http {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using namespace fakes;

const Date monday_date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}};
const Actor specialist{Role::specialist, "user1", ""};

/// The hall of tests/hall with other hours, as the text and what it says.
ConfigurationApplied until(const std::string& hour) {
  std::string text = test::hall_text();
  const std::string hours = "to = \"22:00\"";
  text.replace(text.find(hours), hours.size(), "to = \"" + hour + ":00\"");
  ConfigurationApplied applied;
  applied.toml = text;
  applied.sha256 = "until " + hour;
  applied.parsed = configuration::read_configuration(text, "hall.toml").configuration;
  return applied;
}

class DayBookTest : public testing::Test {
 protected:
  [[nodiscard]] std::shared_ptr<const stats::DaySummary> summary() {
    test::write_journal(folder_, hall_);
    reader_ = std::make_unique<store::Reader>(folder_.path());
    book_ = std::make_unique<DayBook>(*reader_);
    return book_->days({monday_date, monday_date}, hall_.now().at).at(0);
  }
  [[nodiscard]] std::string report(const std::string& name, const std::string& person_now) {
    const auto target =
        parse_target("/api/v1/reports/" + name + "?from=2026-03-02&to=2026-03-02&by=specialist");
    const auto order = read_report_order(name, *target, hall_.state().date);
    const ReportWorld world{hall_.state().configuration,
                            [&](const std::string&) { return person_now; },
                            {},
                            hall_.now().at,
                            false};
    return make_report(*reader_, *book_, *order, world).reply.body;
  }
  void serve_one() {
    test::issue(hall_, consultation);
    ASSERT_TRUE(hall_.give(CallNext{DeskId{"1"}, ""}, specialist, "Иванова И. И.").ok());
    ASSERT_TRUE(hall_.give(StartService{DeskId{"1"}}, specialist, "Иванова И. И.").ok());
    hall_.pass(5min);
    ASSERT_TRUE(hall_.give(FinishService{DeskId{"1"}, "", ""}, specialist, "Иванова И. И.").ok());
  }

  Hall hall_ = test::real_hall();
  store::test::Folder folder_;
  std::unique_ptr<store::Reader> reader_;
  std::unique_ptr<DayBook> book_;
};

Millis reception_of_system(const stats::DaySummary& day) {
  for (const stats::ElementDay& element : day.elements) {
    if (element.kind == "system") return element.reception;
  }
  return Millis{0};
}

TEST_F(DayBookTest, HoursThatWereCutAtNoonDoNotCutTheMorning) {
  hall_.pass_to("12:00:00");
  (void)hall_.give(ApplyConfiguration{until("10")}, {Role::administrator, "admin", ""});
  hall_.pass_to("09:00:00", "2026-03-03");
  // The journal begins at nine; from nine to noon the hall received, whatever was written at noon.
  EXPECT_EQ(reception_of_system(*summary()), Millis{3h});
}

TEST_F(DayBookTest, HoursThatGrowCountFromTheMomentTheyGrew) {
  (void)hall_.give(ApplyConfiguration{until("10")}, {Role::administrator, "admin", ""});
  hall_.pass_to("12:00:00");
  (void)hall_.give(ApplyConfiguration{until("14")}, {Role::administrator, "admin", ""});
  hall_.pass_to("09:00:00", "2026-03-03");
  EXPECT_EQ(reception_of_system(*summary()), Millis{3h}) << "nine to ten, noon to two";
}

TEST_F(DayBookTest, AReportKeepsTheNamesOfItsDay) {
  ASSERT_TRUE(hall_.give(OpenDesk{DeskId{"1"}}, specialist, "Иванова И. И.").ok());
  serve_one();
  hall_.pass_to("09:00:00", "2026-03-03");
  (void)summary();
  const std::string then = report("summary", "Петрова П. П.");
  EXPECT_NE(then.find("Иванова И. И."), std::string::npos) << then;
  EXPECT_EQ(then, report("summary", "")) << "whoever has gone since, or has another name";
}

// S1-7.90-e: «регламент резервного копирования данных»
TEST_F(DayBookTest, ARestoredCopyGivesTheSameReports) {
  ASSERT_TRUE(hall_.give(OpenDesk{DeskId{"1"}}, specialist, "Иванова И. И.").ok());
  serve_one();
  hall_.pass_to("09:00:00", "2026-03-03");
  (void)summary();
  const std::vector<std::string> names = {"summary", "day", "work", "load", "legs", "forecast"};
  std::vector<std::string> then;
  for (const std::string& name : names) then.push_back(report(name, "Иванова И. И."));
  const store::test::Folder other;
  store::backup(folder_.path(), other.path() / "hall.db");
  reader_ = std::make_unique<store::Reader>(other.path());
  book_ = std::make_unique<DayBook>(*reader_);
  // The people's file is not in the copy.
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(report(names[i], ""), then[i]) << names[i];
}

TEST_F(DayBookTest, APersonIsNamedOnceADayAndAgainUnderAnotherName) {
  ASSERT_TRUE(hall_.give(OpenDesk{DeskId{"1"}}, specialist, "Иванова И. И.").ok());
  serve_one();
  EXPECT_EQ(hall_.all<PersonNamed>().size(), 1U);
  test::issue(hall_, consultation);
  ASSERT_TRUE(hall_.give(CallNext{DeskId{"1"}, ""}, specialist, "Петрова И. И.").ok());
  EXPECT_EQ(hall_.all<PersonNamed>().size(), 2U);
  hall_.pass_to("09:00:00", "2026-03-03");
  ASSERT_TRUE(hall_.give(OpenDesk{DeskId{"1"}}, specialist, "Петрова И. И.").ok());
  EXPECT_EQ(hall_.all<PersonNamed>().size(), 3U);
}

}  // namespace
}  // namespace talon::http
