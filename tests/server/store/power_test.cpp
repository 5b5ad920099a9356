// SPDX-License-Identifier: MIT
// Every write and every flush of a recorded hall script is a place where the power is cut or the disk fails:
// nothing that was acknowledged may be lost, nothing may be there twice.
#include <gtest/gtest.h>
#include <set>

#include "server/store/maintenance.h"
#include "tests/server/store/faulty_disk.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::FaultyDisk;
using test::Folder;
using test::Script;
using Cut = FaultyDisk::Cut;
using Fault = FaultyDisk::Fault;

#if defined(__SANITIZE_ADDRESS__)
constexpr std::int64_t stride = 23;  // a sample: the full count runs in the optimised tree
#else
constexpr std::int64_t stride = 1;
#endif

const JournalOptions options{{}, 12, false};  // a checkpoint each dozen pages, so that they are cut too

/// What a hall writes in some minutes: single commits and groups, legs, an undo, a day. The same each time.
std::vector<std::function<Batch(Script&)>> recorded() {
  std::vector<std::function<Batch(Script&)>> steps;
  steps.push_back([](Script& script) {
    return Batch{{script.plain("configuration_applied", ",\"toml\":\"" + std::string(6000, 'x') + "\"")}};
  });
  steps.push_back([](Script& script) { return Batch{{script.plain("day_opened")}}; });
  for (std::int64_t n = 1; n <= 12; ++n) {
    steps.push_back([n](Script& script) {
      Batch batch{{script.issue(n)}};
      if (n % 3 == 0) batch.records.push_back(script.serve(n - 2));
      if (n % 4 == 0)
        batch.records.push_back(script.serve(n - 1)), batch.records.push_back(script.undo(n - 1));
      if (n == 6) {
        for (std::int64_t more = 100; more < 130; ++more) batch.records.push_back(script.issue(more, "В"));
      }
      return batch;
    });
  }
  return steps;
}

class Power : public ::testing::Test {
 protected:
  FaultyDisk& disk() { return FaultyDisk::install(); }

  /// Runs the script until the disk dies; the last acknowledged seq.
  std::int64_t run() {
    std::int64_t acknowledged = 0;
    try {
      const auto journal = open_journal(folder_.path(), options);
      Script script(*journal);
      for (const auto& step : recorded()) {
        journal->append(step(script));
        acknowledged = script.seq();
      }
    } catch (const StorageFailure&) {
      EXPECT_TRUE(disk().dead());
    }
    return acknowledged;
  }

  /// All that must hold of what the disk has now, with `acknowledged` told to somebody.
  void check(std::int64_t acknowledged, const std::string& where) {
    std::int64_t last = 0;
    {
      const auto journal = open_journal(folder_.path(), options);
      last = journal->last_seq();
      ASSERT_GE(last, acknowledged) << where;
      std::set<std::string> seen;
      journal->read(1, [&](const std::string& json) {
        EXPECT_TRUE(seen.insert(json.substr(0, json.find(','))).second) << where;
      });
      ASSERT_EQ(seen.size(), static_cast<std::size_t>(last)) << where;
    }
    const Verdict verdict = verify(folder_.path());
    ASSERT_TRUE(verdict.ok()) << where << ": " << verdict.detail;
    ASSERT_EQ(verdict.events, last) << where;
  }

  /// The hall goes on after the fault to the end of its script.
  void go_on(const std::string& where) {
    const auto journal = open_journal(folder_.path(), options);
    Script script;
    for (const auto& step : recorded()) {
      const Batch batch = step(script);
      if (batch.records.back().seq <= journal->last_seq()) continue;
      ASSERT_GT(batch.records.front().seq, journal->last_seq()) << where << ": half a batch";
      journal->append(batch);
    }
    ASSERT_EQ(journal->head(), script.head()) << where;
  }

  std::int64_t operations_of_the_script() {
    fresh();
    run();
    return disk().operations();
  }

  void fresh() {
    disk().reset();
    std::error_code ignored;
    for (const char* file : {"head", "numbers.floor"})
      std::filesystem::remove(folder_.path() / file, ignored);
  }

  Folder folder_{"/dev/shm"};
};

TEST_F(Power, CutAtEveryOperationLosesNothingAcknowledged) {
  const std::int64_t operations = operations_of_the_script();
  ASSERT_GT(operations, 100);
  int cuts = 0;
  for (std::int64_t k = 1; k <= operations; k += stride) {
    for (const Cut cut : {Cut::nothing, Cut::everything, Cut::torn, Cut::some, Cut::some, Cut::some}) {
      fresh();
      disk().cut_power_at(k);
      const std::int64_t acknowledged = run();
      ASSERT_TRUE(disk().dead());
      disk().power_on(cut, static_cast<std::uint64_t>(++cuts));
      const std::string where =
          "operation " + std::to_string(k) + " cut " + std::to_string(static_cast<int>(cut));
      check(acknowledged, where);
      go_on(where);
      if (HasFatalFailure()) return;
    }
  }
  RecordProperty("cuts", cuts);
  std::printf("power cuts: %d at %d operations, 0 acknowledged events lost\n", cuts,
              static_cast<int>(operations));
}

/// A hall whose disk fails for a while: the writer's rules of writer.h, without threads. Some time later the
/// power is cut, so that what was acknowledged after the fault must be on the disk too.
TEST_F(Power, AFailingDiskRefusesAndThenGoesOn) {
  const std::int64_t operations = operations_of_the_script();
  int faults = 0;
  for (std::int64_t k = 1; k <= operations; k += stride) {
    for (const Fault fault : {Fault::io_error, Fault::full, Fault::lost_flush}) {
      for (const std::int64_t length : {std::int64_t{1}, std::int64_t{4}}) {
        fresh();
        const std::string where = "operation " + std::to_string(k) + " fault " +
                                  std::to_string(static_cast<int>(fault)) + " for " + std::to_string(length);
        disk().fail_at(k, fault, length);
        std::int64_t acknowledged = 0;
        for (int start = 0; start < 20 && acknowledged == 0; ++start) {
          try {
            const auto journal = open_journal(folder_.path(), options);
            Script committed(*journal);
            for (const auto& step : recorded()) {
              for (int attempt = 0;; ++attempt) {
                ASSERT_LT(attempt, 20) << where;
                Script forming = committed;
                try {
                  if (attempt > 0) journal->probe();
                  journal->append(step(forming));
                  committed = forming;
                  break;
                } catch (const StorageFailure&) {
                  ++faults;
                  ASSERT_EQ(journal->last_seq(), committed.seq()) << where;
                }
              }
            }
            acknowledged = committed.seq();
            disk().cut_power_at(1);
          } catch (const StorageFailure&) {
            ++faults;  // the journal could not be opened: started again
          }
        }
        disk().power_on(Cut::nothing);
        check(acknowledged, where);
        ASSERT_GT(acknowledged, 40) << where;
        if (HasFatalFailure()) return;
      }
    }
  }
  std::printf("disk faults: %d met by the journal, 0 acknowledged events lost\n", faults);
}

}  // namespace
}  // namespace talon::store
