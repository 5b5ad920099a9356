// SPDX-License-Identifier: MIT
// The planning reports: what they are asked with, and that they read the journal of real days.
#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "server/http/reports.h"
#include "tests/server/http/journalled_hall.h"

namespace talon::http {
namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using namespace fakes;

const Date monday_date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{2}};

Result<ReportOrder> read(const std::string& name, const std::string& query) {
  return read_report_order(name, *parse_target("/api/v1/reports/" + name + "?from=2026-03-02" + query),
                           Date{std::chrono::year{2026}, std::chrono::March, std::chrono::day{3}});
}

class PlanTest : public testing::Test {
 protected:
  /// Monday: eight come at nine for a consultation of ten minutes; one desk serves them.
  PlanTest() {
    (void)hall_.open("1");
    for (int i = 0; i < 8; ++i) test::issue(hall_, consultation);
    for (int i = 0; i < 8; ++i) {
      (void)hall_.at("1", CallNext{});
      hall_.pass(30s);
      (void)hall_.at("1", StartService{});
      hall_.pass(10min);
      (void)hall_.at("1", FinishService{});
    }
    (void)hall_.at("1", CloseDesk{});
    hall_.pass_to("09:00:00", "2026-03-03");
    test::issue(hall_, consultation);
    test::write_journal(folder_, hall_);
  }

  Reply make(const std::string& name, const std::string& query) {
    const auto order = read(name, query);
    if (!order.ok()) return json_reply(400, order.refusal().detail);
    const store::Reader reader(folder_.path());
    DayBook book(reader);
    ReportWorld world{hall_.state().configuration,
                      [](const std::string&) { return std::string(); },
                      {},
                      hall_.now().at,
                      false};
    return make_report(reader, book, *order, world).reply;
  }
  json::value answer(const std::string& name, const std::string& query) {
    const Reply reply = make(name, query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return json::parse(reply.body);
  }

  Hall hall_ = test::real_hall();
  store::test::Folder folder_;
};

TEST_F(PlanTest, ASecondDeskWouldHaveKeptTheLimit) {
  const json::value report = answer("replay", "&changes=open,2,9:00,12:00");
  EXPECT_EQ(report.at("actual").at("with_limit"), 8);
  EXPECT_EQ(report.at("actual").at("within"), 3) << "seen after 0:30, 11, 21:30, then 32 minutes";
  EXPECT_EQ(report.at("actual"), report.at("before")) << "the replay is the day";
  EXPECT_EQ(report.at("after").at("within"), 6);
  EXPECT_EQ(report.at("after").at("max_s"), 32 * 60);
}

TEST_F(PlanTest, AsTableToo) {
  const Reply reply = make("replay", "&changes=open,2,9:00,12:00&format=csv&separator=%3B");
  EXPECT_EQ(reply.content_type, "text/csv; charset=utf-8");
  EXPECT_NE(reply.body.find("Всего;с изменениями;8;8;6;75,00;"), std::string::npos) << reply.body;
}

TEST_F(PlanTest, AWeekdayIsStaffed) {
  const json::value report = answer("staffing", "&to=2026-03-02&target=10");
  EXPECT_EQ(report.at("target"), 0.1);
  ASSERT_EQ(report.at("weekdays").as_array().size(), 1u);
  const json::value& plan = report.at("weekdays").at(0);
  EXPECT_EQ(plan.at("title"), "понедельник");
  const json::value& nine = plan.at("half_hours").at(6);
  EXPECT_EQ(nine.at("from_min"), 9 * 60) << "reception begins at six";
  EXPECT_EQ(nine.at("arrivals"), 8);
  EXPECT_EQ(nine.at("desks_usual"), 1);
  EXPECT_GE(nine.at("desks").as_int64(), 2);
}

TEST_F(PlanTest, TheBusyDeskIsGivenHelp) {
  const json::value report = answer("redistribution", "&to=2026-03-02");
  EXPECT_EQ(report.at("days"), 1);
  EXPECT_EQ(report.at("before").at("visitors"), 8);
  EXPECT_TRUE(report.at("proposals").as_array().empty()) << "no other desk was open";
}

TEST_F(PlanTest, WhatIsNotThereIsSaid) {
  EXPECT_EQ(make("replay", "&changes=open,9,9:00,12:00").status, 404) << "an unknown desk";
  const auto running = read_report_order(
      "replay", *parse_target("/api/v1/reports/replay?from=2026-03-03&changes=open,2,9:00,12:00"),
      monday_date);
  ASSERT_TRUE(running.ok());
  const store::Reader reader(folder_.path());
  DayBook book(reader);
  ReportWorld world{hall_.state().configuration, {}, {}, hall_.now().at, false};
  EXPECT_EQ(make_report(reader, book, *running, world).reply.status, 400) << "the day is not over";
}

TEST(PlanOrder, ChangesAreReadOrRefused) {
  const auto order =
      read("replay", "&changes=open,2,9:00,12:30;close,1,13:00,14:00;serve,1,benefit,submission;mode,fifo");
  ASSERT_TRUE(order.ok());
  ASSERT_EQ(order->changes.size(), 4u);
  const auto& open = std::get<outlook::DeskHours>(order->changes[0]);
  EXPECT_EQ(open.from, 9h);
  EXPECT_EQ(open.to, 12h + 30min);
  EXPECT_FALSE(std::get<outlook::DeskHours>(order->changes[1]).open);
  EXPECT_EQ(std::get<outlook::DeskLine>(order->changes[2]).line.procedure, submission);
  EXPECT_EQ(std::get<OrderMode>(order->changes[3]), OrderMode::fifo);
  for (const char* bad :
       {"", "&changes=", "&changes=open", "&changes=open,2,9,12", "&changes=open,2,9:60,12:00",
        "&changes=open,2,9:00,25:00", "&changes=mode,none", "&changes=burn,2,9:00,12:00",
        "&changes=open,2,9:00,12:00;", "&changes=serve,2,benefit"}) {
    const auto refused = read("replay", bad);
    ASSERT_FALSE(refused.ok()) << bad;
    EXPECT_EQ(refused.refusal().code, RefusalCode::bad_request);
  }
  EXPECT_FALSE(read("staffing", "&target=0").ok());
  EXPECT_FALSE(read("staffing", "&target=5x").ok());
  EXPECT_FALSE(read("staffing", "&from=2026-01-01&to=2026-12-31").ok()) << "too long a time";
  EXPECT_EQ(read("staffing", "&target=12")->target, 0.12);
}

}  // namespace
}  // namespace talon::http
