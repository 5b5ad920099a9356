// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <memory>

#include "tests/hall/hall_process.h"

namespace talon::test {
namespace {

const std::string ticket_body = R"({"service":"benefit","procedure":"consultation"})";

class Streams : public testing::Test {
 protected:
  void SetUp() override { hall_.start(); }
  void issue() {
    Wire line = hall_.wire();
    EXPECT_EQ(line.call("POST", "/api/v1/tickets", hall_.as_device("kiosk1", new_key()), ticket_body).status,
              201);
  }
  HallProcess hall_;
};

TEST_F(Streams, ThePictureAtOnceAndAfterEachChange) {
  Stream stream(hall_.port(), "/api/v1/events?view=hall");
  ASSERT_EQ(stream.status(), 200);
  const auto first = stream.next();
  ASSERT_TRUE(first);
  issue();
  auto second = stream.next();
  while (second && second->id == first->id) second = stream.next();
  ASSERT_TRUE(second);
  EXPECT_EQ(std::stoi(second->id), std::stoi(first->id) + 1);
  EXPECT_NE(second->data.find("\"waiting\":1"), std::string::npos);
}

TEST_F(Streams, ACommentComesWhileNothingHappens) {
  Stream stream(hall_.port(), "/api/v1/events?view=hall");
  ASSERT_TRUE(stream.next());
  // Pictures may come in between: a device falls silent, or one is drawn again because time has passed.
  auto block = stream.next_block(std::chrono::seconds{9});
  for (int i = 0; i < 20 && block && block->front() != ':'; ++i)
    block = stream.next_block(std::chrono::seconds{9});
  ASSERT_TRUE(block);
  EXPECT_EQ(block->front(), ':');
}

TEST_F(Streams, TheJournalResumesWhereItWasLeft) {
  const Fields boss = hall_.log_in("boss");
  for (int i = 0; i < 20; ++i) issue();
  std::string last;
  {
    Stream stream(hall_.port(), "/api/v1/events?view=journal", boss);
    for (int i = 0; i < 7; ++i) {
      const auto message = stream.next();
      ASSERT_TRUE(message);
      last = message->id;
    }
  }
  EXPECT_EQ(last, "7");
  issue();
  Fields resumed = boss;
  resumed.emplace_back("Last-Event-ID", last);
  Stream stream(hall_.port(), "/api/v1/events?view=journal", resumed);
  const int all = static_cast<int>(hall_.journal().size());
  for (int seq = 8; seq <= all; ++seq) {
    const auto message = stream.next();
    ASSERT_TRUE(message);
    EXPECT_EQ(message->id, std::to_string(seq));
    EXPECT_NE(message->data.find("\"seq\":" + std::to_string(seq) + ","), std::string::npos);
  }
  issue();
  const auto live = stream.next();
  ASSERT_TRUE(live);
  EXPECT_EQ(live->id, std::to_string(all + 1));
}

TEST_F(Streams, AReaderThatIsAheadBeginsAtTheEnd) {
  Fields ahead = hall_.log_in("boss");
  ahead.emplace_back("Last-Event-ID", "99999999999");
  Stream stream(hall_.port(), "/api/v1/events?view=journal", ahead);
  ASSERT_EQ(stream.status(), 200);
  const auto before = hall_.journal().size();
  issue();
  const auto message = stream.next();
  ASSERT_TRUE(message);
  EXPECT_EQ(message->id, std::to_string(before + 1));
}

TEST_F(Streams, RightsHoldForViews) {
  EXPECT_EQ(Stream(hall_.port(), "/api/v1/events?view=live").status(), 401);
  EXPECT_EQ(Stream(hall_.port(), "/api/v1/events?view=live", hall_.as_device("kiosk1")).status(), 403);
  EXPECT_EQ(Stream(hall_.port(), "/api/v1/events?view=journal", hall_.log_in("d1")).status(), 403);
  EXPECT_EQ(Stream(hall_.port(), "/api/v1/events?view=desk&desk=77", hall_.log_in("d1")).status(), 404);
  Stream live(hall_.port(), "/api/v1/events?view=live", hall_.log_in("d1"));
  EXPECT_EQ(live.status(), 200);
  EXPECT_TRUE(live.next());
}

TEST_F(Streams, TheManagerReadsNamesThePublicNever) {
  Wire line = hall_.wire();
  EXPECT_EQ(line.call("POST", "/api/v1/desks/1/open", with_key(hall_.log_in("d1"), new_key()), "{}").status,
            200);
  EXPECT_NE(line.call("GET", "/api/v1/live", hall_.log_in("boss")).body.find("Сотрудник d1"),
            std::string::npos);
  EXPECT_EQ(line.call("GET", "/api/v1/hall").body.find("Сотрудник"), std::string::npos);
  EXPECT_EQ(line.call("GET", "/api/v1/hall").body.find("\"d1\""), std::string::npos);
}

TEST_F(Streams, LoggingOutEndsTheStream) {
  const Fields boss = hall_.log_in("boss");
  Stream live(hall_.port(), "/api/v1/events?view=live", boss);
  ASSERT_TRUE(live.next());
  Wire line = hall_.wire();
  EXPECT_EQ(line.call("DELETE", "/api/v1/session", boss).status, 204);
  EXPECT_EQ(line.call("GET", "/api/v1/live", boss).status, 401);
  while (live.next_block(std::chrono::seconds{9})) {
  }
  EXPECT_FALSE(live.next(std::chrono::seconds{1}));
}

TEST_F(Streams, TwoHundredComeBackAtOnceAndAllSeeTheCall) {
  std::vector<std::unique_ptr<Stream>> boards;
  for (int i = 0; i < 200; ++i)
    boards.push_back(std::make_unique<Stream>(hall_.port(), "/api/v1/events?view=hall"));
  for (const auto& board : boards) ASSERT_TRUE(board->next());
  issue();
  for (const auto& board : boards) {
    auto message = board->next();
    while (message && message->data.find("\"waiting\":1") == std::string::npos) message = board->next();
    EXPECT_TRUE(message);
  }
}

TEST_F(Streams, StoppingEndsStreamsAndAnswersWhatIsUnderWay) {
  Stream stream(hall_.port(), "/api/v1/events?view=hall");
  ASSERT_TRUE(stream.next());
  Wire idle = hall_.wire();
  EXPECT_EQ(idle.call("GET", "/healthz").status, 200);
  EXPECT_EQ(hall_.stop(), 0);
  EXPECT_FALSE(stream.next(std::chrono::seconds{1}));
}

}  // namespace
}  // namespace talon::test
