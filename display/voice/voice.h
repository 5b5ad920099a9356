// SPDX-License-Identifier: MIT
// What the hall's voice says and when. Pure: pictures and "finished" come in, "say this" and "stop" come out.
// The voice says numbers, rooms and desks, never a name: the picture has none.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/model/board.h"
#include "server/model/picture.h"

namespace talon::voice {

struct Rules {
  /// A call is begun at most so long after it was made. When the calls in the queue would take longer,
  /// announcements give up, in this order: chime and pause; the word "талон", the leading zeros and a fifth
  /// of the time; half of it.
  Millis most_behind{10'000};
  /// After so much silence a chime comes first whatever waits: people must look up.
  Millis silence{3'000};
  bool twice = false;  ///< hall of more than 40 people: said twice while nobody else waits to be called
  std::vector<RoomId> rooms;  ///< only calls to these; empty: all
  VoiceRules hall;            ///< as the hall is configured: twice, English, volume, notices
};

/// One utterance, never cut once begun.
struct Announcement {
  std::int64_t seq = 0;
  TicketNumber number;
  DeskId desk;
  std::string sentence;  ///< "талон А ноль семнадцать, кабинет пять"
  std::string english;   ///< said after it; empty: nothing
  bool notice = false;   ///< a sentence of a notice: `seq` is negative, number and desk are empty
  int volume = 100;      ///< percent of full amplitude
  int words_per_minute = 140;
  bool chime = true;
  Millis pause{300};  ///< between chime and words, and before the repetition
  int times = 1;
  int haste = 0;  ///< 0 at leisure to 4
};

struct Waiting {
  CallPicture call;
  Ticks since;  ///< when the picture with it came
};

/// A notice and when it is due.
struct NoticeDue {
  std::string id;
  Ticks due;
};

struct Voice {
  Rules rules;
  std::optional<std::int64_t> spoken_seq;  ///< stored by the shell; empty at the very first start
  std::int64_t picture_seq = 0;
  bool any_seq = true;
  bool silenced = false;  ///< emergency: evacuation is not talked over
  bool alarm = false;     ///< the input line of the fire alarm: neither
  bool open = false;      ///< reception hours
  std::optional<HallTime> time;
  Ticks time_at;                       ///< when `time` came
  std::vector<NoticeDue> notices;      ///< in reception hours
  std::vector<std::string> sentences;  ///< of the notice being said, those that are left
  std::int64_t last_notice = 0;        ///< announcements of notices are counted downwards
  std::vector<Waiting> queue;
  std::optional<Announcement> playing;
  std::optional<Ticks> quiet_since;
};

/// The announcement with this seq was played, or could not be: either way the next may begin.
struct Finished {
  std::int64_t seq = 0;
};
/// The connection was lost: what comes next may be an older hall (a restored server).
struct LinkLost {};
/// The fire alarm's input line.
struct Alarm {
  bool on = false;
};
/// Time has passed: sent at next_change().
struct Tick {};
using Input = std::variant<HallPicture, Finished, LinkLost, Alarm, Tick>;

struct Say {
  Announcement announcement;
};
/// Silence at once.
struct Stop {};
using Action = std::variant<Say, Stop>;

struct Step {
  Voice voice;
  std::vector<Action> actions;
};

[[nodiscard]] Voice start(Rules rules, std::optional<std::int64_t> spoken_seq);
[[nodiscard]] Step step(Voice voice, const Input& input, Ticks now);
/// When a notice is due next; empty: none, or the voice waits for something else.
[[nodiscard]] std::optional<Ticks> next_change(const Voice& voice);
/// Percent of full amplitude at `now`, by the hours of the rules and hall time; never 0.
[[nodiscard]] int volume_at(const Voice& voice, Ticks now);
/// Sentences of a notice: a call may come between two of them.
[[nodiscard]] std::vector<std::string> sentences_of(const std::string& notice);
/// The sentence for a call; from haste 2 on the short one.
[[nodiscard]] std::string sentence(const CallPicture& call, int haste = 0);
/// "ticket A zero seventeen, room five"; empty when the room's title has no English.
[[nodiscard]] std::string english_sentence(const CallPicture& call);

}  // namespace talon::voice
