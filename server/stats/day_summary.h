// SPDX-License-Identifier: MIT
// What one service day was besides its legs: who worked when, what stood still and why, who was called out of
// turn, what looks like a dressed-up figure. Folded from the day's events (day_fold.h); small, so that a year
// of days is kept. README.md defines each figure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "server/model/event.h"
#include "server/stats/appointments.h"
#include "server/stats/registries.h"
#include "server/stats/talks.h"

namespace talon::stats {

/// [from, to) by the wall of the hall.
struct Stretch {
  Timestamp from;
  Timestamp to;
  [[nodiscard]] Millis length() const { return to.utc - from.utc; }
};

/// When the hall and its lines received on a date, breaks of the whole hall apart. The shell knows the
/// calendar; decisions of the day (extension) are in the events and are added by the fold.
struct ReceptionDay {
  std::vector<Stretch> hours;
  std::vector<Stretch> breaks;
  std::map<LineId, std::vector<Stretch>> lines;  ///< of each line with a calendar
};

/// A stretch of reception in which something did not work.
struct Gap {
  Timestamp from;
  Timestamp to;
  std::string cause;  ///< in Russian, as people read it
  TALON_FIELDS(Gap, from, to, cause)
};

/// Working time of one element of the system in reception hours (S2-5.4.1-o).
struct ElementDay {
  std::string kind;  ///< "system", "server", "issuing", "kiosk", "display", "desk", "line"
  std::string key;   ///< device, desk or "service/procedure"; empty for the one of its kind
  Millis reception{0};
  Millis working{0};
  std::vector<Gap> gaps;
};

/// One specialist's hours at one desk.
struct DeskLoad {
  DeskId desk;
  UserId specialist;
  Millis open{0};     ///< from opening to closing, breaks apart
  Millis serving{0};  ///< a visitor in service
  Millis called{0};   ///< from a call to the start, the no-show or the hold
  Millis phone{0};    ///< talking on the telephone
  Millis idle{0};     ///< open with none of these
  Millis paused{0};
  std::map<std::string, Millis> pauses;  ///< by reason
  int calls = 0;                         ///< undone ones are none
  int served = 0;
  int no_show = 0;
  int out_of_turn = 0;
};

struct OutOfTurnCall {
  Timestamp at;
  TicketNumber number;
  DeskId desk;
  UserId specialist;
  std::string reason;
  Seconds waited_s{0};
  std::string desk_title = {};        ///< filled by the report
  std::string specialist_title = {};  ///< filled by the report
  TALON_FIELDS(OutOfTurnCall, at, number, desk, specialist, reason, waited_s, desk_title, specialist_title)
};

/// Something that a dressed-up figure would look like; the rules are in signs.h.
struct Sign {
  Date date;
  std::string kind;
  UserId specialist;
  int count = 0;                      ///< how often on that day
  int of = 0;                         ///< of so many
  std::vector<TicketNumber> tickets;  ///< the first ones
  TALON_FIELDS(Sign, date, kind, specialist, count, of, tickets)
};

/// What was promised to a visitor on paper and what it became.
struct Promise {
  LineId line;
  Seconds expected{0};
  Seconds expected_shift{0};         ///< of that, what the office's past had added
  std::optional<Seconds> not_later;  ///< "9 of 10 wait no longer"; empty: it was not said
  Seconds shift{0};                  ///< of that, what the office's past had added
  Seconds waited{0};
};

/// Who took the day's tickets.
struct Comers {
  int tickets = 0;
  std::map<std::string, int> categories;  ///< of these, with each privileged category
  std::vector<Millis> booked;  ///< came in time for an appointment: so long after it, negative before
};

struct DaySummary {
  Date date;
  bool closed = false;          ///< the day is over: nothing in here changes any more
  std::string head;             ///< chain hash of the last event read, hex: what the act is proved by
  std::int64_t last = 0;        ///< its number
  std::vector<Stretch> breaks;  ///< of the whole hall
  std::vector<ElementDay> elements;
  std::vector<DeskLoad> loads;
  std::map<DeskId, std::vector<Stretch>> received;    ///< when each desk was open, pauses apart; in order
  std::map<std::string, std::vector<Millis>> pauses;  ///< lengths of those that desks have ended, by reason
  std::vector<OutOfTurnCall> out_of_turn;
  std::vector<Sign> signs;
  std::vector<Promise> promises;
  TalksDay talks;
  std::vector<RegistryEntry> registries;  ///< in the order in which they were made
  AppointmentDay appointments;
  Comers comers;
};

}  // namespace talon::stats
