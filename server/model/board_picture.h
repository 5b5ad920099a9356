// SPDX-License-Identifier: MIT
// What a hall board knows besides the hall picture: its set-up and what changes seldom. Names of officials
// stand on a door plate alone (S2-5.3.8), which only that device is told.
#pragma once

#include <string>
#include <vector>

#include "server/model/board.h"
#include "server/model/event.h"

namespace talon {

/// A desk on a plate or in the list of who receives where.
struct DeskPlate {
  DeskId desk;
  std::string title;
  DeskState state = DeskState::closed;
  std::vector<std::string> receives;  ///< services in plain words; many are named by their menu groups
  std::string specialist_name;        ///< on a door plate alone; empty while nobody is logged in
  bool operator==(const DeskPlate&) const = default;
  TALON_FIELDS(DeskPlate, desk, title, state, receives, specialist_name)
};

struct RoomPlate {
  RoomId room;
  std::string title;
  std::string way;
  std::vector<DeskPlate> desks;
  bool operator==(const RoomPlate&) const = default;
  TALON_FIELDS(RoomPlate, room, title, way, desks)
};

/// A limit of the regulation as visitors read it.
struct LimitPicture {
  std::string title;  ///< of the procedure; empty: of every one
  Measure measure = Measure::wait;
  ClauseId clause;
  Seconds limit_s{0};
  bool operator==(const LimitPicture&) const = default;
  TALON_FIELDS(LimitPicture, title, measure, clause, limit_s)
};

/// Part of GET /devices/self of a display.
struct BoardPicture {
  BoardLayout layout;
  Wall wall;
  std::vector<InfoPage> pages;
  std::vector<std::string> hours;  ///< reception hours, a line each
  std::vector<std::string> breaks;  ///< "обед 13:00–13:45", "технический перерыв 15:30–15:45"
  std::vector<RoomPlate> rooms;    ///< this board's; all when it has no zone
  std::vector<std::string> lines;  ///< "service/procedure" that these rooms serve; empty: all
  std::vector<LimitPicture> limits;
  VoiceRules voice;
  bool operator==(const BoardPicture&) const = default;
  TALON_FIELDS(BoardPicture, layout, wall, pages, hours, breaks, rooms, lines, limits, voice)
};

}  // namespace talon
