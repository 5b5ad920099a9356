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
/// Calm speech has 110 to 140 words a minute; faster only while calls would come too late otherwise.
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
  // What is said besides gives way as soon as somebody else waits to be called.
  const bool alone = voice.queue.size() == 1;
  next.times = (voice.rules.twice || voice.rules.hall.twice) && alone ? 2 : 1;
  if (voice.rules.hall.english && alone) next.english = english_sentence(call);
  next.volume = volume_at(voice, now);
  next.haste = haste;
  return next;
}

// ---- notices

const SpokenNotice* notice_of(const Voice& voice, const std::string& id) {
  for (const SpokenNotice& notice : voice.rules.hall.notices) {
    if (notice.id == id) return &notice;
  }
  return nullptr;
}

/// A notice may have to wait for calls, and its gap is a limit (S2-5.3.12): it is due this much earlier.
Millis gap_of(const SpokenNotice& notice) {
  const Millis whole = std::chrono::minutes{notice.every_min};
  return whole - std::min(Millis{60'000}, whole / 2);
}

/// Keeps when each is due over a change of configuration; a new one is due at once, the others after it.
void plan_notices(Voice& voice, Ticks now) {
  std::vector<NoticeDue> planned;
  if (voice.open) {
    for (const SpokenNotice& notice : voice.rules.hall.notices) {
      const auto known = std::find_if(voice.notices.begin(), voice.notices.end(),
                                      [&](const NoticeDue& each) { return each.id == notice.id; });
      const bool later = known != voice.notices.end() && known->due - now < gap_of(notice);
      planned.push_back({notice.id, later ? known->due : now});
    }
  }
  voice.notices = std::move(planned);
  if (!voice.open) voice.sentences.clear();
}

/// The next sentence of the notice that is due; nothing when none is.
std::optional<Announcement> next_notice(Voice& voice, Ticks now) {
  Announcement next;
  if (voice.sentences.empty()) {
    const auto due = std::min_element(voice.notices.begin(), voice.notices.end(),
                                      [](const NoticeDue& a, const NoticeDue& b) { return a.due < b.due; });
    if (due == voice.notices.end() || due->due > now) return std::nullopt;
    const SpokenNotice* notice = notice_of(voice, due->id);
    if (notice == nullptr) return std::nullopt;
    due->due = now + gap_of(*notice);
    voice.sentences = sentences_of(notice->text);
    if (voice.sentences.empty()) return std::nullopt;
  } else {
    next.chime = false;
  }
  next.seq = --voice.last_notice;
  next.notice = true;
  next.sentence = voice.sentences.front();
  next.volume = volume_at(voice, now);
  voice.sentences.erase(voice.sentences.begin());
  return next;
}

void begin_next(Step& done, Ticks now) {
  Voice& voice = done.voice;
  if (voice.playing || voice.silenced || voice.alarm) return;
  if (voice.queue.empty()) {
    voice.playing = next_notice(voice, now);
    if (voice.playing) done.actions.emplace_back(Say{*voice.playing});
    return;
  }
  voice.playing = next_announcement(voice, now);
  voice.queue.erase(voice.queue.begin());
  done.actions.emplace_back(Say{*voice.playing});
}

/// What was being said is not spoken to its end: a call is said again when the danger is over.
void fall_silent(Step& done) {
  done.actions.emplace_back(Stop{});
  done.voice.playing.reset();
  done.voice.sentences.clear();
}

void apply(Step& done, const HallPicture& picture, Ticks now) {
  Voice& voice = done.voice;
  if (picture.seq < voice.picture_seq && !voice.any_seq) return;
  // The very first start begins after the picture; so does a hall restored to before what we have spoken.
  if (!voice.spoken_seq || *voice.spoken_seq > picture.seq) voice.spoken_seq = picture.seq;
  voice.any_seq = false;
  voice.picture_seq = picture.seq;
  const bool emergency = !picture.emergency.empty();
  if (emergency && !voice.silenced) fall_silent(done);
  voice.silenced = emergency;
  voice.open = picture.open;
  voice.time = picture.time;
  voice.time_at = now;
  take(voice, picture, now);
}

void apply(Step& done, const Alarm& alarm, Ticks) {
  if (alarm.on && !done.voice.alarm) fall_silent(done);
  done.voice.alarm = alarm.on;
}

void apply(Step&, const Tick&, Ticks) {}

void apply(Step& done, const Finished& finished, Ticks now) {
  Voice& voice = done.voice;
  if (!voice.playing || voice.playing->seq != finished.seq) return;
  if (!voice.playing->notice) voice.spoken_seq = std::max(voice.spoken_seq.value_or(0), finished.seq);
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
  plan_notices(done.voice, now);
  begin_next(done, now);
  return done;
}

std::optional<Ticks> next_change(const Voice& voice) {
  if (voice.playing || voice.silenced || voice.alarm) return std::nullopt;
  std::optional<Ticks> next;
  for (const NoticeDue& each : voice.notices) {
    if (!next || each.due < *next) next = each.due;
  }
  return next;
}

int volume_at(const Voice& voice, Ticks now) {
  const VoiceRules& hall = voice.rules.hall;
  int percent = hall.volume;
  if (voice.time) {
    const double passed = static_cast<double>((now - voice.time_at).count()) * voice.time->rate;
    const Timestamp time = voice.time->now.plus(Millis{static_cast<long>(passed)});
    const auto minute = static_cast<int>(time_of_day(time) / std::chrono::minutes{1});
    for (const VolumeSpan& span : hall.volumes) {
      if (minute >= span.from_min && minute < span.to_min) percent = span.percent;
    }
  }
  return std::clamp(percent, 1, 100);
}

std::vector<std::string> sentences_of(const std::string& notice) {
  std::vector<std::string> sentences;
  for (std::size_t from = 0; from < notice.size();) {
    auto end = notice.find_first_of(".!?", from);
    end = end == notice.npos ? notice.size() : notice.find_first_not_of(".!?", end);
    end = std::min(end, notice.size());
    const auto begin = notice.find_first_not_of(' ', from);
    if (begin < end) sentences.push_back(notice.substr(begin, end - begin));
    from = end;
  }
  return sentences;
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

std::string english_sentence(const CallPicture& call) {
  const std::string number = text::english_number(call.number.text());
  const std::string room = text::english_title(call.room_title);
  const std::string desk = text::english_title(call.desk_title);
  const bool with_desk = call.room_title.empty() || call.room_shared;
  // Half of the way is worse than none: then the board and the Russian sentence say it.
  if (number.empty() || (!call.room_title.empty() && room.empty()) || (with_desk && desk.empty())) return {};
  std::string words = "ticket " + number;
  if (!room.empty()) words.append(", ").append(room);
  if (with_desk) words.append(", ").append(desk);
  return words;
}

}  // namespace talon::voice
