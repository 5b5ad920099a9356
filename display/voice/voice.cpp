// SPDX-License-Identifier: MIT
#include "display/voice/voice.h"

#include <algorithm>
#include <array>

#include "display/text/text.h"

namespace talon::voice {
namespace {

struct Haste {
  int words_per_minute;
  bool chime;
  Millis pause;
};
/// access.md 36 asks for 110 to 140 words a minute; faster only while calls would come too late otherwise.
constexpr std::array<Haste, 5> hastes = {{{140, true, Millis{300}},
                                          {150, false, Millis{150}},
                                          {185, false, Millis{80}},
                                          {240, false, Millis{50}},
                                          {280, false, Millis{30}}}};
constexpr int most_haste = static_cast<int>(hastes.size()) - 1;
constexpr Millis chime_time{500};

/// Measured on espeak-ng: 0.55 s, and divided by the words per minute 6.7 s a letter and 16 s a comma; 0.05 s
/// go to synthesis and device.
Millis expected_length(const CallPicture& call, int haste, bool chime) {
  const Haste& how = hastes[static_cast<std::size_t>(haste)];
  const std::string words = sentence(call, haste);
  const auto letters = std::count_if(words.begin(), words.end(),
                                     [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  const auto commas = std::count(words.begin(), words.end(), ',');
  const Millis spoken{600 + (letters * 6'700 + commas * 16'000) / how.words_per_minute};
  return how.pause + (chime ? chime_time : Millis{0}) + spoken;
}

bool wanted(const Voice& voice, const CallPicture& call) {
  const auto& rooms = voice.rules.rooms;
  return rooms.empty() || std::find(rooms.begin(), rooms.end(), call.room) != rooms.end();
}

bool is_news(const Voice& voice, const CallPicture& call) {
  const bool being_said = voice.playing && voice.playing->seq >= call.seq;
  return !call.left && !being_said && call.seq > voice.spoken_seq.value_or(voice.picture_seq) &&
         wanted(voice, call);
}

/// The queue follows from the picture: what was undone, has left or was called again since is not in it any
/// more.
void take(Voice& voice, const HallPicture& picture, Ticks now) {
  std::vector<Waiting> queue;
  for (const auto& call : picture.calls) {
    if (!is_news(voice, call)) continue;
    const auto known = std::find_if(voice.queue.begin(), voice.queue.end(),
                                    [&](const Waiting& waiting) { return waiting.call.seq == call.seq; });
    queue.push_back({call, known == voice.queue.end() ? now : known->since});
  }
  std::sort(queue.begin(), queue.end(),
            [](const Waiting& a, const Waiting& b) { return a.call.seq < b.call.seq; });
  // Two calls of one desk: only the newer one is true.
  std::vector<Waiting> merged;
  for (const auto& waiting : queue) {
    std::erase_if(merged, [&](const Waiting& older) { return older.call.desk == waiting.call.desk; });
    merged.push_back(waiting);
  }
  voice.queue = std::move(merged);
}

bool in_time(const Voice& voice, int haste, Ticks now) {
  Ticks begins = now;
  for (std::size_t i = 0; i < voice.queue.size(); ++i) {
    if (begins - voice.queue[i].since > voice.rules.most_behind) return false;
    begins =
        begins + expected_length(voice.queue[i].call, haste, hastes[static_cast<std::size_t>(haste)].chime);
  }
  return true;
}

Announcement next_announcement(const Voice& voice, Ticks now) {
  int haste = 0;
  while (haste < most_haste && !in_time(voice, haste, now)) ++haste;
  const Haste& how = hastes[static_cast<std::size_t>(haste)];
  const CallPicture& call = voice.queue.front().call;
  Announcement next;
  next.seq = call.seq;
  next.number = call.number;
  next.desk = call.desk;
  next.sentence = sentence(call, haste);
  next.words_per_minute = how.words_per_minute;
  next.chime = how.chime || !voice.quiet_since || now - *voice.quiet_since >= voice.rules.silence;
  next.pause = next.chime ? hastes[0].pause : how.pause;
  next.times = voice.rules.twice && voice.queue.size() == 1 ? 2 : 1;
  next.haste = haste;
  return next;
}

void begin_next(Step& done, Ticks now) {
  Voice& voice = done.voice;
  if (voice.playing || voice.silenced || voice.queue.empty()) return;
  voice.playing = next_announcement(voice, now);
  voice.queue.erase(voice.queue.begin());
  done.actions.emplace_back(Say{*voice.playing});
}

void apply(Step& done, const HallPicture& picture, Ticks now) {
  Voice& voice = done.voice;
  if (picture.seq < voice.picture_seq && !voice.any_seq) return;
  // The very first start begins after the picture; so does a hall restored to before what we have spoken.
  if (!voice.spoken_seq || *voice.spoken_seq > picture.seq) voice.spoken_seq = picture.seq;
  voice.any_seq = false;
  voice.picture_seq = picture.seq;
  const bool emergency = !picture.emergency.empty();
  if (emergency && !voice.silenced) {
    done.actions.emplace_back(Stop{});
    voice.playing.reset();  // not spoken to its end: said again when the emergency is over, if still called
  }
  voice.silenced = emergency;
  take(voice, picture, now);
}

void apply(Step& done, const Finished& finished, Ticks now) {
  Voice& voice = done.voice;
  if (!voice.playing || voice.playing->seq != finished.seq) return;
  voice.spoken_seq = std::max(voice.spoken_seq.value_or(0), finished.seq);
  voice.playing.reset();
  voice.quiet_since = now;
}

void apply(Step& done, const LinkLost&, Ticks) {
  done.voice.any_seq = true;
}

/// "А ноль семнадцать" -> "А семнадцать".
std::string without_zeros(std::string words) {
  constexpr std::string_view zero = "ноль ";
  for (auto at = words.find(zero); at != words.npos; at = words.find(zero)) words.erase(at, zero.size());
  return words;
}

}  // namespace

Voice start(Rules rules, std::optional<std::int64_t> spoken_seq) {
  Voice voice;
  voice.rules = std::move(rules);
  voice.spoken_seq = spoken_seq;
  return voice;
}

Step step(Voice voice, const Input& input, Ticks now) {
  Step done{std::move(voice), {}};
  std::visit([&](const auto& each) { apply(done, each, now); }, input);
  begin_next(done, now);
  return done;
}

std::string sentence(const CallPicture& call, int haste) {
  std::string words = haste >= 2 ? "" : "талон ";
  const std::string number = text::spoken_number(call.number.text());
  words.append(haste >= 2 ? without_zeros(number) : number);
  const std::string room = text::spoken_title(call.room_title);
  const std::string desk = text::spoken_title(call.desk_title);
  // A comma is a pause of a tenth of a second.
  const std::string_view then = haste >= 3 ? " " : ", ";
  if (!room.empty()) words.append(then).append(room);
  if (!desk.empty() && (room.empty() || call.room_shared)) words.append(then).append(desk);
  return words;
}

}  // namespace talon::voice
