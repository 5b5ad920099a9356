// SPDX-License-Identifier: MIT
// What the hall hears besides calls, on virtual time: notices, loudness by the hour, the fire alarm's line.
#include <gtest/gtest.h>

#include "display/voice/sound.h"
#include "display/voice/voice.h"

namespace talon::voice {
namespace {

constexpr Ticks at(long ms) {
  return Ticks{Millis{ms}};
}

HallPicture hall(std::int64_t seq, const std::string& number = "") {
  HallPicture picture;
  picture.seq = seq;
  picture.open = true;
  picture.time.now = *parse_timestamp("2026-03-02T08:59:00.000+05:00");
  if (number.empty()) return picture;
  CallPicture call;
  call.number = *parse_ticket_number(number);
  call.desk = DeskId{"1"};
  call.desk_title = "окно 1";
  call.room = RoomId{"5"};
  call.room_title = "кабинет 5";
  call.seq = seq;
  picture.calls.push_back(call);
  return picture;
}

Rules with_notices(std::vector<SpokenNotice> notices) {
  Rules rules;
  rules.hall.notices = std::move(notices);
  return rules;
}

/// Every announcement lasts 4 s.
struct Speaker {
  Voice voice;
  long now = 0;
  long ends = -1;
  std::vector<std::pair<long, Announcement>> said;

  explicit Speaker(Rules rules) : voice(start(std::move(rules), 100)) {}
  void put(const Input& input) {
    Step done = step(std::move(voice), input, at(now));
    voice = std::move(done.voice);
    for (const auto& action : done.actions) {
      const auto* say = std::get_if<Say>(&action);
      if (say != nullptr) said.emplace_back(now, say->announcement);
      ends = say != nullptr ? now + 4'000 : -1;
    }
  }
  void run_to(long end) {
    while (true) {
      const auto due = next_change(voice);
      const long next = ends >= 0 ? ends : due ? due->since.count() : end + 1;
      if (next > end) break;
      now = std::max(now, next);
      const bool finished = ends >= 0;
      ends = -1;
      if (finished)
        put(Finished{said.back().second.seq});
      else
        put(Tick{});
    }
    now = end;
  }
};

TEST(Notice, IsRepeatedInReceptionHoursAtAGapOfAtMostTenMinutes) {
  Speaker speaker(with_notices({{"papers", "Приготовьте документы.", 10}}));
  speaker.put(hall(100));
  speaker.run_to(3'600'000);
  ASSERT_GE(speaker.said.size(), 6U);
  for (std::size_t i = 1; i < speaker.said.size(); ++i) {
    EXPECT_LE(speaker.said[i].first - speaker.said[i - 1].first, 600'000);
    EXPECT_GE(speaker.said[i].first - speaker.said[i - 1].first, 500'000) << "and does not become a nuisance";
  }
  HallPicture closed = hall(101);
  closed.open = false;
  speaker.put(closed);
  const std::size_t before = speaker.said.size();
  speaker.run_to(7'200'000);
  EXPECT_LE(speaker.said.size(), before + 1) << "what had begun, and nothing after closing";
}

TEST(Notice, ACallComesBetweenTwoSentencesAndNothingIsCut) {
  Speaker speaker(with_notices({{"papers", "Приготовьте документы. Спасибо!", 10}}));
  speaker.put(hall(100));
  speaker.run_to(1'000);
  speaker.put(hall(101, "А017"));
  speaker.run_to(30'000);
  ASSERT_EQ(speaker.said.size(), 3U);
  EXPECT_EQ(speaker.said[0].second.sentence, "Приготовьте документы.");
  EXPECT_EQ(speaker.said[1].second.number.text(), "А017");
  EXPECT_EQ(speaker.said[1].first, 4'000);
  EXPECT_EQ(speaker.said[2].second.sentence, "Спасибо!");
  EXPECT_FALSE(speaker.said[2].second.chime);
  EXPECT_EQ(speaker.voice.spoken_seq, 101) << "a notice is no event";
}

TEST(Notice, SentencesEndWithTheirMarks) {
  EXPECT_EQ(sentences_of("Раз. Два?! Три"), (std::vector<std::string>{"Раз.", "Два?!", "Три"}));
  EXPECT_EQ(sentences_of("  "), std::vector<std::string>{});
}

TEST(Volume, FollowsTheHoursOfTheDayAndIsNeverSilent) {
  Rules rules;
  rules.hall.volume = 80;
  rules.hall.volumes = {{9 * 60, 10 * 60, 40}, {12 * 60, 13 * 60, 0}};
  Speaker speaker(rules);
  EXPECT_EQ(volume_at(speaker.voice, at(0)), 80) << "the hour is not known yet";
  speaker.put(hall(100));  // 08:59
  EXPECT_EQ(volume_at(speaker.voice, at(59'000)), 80);
  EXPECT_EQ(volume_at(speaker.voice, at(60'000)), 40);
  EXPECT_EQ(volume_at(speaker.voice, at(61L * 60'000)), 80);
  EXPECT_GT(volume_at(speaker.voice, at(190L * 60'000)), 0);
  speaker.now = 60'000;
  speaker.put(hall(101, "А017"));
  EXPECT_EQ(speaker.said.back().second.volume, 80) << "08:59 again: the picture's clock counts";
}

TEST(Volume, IsTheShareOfTheAmplitude) {
  Announcement announcement;
  announcement.chime = false;
  announcement.pause = Millis{0};
  announcement.volume = 40;
  Sound speech{playing_rate, {0.5F, -0.25F}};
  const Sound quiet = put_together(announcement, speech);
  ASSERT_EQ(quiet.samples.size(), 2U);
  EXPECT_FLOAT_EQ(quiet.samples[0], 0.2F);
  EXPECT_FLOAT_EQ(quiet.samples[1], -0.1F);
}

TEST(English, FollowsTheRussianSentenceWhileNobodyElseWaits) {
  Rules rules;
  rules.hall.english = true;
  Speaker speaker(rules);
  speaker.put(hall(101, "В017"));
  EXPECT_EQ(speaker.said.back().second.english, "ticket B zero one seven, room five");
  CallPicture named = hall(102, "А001").calls.front();
  named.room_title = "сектор выплат";
  EXPECT_EQ(english_sentence(named), "") << "half of the way is worse than none";
  Announcement announcement;
  announcement.chime = false;
  const Sound second{playing_rate, std::vector<float>(playing_rate, 0.1F)};
  EXPECT_EQ(put_together(announcement, second, second).length(), Millis{300 + 1'000 + 600 + 1'000});
}

TEST(Alarm, LineStopsTheVoiceInTheSameStepAndTheCallIsSaidAfterIt) {
  Speaker speaker(with_notices({{"papers", "Приготовьте документы.", 1}}));
  speaker.put(hall(101, "А017"));
  speaker.now = 500;
  Step done = step(std::move(speaker.voice), Alarm{true}, at(500));
  ASSERT_EQ(done.actions.size(), 1U);
  EXPECT_TRUE(std::holds_alternative<Stop>(done.actions.front()));
  speaker.voice = std::move(done.voice);
  speaker.ends = -1;
  speaker.run_to(600'000);
  EXPECT_EQ(speaker.said.size(), 1U) << "neither calls nor notices over the sirens";
  speaker.put(Alarm{false});
  speaker.put(hall(102, ""));
  EXPECT_TRUE(speaker.said.back().second.notice) << "the call has left meanwhile";
}

}  // namespace
}  // namespace talon::voice
