// SPDX-License-Identifier: MIT
// GET /api/v1/hall, events?view=hall, and the page of one ticket: what the public sees.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/model/office_picture.h"
#include "server/model/state.h"
#include "server/model/ticket_number.h"

namespace talon {

/// A ticket now `called`, or one that left `called` less than 30 s ago.
struct CallPicture {
  TicketNumber number;
  DeskId desk;
  std::string desk_title;  ///< "окно 3"
  RoomId room;
  std::string room_title;  ///< "кабинет 5"
  std::string way;
  std::int64_t seq =
      0;  ///< of its last call or recall: a board or voice that has shown this seq has nothing new
  Timestamp called_at;  ///< of that call or recall
  int recalls = 0;
  bool left = false;         ///< no longer called (serving, no-show, held ...)
  bool room_shared = false;  ///< the room has several desks: board and voice name the desk too
  TALON_FIELDS(CallPicture, number, desk, desk_title, room, room_title, way, seq, called_at, recalls, left,
               room_shared)
};

struct LinePicture {
  ServiceId service;
  ProcedureId procedure;
  std::string title;
  int waiting = 0;
  std::optional<Seconds> oldest_s;  ///< longest wait of those waiting now
  std::optional<Seconds> limit_s;   ///< empty: without a norm
  ClauseId clause;
  int over = 0;  ///< waiting longer than the limit
  std::optional<Seconds> expected_wait_s;
  int desks_open = 0;  ///< open desks that serve it
  TALON_FIELDS(LinePicture, service, procedure, title, waiting, oldest_s, limit_s, clause, over,
               expected_wait_s, desks_open)
};

/// A ticket that will soon be called, as the order of its line stands now.
struct NextPicture {
  TicketNumber number;
  ServiceId service;
  ProcedureId procedure;
  TALON_FIELDS(NextPicture, number, service, procedure)
};

struct HallPicture {
  std::int64_t seq = 0;  ///< last event it shows; also the SSE id
  HallTime time;
  OfficePicture office;
  bool open = false;
  std::string closed_text;
  std::optional<Timestamp> closes_at;
  std::string notice;              ///< one line at the foot of the board
  std::string emergency;           ///< evacuation text; empty: none
  std::vector<CallPicture> calls;  ///< newest first by seq
  std::vector<LinePicture> lines;  ///< lines with somebody waiting or an open desk
  std::vector<NextPicture> next;   ///< the first of each line, at most 3 of one and 24 of all
  TALON_FIELDS(HallPicture, seq, time, office, open, closed_text, closes_at, notice, emergency, calls, lines,
               next)
};

/// GET /t/TOKEN.json and the page of the slip's QR: position and room only.
struct TicketStatus {
  HallTime time;
  TicketNumber number;
  TicketState state = TicketState::waiting;
  int ahead = 0;
  std::optional<Seconds> expected_wait_s;
  /// What the slip promised (9 of 10 are called by then), while it waits for its first call and the time has
  /// not passed.
  std::optional<Timestamp> not_later;
  std::string room_title;  ///< when called
  std::string desk_title;
  std::vector<RoomPicture> rooms;           ///< called to, or where one may be called to
  SlipOutcome slip = SlipOutcome::pending;  ///< what became of its paper
  TALON_FIELDS(TicketStatus, time, number, state, ahead, expected_wait_s, not_later, room_title, desk_title,
               rooms, slip)
};

}  // namespace talon
