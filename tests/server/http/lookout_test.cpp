// SPDX-License-Identifier: MIT
// The worker that looks ahead: when it runs, what it learns from the journal, that the hall keeps what it
// found.
#include "server/http/lookout.h"

#include <future>
#include <gtest/gtest.h>

#include "tests/server/http/journalled_hall.h"

namespace talon::http {
namespace {

using namespace std::chrono_literals;
using namespace fakes;
using test::hall_text;

const LineId talks{benefit, consultation};

/// Work comes from the worker's thread; the test's thread takes it.
class QueueLoop : public Loop {
 public:
  void post(std::function<void()> work) override {
    const std::lock_guard lock(mutex_);
    posted_.push_back(std::move(work));
    ready_.notify_one();
  }
  void after(Millis, std::function<void()>) override { FAIL() << "nobody asked for a timer"; }
  void take_one() {
    std::unique_lock lock(mutex_);
    ready_.wait(lock, [this] { return !posted_.empty(); });
    auto work = std::move(posted_.front());
    posted_.pop_front();
    lock.unlock();
    work();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ready_;
  std::deque<std::function<void()>> posted_;
};

class LookoutTest : public testing::Test {
 protected:
  void issue() { test::issue(hall_, consultation); }
  /// Monday: forty consultations of 3 to 7 minutes one after another.
  void a_day() {
    ASSERT_TRUE(hall_.open("1").ok());
    for (int i = 0; i < 40; ++i) {
      issue();
      ASSERT_TRUE(hall_.at("1", CallNext{}).ok());
      ASSERT_TRUE(hall_.at("1", StartService{}).ok());
      hall_.pass(3min + i * 6s);
      ASSERT_TRUE(hall_.at("1", FinishService{}).ok());
    }
    hall_.pass_to("09:00:00", "2026-03-03");
  }
  void write_journal(const std::string& toml = hall_text()) { test::write_journal(folder_, hall_, toml); }
  std::unique_ptr<Lookout> lookout() {
    return std::make_unique<Lookout>(
        Lookout::World{loop_, folder_.path(), [this]() -> const queue::State& { return hall_.state(); },
                       [this](std::shared_ptr<const queue::Outlook> found) {
                         ++found_;
                         hall_.state().outlook = std::move(found);
                       },
                       [this](const std::string& line) { log_.set_value(line); }});
  }
  store::test::Folder folder_;
  QueueLoop loop_;
  Hall hall_ = test::real_hall();
  std::promise<std::string> log_;
  Millis steady_{1'000'000};
  int found_ = 0;
};

TEST_F(LookoutTest, LearnsFromTheDaysBeforeAndTheTicketKeepsIt) {
  a_day();
  write_journal();
  ASSERT_TRUE(hall_.open("1").ok());
  for (int i = 0; i < 4; ++i) issue();
  const auto worker = lookout();
  worker->tick(hall_.now().at, steady_);
  loop_.take_one();
  worker->finish();
  ASSERT_TRUE(hall_.state().outlook);
  const queue::Forecast forecast = hall_.state().outlook->lines.at(talks);
  ASSERT_TRUE(forecast.not_later);
  EXPECT_NEAR(static_cast<double>(forecast.median.count()), 4 * 330 + 30, 150)
      << "a mean of 5 minutes and the walk";
  EXPECT_GT(*forecast.not_later, forecast.median);
  issue();
  const auto& issued = std::get<TicketIssued>(hall_.journal().back().body);
  EXPECT_EQ(issued.expected_wait_s, forecast.median);
  EXPECT_EQ(issued.not_later_s, forecast.not_later);
  EXPECT_EQ(issued.not_later_shift_s.value_or(Seconds{0}), forecast.shift);
}

TEST_F(LookoutTest, KnowsHowLongPausesLast) {
  ASSERT_TRUE(hall_.open("1").ok());
  ASSERT_TRUE(hall_.open("2").ok());
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(hall_.at("2", PauseDesk{{}, "чай"}).ok());
    hall_.pass(4min);
    ASSERT_TRUE(hall_.at("2", ResumeDesk{}).ok());
  }
  ASSERT_TRUE(hall_.at("2", PauseDesk{{}, "чай"}).ok());  // until the day's end: not over, not known
  hall_.pass_to("09:00:00", "2026-03-03");
  write_journal();
  const auto worker = lookout();
  worker->tick(hall_.now().at, steady_);
  loop_.take_one();
  worker->finish();
  ASSERT_TRUE(hall_.state().outlook->pauses);
  EXPECT_EQ(*hall_.state().outlook->pauses, (queue::PauseLengths{{"чай", {4min, 4min, 4min, 4min, 4min}}}));
}

TEST_F(LookoutTest, AnOldOutlookIsNotBelieved) {
  a_day();
  write_journal();
  ASSERT_TRUE(hall_.open("1").ok());
  const auto worker = lookout();
  worker->tick(hall_.now().at, steady_);
  loop_.take_one();
  worker->finish();
  hall_.pass(2min + 1s);
  issue();
  const auto& issued = std::get<TicketIssued>(hall_.journal().back().body);
  EXPECT_EQ(issued.not_later_s, std::nullopt);
  EXPECT_EQ(issued.expected_wait_s, Seconds{0}) << "one run on the spot";
}

TEST_F(LookoutTest, RunsAfterChangesAndSeldomAtRest) {
  write_journal();
  const auto worker = lookout();
  const auto look = [&](bool wanted, const char* why) {
    worker->tick(hall_.now().at, steady_);
    const int before = found_;
    worker->tick(hall_.now().at, steady_);  // one at a time
    if (wanted) loop_.take_one();
    EXPECT_EQ(found_, before + (wanted ? 1 : 0)) << why;
  };
  look(true, "the first");
  hall_.pass(1s);
  steady_ += 1s;
  issue();
  look(false, "two seconds of hall time are not over");
  hall_.pass(1s);
  steady_ += 1s;
  look(true, "a change two seconds ago");
  hall_.pass(29s);
  steady_ += 29s;
  look(false, "nothing happened");
  hall_.pass(1s);
  steady_ += 1s;
  look(true, "waits grow though nothing happens");
  issue();
  hall_.pass(10s);
  steady_ += 249ms;
  look(false, "a fast virtual clock does not keep a core busy");
  worker->finish();
}

TEST_F(LookoutTest, APastThatCannotBeReadIsSaidAndForecastsGoOn) {
  a_day();
  write_journal("a configuration that no reader understands");
  ASSERT_TRUE(hall_.open("1").ok());
  const auto worker = lookout();
  worker->tick(hall_.now().at, steady_);
  loop_.take_one();
  worker->finish();
  EXPECT_NE(log_.get_future().get().find("forecasts go on without it"), std::string::npos);
  EXPECT_EQ(hall_.state().outlook->lines.at(talks).not_later, std::nullopt);
}

}  // namespace
}  // namespace talon::http
