// SPDX-License-Identifier: MIT
#include "server/store/writer.h"

#include <future>
#include <gtest/gtest.h>

#include "tests/fakes/memory_journal.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::Script;

/// The loop's side: functions posted by the writer, run here in order.
class Loop {
 public:
  Writer::Post post() {
    return [this](std::function<void()> job) {
      const std::lock_guard lock(mutex_);
      jobs_.push_back(std::move(job));
      wake_.notify_one();
    };
  }
  void run(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      std::function<void()> job;
      {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, [this] { return !jobs_.empty(); });
        job = std::move(jobs_.front());
        jobs_.pop_front();
      }
      job();
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
};

/// Holds the first append until released, so that a test decides what gathers behind it.
class SlowJournal : public fakes::MemoryJournal {
 public:
  void append(const Batch& batch) override {
    if (!held_) {
      held_ = true;
      entered_.set_value();
      release_.get_future().wait();
    }
    MemoryJournal::append(batch);
  }
  void wait_entered() { entered_.get_future().wait(); }
  void release() { release_.set_value(); }

 private:
  bool held_ = false;
  std::promise<void> entered_;
  std::promise<void> release_;
};

TEST(Writer, WhatArrivesDuringACommitSharesTheNext) {
  SlowJournal journal;
  Loop loop;
  std::vector<int> order;
  Writer writer(journal, loop.post());
  Script script;
  const auto submit = [&](int n) {
    writer.submit({{script.issue(n), script.serve(n)}}, [&, n](const CommitOutcome& outcome) {
      EXPECT_TRUE(outcome.ok());
      order.push_back(n);
    });
  };
  submit(1);
  journal.wait_entered();
  for (int n = 2; n <= 10; ++n) submit(n);
  journal.release();
  loop.run(10);
  EXPECT_EQ(order, (std::vector{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
  EXPECT_EQ(journal.commits(), 2);
  EXPECT_EQ(journal.last_seq(), 20);
  EXPECT_EQ(writer.counters().commits, 2);
  EXPECT_EQ(writer.counters().events, 20);
}

TEST(Writer, AFailureFailsAllBehindItUntilRecovered) {
  SlowJournal journal;
  Loop loop;
  Writer writer(journal, loop.post());
  Script committed;
  Script forming;
  std::vector<std::string> outcomes;
  const auto submit = [&](int n) {
    writer.submit({{forming.issue(n)}}, [&, n](const CommitOutcome& outcome) {
      outcomes.push_back(std::to_string(n) + (outcome.ok() ? " ok" : " failed"));
    });
  };
  journal.fail_next(2);
  submit(1);
  journal.wait_entered();
  submit(2);
  submit(3);
  journal.release();
  loop.run(3);
  submit(4);
  bool well = true;
  writer.recover([&](const CommitOutcome& outcome) { well = outcome.ok(); });
  loop.run(2);
  EXPECT_FALSE(well) << "the disk still fails";
  forming = committed;
  writer.recover([&](const CommitOutcome& outcome) { well = outcome.ok(); });
  loop.run(1);
  EXPECT_TRUE(well);
  submit(5);
  loop.run(1);
  EXPECT_EQ(outcomes, (std::vector<std::string>{"1 failed", "2 failed", "3 failed", "4 failed", "5 ok"}));
  EXPECT_EQ(journal.last_seq(), 1);
}

TEST(Writer, StopCommitsWhatIsQueued) {
  fakes::MemoryJournal journal;
  Loop loop;
  Script script;
  int done = 0;
  {
    Writer writer(journal, loop.post());
    for (int n = 1; n <= 100; ++n) {
      writer.submit({{script.issue(n)}}, [&](const CommitOutcome& outcome) { done += outcome.ok() ? 1 : 0; });
    }
  }
  loop.run(100);
  EXPECT_EQ(done, 100);
  EXPECT_EQ(journal.last_seq(), 100);
}

TEST(Writer, OnDiskEveryAnsweredBatchIsThere) {
  const test::Folder folder;
  Script script;
  {
    const auto journal = open_journal(folder.path());
    Loop loop;
    Writer writer(*journal, loop.post());
    int done = 0;
    for (int n = 1; n <= 500; ++n) {
      writer.submit({{script.issue(n), script.serve(n)}}, [&](const CommitOutcome& outcome) {
        EXPECT_TRUE(outcome.ok()) << outcome.error;
        ++done;
      });
    }
    loop.run(500);
    EXPECT_EQ(done, 500);
    EXPECT_LT(writer.counters().commits, 500);
  }
  const auto journal = open_journal(folder.path());
  EXPECT_EQ(journal->last_seq(), 1000);
  EXPECT_EQ(journal->head(), script.head());
}

}  // namespace
}  // namespace talon::store
