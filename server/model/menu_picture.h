// SPDX-License-Identifier: MIT
// GET /api/v1/menu: what a terminal offers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/model/configuration.h"
#include "server/model/office_picture.h"
#include "server/model/slip_layout.h"

namespace talon {

struct OfferPicture {
  ProcedureId procedure;
  std::string title;
  std::string official;
  std::string note;
  std::vector<std::string> brief;
  std::vector<RoomPicture> rooms;
  int waiting = 0;
  std::optional<Seconds> expected_wait_s;  ///< of a ticket taken now; empty: not known
  std::optional<Seconds> not_later_s;      ///< 9 of 10 wait no longer; empty: the office has no history yet
  std::optional<Seconds> wait_limit_s;     ///< empty: without a norm
  bool open = false;
  std::string why_closed;  ///< a sentence; empty when open
  bool booking = false;    ///< one can be booked for it
  TALON_FIELDS(OfferPicture, procedure, title, official, note, brief, rooms, waiting, expected_wait_s,
               not_later_s, wait_limit_s, open, why_closed, booking)
};

struct ServicePicture {
  ServiceId service;
  std::string group;
  std::string title;
  std::string official;
  std::string note;
  std::vector<std::string> words;  ///< how people call it, for the search
  std::vector<OfferPicture> procedures;
  TALON_FIELDS(ServicePicture, service, group, title, official, note, words, procedures)
};

struct GroupPicture {
  std::string id;
  std::string title;
  std::string note;
  TALON_FIELDS(GroupPicture, id, title, note)
};

/// Reception of the hall from a moment to a moment: a terminal without the server keeps to these.
struct ReceptionPicture {
  Timestamp from;
  Timestamp to;
  TALON_FIELDS(ReceptionPicture, from, to)
};

/// One row of the regulation in force, for the table of limits.
struct MenuLimitPicture {
  ClauseId clause;
  Measure measure = Measure::wait;
  std::string entry;               ///< walk_in, booked; empty: both
  std::string title;               ///< of the procedure or service; empty: every one
  std::optional<Seconds> limit_s;  ///< empty: measured, without a norm
  TALON_FIELDS(MenuLimitPicture, clause, measure, entry, title, limit_s)
};

/// The hall's own words in another language; whatever is not among them stays Russian.
struct TranslationPicture {
  std::string language;
  std::string text;
  std::string translated;
  TALON_FIELDS(TranslationPicture, language, text, translated)
};

/// A terminal of the hall: where somebody may go when this one has no paper.
struct TerminalPicture {
  DeviceId device;
  std::string title;
  bool prints = false;  ///< it says that its printer works
  TALON_FIELDS(TerminalPicture, device, title, prints)
};

struct MenuPicture {
  HallTime time;
  OfficePicture office;
  bool open = false;
  std::string closed_text;             ///< a sentence with the next reception time; empty when open
  std::optional<Timestamp> next_open;  ///< when closed
  std::optional<Timestamp> closes_at;  ///< when open
  std::vector<std::string> hours;      ///< reception hours, a line each, for the closed screen
  std::vector<GroupPicture> groups;
  std::vector<ServicePicture> services;
  std::optional<SlipLayout> slip;            ///< as the hall asks for
  std::vector<ReceptionPicture> receptions;  ///< of today and the next 7 days, in order
  std::string regulation;                    ///< title of the one in force
  std::vector<MenuLimitPicture> limits;
  std::vector<TranslationPicture> translations;
  std::vector<TerminalPicture> terminals;
  std::vector<FloorPlan> plans;  ///< of the rooms, a floor each; may be none
  TALON_FIELDS(MenuPicture, time, office, open, closed_text, next_open, closes_at, hours, groups, services,
               slip, receptions, regulation, limits, translations, terminals, plans)
};

}  // namespace talon
