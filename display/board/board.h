// SPDX-License-Identifier: MIT
// The hall board's memory: which call stands in the band, which stand below it, since when. Pure: pictures,
// link and time come in, a new board comes out; display/board/scene.h says how it looks.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "server/model/board_picture.h"
#include "server/model/picture.h"

namespace talon::board {

/// Times are on the device's steady clock, never hall time: a demonstration at 60-fold speed flashes at 1 Hz
/// too.
struct Rules {
  Millis band_minimum{5'000};    ///< a new call owns the band at least so long
  Millis row_minimum{30'000};    ///< a call is visible at least so long, or until it left
  Millis left_for{30'000};       ///< a call that left stays so long
  Millis link_grace{1'000};      ///< lost is reported 9 s after the last byte; the notice stands within 10 s
  Millis first_picture{10'000};  ///< after start: so long "connecting" before it is a missing server
  Millis slide{250};
  int flashes = 5;                 ///< at 1 Hz
  int flashes_without_sound = 15;  ///< the eye must do the ear's part
  std::size_t rows = 8;            ///< how many earlier calls the layout has room for
  std::vector<RoomId> rooms;       ///< only calls to these; empty: all
};

/// A call on the board or waiting for its place.
struct Shown {
  CallPicture call;
  std::optional<Ticks> since;    ///< visible from here, or blinking again from here; empty: no free row yet
  bool fresh = false;            ///< it flashes; false for what was already there at a restart
  bool pending = false;          ///< has not had its time in the band
  std::optional<Ticks> left_at;  ///< when we first saw it left
};

/// The call in the band.
struct Band {
  TicketNumber number;
  Ticks since;
  bool fresh = false;   ///< flashes, and keeps the band for band_minimum
  bool slides = false;  ///< entered now; a repeated call only blinks
};

enum class Link { connecting, up, lost };

/// What the board knows. Calls are ordered newest first.
struct Board {
  Rules rules;
  std::optional<HallPicture> picture;
  Ticks picture_at;
  Link link = Link::connecting;
  Ticks link_since;
  bool any_seq = true;  ///< a new connection may show an older hall: the server was restored
  bool sound_works = true;
  std::optional<BoardPicture> setup;  ///< empty until the server has told it: the built-in layout
  std::string local_alarm;            ///< evacuation text of the alarm input; empty: quiet
  std::vector<Shown> calls;
  std::optional<Band> band;
  std::int64_t shown_seq = 0;  ///< calls up to this event are not new
};

struct LinkState {
  Link link = Link::connecting;
};
struct SoundState {
  bool works = true;
};
/// The input line of the fire alarm (the server may burn first): its text, empty when it is over.
struct LocalAlarm {
  std::string text;
};
/// Time has passed: sent at next_change().
struct Tick {};
using Input = std::variant<HallPicture, LinkState, SoundState, BoardPicture, LocalAlarm, Tick>;

[[nodiscard]] Board start(Rules rules, Ticks now);
[[nodiscard]] Board step(Board board, const Input& input, Ticks now);

/// Nothing current can be shown: no picture in time, or the link lost longer than the grace. No number is
/// shown then.
[[nodiscard]] bool is_cut_off(const Board& board, Ticks now);
/// The text that stands instead of everything: the alarm input's, else a manager's; empty: none.
[[nodiscard]] const std::string& evacuation(const Board& board);
/// The call in the band.
[[nodiscard]] const Shown* in_band(const Board& board);
/// The calls in the rows, newest first, at most rules.rows.
[[nodiscard]] std::vector<const Shown*> in_rows(const Board& board);
/// Bright half of a flash that began at `since`.
[[nodiscard]] bool flash_on(const Board& board, Ticks since, Ticks now);
[[nodiscard]] bool is_flashing(const Board& board, Ticks since, Ticks now);
/// 0 at the left edge, 1 in place.
[[nodiscard]] double slide_progress(const Board& board, Ticks now);
/// Hall time now, run on from the last picture with the hall's rate. Empty before the first picture.
[[nodiscard]] std::optional<Timestamp> hall_now(const Board& board, Ticks now);
/// When the board next looks different without any input: the shell sleeps until then and draws nothing.
[[nodiscard]] std::optional<Ticks> next_change(const Board& board, Ticks now);

}  // namespace talon::board
