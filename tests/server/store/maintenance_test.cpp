// SPDX-License-Identifier: MIT
#include "server/store/maintenance.h"

#include <fstream>
#include <gtest/gtest.h>

#include "server/store/flat.h"
#include "server/store/lock.h"
#include "server/store/reader.h"
#include "server/store/witness.h"
#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::Folder;
using test::refold_script;
using test::Script;

/// A hall of `tickets` tickets, all served but the last three.
Script fill(const std::filesystem::path& directory, std::int64_t tickets) {
  const auto journal = open_journal(directory);
  Script script(*journal);
  journal->append({{script.plain("day_opened")}});
  for (std::int64_t n = 1; n <= tickets; ++n) {
    Batch batch{{script.issue(n)}};
    if (n > 3) batch.records.push_back(script.serve(n - 3));
    journal->append(batch);
  }
  return script;
}

TEST(Flat, TheValueOfATextFieldIsFound) {
  EXPECT_EQ(flat_text(R"({"a":"x","b":"y\"z"})", "b"), R"(y\"z)");
  EXPECT_EQ(flat_text(R"({"a":"say \"b\":\"no\"","b":"yes"})", "b"), "yes");
  EXPECT_FALSE(flat_text(R"({"a":1})", "a"));
  EXPECT_FALSE(flat_text(R"({"a":"cut)", "a"));
}

TEST(Verify, AWholeJournalIsProvenUpToItsHead) {
  const Folder folder;
  const Script script = fill(folder.path(), 50);
  const Verdict verdict = verify(folder.path());
  EXPECT_TRUE(verdict.ok()) << verdict.detail;
  EXPECT_EQ(verdict.events, script.seq());
  EXPECT_EQ(verdict.head, script.head());
  EXPECT_EQ(verdict.witnessed, script.seq());
}

TEST(Verify, WorksBesideTheRunningHall) {
  const Folder folder;
  fill(folder.path(), 10);
  const auto journal = open_journal(folder.path());
  EXPECT_TRUE(verify(folder.path()).ok());
  Script script(*journal);
  journal->append({{script.issue(11)}});
  EXPECT_TRUE(verify(folder.path()).ok());
}

TEST(Verify, FindsTheHeadOfASlip) {
  const Folder folder;
  std::string printed;
  {
    const auto journal = open_journal(folder.path());
    Script script(*journal);
    for (std::int64_t n = 1; n <= 9; ++n) {
      journal->append({{script.issue(n)}});
      if (n == 4) printed = head_text(script.head());
    }
  }
  EXPECT_EQ(verify(folder.path(), printed).head_seq, 4);
  EXPECT_EQ(verify(folder.path(), "ABCDEFGHIJ").damage, Damage::head_unknown);
}

TEST(Verify, AMissingOrForeignFileIsDamage) {
  const Folder folder;
  EXPECT_EQ(verify(folder.path()).damage, Damage::file);
  std::ofstream(folder.path() / "hall.db") << "not a database at all, but long enough to look at";
  EXPECT_EQ(verify(folder.path()).damage, Damage::file);
  EXPECT_THROW(static_cast<void>(open_journal(folder.path())), StorageFailure);
}

TEST(Backup, IsOneCheckedFileTakenBesideTheRunningHall) {
  const Folder folder;
  fill(folder.path(), 20);
  const auto journal = open_journal(folder.path());
  Script script(*journal);
  journal->append({{script.issue(21)}});
  const auto wal = std::filesystem::file_size(folder.path() / "hall.db-wal");
  const auto copy = folder.path() / "copy" / "night.db";
  std::filesystem::create_directory(copy.parent_path());
  backup(folder.path(), copy);
  EXPECT_EQ(std::filesystem::file_size(folder.path() / "hall.db-wal"), wal) << "no checkpoint";
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(copy.parent_path()), {}), 1);
  std::filesystem::rename(copy, copy.parent_path() / "hall.db");
  const Verdict verdict = verify(copy.parent_path());
  EXPECT_TRUE(verdict.ok()) << verdict.detail;
  EXPECT_EQ(verdict.head, script.head());
}

TEST(Backup, AFolderThatIsNotThereFailsAndLeavesNothing) {
  const Folder folder;
  fill(folder.path(), 3);
  EXPECT_THROW(backup(folder.path(), folder.path() / "no" / "night.db"), StorageFailure);
}

TEST(Restore, NumbersGoOnAboveWhatWasPrinted) {
  const Folder folder;
  const auto copy = folder.path() / "night.db";
  fill(folder.path(), 20);
  backup(folder.path(), copy);
  {
    const auto journal = open_journal(folder.path());
    EXPECT_THROW(restore(folder.path(), copy), HallLocked);
    Script script(*journal);
    for (std::int64_t n = 21; n <= 100; ++n) journal->append({{script.issue(n)}});
  }
  const Restored restored = restore(folder.path(), copy);
  EXPECT_EQ(restored.events, 38);
  EXPECT_EQ(restored.lost, 80);
  EXPECT_TRUE(std::filesystem::exists(restored.replaced / "hall.db"));
  EXPECT_TRUE(verify(folder.path()).ok()) << verify(folder.path()).detail;
  const auto journal = open_journal(folder.path());
  EXPECT_EQ(journal->last_seq(), 38);
  ASSERT_EQ(journal->number_floors().size(), 1U);
  EXPECT_EQ(journal->number_floors()[0].number, (TicketNumber{"А", 128}));
}

