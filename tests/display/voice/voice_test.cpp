// SPDX-License-Identifier: MIT
// What is said and when, on virtual time. FQM #138: a second call overrode
// the first.
#include "display/voice/voice.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

namespace talon::voice {
namespace {

constexpr Ticks at(long ms) {
  return Ticks{Millis{ms}};
}

CallPicture call(const std::string& number, const std::string& desk, std::int64_t seq) {
  CallPicture made;
  made.number = *parse_ticket_number(number);
  made.desk = DeskId{desk};
  made.desk_title = "окно " + desk;
  made.room = RoomId{desk};
  made.room_title = "кабинет " + desk;
  made.seq = seq;
  return made;
}

HallPicture hall(std::int64_t seq, std::vector<CallPicture> calls) {
  HallPicture picture;
  picture.seq = seq;
  picture.open = true;
  picture.calls = std::move(calls);
  return picture;
}

/// A speaker that needs as long as espeak-ng was measured to need.
struct Speaker {
  Voice voice;
  long now = 0;
  long ends = -1;
  struct Said {
    Announcement announcement;
    long began, ended;
  };
  std::vector<Said> said;

  explicit Speaker(std::optional<std::int64_t> spoken = {}, Rules rules = {})
      : voice(start(std::move(rules), spoken)) {}

