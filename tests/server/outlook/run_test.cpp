// SPDX-License-Identifier: MIT
// Single runs whose lengths leave nothing to luck: every service of the past took exactly as long.
#include "server/outlook/run.h"

#include <gtest/gtest.h>

#include "tests/fakes/hall_fixture.h"
#include "tests/server/outlook/past_rows.h"

namespace talon::outlook {
namespace {

using namespace std::chrono_literals;
using namespace fakes;

const LineId talks{benefit, consultation};
const LineId papers{benefit, submission};

std::shared_ptr<const Past> steady_past(Millis talk = 6min, Millis paper = 12min) {
  test::Rows rows;
  for (int i = 0; i < 30; ++i) {
    rows.served(talks, test::march(1), 9h, talk);
    rows.served(papers, test::march(1), 9h, paper);
  }
  return std::make_shared<const Past>(rows.fold.past());
}

RunQuestion newcomers() {
  RunQuestion question;
  question.newcomers = true;
  question.until = 48h;
  return question;
}

std::size_t index(const Copy& copy, const LineId& line) {
  for (std::size_t i = 0; i < copy.lines.size(); ++i) {
    if (copy.lines[i].id == line) return i;
  }
  throw std::out_of_range("no such line");
}

TEST(Run, ANewcomerIsSeenAfterThoseBeforeHim) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 3; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past());
  const RunAnswer answer = run_once(copy, newcomers(), 1);
  EXPECT_EQ(answer.newcomers.at(index(copy, talks)), 3 * (30s + 6min) + 30s);
  EXPECT_EQ(answer.newcomers.at(index(copy, papers)), std::nullopt) << "no open desk takes papers";
}

TEST(Run, ARunningServiceLastsAsLongAsThePastAllows) {
  Hall hall;
  (void)hall.open("1");
  (void)hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  hall.pass(4min);
  Copy copy = copy_hall(hall.state(), hall.now().at, steady_past());
  EXPECT_EQ(run_once(copy, newcomers(), 1).newcomers.at(index(copy, talks)), 2min + 30s);
  hall.pass(4min);
  copy = copy_hall(hall.state(), hall.now().at, steady_past());
  EXPECT_EQ(run_once(copy, newcomers(), 1).newcomers.at(index(copy, talks)), 1min + 30s)
      << "longer than any known service: it should end any minute";
}

TEST(Run, NobodyIsCalledInTheBreakOfTheHall) {
  Configuration configuration = small_hall();
  configuration.breaks = {{{std::chrono::Monday}, 13h, 13h + 45min, "обед"}};
  Hall hall(configuration, monday("12:50:00"));
  (void)hall.open("1");
  for (int i = 0; i < 2; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past());
  // 12:50 and 12:56:30 are called, the newcomer's turn would be 13:03.
  EXPECT_EQ(run_once(copy, newcomers(), 1).newcomers.at(index(copy, talks)), 55min + 30s);
}

TEST(Run, ADeskCallsInItsHours) {
  Configuration configuration = small_hall();
  configuration.desks[0].hours = {{{std::chrono::Monday}, 9h, 9h + 10min}};
  configuration.desks[1].hours = {{{std::chrono::Monday}, 9h + 40min, 12h}};
  configuration.breaks = {{{std::chrono::Monday}, 9h + 45min, 10h, "", {DeskId{"2"}}}};
  Hall hall(configuration);
  (void)hall.open("1");
  for (int i = 0; i < 3; ++i) (void)hall.ticket(consultation);
  const RunAnswer answer = run_once(copy_hall(hall.state(), hall.now().at, steady_past()), newcomers(), 1);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past());
  // Desk 1 calls at 9:00 and 9:06:30 and goes; desk 2 calls at 9:40 and, after its break, at 10:00.
  EXPECT_EQ(answer.newcomers.at(index(copy, talks)), 60min + 30s);
  EXPECT_EQ(answer.newcomers.at(index(copy, papers)), 60min + 30s) << "planned, and closed yet";
}

TEST(Run, APlannedDeskMayOpenEarlierToHelp) {
  Configuration configuration = small_hall();
  configuration.desks[1].hours = {{{std::chrono::Monday}, 14h, 18h}};
  Hall hall(configuration);
  (void)hall.open("1");
  for (int i = 0; i < 8; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past(7min));
  RunQuestion question;
  question.horizon = 45min;
  question.until = 45min;
  EXPECT_EQ(run_once(copy, question, 1).broken, 4);
  question.extra = ExtraDesk{1, 0min, 60min};
  EXPECT_EQ(run_once(copy, question, 1).broken, 0);
}

