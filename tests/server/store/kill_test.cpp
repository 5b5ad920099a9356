// SPDX-License-Identifier: MIT
// A writing process is killed at any moment: what it had acknowledged is there, and the next one goes on.
#include <atomic>
#include <gtest/gtest.h>
#include <random>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "server/store/maintenance.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::Folder;
using test::Script;

/// In the child: continues the hall and tells each committed seq. Never returns.
[[noreturn]] void write_until_killed(const std::filesystem::path& directory, int tell) {
  const auto journal = open_journal(directory, {{}, 20, true});
  Script script(*journal);
  for (std::int64_t n = script.seq() + 1;; ++n) {
    Batch batch{{script.issue(n, "А", Script::day(1 + static_cast<unsigned>(n / 100'000 % 28)))}};
    for (std::int64_t more = 0; more < n % 7; ++more) batch.records.push_back(script.plain("slip_reported"));
    journal->append(batch);
    const std::int64_t seq = script.seq();
    if (::write(tell, &seq, sizeof seq) != sizeof seq) ::_exit(1);
    n = seq;
  }
}

/// The last seq told before the pipe closed.
std::int64_t last_told(int pipe) {
  std::int64_t told = 0;
  std::int64_t next = 0;
  while (::read(pipe, &next, sizeof next) == sizeof next) told = next;
  return told;
}

TEST(Kill, NothingAcknowledgedIsLostAtAnyMoment) {
  const Folder folder;
  std::mt19937 random(7);
  std::int64_t last = 0;
  for (int round = 0; round < 40; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      ::close(ends[0]);
      write_until_killed(folder.path(), ends[1]);
    }
    ::close(ends[1]);
    // it is killed after a number of commits, then a random moment later: inside a commit, a checkpoint ...
    std::int64_t told = 0;
    for (auto commits = random() % 60; commits > 0; --commits) {
      if (::read(ends[0], &told, sizeof told) != sizeof told) break;
    }
    std::atomic<unsigned> moment{0};
    for (const auto end = random() % 300'000; moment < end; ++moment) {
    }
    ::kill(child, SIGKILL);
    told = std::max(told, last_told(ends[0]));
    ::close(ends[0]);
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round;
    if (std::filesystem::exists(folder.path() / "hall.db")) {
      const auto journal = open_journal(folder.path());
      ASSERT_GE(journal->last_seq(), std::max(told, last)) << "round " << round;
      last = journal->last_seq();
    }
    const Verdict verdict = verify(folder.path());
    ASSERT_TRUE(verdict.ok()) << "round " << round << ": " << verdict.detail;
  }
  EXPECT_GT(last, 200);
  std::printf("40 kills, %lld events, 0 acknowledged lost\n", static_cast<long long>(last));
}

}  // namespace
}  // namespace talon::store