  static long length(const Announcement& said) {
    const long letters = std::count_if(said.sentence.begin(), said.sentence.end(), [](char c) {
      return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    });
    const long commas = std::count(said.sentence.begin(), said.sentence.end(), ',');
    const long words = 600 + (letters * 6'700 + commas * 16'000) / said.words_per_minute;
    return (said.chime ? 500 : 0) + said.times * (static_cast<long>(said.pause.count()) + words);
  }
  void put(const Input& input) {
    Step done = step(std::move(voice), input, at(now));
    voice = std::move(done.voice);
    for (const auto& action : done.actions) {
      if (const auto* say = std::get_if<Say>(&action)) {
        EXPECT_LT(ends, 0) << "one begun before the other ended";
        said.push_back({say->announcement, now, -1});
        ends = now + length(say->announcement);
      } else {
        said.back().ended = now;
        ends = -1;
      }
    }
  }
  void run_to(long end) {
    while (ends >= 0 && ends <= end) {
      now = ends;
      ends = -1;
      said.back().ended = now;
      put(Finished{said.back().announcement.seq});
    }
    now = end;
  }
  [[nodiscard]] std::string numbers() const {
    std::string text;
    for (const auto& each : said) text += (text.empty() ? "" : " ") + each.announcement.number.text();
    return text;
  }
};

TEST(Voice, SaysNumberRoomAndTheDeskOnlyWhereARoomHasSeveral) {
  auto made = call("А017", "5", 1);
  EXPECT_EQ(sentence(made), "талон А ноль семнадцать, кабинет пять");
  made.desk_title = "окно 2";
  made.room_shared = true;
  EXPECT_EQ(sentence(made), "талон А ноль семнадцать, кабинет пять, окно два");
  EXPECT_EQ(sentence(made, 2), "А семнадцать, кабинет пять, окно два");
  made.room_title = "";
  made.room_shared = false;
  EXPECT_EQ(sentence(made), "талон А ноль семнадцать, окно два");
  EXPECT_EQ(sentence(call("А100", "5", 1), 3), "А сто кабинет пять");
}

TEST(Voice, BeginsAfterThePictureAtTheVeryFirstStart) {
  Speaker speaker;
  speaker.put(hall(110, {call("А017", "5", 109)}));
  EXPECT_EQ(speaker.numbers(), "");
  EXPECT_EQ(speaker.voice.spoken_seq, 110);
  speaker.put(hall(111, {call("А018", "6", 111), call("А017", "5", 109)}));
  EXPECT_EQ(speaker.numbers(), "А018");
}

TEST(Voice, AfterARestartSaysWhatItOwesAndNothingTwice) {
  Speaker speaker(109);
  auto left = call("А019", "7", 112);
  left.left = true;
  speaker.put(hall(112, {left, call("А018", "6", 111), call("А017", "5", 109)}));
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.numbers(), "А018");
  speaker.put(hall(113, {call("А018", "6", 111), call("А017", "5", 109)}));
  speaker.run_to(120'000);
  EXPECT_EQ(speaker.numbers(), "А018");
}

TEST(Voice, RecallIsSaidAgain) {
  Speaker speaker(100);
  speaker.put(hall(101, {call("А017", "5", 101)}));
  speaker.run_to(20'000);
  speaker.put(hall(102, {call("А017", "5", 102)}));
  speaker.run_to(40'000);
  EXPECT_EQ(speaker.numbers(), "А017 А017");
}

TEST(Voice, EightCallsInTwoSecondsAreAllSaidWithinTenSecondsNoneCutNoneTwice) {
  Speaker speaker(100);
  std::vector<CallPicture> calls;
  for (int i = 0; i < 8; ++i) {
    speaker.run_to(250L * i);
    calls.insert(calls.begin(), call("А" + std::to_string(11 + i), std::to_string(1 + i), 101 + i));
    speaker.put(hall(101 + i, calls));
  }
  speaker.run_to(120'000);
  EXPECT_EQ(speaker.numbers(), "А011 А012 А013 А014 А015 А016 А017 А018");
  for (std::size_t i = 0; i < speaker.said.size(); ++i) {
    const auto& said = speaker.said[i];
    EXPECT_EQ(said.ended - said.began, Speaker::length(said.announcement)) << "cut";
    EXPECT_LE(said.began - 250L * static_cast<long>(i), 10'000)
        << said.announcement.sentence << " haste " << said.announcement.haste;
  }
  EXPECT_TRUE(speaker.said.front().announcement.chime);
  EXPECT_FALSE(speaker.said[3].announcement.chime) << "the chime goes first";
}

TEST(Voice, CallsAtLeisureHaveChimePauseAndSlowWords) {
  Speaker speaker(100);
  for (int i = 0; i < 3; ++i) {
    speaker.run_to(20'000L * i);
    speaker.put(hall(101 + i, {call("А" + std::to_string(11 + i), "5", 101 + i)}));
  }
  for (const auto& said : speaker.said) {
    EXPECT_TRUE(said.announcement.chime);
    EXPECT_EQ(said.announcement.pause, Millis{300});
    EXPECT_EQ(said.announcement.words_per_minute, 140);
    EXPECT_EQ(said.announcement.haste, 0);
  }
}

TEST(Voice, NewerCallOfTheSameDeskSupersedesTheQueuedOne) {
  Speaker speaker(100);
  speaker.put(hall(101, {call("А011", "1", 101)}));
  speaker.put(hall(102, {call("А012", "2", 102), call("А011", "1", 101)}));
  speaker.put(hall(103, {call("А013", "2", 103), call("А012", "2", 102), call("А011", "1", 101)}));
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.numbers(), "А011 А013");
}

TEST(Voice, UndoneAndLeftCallsAreNotSaidAny) {
  Speaker speaker(100);
  speaker.put(hall(101, {call("А011", "1", 101)}));
  speaker.put(hall(103, {call("А013", "3", 103), call("А012", "2", 102), call("А011", "1", 101)}));
  auto left = call("А013", "3", 103);
  left.left = true;
  speaker.put(hall(105, {left, call("А011", "1", 101)}));
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.numbers(), "А011");
}

TEST(Voice, EmergencyIsSilenceAtOnceAndWhatIsStillCalledIsSaidAfterIt) {
  Speaker speaker(100);
  speaker.put(hall(102, {call("А012", "2", 102), call("А011", "1", 101)}));
  speaker.run_to(500);
  auto fire = hall(103, {call("А012", "2", 102), call("А011", "1", 101)});
  fire.emergency = "Покиньте здание";
  speaker.put(fire);
  EXPECT_EQ(speaker.said.back().ended, 500);
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.numbers(), "А011");
  speaker.put(hall(104, {call("А012", "2", 102), call("А011", "1", 101)}));
  speaker.run_to(120'000);
  EXPECT_EQ(speaker.numbers(), "А011 А011 А012");
}

TEST(Voice, OlderPictureIsIgnoredButARestoredServerIsNot) {
  Speaker speaker(100);
  speaker.put(hall(102, {call("А012", "2", 102)}));
  speaker.run_to(20'000);
  speaker.put(hall(101, {call("А011", "1", 101)}));
  speaker.run_to(40'000);
  EXPECT_EQ(speaker.numbers(), "А012");
  speaker.put(LinkLost{});
  speaker.put(hall(50, {call("А009", "1", 49)}));
  speaker.put(hall(51, {call("А010", "2", 51), call("А009", "1", 49)}));
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.numbers(), "А012 А010");
}

TEST(Voice, LargeHallHearsItTwiceWhileNobodyWaitsForTheVoice) {
  Rules rules;
  rules.twice = true;
  Speaker speaker(100, rules);
  speaker.put(hall(101, {call("А011", "1", 101)}));
  EXPECT_EQ(speaker.said.back().announcement.times, 2);
  speaker.put(hall(103, {call("А013", "3", 103), call("А012", "2", 102), call("А011", "1", 101)}));
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.said[1].announcement.times, 1);
  EXPECT_EQ(speaker.said[2].announcement.times, 2);
}

TEST(Voice, OnlyItsRooms) {
  Rules rules;
  rules.rooms = {RoomId{"2"}};
  Speaker speaker(100, rules);
  speaker.put(hall(102, {call("А012", "2", 102), call("А011", "1", 101)}));
  speaker.run_to(60'000);
  EXPECT_EQ(speaker.numbers(), "А012");
}

}  // namespace
}  // namespace talon::voice
