// SPDX-License-Identifier: MIT
#include "server/store/journal.h"

#include <gtest/gtest.h>

#include "server/store/lock.h"
#include "server/store/witness.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::Folder;
using test::Script;

std::vector<std::string> events(const Journal& journal, std::int64_t from = 1) {
  std::vector<std::string> all;
  journal.read(from, [&](const std::string& json) { all.push_back(json); });
  return all;
}

TEST(Journal, WhatWasAppendedIsThereAfterReopening) {
  const Folder folder;
  std::vector<std::string> written;
  Digest head{};
  {
    const auto journal = open_journal(folder.path());
    EXPECT_EQ(journal->last_seq(), 0);
    Script script(*journal);
    for (std::int64_t n = 1; n <= 20; ++n) {
      Batch batch{{script.issue(n), script.serve(n)}};
      for (const Record& record : batch.records) written.push_back(record.json);
      journal->append(batch);
    }
    head = script.head();
    EXPECT_EQ(journal->last_seq(), 40);
  }
  const auto journal = open_journal(folder.path());
  EXPECT_EQ(journal->last_seq(), 40);
  EXPECT_EQ(journal->head(), head);
  EXPECT_EQ(events(*journal), written);
  EXPECT_EQ(events(*journal, 40), std::vector{written.back()});
}

TEST(Journal, ABatchIsAllOrNothingAndTheJournalGoesOn) {
  const Folder folder;
  const auto journal = open_journal(folder.path());
  Script script(*journal);
  journal->append({{script.issue(1)}});
  Script wrong = script;
  EXPECT_THROW(journal->append({{wrong.issue(2), wrong.serve(2), wrong.issue(1)}}), StorageFailure);
  EXPECT_EQ(journal->last_seq(), 1);
  EXPECT_EQ(journal->head(), script.head());
  journal->append({{script.issue(2), script.serve(2)}});
  EXPECT_EQ(events(*journal).size(), 3U);
}

TEST(Journal, ANumberAndARequestAreTakenOnce) {
  const Folder folder;
  const auto journal = open_journal(folder.path());
  Script script(*journal);
  journal->append({{script.issue(1)}});
  Script same_request = script;
  Record repeat = same_request.issue(2);
  repeat.request = test::uuid(1'000'001);
  EXPECT_THROW(journal->append({{repeat}}), StorageFailure);
  Script same_number = script;
  Record twice = same_number.issue(3);
  twice.number->number.ordinal = 1;
  EXPECT_THROW(journal->append({{twice}}), StorageFailure);
  journal->append({{script.issue(2)}});
  Script next_day = script;
  Record tomorrow = next_day.issue(4, "А", Script::day(3));
  tomorrow.number->number.ordinal = 1;
  journal->append({{tomorrow}});
  EXPECT_EQ(journal->last_seq(), 3);
}

TEST(Journal, OneProcessHoldsTheFolder) {
  const Folder folder;
  EXPECT_FALSE(hall_is_held(folder.path()));
  auto journal = open_journal(folder.path());
  EXPECT_TRUE(hall_is_held(folder.path()));
  EXPECT_THROW(static_cast<void>(open_journal(folder.path())), HallLocked);
  journal.reset();
  EXPECT_FALSE(hall_is_held(folder.path()));
}

TEST(Journal, AFolderThatCannotBeMadeIsAFailure) {
  EXPECT_THROW(static_cast<void>(open_journal("/proc/no-such-folder")), StorageFailure);
}

TEST(Journal, ALostDatabaseNeverBringsANumberBack) {
  const Folder folder;
  {
    const auto journal = open_journal(folder.path());
    EXPECT_TRUE(journal->number_floors().empty());
    Script script(*journal);
    for (std::int64_t n = 1; n <= 70; ++n) journal->append({{script.issue(n)}});
  }
  EXPECT_TRUE(open_journal(folder.path())->number_floors().empty()) << "an ordinary restart leaves no gap";
  for (const char* file : {"hall.db", "hall.db-wal", "hall.db-shm"}) {
    std::filesystem::remove(folder.path() / file);
  }
  for (int start = 0; start < 2; ++start) {
    const auto floors = open_journal(folder.path())->number_floors();
    ASSERT_EQ(floors.size(), 1U) << "given until they are journalled";
    EXPECT_EQ(floors[0].number, (TicketNumber{"А", 128}));
    EXPECT_EQ(floors[0].date, Script::day(2));
  }
  {
    const auto journal = open_journal(folder.path());
    Script script(*journal);
    journal->append({{script.plain("number_floor_raised")}});
    EXPECT_TRUE(journal->number_floors().empty());
  }
  EXPECT_TRUE(open_journal(folder.path())->number_floors().empty());
}

TEST(Witness, TheFloorIsRaisedInStepsAndForgetsOldDates) {
  const Folder folder;
  NumberFloors floors(folder.path());
  floors.cover({{Script::day(2), {"А", 1}}}, 5);
  EXPECT_EQ(NumberFloors(folder.path()).all()[0].number.ordinal, 64U);
  floors.cover({{Script::day(2), {"А", 64}}}, 90);
  EXPECT_EQ(NumberFloors(folder.path()).seq(), 5) << "within the step nothing is written";
  floors.cover({{Script::day(2), {"А", 65}}, {Script::day(9), {"В", 1000}}}, 91);
  const auto all = NumberFloors(folder.path()).all();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].number, (TicketNumber{"В", 1024}));
}

TEST(Witness, ADamagedFloorFileIsNotTakenForNone) {
  const Folder folder;
  { NumberFloors(folder.path()).set_pending(true, 3); }
  std::filesystem::resize_file(folder.path() / "numbers.floor", 8);
  EXPECT_THROW(NumberFloors(folder.path()), StorageFailure);
}

TEST(Witness, TheHeadIsWrittenWithEachCommit) {
  const Folder folder;
  const auto journal = open_journal(folder.path());
  Script script(*journal);
  journal->append({{script.issue(1), script.serve(1)}});
  const auto head = read_head(folder.path());
  ASSERT_TRUE(head);
  EXPECT_EQ(head->seq, 2);
  EXPECT_EQ(head->digest, script.head());
}

}  // namespace
}  // namespace talon::store
