// SPDX-License-Identifier: MIT
#include "server/http/hub.h"

#include <gtest/gtest.h>
#include <map>

namespace talon::http {
namespace {

// A loop under a virtual steady clock: timers run when time is moved.
class FakeLoop : public Loop {
 public:
  void post(std::function<void()> work) override { posted_.push_back(std::move(work)); }
  void after(Millis span, std::function<void()> work) override {
    timers_.emplace(now + span, std::move(work));
  }
  void settle() {
    while (!posted_.empty()) {
      auto work = std::move(posted_.front());
      posted_.pop_front();
      work();
    }
  }
  void pass(Millis span) {
    const Millis until = now + span;
    settle();
    while (!timers_.empty() && timers_.begin()->first <= until) {
      now = timers_.begin()->first;
      auto work = std::move(timers_.begin()->second);
      timers_.erase(timers_.begin());
      work();
      settle();
    }
    now = until;
  }
  Millis now{1'000'000};

 private:
  std::deque<std::function<void()>> posted_;
  std::multimap<Millis, std::function<void()>> timers_;
};

class HubTest : public testing::Test {
 protected:
  Hub::World world() {
    return {loop_,
            [this](View, const DeskId& desk) -> std::optional<Hub::Picture> {
              if (desk == DeskId{"none"}) return std::nullopt;
              ++drawn_;
              return Hub::Picture{static_cast<std::int64_t>(journal_.size()),
                                  "{\"n\":" + std::to_string(drawn_) + "}"};
            },
            [this](std::int64_t from, int most, std::function<void(std::vector<StoredEvent>)> done) {
              std::vector<StoredEvent> out;
              for (const StoredEvent& event : journal_) {
                if (event.seq >= from && out.size() < static_cast<std::size_t>(most)) out.push_back(event);
              }
              loop_.post([done, out] { done(out); });
              return true;
            },
            [this] { return loop_.now; }, Millis{5000}};
  }
  std::vector<StoredEvent> commit(int count) {
    std::vector<StoredEvent> events;
    for (int i = 0; i < count; ++i) {
      const auto seq = static_cast<std::int64_t>(journal_.size()) + 1;
      events.push_back({seq, "{\"seq\":" + std::to_string(seq) + "}"});
      journal_.push_back(events.back());
    }
    return events;
  }
  static std::vector<std::string> take_all(Hub& hub, FakeLoop& loop,
                                           const std::shared_ptr<Subscription>& reader) {
    std::vector<std::string> out;
    for (;;) {
      loop.settle();
      const Frame frame = reader->take();
      if (frame) {
        out.push_back(*frame);
        continue;
      }
      if (reader->live || reader->order.view != View::journal) return out;
      hub.more(reader);
    }
  }

  FakeLoop loop_;
  std::vector<StoredEvent> journal_;
  int drawn_ = 0;
};

TEST_F(HubTest, APictureAtOnceAndOneForAllWhoComeTogether) {
  Hub hub(world());
  std::vector<std::shared_ptr<Subscription>> readers;
  for (int i = 0; i < 200; ++i) readers.push_back(hub.subscribe({View::hall, {}, 0, {}}, [] {}));
  EXPECT_EQ(drawn_, 1);
  const Frame first = readers.front()->take();
  ASSERT_TRUE(first);
  EXPECT_EQ(*first, "id: 0\ndata: {\"n\":1}\n\n");
  EXPECT_EQ(first.get(), readers.back()->take().get());  // the same bytes
}

TEST_F(HubTest, AtMostTenPicturesASecondAndTheLastIsNeverLost) {
  Hub hub(world());
  const auto reader = hub.subscribe({View::hall, {}, 0, {}}, [] {});
  static_cast<void>(reader->take());
  int pictures = 0;
  std::string last;
  for (int i = 0; i < 1000; ++i) {
    hub.committed(commit(1));
    loop_.pass(Millis{1});
    if (const Frame frame = reader->take()) {
      ++pictures;
      last = *frame;
    }
  }
  loop_.pass(Millis{200});
  if (const Frame frame = reader->take()) last = *frame;
  EXPECT_LE(pictures, 11);
  EXPECT_GE(pictures, 9);
  EXPECT_EQ(last.substr(0, 9), "id: 1000\n");
}

TEST_F(HubTest, ASlowReaderMissesPicturesInBetween) {
  Hub hub(world());
  const auto reader = hub.subscribe({View::hall, {}, 0, {}}, [] {});
  for (int i = 0; i < 5; ++i) {
    hub.committed(commit(1));
    loop_.pass(Millis{150});
  }
  const Frame only = reader->take();
  ASSERT_TRUE(only);
  EXPECT_EQ(only->substr(0, 6), "id: 5\n");
  EXPECT_FALSE(reader->take());
}

TEST_F(HubTest, TheJournalIsWholeFromAnyPlaceWhileEventsGoOn) {
  Hub hub(world());
  hub.committed(commit(1234));
  const auto reader = hub.subscribe({View::journal, {}, 1000, {}}, [] {});
  hub.committed(commit(3));  // while the older ones are still being read
  auto got = take_all(hub, loop_, reader);
  hub.committed(commit(2));
  for (const std::string& frame : take_all(hub, loop_, reader)) got.push_back(frame);
  ASSERT_EQ(got.size(), 239u);
  for (std::size_t i = 0; i < got.size(); ++i) {
    EXPECT_EQ(got[i].substr(0, got[i].find('\n')), "id: " + std::to_string(1001 + i));
  }
}

TEST_F(HubTest, AJournalReaderThatNeverReadsIsDropped) {
  Hub hub(world());
  const auto reader = hub.subscribe({View::journal, {}, 0, {}}, [] {});
  loop_.settle();
  ASSERT_TRUE(reader->live);
  hub.committed(commit(2500));
  EXPECT_TRUE(reader->dropped);
}

TEST_F(HubTest, AnUnknownDeskHasNoStreamAndLeavingForgets) {
  Hub hub(world());
  EXPECT_EQ(hub.subscribe({View::desk, DeskId{"none"}, 0, {}}, [] {}), nullptr);
  const auto reader = hub.subscribe({View::desk, DeskId{"3"}, 0, {}}, [] {});
  EXPECT_EQ(hub.readers(), 1u);
  hub.leave(reader);
  EXPECT_EQ(hub.readers(), 0u);
}

TEST_F(HubTest, TimeAloneDrawsAgain) {
  Hub hub(world());
  const auto reader = hub.subscribe({View::hall, {}, 0, {}}, [] {});
  static_cast<void>(reader->take());
  loop_.pass(Millis{4000});
  hub.tick();
  EXPECT_FALSE(reader->take());
  loop_.pass(Millis{1500});
  hub.tick();
  EXPECT_TRUE(reader->take());
}

}  // namespace
}  // namespace talon::http