TEST(Run, APrivilegedNewcomerIsAskedForApart) {
  Configuration configuration = small_hall();
  configuration.order.priorities = {{"veteran", "Ветеран", PriorityRule::out_of_turn}};
  Hall hall(configuration);
  (void)hall.open("1");
  for (int i = 0; i < 3; ++i) (void)hall.ticket(consultation);
  (void)hall.at("1", CallNext{});
  (void)hall.at("1", StartService{});
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past());
  const RunAnswer answer = run_once(copy, newcomers(), 1);
  ASSERT_EQ(answer.others.size(), copy.lines.size());
  for (std::size_t i = 0; i < copy.others.size(); ++i) {
    const bool served = copy.others[i].kind.line.procedure != submission;
    EXPECT_EQ(answer.others[i], served ? std::optional<Millis>{6min + 30s} : std::nullopt);
  }
  EXPECT_EQ(answer.newcomers.at(index(copy, talks)), 6min + 2 * (30s + 6min) + 30s) << "takes nobody's time";
}

/// Nobody comes any more, and everybody who was consulted is sent on to hand in papers.
std::shared_ptr<const Past> all_sent_on() {
  auto past = std::make_shared<Past>(*steady_past());
  for (auto& [id, line] : past->lines) line.arrivals.fill(0);
  past->lines[talks].onward[papers] = 1;
  return past;
}

TEST(Run, WhoIsSentOnTakesTimeOfTheNextLine) {
  Hall hall;
  (void)hall.open("2");
  for (int i = 0; i < 2; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, all_sent_on());
  RunQuestion question = newcomers();
  EXPECT_EQ(run_once(copy, question, 1).newcomers.at(index(copy, talks)), 2 * (30s + 6min) + 30s)
      << "nobody goes on coming";
  question.arrivals = true;
  // The first one's papers come before the second consultation, whose papers come after the newcomer.
  EXPECT_EQ(run_once(copy, question, 1).newcomers.at(index(copy, talks)),
            2 * (30s + 6min) + 12min + 30s + 30s);
}

TEST(Run, WhoIsSentOnFindsADeskThatHadNothingToDo) {
  Configuration configuration = small_hall();
  configuration.desks[0].serves = {papers};
  configuration.desks[1].serves = {talks};
  Hall hall(configuration);
  (void)hall.open("1");
  (void)hall.open("2");
  (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, all_sent_on());
  RunQuestion question;
  question.arrivals = true;
  question.until = 48h;
  const RunAnswer answer = run_once(copy, question, 1);
  EXPECT_EQ(answer.last_start, 30s + 6min + 30s);
  EXPECT_EQ(answer.arrived, 0) << "nobody new";
}

TEST(Run, WhoIsInServiceNowMayBeSentOn) {
  Hall hall;
  (void)hall.open("2");
  (void)hall.ticket(consultation);
  (void)hall.at("2", CallNext{});
  (void)hall.at("2", StartService{});
  const Copy copy = copy_hall(hall.state(), hall.now().at, all_sent_on());
  RunQuestion question;
  question.arrivals = true;
  question.until = 48h;
  question.horizon = 48h;
  const RunAnswer answer = run_once(copy, question, 1);
  EXPECT_EQ(answer.last_start, 6min + 30s);
  EXPECT_EQ(answer.broken, 0);
}

TEST(Run, TheSameSeedGivesTheSameRun) {
  Hall hall;
  for (const char* desk : {"1", "2", "3"}) (void)hall.open(desk);
  for (int i = 0; i < 20; ++i) (void)hall.ticket(i % 2 == 0 ? consultation : submission);
  test::Rows rows;
  for (int i = 0; i < 60; ++i) {
    rows.served(talks, test::march(1), 9h, Seconds{60 + 20 * i});
    rows.served(papers, test::march(1), 9h, Seconds{120 + 25 * i});
  }
  const Copy copy = copy_hall(hall.state(), hall.now().at, std::make_shared<const Past>(rows.fold.past()));
  const RunAnswer first = run_once(copy, newcomers(), 7);
  EXPECT_EQ(first.newcomers, run_once(copy, newcomers(), 7).newcomers);
  EXPECT_NE(first.newcomers, run_once(copy, newcomers(), 8).newcomers);
}

TEST(Run, LimitsBrokenWithinTheHorizonAreCountedOnce) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 8; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past(7min));
  RunQuestion question;
  question.horizon = 45min;
  question.until = 45min;
  // Called at 0, 7:30, 15, 22:30, 30:00 (too late to be seen within 30 min), 37:30, 45; one more is left.
  EXPECT_EQ(run_once(copy, question, 1).broken, 4);
}

TEST(Run, AnotherDeskHelps) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 8; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past(7min));
  RunQuestion question;
  question.horizon = 45min;
  question.until = 45min;
  question.extra = ExtraDesk{1, 0min, 60min};
  EXPECT_EQ(run_once(copy, question, 1).broken, 0);
}

TEST(Run, BeyondTheCopyItGoesOnAtItsPace) {
  Hall hall;
  (void)hall.open("1");
  for (int i = 0; i < 1000; ++i) (void)hall.ticket(consultation);
  const Copy copy = copy_hall(hall.state(), hall.now().at, steady_past());
  const auto found = run_once(copy, newcomers(), 1).newcomers.at(index(copy, talks));
  ASSERT_TRUE(found);
  EXPECT_NEAR(static_cast<double>(found->count()), 1000 * 390'000.0, 1000 * 390'000.0 * 0.02);
}

}  // namespace
}  // namespace talon::outlook
