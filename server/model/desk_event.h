// SPDX-License-Identifier: MIT
// What has happened at a desk beside its tickets: its state, its telephone, the journals it writes in.
// Alternatives of EventBody.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/model/fields.h"
#include "server/model/id.h"
#include "server/model/time.h"

namespace talon {

struct DeskOpened {
  static constexpr std::string_view type = "desk_opened";
  DeskId desk;
  UserId specialist;
  TALON_FIELDS(DeskOpened, desk, specialist)
};

/// Another person or computer takes the desk with what stands on it.
struct DeskTakenOver {
  static constexpr std::string_view type = "desk_taken_over";
  DeskId desk;
  UserId specialist;
  UserId from;
  TALON_FIELDS(DeskTakenOver, desk, specialist, from)
};

struct DeskPaused {
  static constexpr std::string_view type = "desk_paused";
  DeskId desk;
  std::string reason;
  TALON_FIELDS(DeskPaused, desk, reason)
};

struct DeskResumed {
  static constexpr std::string_view type = "desk_resumed";
  DeskId desk;
  TALON_FIELDS(DeskResumed, desk)
};

struct DeskClosed {
  static constexpr std::string_view type = "desk_closed";
  DeskId desk;
  std::string reason;  ///< "" by the specialist, "day_end" by the system
  TALON_FIELDS(DeskClosed, desk, reason)
};

/// A talk on the telephone begins at a desk (S2-6.5: ten minutes, one forwarding).
struct PhoneStarted {
  static constexpr std::string_view type = "phone_started";
  DeskId desk;
  UserId specialist;
  bool forwarded = false;  ///< the call was forwarded to this desk already: no second time
  std::optional<Seconds> limit_s;
  ClauseId clause;
  TALON_FIELDS(PhoneStarted, desk, specialist, forwarded, limit_s, clause)
};

struct PhoneEnded {
  static constexpr std::string_view type = "phone_ended";
  DeskId desk;
  UserId specialist;
  ServiceId service;    ///< what was asked about; empty: not said
  std::string outcome;  ///< "answered", "forwarded", "callback"
  Millis spoken_ms{0};
  std::optional<Seconds> waited_s;  ///< until somebody answered, as the telephone says (S3-2.5.5)
  TALON_FIELDS(PhoneEnded, desk, specialist, service, outcome, spoken_ms, waited_s)
};

struct PhoneLimitBroken {
  static constexpr std::string_view type = "phone_limit_broken";
  DeskId desk;
  UserId specialist;
  Seconds limit_s{0};
  ClauseId clause;
  TALON_FIELDS(PhoneLimitBroken, desk, specialist, limit_s, clause)
};

/// A request to the consultation line that nobody answered (S3-2.5.6).
struct PhoneMissed {
  static constexpr std::string_view type = "phone_missed";
  DeskId desk;
  ServiceId service;
  TALON_FIELDS(PhoneMissed, desk, service)
};

/// Somebody is to be rung back by the end of `due_date`; the number stands in people.db.
struct CallbackPromised {
  static constexpr std::string_view type = "callback_promised";
  CallbackId callback;
  DeskId desk;
  UserId specialist;
  ServiceId service;
  Date due_date;
  TALON_FIELDS(CallbackPromised, callback, desk, specialist, service, due_date)
};

/// After `day_opened`: a promise that is still open.
struct CallbackCarried {
  static constexpr std::string_view type = "callback_carried";
  CallbackId callback;
  UserId specialist;
  ServiceId service;
  Date due_date;
  TALON_FIELDS(CallbackCarried, callback, specialist, service, due_date)
};

struct CallbackMade {
  static constexpr std::string_view type = "callback_made";
  CallbackId callback;
  ServiceId service;
  bool late = false;  ///< after the day it was due
  TALON_FIELDS(CallbackMade, callback, service, late)
};

/// After `day_opened`: the last number given in a journal of the regulation this year.
struct RegistryCarried {
  static constexpr std::string_view type = "registry_carried";
  RegistryId registry;
  int year = 0;
  int number = 0;
  TALON_FIELDS(RegistryCarried, registry, year, number)
};

}  // namespace talon