TEST(Restore, WithoutTheFloorFileTheFormerJournalIsAsked) {
  const Folder folder;
  const auto copy = folder.path() / "night.db";
  fill(folder.path(), 20);
  backup(folder.path(), copy);
  {
    const auto journal = open_journal(folder.path());
    Script script(*journal);
    for (std::int64_t n = 21; n <= 30; ++n) journal->append({{script.issue(n)}});
  }
  std::filesystem::remove(folder.path() / "numbers.floor");
  const Restored restored = restore(folder.path(), copy);
  ASSERT_EQ(restored.floors.size(), 1U);
  EXPECT_EQ(restored.floors[0].number, (TicketNumber{"А", 30}));
}

TEST(Restore, ADamagedCopyIsRefusedAndADamagedJournalReplaced) {
  const Folder folder;
  const auto copy = folder.path() / "night.db";
  fill(folder.path(), 20);
  backup(folder.path(), copy);
  {
    std::fstream bad(folder.path() / "bad.db", std::ios::out | std::ios::binary);
    std::ifstream good(copy, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(good)), {});
    bytes[bytes.find("ticket_issued") + 30] ^= 1;
    bad << bytes;
  }
  EXPECT_THROW(restore(folder.path(), folder.path() / "bad.db"), StorageFailure);
  EXPECT_TRUE(verify(folder.path()).ok());
  std::filesystem::resize_file(folder.path() / "hall.db", 5000);
  EXPECT_EQ(verify(folder.path()).damage, Damage::file);
  restore(folder.path(), copy);
  EXPECT_TRUE(verify(folder.path()).ok()) << verify(folder.path()).detail;
}

TEST(Restore, AnOldCopyPutBackByHandIsNoticedAtStart) {
  const Folder folder;
  const auto copy = folder.path() / "night.db";
  fill(folder.path(), 20);
  backup(folder.path(), copy);
  {
    const auto journal = open_journal(folder.path());
    Script script(*journal);
    journal->append({{script.issue(21)}});
  }
  for (const char* file : {"hall.db-wal", "hall.db-shm"}) std::filesystem::remove(folder.path() / file);
  std::filesystem::copy_file(copy, folder.path() / "hall.db",
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(verify(folder.path()).damage, Damage::cut);
  EXPECT_EQ(open_journal(folder.path())->number_floors().size(), 1U);
}

TEST(Export, HoldsTheStoredBytesAndTheirChain) {
  const Folder folder;
  const Script script = fill(folder.path(), 5);
  std::vector<std::string> lines;
  export_journal(folder.path(), [&](std::string_view line) { lines.emplace_back(line); });
  ASSERT_EQ(lines.size(), static_cast<std::size_t>(script.seq()));
  Digest head{};
  for (const std::string& line : lines) {
    const std::string json = line.substr(10 + 64 + 10, line.size() - 84 - 1);
    head = chain_after(head, json);
    EXPECT_EQ(line, "{\"chain\":\"" + hex(head) + "\",\"event\":" + json + "}");
  }
  EXPECT_EQ(head, script.head());
}

TEST(Rebuild, TellsAndMendsAWrongTable) {
  const Folder folder;
  fill(folder.path(), 30);
  EXPECT_FALSE(rebuild(folder.path(), refold_script()).changed);
  const Refold wrong = [real = refold_script()](std::string json, const Digest& previous) {
    Record record = real(std::move(json), previous);
    for (Leg& leg : record.legs) leg.recalls = 3;
    return record;
  };
  EXPECT_TRUE(rebuild(folder.path(), wrong).changed);
  EXPECT_TRUE(rebuild(folder.path(), refold_script(), false).changed) << "only told";
  EXPECT_TRUE(rebuild(folder.path(), refold_script()).changed);
  EXPECT_FALSE(rebuild(folder.path(), refold_script()).changed);
  EXPECT_TRUE(verify(folder.path()).ok());
}

TEST(Copy, AnothersJournalIsProvenBeforeItIsKept) {
  const Folder laptop;
  const Folder office;
  const Script script = fill(laptop.path(), 10);
  const auto file = laptop.path() / "copy.db";
  backup(laptop.path(), file);
  const Verdict taken = take_copy(file, office.path() / "incoming");
  ASSERT_TRUE(taken.ok()) << taken.detail;
  EXPECT_EQ(taken.events, script.seq());
  EXPECT_EQ(taken.head, script.head());
  put_copy(office.path() / "incoming", office.path() / "kept");
  EXPECT_FALSE(std::filesystem::exists(office.path() / "incoming" / "hall.db"));
  EXPECT_TRUE(verify(office.path() / "kept").ok());
}

TEST(Copy, ADamagedOneIsToldAndNeverKept) {
  const Folder laptop;
  const Folder office;
  fill(laptop.path(), 10);
  const auto file = laptop.path() / "copy.db";
  backup(laptop.path(), file);
  std::string bytes;
  {
    std::ifstream in(file, std::ios::binary);
    bytes.assign(std::istreambuf_iterator<char>(in), {});
  }
  const auto place = bytes.rfind("service_finished");
  ASSERT_NE(place, std::string::npos);
  bytes.replace(place, 7, "secrets");
  std::ofstream(file, std::ios::binary) << bytes;
  EXPECT_EQ(take_copy(file, office.path() / "incoming").damage, Damage::chain);
  EXPECT_FALSE(std::filesystem::exists(office.path() / "incoming"));
  EXPECT_EQ(take_copy(office.path() / "nothing.db", office.path() / "incoming").damage, Damage::file);
}

}  // namespace
}  // namespace talon::store
