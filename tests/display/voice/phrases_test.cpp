// SPDX-License-Identifier: MIT
// Sentences in parts: what is synthesised before it is needed, and what a recorded pack covers.
#include "display/voice/phrases.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace talon::voice {
namespace {

std::vector<std::string> texts(const std::vector<Phrase>& phrases) {
  std::vector<std::string> all;
  for (const Phrase& each : phrases) all.push_back(each.text);
  return all;
}

bool holds(const std::vector<Phrase>& phrases, const Phrase& wanted) {
  return std::find(phrases.begin(), phrases.end(), wanted) != phrases.end();
}

TEST(Phrases, ASentenceIsSaidInPartsANoticeInOne) {
  Announcement call;
  call.sentence = "талон А ноль семнадцать, кабинет пять, окно два";
  call.english = "ticket A zero one seven, room five";
  EXPECT_EQ(texts(phrases_of(call, "ru")),
            (std::vector<std::string>{"талон А ноль семнадцать", "кабинет пять", "окно два"}));
  EXPECT_EQ(phrases_of(call, "en").back(), (Phrase{"room five", "en", 140}));
  Announcement notice;
  notice.notice = true;
  notice.sentence = "Приготовьте паспорт, СНИЛС и талон.";
  EXPECT_EQ(phrases_of(notice, "ru").size(), 1U);
}

TEST(Phrases, RecordingsCoverAPhraseWhollyOrNotAtAll) {
  const std::set<std::string, std::less<>> pack = {"талон", "талон А", "ноль", "семнадцать", "кабинет пять"};
  using List = std::vector<std::string>;
  EXPECT_EQ(recordings_of("талон А ноль семнадцать", pack), (List{"талон А", "ноль", "семнадцать"}));
  EXPECT_EQ(recordings_of("кабинет пять", pack), List{"кабинет пять"});
  EXPECT_EQ(recordings_of("талон А ноль пять", pack), List{});
  EXPECT_EQ(recordings_of("кабинет", pack), List{});
  EXPECT_EQ(recordings_of("", pack), List{});
}

TEST(Phrases, EverythingACallAtLeisureSaysIsExpected) {
  BoardPicture board;
  board.voice.english = true;
  board.voice.notices = {{"papers", "Раз. Два.", 10}};
  board.rooms = {
      {RoomId{"5"},
       "кабинет 5",
       "",
       {{DeskId{"1"}, "окно 1", DeskState::open, {}, {}}, {DeskId{"2"}, "окно 2", DeskState::open, {}, {}}}},
      {RoomId{"6"}, "кабинет 6, сектор выплат", "", {{DeskId{"3"}, "окно 3", DeskState::open, {}, {}}}}};
  HallPicture hall;
  hall.next = {{*parse_ticket_number("В017"), ServiceId{"s"}, ProcedureId{"p"}}};
  const auto expected = expected_phrases(board, hall);
  for (const bool shared : {true, false}) {
    CallPicture call;
    call.number = hall.next.front().number;
    call.room_title = board.rooms[shared ? 0 : 1].title;
    call.desk_title = "окно 2";
    call.room_shared = shared;
    Announcement announcement;
    announcement.sentence = sentence(call);
    announcement.english = english_sentence(call);
    for (const char* language : {"ru", "en"}) {
      for (const Phrase& phrase : phrases_of(announcement, language))
        EXPECT_TRUE(holds(expected, phrase)) << phrase.text;
    }
    announcement.sentence = sentence(call, 2);
    announcement.words_per_minute = 185;
    EXPECT_TRUE(holds(expected, phrases_of(announcement, "ru").back())) << "in haste the room at least";
  }
  EXPECT_TRUE(holds(expected, {"Два.", "ru", 140}));
}

}  // namespace
}  // namespace talon::voice
