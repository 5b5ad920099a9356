// SPDX-License-Identifier: MIT
// The laptop of the mobile service and its office for tests: the small hall with the terms of S2-11.
#pragma once

#include "tests/fakes/hall_fixture.h"

namespace talon::fakes {

inline std::vector<Term> mobile_terms() {
  const auto term = [](const char* id, const char* clause, double amount, Unit unit) {
    Term made;
    made.id = id;
    made.clause = ClauseId{clause};
    made.amount = amount;
    made.unit = unit;
    return made;
  };
  return {term("mobile_route", "11.5", 1, Unit::day), term("mobile_travel", "11.5", 3.5, Unit::minute),
          term("mobile_start", "11.6", 10, Unit::minute), term("mobile_handover", "11.8", 2, Unit::day)};
}

/// The office: the small hall.
inline Configuration office_hall() {
  Configuration hall = small_hall();
  hall.regulations.front().terms = mobile_terms();
  return hall;
}

inline Configuration mobile_hall() {
  Configuration hall = office_hall();
  hall.id = "snezhinsk-mobile";
  hall.place = "mobile";
  return hall;
}

inline const Actor specialist{Role::specialist, "user2", ""};

/// What the journal of the laptop says was handed over, as the shell reads it.
inline SessionReceived handed(std::int64_t last, const Date& day, int cases) {
  SessionReceived session;
  session.hall = "snezhinsk-mobile";
  session.last = last;
  session.from = day;
  session.to = day;
  session.cases = cases;
  session.given_by = "Фёдорова А. П.";
  session.given_at = monday("15:00:00");
  return session;
}

/// Texts of the notices about sessions.
inline std::vector<std::string> session_texts(const Hall& hall) {
  std::vector<std::string> texts;
  for (const NoticePicture& notice : queue::live_picture(hall.state(), hall.time()).notices) {
    if (notice.kind == "session") texts.push_back(notice.text);
  }
  return texts;
}

}  // namespace talon::fakes
