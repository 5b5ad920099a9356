// SPDX-License-Identifier: MIT
// S1-7.90-e: a hall goes into a night's backup and comes back on another machine with all it knew but
// personal data.
#include "server/http/backup.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>

#include "server/http/access.h"
#include "server/http/session_copy.h"
#include "server/store/lock.h"
#include "tests/server/http/journalled_hall.h"
#include "tests/server/http/small_hall.h"

namespace talon::http {
namespace {

namespace fs = std::filesystem;
using namespace fakes;

constexpr std::chrono::sys_seconds night{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} +
                                         std::chrono::hours{18} + std::chrono::seconds{5}};

std::string exported(const fs::path& data) {
  std::string all;
  store::export_journal(data, [&](std::string_view line) { (all += line) += '\n'; });
  return all;
}

std::set<std::string> files_in(const fs::path& folder) {
  std::set<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.insert(fs::relative(entry.path(), folder).string());
  }
  return files;
}

std::set<std::string> names_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename().string());
  return names;
}

/// An office that has issued a ticket and keeps the journal of one session.
class NightBackup : public testing::Test {
 protected:
  NightBackup() {
    (void)office_.ask(
        office_.as_kiosk("POST", "/api/v1/tickets", R"({"service":"benefit","procedure":"consultation"})"));
    (void)office_.ask(office_.as_person(Role::manager, "GET", "/api/v1/live"));
    keep_session(office_.folder());
  }
  /// The journal of a laptop with one ticket, as `receive` would keep it.
  static void keep_session(const fs::path& data) {
    fakes::Hall laptop = test::real_hall();
    test::issue(laptop, consultation);
    const store::test::Folder journal;
    test::write_journal(journal, laptop);
    fs::create_directories(copy_folder(data, "laptop"));
    store::backup(journal.path(), copy_folder(data, "laptop") / "hall.db");
  }
  fs::path made(int keep = 30, std::chrono::seconds later = {}) {
    return make_backup(office_.folder(), parent_.path(), night + later, keep);
  }

  ::talon::test::SmallHall office_;
  store::test::Folder parent_;
};

TEST_F(NightBackup, IsAFolderWithEverythingButPersonalDataForItsOwnerAlone) {
  const fs::path backup = made();
  EXPECT_EQ(backup.filename(), "20260302T180005Z");
  EXPECT_EQ(files_in(backup),
            (std::set<std::string>{"hall.db", "access.db", "accesses.db", "sessions/laptop/hall.db"}));
  EXPECT_TRUE(fs::exists(office_.folder() / "people.db"));
  EXPECT_EQ(fs::status(backup).permissions(), fs::perms::owner_all);
  EXPECT_EQ(names_in(parent_.path()), std::set<std::string>{"20260302T180005Z"});
}

TEST_F(NightBackup, AnotherMachineKnowsAllOfItAgain) {
  const fs::path backup = made();
  const store::test::Folder other;
  const BackupRestored restored = restore_backup(other.path() / "data", backup);
  EXPECT_TRUE(restored.kept.empty());
  EXPECT_EQ(restored.put.size(), 3U);
  EXPECT_EQ(exported(other.path() / "data"), exported(office_.folder()));
  EXPECT_EQ(exported(copy_folder(other.path() / "data", "laptop")),
            exported(copy_folder(office_.folder(), "laptop")));
  EXPECT_TRUE(store::verify(other.path() / "data").ok());
  const Access access((other.path() / "data" / "access.db").string());
  EXPECT_EQ(access.devices().size(), 1U);
  EXPECT_EQ(access.people().size(), 1U);
}

TEST_F(NightBackup, TheNewestAreKeptAndNothingElseIsTouched) {
  std::ofstream(parent_.path() / "20260101T000000Z.txt") << "not a backup";
  fs::create_directory(parent_.path() / "photos");
  for (int i = 0; i < 4; ++i) made(2, std::chrono::hours{24} * i);
  EXPECT_EQ(names_in(parent_.path()), (std::set<std::string>{"20260101T000000Z.txt", "20260304T180005Z",
                                                             "20260305T180005Z", "photos"}));
}

TEST_F(NightBackup, WhatCannotBeCopiedLeavesTheOlderOnesAndTheNextTryBeginsAnew) {
  made();
  const fs::path kept = copy_folder(office_.folder(), "laptop") / "hall.db";
  fs::resize_file(kept, 5000);
  EXPECT_THROW(made(1, std::chrono::hours{24}), store::StorageFailure);
  EXPECT_TRUE(fs::exists(parent_.path() / "20260302T180005Z" / "hall.db"));
  fs::remove(kept);
  EXPECT_EQ(made(1, std::chrono::hours{48}).filename(), "20260304T180005Z");
  EXPECT_EQ(names_in(parent_.path()), std::set<std::string>{"20260304T180005Z"});
}

TEST_F(NightBackup, WhatStandsIsLeftAndADamagedSessionIsReplaced) {
  const fs::path backup = made();
  const store::test::Folder other;
  (void)restore_backup(other.path(), backup);
  const fs::path session = copy_folder(other.path(), "laptop") / "hall.db";
  fs::resize_file(session, 5000);
  const BackupRestored again = restore_backup(other.path(), backup);
  EXPECT_EQ(again.put, std::vector<std::string>{"sessions/laptop/hall.db"});
  EXPECT_EQ(again.kept, (std::vector<std::string>{"access.db", "accesses.db"}));
  EXPECT_TRUE(store::verify(session.parent_path()).ok());
}

TEST_F(NightBackup, ARunningHallIsNotRestored) {
  const fs::path backup = made();
  EXPECT_THROW(restore_backup(office_.folder(), backup), store::HallLocked);
}

}  // namespace
}  // namespace talon::http
