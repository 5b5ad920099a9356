// SPDX-License-Identifier: MIT
#include "display/voice/phrases.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "display/text/text.h"

namespace talon::voice {
namespace {

constexpr std::string_view comma = ", ";
/// Speeds of the sentences that are said in parts: at leisure, and while a few calls wait.
constexpr std::array<int, 3> speeds = {140, 150, 185};
constexpr int at_leisure = speeds[0];

std::vector<std::string> parts_of(const std::string& sentence) {
  std::vector<std::string> parts;
  for (std::size_t from = 0; from < sentence.size();) {
    const auto end = std::min(sentence.find(comma, from), sentence.size());
    if (end > from) parts.push_back(sentence.substr(from, end - from));
    from = end + comma.size();
  }
  return parts;
}

void add_place(std::vector<Phrase>& phrases, const std::string& title, bool english) {
  for (const std::string& part : parts_of(text::spoken_title(title))) {
    for (const int speed : speeds) phrases.push_back({part, "ru", speed});
  }
  const std::string translated = english ? text::english_title(title) : std::string();
  if (!translated.empty()) phrases.push_back({translated, "en", at_leisure});
}

}  // namespace

std::vector<Phrase> phrases_of(const Announcement& announcement, const std::string& language) {
  const std::string& sentence = language == "en" ? announcement.english : announcement.sentence;
  std::vector<Phrase> phrases;
  const auto parts = announcement.notice ? std::vector<std::string>{sentence} : parts_of(sentence);
  for (const std::string& part : parts) phrases.push_back({part, language, announcement.words_per_minute});
  return phrases;
}

Millis pause_between(const Announcement& announcement) {
  return Millis{16'000 / std::max(1, announcement.words_per_minute)};
}

std::vector<std::string> recordings_of(const std::string& phrase,
                                       const std::set<std::string, std::less<>>& recorded) {
  std::vector<std::string> found;
  for (std::size_t from = 0; from < phrase.size();) {
    auto end = phrase.size();
    while (end != phrase.npos && end > from && !recorded.contains(phrase.substr(from, end - from)))
      end = phrase.rfind(' ', end - 1);
    if (end == phrase.npos || end <= from) return {};
    found.push_back(phrase.substr(from, end - from));
    from = end + 1;
  }
  return found;
}

std::vector<Phrase> expected_phrases(const BoardPicture& board, const HallPicture& hall) {
  const bool english = board.voice.english;
  std::vector<Phrase> phrases;
  for (const NextPicture& next : hall.next) {
    const std::string number = next.number.text();
    phrases.push_back({"талон " + text::spoken_number(number), "ru", at_leisure});
    const std::string translated = english ? text::english_number(number) : std::string();
    if (!translated.empty()) phrases.push_back({"ticket " + translated, "en", at_leisure});
  }
  for (const RoomPlate& room : board.rooms) {
    add_place(phrases, room.title, english);
    if (room.desks.size() < 2 && !room.title.empty()) continue;
    for (const DeskPlate& desk : room.desks) add_place(phrases, desk.title, english);
  }
  for (const SpokenNotice& notice : board.voice.notices) {
    for (const std::string& sentence : sentences_of(notice.text))
      phrases.push_back({sentence, "ru", at_leisure});
  }
  return phrases;
}

}  // namespace talon::voice
