// SPDX-License-Identifier: MIT
// How the hall's boards and its voice are set up: read from HALL.toml, sent to talon-display as part of
// BoardPicture (board_picture.h). The JSON has exactly these fields.
#pragma once

#include <string>
#include <vector>

#include "server/model/fields.h"
#include "server/model/time.h"

namespace talon {

/// A board of the waiting hall or a corridor, or the plate beside a room's door (S2-5.3.8).
enum class BoardKind { hall, plate };

/// A part of a board that informs and gives way to calls: who waits and about how long, who is next,
/// reception hours, who receives where, limits of the regulation, a page of the office.
enum class PanelKind { waiting, next, hours, rooms, limits, page };

struct Panel {
  PanelKind shows = PanelKind::waiting;
  std::string page;  ///< PanelKind::page: its id
  bool operator==(const Panel&) const = default;
  TALON_FIELDS(Panel, shows, page)
};

/// How a board divides its screen. What is 0 is chosen from the screen's size and the farthest seat.
struct BoardLayout {
  std::string id;
  BoardKind kind = BoardKind::hall;
  double band = 0;                     ///< share of the height for the newest call, at least a quarter
  int columns = 0;                     ///< of earlier calls
  int rows = 0;                        ///< of earlier calls in a column
  std::vector<Panel> beside{Panel{}};  ///< in turn, where the calls leave room
  std::vector<Panel> idle{Panel{}};    ///< in turn, while nobody is called
  Seconds every_s{12};                 ///< how long a panel stands at least
  bool operator==(const BoardLayout&) const = default;
  TALON_FIELDS(BoardLayout, id, kind, band, columns, rows, beside, idle, every_s)
};

/// A video wall: one picture over a grid of equal panels. The gaps are what the bezels of two neighbours
/// hide.
struct Wall {
  int columns = 1;
  int rows = 1;
  double gap_x_mm = 0;
  double gap_y_mm = 0;
  bool operator==(const Wall&) const = default;
  TALON_FIELDS(Wall, columns, rows, gap_x_mm, gap_y_mm)
};

/// An information page of the office (S2-5.3.15).
struct InfoPage {
  std::string id;
  std::string title;
  std::vector<std::string> text;  ///< a paragraph each
  bool operator==(const InfoPage&) const = default;
  TALON_FIELDS(InfoPage, id, title, text)
};

/// A notice that the voice repeats in reception hours (S2-5.3.12): its gap is at most 10 minutes.
struct SpokenNotice {
  std::string id;
  std::string text;
  int every_min = 10;
  bool operator==(const SpokenNotice&) const = default;
  TALON_FIELDS(SpokenNotice, id, text, every_min)
};

/// Loudness of a part of the day, in percent of full amplitude.
struct VolumeSpan {
  int from_min = 0;  ///< minutes since local midnight
  int to_min = 0;
  int percent = 100;
  bool operator==(const VolumeSpan&) const = default;
  TALON_FIELDS(VolumeSpan, from_min, to_min, percent)
};

struct VoiceRules {
  bool twice = false;    ///< halls of more than 40 people hear a call twice
  bool english = false;  ///< after the Russian sentence the English one
  int volume = 100;      ///< outside of every span
  std::vector<VolumeSpan> volumes;
  std::vector<SpokenNotice> notices;
  bool speaks = true;  ///< of one board: false where another one within earshot has the voice
  bool operator==(const VoiceRules&) const = default;
  TALON_FIELDS(VoiceRules, twice, english, volume, volumes, notices, speaks)
};

}  // namespace talon
