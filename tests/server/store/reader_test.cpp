// SPDX-License-Identifier: MIT
#include "server/store/reader.h"

#include <fstream>
#include <gtest/gtest.h>

#include "tests/server/store/script.h"

namespace talon::store {
namespace {

using test::Folder;
using test::Script;

class ReaderTest : public ::testing::Test {
 protected:
  void SetUp() override {
    journal_ = open_journal(folder_.path());
    script_ = Script(*journal_);
    journal_->append({{script_.plain("day_opened", ",\"date\":\"2026-03-02\"")}});
    for (std::int64_t n = 1; n <= 10; ++n) journal_->append({{script_.issue(n)}});
    for (std::int64_t n = 1; n <= 5; ++n) journal_->append({{script_.serve(n)}});
    journal_->append({{script_.plain("ticket_rated", ",\"ticket\":\"" + test::uuid(2) + "\"")}});
    journal_->append({{script_.plain("day_opened", ",\"date\":\"2026-03-03\"")}});
    journal_->append({{script_.issue(11, "В", Script::day(3)), script_.serve(11, "В", Script::day(3))}});
  }
  Folder folder_;
  std::unique_ptr<Journal> journal_;
  Script script_;
};

TEST_F(ReaderTest, ARepeatIsFoundByCallerAndKey) {
  const Reader reader(folder_.path());
  const auto found = reader.by_request("kiosk", test::uuid(1'000'003));
  ASSERT_TRUE(found);
  EXPECT_EQ(found->seq, 4);
  EXPECT_NE(found->json.find("\"number\":\"А003\""), std::string::npos);
  EXPECT_FALSE(reader.by_request("other", test::uuid(1'000'003)));
  EXPECT_FALSE(reader.by_request("kiosk", "not a uuid"));
}

TEST_F(ReaderTest, ATicketsHistoryIsWhole) {
  const Reader reader(folder_.path());
  std::vector<std::int64_t> seqs;
  for (const StoredEvent& event : reader.events_of(TicketId{test::uuid(2)})) seqs.push_back(event.seq);
  EXPECT_EQ(seqs, (std::vector<std::int64_t>{3, 13, 17}));
  EXPECT_EQ(reader.events_of(TicketId{test::uuid(9)}).size(), 1U) << "still in the hall";
  EXPECT_TRUE(reader.events_of(TicketId{test::uuid(99)}).empty());
  EXPECT_EQ(reader.ticket_of(Script::day(2), {"А", 7}), TicketId{test::uuid(7)});
  EXPECT_FALSE(reader.ticket_of(Script::day(3), {"А", 7}));
}

TEST_F(ReaderTest, EventsAreReadInPieces) {
  const Reader reader(folder_.path());
  const auto piece = reader.events(5, 3);
  ASSERT_EQ(piece.size(), 3U);
  EXPECT_EQ(piece[0].seq, 5);
  EXPECT_EQ(piece[2].seq, 7);
  EXPECT_EQ(reader.events(1, 1000).back().chain, script_.head());
}

TEST_F(ReaderTest, LegsComeByServiceDate) {
  const Reader reader(folder_.path());
  LegNames names;
  std::vector<Leg> legs;
  const auto visit = [&](const LegRow& row) { legs.push_back(leg_of(row, names, reader.ticket_of(row))); };
  reader.legs(Script::day(2), Script::day(2), names, visit);
  ASSERT_EQ(legs.size(), 5U);
  EXPECT_EQ(legs[3].ticket, TicketId{test::uuid(4)});
  EXPECT_EQ(legs[3].service, ServiceId{"service4"});
  EXPECT_EQ(legs[3].wait_ms, Millis{4 * 997 + 12'345});
  legs.clear();
  reader.legs(Script::day(1), Script::day(31), names, visit);
  EXPECT_EQ(legs.size(), 6U);
  EXPECT_EQ(reader.issued(Script::day(2), Script::day(2)), 10);
  EXPECT_EQ(reader.issued(Script::day(1), Script::day(31)), 11);
}

TEST_F(ReaderTest, ALegEndedUndoneAndEndedAgainInOneCommitStands) {
  journal_->append({{script_.serve(6), script_.undo(6), script_.serve(6)}});
  journal_->append({{script_.serve(7), script_.undo(7)}});
  const Reader reader(folder_.path());
  LegNames names;
  std::vector<std::uint32_t> ordinals;
  reader.legs(Script::day(2), Script::day(2), names,
              [&](const LegRow& row) { ordinals.push_back(row.ordinal); });
  EXPECT_EQ(ordinals, (std::vector<std::uint32_t>{1, 2, 3, 4, 5, 6}));
}

TEST_F(ReaderTest, AReaderSeesWhatWasCommittedSince) {
  const Reader reader(folder_.path());
  EXPECT_EQ(reader.events(21, 10).size(), 0U);
  journal_->append({{script_.issue(12)}});
  EXPECT_EQ(reader.events(21, 10).size(), 1U);
  journal_.reset();
  EXPECT_EQ(Reader(folder_.path()).events(1, 100).size(), 21U) << "also when nobody writes";
}

/// SQLite up to 3.51.2 can corrupt a WAL when a second connection checkpoints, which a last one to close
/// does.
TEST_F(ReaderTest, AReaderNeverCheckpointsNotEvenAsTheLastToClose) {
  const Folder crashed;  // what a killed server leaves
  for (const char* file : {"hall.db", "hall.db-wal"}) {
    std::filesystem::copy_file(folder_.path() / file, crashed.path() / file);
  }
  const auto bytes = [&](const char* file) {
    std::ifstream in(crashed.path() / file, std::ios::binary);
    return std::string((std::istreambuf_iterator<char>(in)), {});
  };
  const std::string database = bytes("hall.db");
  const std::string wal = bytes("hall.db-wal");
  ASSERT_GT(wal.size(), 4096U);
  {
    const Reader reader(crashed.path());
    EXPECT_EQ(reader.events(1, 100).size(), 20U);
    LegNames names;
    reader.legs(Script::day(1), Script::day(31), names, [](const LegRow&) {});
  }
  EXPECT_TRUE(verify(crashed.path()).ok());
  backup(crashed.path(), crashed.path() / "copy.db");
  EXPECT_TRUE(bytes("hall.db") == database);
  EXPECT_TRUE(bytes("hall.db-wal") == wal);
}

TEST(Reader, AMissingHallIsAFailure) {
  const Folder folder;
  EXPECT_THROW(Reader(folder.path()), StorageFailure);
}

TEST_F(ReaderTest, MarkedEventsOfATypeAreFoundWithinTheirPlaces) {
  journal_->append({{script_.plain("session_handed", ",\"cases\":2")}});
  journal_->append({{script_.plain("session_handed", ",\"cases\":3")}});
  const Reader reader(folder_.path());
  const std::int64_t end = script_.seq();
  const auto all = reader.marked("session_handed", 1, end + 1);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all.back().seq, end);
  EXPECT_EQ(all.back().chain, script_.head());
  EXPECT_EQ(reader.marked("session_handed", end, end + 1).size(), 1U);
  EXPECT_EQ(reader.marked("session_handed", 1, end).size(), 1U);
  EXPECT_EQ(reader.marked("day_opened", 1, end).size(), 2U);
  EXPECT_TRUE(reader.marked("ticket_issued", 1, end).empty()) << "not of the marked kinds";
}

}  // namespace
}  // namespace talon::store
